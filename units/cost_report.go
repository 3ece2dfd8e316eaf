package units

import (
	"math"

	"renewal/rules"
	"renewal/units/partition"
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
}

// SearchReport tells how far the search for a grouping went. Its budget is counted
// in changes weighed, not in time, so that it ends in the same place on any machine.
type SearchReport struct {
	PerAtom    int `json:"per_atom"`   // changes that may be weighed for each atom
	Steps      int `json:"steps"`      // changes weighed, in all
	Components int `json:"components"` // parts of the study that do not bear on each other
	Exact      int `json:"exact"`      // of these, solved without a search: there is no better grouping
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

// CostTerm is one term of J: its weight times its amount.
type CostTerm struct {
	ID     string  `json:"id"`
	Zh     string  `json:"zh"`
	En     string  `json:"en"`
	Amount float64 `json:"amount"`
	Unit   string  `json:"unit"`
	Weight float64 `json:"weight"`
	Cost   float64 `json:"cost"`
}

// report works J out anew from a grouping, term by term.
func (j *cost) report(of []int, solution partition.Solution) CostReport {
	weights, d := j.rs.Delineation.Weights, j.rs.Delineation
	groups := 0
	for _, g := range of {
		groups = max(groups, g+1)
	}
	area, perimeter := make([]float64, groups), make([]float64, groups)
	function := make([][]float64, groups)
	for a, g := range of {
		if g < 0 {
			continue
		}
		area[g] += j.areas[a]
		perimeter[g] += j.rims[a]
		if function[g] == nil {
			function[g] = make([]float64, len(j.function[a]))
		}
		for k, v := range j.function[a] {
			function[g][k] += v
		}
	}
	var plan, resource float64
	soft := make([]float64, len(d.Barriers))
	for k, b := range j.inner {
		if of[b.A] < 0 && of[b.B] < 0 {
			continue // both left out, as in partition.Problem
		}
		together := of[b.A] >= 0 && of[b.A] == of[b.B]
		same := j.f.atoms[b.A].ControlUnit == j.f.atoms[b.B].ControlUnit
		if together != same {
			plan += b.Length / 1000
		}
		if !together {
			resource += j.between[k]
			continue
		}
		perimeter[of[b.A]] -= 2 * b.Length
		for i, km := range j.soft[k] {
			soft[i] += km
		}
	}
	var size, mix, shape float64
	for g := range area {
		size += offRange(area[g], d.Limits)
		mix += mixed(function[g]) * area[g] / 1e6
		shape += excess(perimeter[g], area[g])
	}
	r := CostReport{Start: round(solution.Start, 6), Method: solution.Method}
	add := func(item rules.Item, unit string, amount, weight float64) {
		r.Terms = append(r.Terms, CostTerm{item.ID, item.Zh, item.En, round(amount, 6), unit, weight, round(weight*amount, 6)})
		r.Total += weight * amount
	}
	add(weights.Plan.Item, "km", plan, weights.Plan.Value)
	add(weights.Resource.Item, "ha", resource, weights.Resource.Value)
	for i, b := range d.Barriers {
		if !b.Hard {
			add(b.Item, "km", soft[i], b.Weight)
		}
	}
	add(weights.Size.Item, "share", size, weights.Size.Value)
	add(weights.Mix.Item, "km2", mix, weights.Mix.Value)
	add(weights.Shape.Item, "km", shape, weights.Shape.Value)
	r.Total = round(r.Total, 6)
	if !math.IsInf(solution.Bound, 0) {
		bound := round(solution.Bound, 6)
		r.Bound = &bound
		if solution.Cost > 0 {
			gap := round(max(0, solution.Cost-solution.Bound)/solution.Cost, 6)
			r.Gap = &gap
		}
	}
	return r
}
