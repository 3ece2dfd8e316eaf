package units

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"
)

// UnitCost is what a unit adds to J: borders between two units are half of each.
// Over all units it adds up to the total of [CostReport].
type UnitCost struct {
	Total float64    `json:"total"`
	Terms []CostTerm `json:"terms"`
	Left  bool       `json:"left"` // it has few resources, and leaving them out of all units costs less
}

// Alternative is another choice that could have been made of one unit, all others
// staying as they are, and why it was not made.
type Alternative struct {
	Kind string     `json:"kind"` // "keep_whole": every atom a unit of its own; "merge"; "split"
	With []string   `json:"with"` // merge: the neighbour; split: the atoms that would leave
	Cost *float64   `json:"cost_change"`
	By   []CostTerm `json:"terms"` // what of the terms changes; null with the cost where a rule forbids the choice
	Zh   string     `json:"why_zh"`
	En   string     `json:"why_en"`
}

// The kinds of alternatives.
const (
	KeepWhole = "keep_whole"
	Merge     = "merge"
	Split     = "split"
)

// explain tells of every unit what it costs and what else it could have been.
func explain(ctx context.Context, units []Unit, p *prepared, g *grouping) ([]UnitCost, [][]Alternative, error) {
	x, err := newExplainer(ctx, units, p, g)
	if err != nil {
		return nil, nil, err
	}
	costs, all := make([]UnitCost, len(units)), make([][]Alternative, len(units))
	err = parallel.Each(ctx, len(units), p.study.Options.Workers, func(i int) (err error) {
		costs[i].Terms, costs[i].Total = g.j.priced(x.amounts[i])
		costs[i].Total, costs[i].Left = round(costs[i].Total, 6), x.left[i]
		all[i], err = x.alternatives(i)
		return err
	})
	return costs, all, err
}

// explainer weighs alternatives.
type explainer struct {
	ctx     context.Context
	units   []Unit
	p       *prepared
	g       *grouping
	amounts [][]float64 // by unit
	left    []bool      // by unit
	of      []int       // atom → unit, -1 for none

	fixed, together, apart locks
}

func newExplainer(ctx context.Context, units []Unit, p *prepared, g *grouping) (*explainer, error) {
	x := &explainer{ctx: ctx, units: units, p: p, g: g, amounts: make([][]float64, len(units)), left: make([]bool, len(units)), of: make([]int, len(g.of))}
	for a := range x.of {
		x.of[a] = -1
	}
	for i := range units {
		x.amounts[i], x.left[i] = g.j.amounts(units[i].Atoms, g.excluded)
		for _, a := range units[i].Atoms {
			x.of[a] = i
		}
	}
	problem, err := g.j.problem(p)
	if err != nil {
		return nil, err
	}
	x.fixed, x.together, x.apart = newLocks(problem.Fixed), newLocks(problem.Together), newLocks(problem.Apart)
	return x, nil
}

// alternatives of unit i, the cheapest first, then those that cannot be.
func (x *explainer) alternatives(i int) ([]Alternative, error) {
	all := []Alternative{}
	atoms := x.units[i].Atoms
	if len(atoms) > 1 {
		var alone [][]int
		for _, a := range atoms {
			alone = append(alone, []int{a})
		}
		all = append(all, x.weigh(KeepWhole, nil, []int{i}, alone))
	}
	if len(atoms) > 2 { // of two atoms the only split is to keep them whole
		halves, err := x.halves(atoms)
		if err != nil {
			return nil, err
		}
		if halves != nil {
			all = append(all, x.weigh(Split, x.names(halves[1]), []int{i}, halves))
		}
	}
	for _, k := range x.neighbours(i) {
		both := slices.Sorted(slices.Values(slices.Concat(atoms, x.units[k].Atoms)))
		all = append(all, x.weigh(Merge, []string{x.units[k].ID}, []int{i, k}, [][]int{both}))
	}
	slices.SortStableFunc(all, func(a, b Alternative) int {
		switch {
		case a.Cost == nil || b.Cost == nil:
			return cmp.Compare(rank(a.Cost), rank(b.Cost))
		default:
			return cmp.Compare(*a.Cost, *b.Cost)
		}
	})
	return all, nil
}

func rank(cost *float64) int {
	if cost == nil {
		return 1
	}
	return 0
}

// weigh compares groups with the units that they would take the place of.
func (x *explainer) weigh(kind string, with []string, units []int, groups [][]int) Alternative {
	out := Alternative{Kind: kind, With: with}
	if with == nil {
		out.With = []string{}
	}
	if out.Zh, out.En = x.forbidden(units, groups); out.Zh != "" {
		return out
	}
	change := make([]float64, x.g.j.kinds())
	for _, atoms := range groups {
		own, _ := x.g.j.amounts(atoms, x.g.excluded)
		for t, v := range own {
			change[t] += v
		}
	}
	for _, i := range units {
		for t, v := range x.amounts[i] {
			change[t] -= v
		}
	}
	terms, total := x.g.j.priced(change)
	total = round(total, 6)
	out.Cost = &total
	out.By = slices.DeleteFunc(terms, func(t CostTerm) bool { return t.Cost == 0 })
	out.Zh, out.En = why(total, out.By)
	return out
}

// neighbours of unit i: those that it shares a border with, by position.
func (x *explainer) neighbours(i int) []int {
	var all []int
	for _, a := range x.units[i].Atoms {
		for _, k := range x.g.j.at[a] {
			b := &x.g.j.inner[k]
			if u := x.of[b.A+b.B-a]; u >= 0 && u != i {
				all = append(all, u)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func (x *explainer) names(atoms []int) []string {
	names := make([]string, len(atoms))
	for i, a := range atoms {
		names[i] = x.g.j.f.atoms[a].ID
	}
	return names
}
