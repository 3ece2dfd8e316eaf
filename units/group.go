package units

import (
	"context"
	"fmt"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/partition"
	"renewal/units/study"
)

// grouping is the partition of the atoms into units, and what it costs.
type grouping struct {
	groups [][]int // positions of atoms, ascending, in the order of their least; no excluded ones
	of     []int   // atom → group, -1 where excluded
	j      *cost
	cost   CostReport
}

// excluded says whether an atom is in no group.
func (g *grouping) excluded(a int) bool { return g.of[a] < 0 }

// group chooses which atoms form units, at least cost J (see package
// documentation): connected through borders that are no hard barrier, in one
// district, with the locks of the study.
func group(ctx context.Context, p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set study.Settings, w Watcher) (*grouping, error) {
	w.Stage("delineate", 2)
	j := newCost(f, m, rs, set)
	problem, err := j.problem(p)
	if err != nil {
		return nil, err
	}
	w.Step(1)
	solution, err := partition.Solve(ctx, *problem, partition.Options{Workers: p.study.Options.Workers, Steps: p.study.Options.Search})
	if err != nil {
		if l := p.layers[study.Overrides]; l != nil { // nothing else can make it impossible
			return nil, failed(ctx, &geo.LayerError{Layer: study.Overrides, Source: l.Source, Op: "delineate", Err: err})
		}
		return nil, fmt.Errorf("delineate: %w", err)
	}
	w.Step(1)
	g := &grouping{groups: grouped(solution.Group), of: solution.Group, j: j}
	g.cost = j.report(p, g, solution)
	g.cost.Search = searched(p.study.Options.Search, solution)
	return g, nil
}
