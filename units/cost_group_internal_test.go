package units

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

// What the solver's bound rests on: of two groups that touch, the growing part of both
// together is no less than those of each, but for their common border; the rest of a
// group's cost is no more than that of any atom of it. Land may be surveyed in part,
// and all weights but one may be nothing.
func TestCostsOfGroupsGrowAndShrink(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rs := *zhengzhou(t)
		w := &rs.Delineation.Weights
		for _, s := range []*float64{&w.Size.Value, &w.Mix.Value, &w.Shape.Value, &w.Left.Value} {
			*s = rapid.SampledFrom([]float64{0, *s, 5}).Draw(t, "weight")
		}
		const functions, zones = 3, 2
		g := groupCost{rs.Delineation.Weights, rs.Delineation.Limits, functions, zones}
		land := func(what string) partition.Totals {
			nodes := rapid.IntRange(1, 3).Draw(t, what)
			sums := make([]float64, 2+functions+zones+2)
			sums[0] = rapid.SampledFrom([]float64{500, 9000, 3e5, 3.9e6, 9e6}).Draw(t, "area")
			sums[1] = circle(sums[0]) * rapid.Float64Range(1.01, 4).Draw(t, "perimeter")
			for k := range functions {
				sums[2+k] = sums[0] * rapid.SampledFrom([]float64{0, 0.01, 0.3, 0.9}).Draw(t, "function")
			}
			for k := range zones {
				sums[2+functions+k] = sums[0] * rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "zone")
			}
			if nodes == 1 && rapid.Bool().Draw(t, "may be left") {
				sums[len(sums)-2], sums[len(sums)-1] = 1, rapid.Float64Range(0, 3).Draw(t, "left")
			}
			return partition.Totals{Nodes: nodes, Sums: sums}
		}
		a, b := land("a"), land("b")
		border := rapid.Float64Range(0, 0.4).Draw(t, "border") * min(a.Sums[1], b.Sums[1])
		both := partition.Totals{Nodes: a.Nodes + b.Nodes, Sums: slices.Clone(a.Sums), Inside: border}
		for i, v := range b.Sums {
			both.Sums[i] += v
		}
		under := -2 * g.weights.Shape.Value * border / 1000
		if got, least := g.growing(both), g.growing(a)+g.growing(b)+under; got < least-1e-9 {
			t.Fatalf("together %g, apart %g", got, least)
		}
		for _, one := range []partition.Totals{a, b, both} {
			if all, low := g.all(one), g.growing(one); all < low-1e-9 || all > low+g.shrinking(one)+roundest*g.weights.Shape.Value+1e-9 {
				t.Fatalf("%g in all, %g grows, %g shrinks", all, low, g.shrinking(one))
			}
		}
		if g.shrinking(both) > min(g.shrinking(a), g.shrinking(b)) {
			t.Fatalf("%g together, %g and %g", g.shrinking(both), g.shrinking(a), g.shrinking(b))
		}
	})
}
