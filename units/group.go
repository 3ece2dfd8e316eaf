package units

import (
	"context"
	"fmt"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/partition"
)

// grouping is the partition of the atoms into units, and what it costs.
type grouping struct {
	groups [][]int // positions of atoms, ascending, in the order of their least; no excluded ones
	of     []int   // atom → group, -1 where excluded
	cost   CostReport
}

// group chooses which atoms form units, at least cost J (see package
// documentation): connected through borders that are no hard barrier, in one
// district, with the locks of the study.
func group(ctx context.Context, p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set Settings, w Watcher) (*grouping, error) {
	w.Stage("delineate", 2)
	j, err := newCost(ctx, p, f, m, rs, set)
	if err != nil {
		return nil, err
	}
	problem, err := j.problem(p)
	if err != nil {
		return nil, err
	}
	w.Step(1)
	solution, err := partition.Solve(ctx, *problem, partition.Options{Workers: p.study.Options.Workers, Steps: p.study.Options.Search})
	if err != nil {
		if l := p.layers[RoleOverrides]; l != nil { // nothing else can make it impossible
			return nil, failed(ctx, &geo.LayerError{Layer: RoleOverrides, Source: l.Source, Op: "delineate", Err: err})
		}
		return nil, fmt.Errorf("delineate: %w", err)
	}
	w.Step(1)
	g := &grouping{of: solution.Group}
	for a, k := range solution.Group {
		for k >= len(g.groups) {
			g.groups = append(g.groups, nil)
		}
		if k >= 0 {
			g.groups[k] = append(g.groups[k], a)
		}
	}
	g.cost = j.report(g.of, solution)
	g.cost.Search = searched(p.study.Options.Search, solution)
	return g, nil
}

// problem states J for the solver: sums 0 and 1 are area and perimeter, the
// others functions.
func (j *cost) problem(p *prepared) (*partition.Problem, error) {
	weights, limits := j.rs.Delineation.Weights, j.rs.Delineation.Limits
	problem := &partition.Problem{
		Nodes: len(j.f.atoms),
		Sums:  []partition.Sum{{Name: "area", Values: j.areas}, {Name: "perimeter", Values: j.rims}},
		Group: func(t partition.Totals) float64 {
			return weights.Size.Value*offRange(t.Sums[0], limits) +
				weights.Shape.Value*excess(t.Sums[1]-2*t.Inside, t.Sums[0]) +
				weights.Mix.Value*mixed(t.Sums[2:])*t.Sums[0]/1e6
		},
	}
	for k := range j.function[0] {
		values := make([]float64, len(j.function))
		for a := range values {
			values[a] = j.function[a][k]
		}
		problem.Sums = append(problem.Sums, partition.Sum{Name: fmt.Sprintf("function %d", k), Values: values})
	}
	for k, b := range j.inner {
		e := partition.Edge{A: b.A, B: b.B, Length: b.Length, Hard: b.Hard}
		if j.f.atoms[b.A].ControlUnit == j.f.atoms[b.B].ControlUnit {
			e.Cut = weights.Plan.Value * b.Length / 1000
		} else {
			e.Join = weights.Plan.Value * b.Length / 1000
		}
		e.Cut += weights.Resource.Value * j.between[k]
		for i, km := range j.soft[k] {
			e.Join += j.rs.Delineation.Barriers[i].Weight * km
		}
		problem.Edges = append(problem.Edges, e)
		if b.Hard {
			problem.Apart = append(problem.Apart, []int{b.A, b.B})
		}
	}
	for a, atom := range j.f.atoms {
		problem.Region = append(problem.Region, atom.District)
		if atom.District < 0 {
			problem.Excluded = append(problem.Excluded, a)
		}
	}
	return problem, j.locks(p, problem)
}
