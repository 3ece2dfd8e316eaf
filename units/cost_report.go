package units

import (
	"math"

	"renewal/units/partition"
	"renewal/units/study"
)

// CostReport is the cost J of a grouping by its terms, beside that of leaving
// every atom alone, and what is known of the least cost possible.
type CostReport struct {
	Start  float64      `json:"start"` // every atom a unit of its own
	Total  float64      `json:"total"`
	Terms  []CostTerm   `json:"terms"`
	Bound  *float64     `json:"bound"` // no grouping costs less; null where nothing is known
	Method string       `json:"bound_method"`
	Gap    *float64     `json:"gap"` // (total - bound) / total; null where the bound is unknown or the total is 0
	Search SearchReport `json:"search"`

	// Components are the parts of the study that do not bear on each other, those of
	// one atom aside.
	Components []ComponentReport `json:"components"`
}

// ComponentReport is what is known of one part of the study. Costs at its edge,
// which no grouping changes, count in none.
type ComponentReport struct {
	Atom     string   `json:"atom"` // the first of it
	District string   `json:"district"`
	Atoms    int      `json:"atoms"`
	Units    int      `json:"units"`
	Cost     float64  `json:"cost"`
	Bound    *float64 `json:"bound"`
	Gap      *float64 `json:"gap"`   // of the cost; null as in [CostReport]
	Exact    bool     `json:"exact"` // there is no better grouping
}

// SearchReport tells how far the search for a grouping went. Its budget is counted
// in changes weighed, not in time, so that it ends in the same place on any machine.
type SearchReport struct {
	PerAtom    int `json:"per_atom"`   // changes that may be weighed for each atom
	Steps      int `json:"steps"`      // changes weighed, in all
	Components int `json:"components"` // parts of the study that do not bear on each other
	Exact      int `json:"exact"`      // of these, there is no better grouping
}

func searched(perAtom int, s partition.Solution) SearchReport {
	r := SearchReport{PerAtom: perAtom, Steps: s.Steps, Components: len(s.Components)}
	if r.PerAtom == 0 {
		r.PerAtom = partition.DefaultSteps
	}
	for _, c := range s.Components {
		if c.Exact {
			r.Exact++
		}
	}
	return r
}

// report works J out anew from a grouping, term by term.
func (j *cost) report(p *prepared, g *grouping, solution partition.Solution) CostReport {
	r := CostReport{Start: round(solution.Start, 6), Method: solution.Method, Components: []ComponentReport{}}
	r.Terms, r.Total = j.priced(j.total(g.groups, g.excluded))
	r.Total = round(r.Total, 6)
	r.Bound, r.Gap = certificate(solution.Cost, solution.Bound)
	for _, c := range solution.Components {
		if c.Nodes < 2 {
			continue
		}
		first := &j.f.atoms[c.Least]
		out := ComponentReport{Atom: first.ID, District: p.layers[study.Districts].IDs[first.District], Atoms: c.Nodes, Units: c.Groups, Cost: round(c.Cost, 6), Exact: c.Exact}
		out.Bound, out.Gap = certificate(c.Cost, c.Bound)
		r.Components = append(r.Components, out)
	}
	return r
}

// certificate is a bound and the gap to it, as far as there are any.
func certificate(cost, bound float64) (*float64, *float64) {
	if math.IsInf(bound, 0) {
		return nil, nil
	}
	b := round(bound, 6)
	if cost <= 0 {
		return &b, nil
	}
	gap := round(max(0, cost-bound)/cost, 6)
	return &b, &gap
}
