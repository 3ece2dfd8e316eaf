package units

import (
	"fmt"
	"math"

	"renewal/units/partition"
)

// problem states J for the solver. The first sums are area and perimeter, then come
// functions and zones, then what it is about atoms that may be left out.
func (j *cost) problem(p *prepared) (*partition.Problem, error) {
	weights := j.rs.Delineation.Weights
	own := groupCost{weights, j.rs.Delineation.Limits, len(j.function[0]), len(j.zones[0])}
	problem := &partition.Problem{
		Nodes: len(j.f.atoms),
		Sums:  []partition.Sum{{Name: "area", Values: j.areas}, {Name: "perimeter", Values: j.rims}},
		Group: own.all,
		Least: own.growing,
	}
	column := func(name string, of func(a int) float64) {
		values := make([]float64, len(j.f.atoms))
		for a := range values {
			values[a] = of(a)
		}
		problem.Sums = append(problem.Sums, partition.Sum{Name: name, Values: values})
	}
	for k := range own.functions {
		column(fmt.Sprintf("function %d", k), func(a int) float64 { return j.function[a][k] })
	}
	for k := range own.zones {
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
	for a, atom := range j.f.atoms {
		alone := partition.Totals{Nodes: 1, Sums: make([]float64, len(problem.Sums))}
		for i := range problem.Sums {
			alone.Sums[i] = problem.Sums[i].Values[a]
		}
		problem.Under = append(problem.Under, own.growing(alone))
		problem.Beyond = append(problem.Beyond, own.shrinking(alone)+roundest*weights.Shape.Value)
		problem.Region = append(problem.Region, atom.District)
		if atom.District < 0 {
			problem.Excluded = append(problem.Excluded, a)
		}
	}
	return problem, j.locks(p, problem)
}
