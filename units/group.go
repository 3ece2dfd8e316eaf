package units

import (
	"context"
	"fmt"
	"math"

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

// problem states J for the solver: the first sums are area and perimeter, then
// come functions and zones, then what it is about atoms that may be left out.
func (j *cost) problem(p *prepared) (*partition.Problem, error) {
	weights, limits := j.rs.Delineation.Weights, j.rs.Delineation.Limits
	functions, zones := len(j.function[0]), len(j.zones[0])
	may, ha := 2+functions+zones, 3+functions+zones
	problem := &partition.Problem{
		Nodes: len(j.f.atoms),
		Sums:  []partition.Sum{{Name: "area", Values: j.areas}, {Name: "perimeter", Values: j.rims}},
		Group: func(t partition.Totals) float64 {
			area := t.Sums[0]
			own := weights.Size.Value*offRange(area, limits) +
				weights.Shape.Value*excess(t.Sums[1]-2*t.Inside, area) +
				weights.Mix.Value*(mixed(t.Sums[2:2+functions])+split(t.Sums[2+functions:may], area))*area/1e6
			if t.Nodes == 1 && t.Sums[may] == 1 {
				return min(own, weights.Left.Value*t.Sums[ha])
			}
			return own
		},
	}
	column := func(name string, of func(a int) float64) {
		values := make([]float64, len(j.f.atoms))
		for a := range values {
			values[a] = of(a)
		}
		problem.Sums = append(problem.Sums, partition.Sum{Name: name, Values: values})
	}
	for k := range functions {
		column(fmt.Sprintf("function %d", k), func(a int) float64 { return j.function[a][k] })
	}
	for k := range zones {
		column(fmt.Sprintf("zone %d", k), func(a int) float64 { return j.zones[a][k] })
	}
	column("may be left", func(a int) float64 {
		if math.IsNaN(j.left[a]) {
			return 0
		}
		return 1
	})
	column("resources that may be left", func(a int) float64 {
		if math.IsNaN(j.left[a]) {
			return 0
		}
		return j.left[a]
	})
	for k, b := range j.inner {
		e := partition.Edge{A: b.A, B: b.B, Length: b.Length, Hard: b.Hard}
		if j.f.atoms[b.A].ControlUnit == j.f.atoms[b.B].ControlUnit {
			e.Cut = weights.Plan.Value * b.Length / 1000
		} else {
			e.Join = weights.Plan.Value * b.Length / 1000
		}
		e.Under = -2 * weights.Shape.Value * b.Length / 1000
		e.Cut += weights.Resource.Value * j.between[k]
		for i, km := range j.soft[k] {
			e.Join += j.barriers[i].Weight * km
		}
		problem.Edges = append(problem.Edges, e)
		if b.Hard {
			problem.Apart = append(problem.Apart, []int{b.A, b.B})
		}
	}
	// Spreads and circles only grow when land is put together, so of a group they are
	// no less than those of its atoms, and its perimeter is less by twice its borders.
	for a, atom := range j.f.atoms {
		own := weights.Mix.Value*(mixed(j.function[a])+split(j.zones[a], j.areas[a]))*j.areas[a]/1e6 +
			weights.Shape.Value*(j.rims[a]-2*math.Sqrt(math.Pi*j.areas[a]))/1000
		if !math.IsNaN(j.left[a]) {
			own = min(own, weights.Left.Value*j.left[a])
		}
		problem.Under = append(problem.Under, own)
		problem.Region = append(problem.Region, atom.District)
		if atom.District < 0 {
			problem.Excluded = append(problem.Excluded, a)
		}
	}
	return problem, j.locks(p, problem)
}
