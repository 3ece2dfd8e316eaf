package partition_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

// Components too large for dynamic programming, whose partitions can still all be
// walked through: the bound is never above the best, and what is said to be proved is.
func TestProofs(t *testing.T) {
	proved, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := problems(15, 15).Draw(t, "problem")
		p.Excluded, p.Fixed, p.Region = nil, nil, nil
		// Groups want to be small, so that few partitions are good.
		for i := range p.Edges {
			p.Edges[i].Join += 4
		}
		under := rapid.Bool().Draw(t, "under")
		own := p.Group
		p.Group = func(g partition.Totals) float64 { return own(g) + 2*g.Sums[0] - g.Inside/2 + 20 }
		if under {
			p.Floor = 20
			for v := range p.Nodes {
				p.Under = append(p.Under, 2*p.Sums[0].Values[v])
			}
			for i := range p.Edges {
				p.Edges[i].Under = -p.Edges[i].Length / 2
			}
		}
		s, err := partition.Solve(context.Background(), p, partition.Options{Steps: 5, Proof: 5000})
		least := math.Inf(1)
		n := 0
		for groups := range partition.All(p) {
			if n++; n > 30_000 {
				return
			}
			c, err := partition.Cost(p, groups)
			if err != nil {
				t.Fatal(err)
			}
			least = min(least, c.Total())
		}
		if errors.Is(err, partition.ErrInfeasible) || errors.Is(err, partition.ErrNotFound) {
			if errors.Is(err, partition.ErrInfeasible) && !math.IsInf(least, 1) {
				t.Fatalf("%v, but %g can be had", err, least)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if s.Bound > least+1e-6 || s.Exact && s.Cost > least+1e-6 {
			t.Fatalf("cost %g, bound %g, exact %t; the best is %g", s.Cost, s.Bound, s.Exact, least)
		}
		all++
		if s.Exact {
			proved++
		}
	})
	t.Logf("%d of %d proved", proved, all)
}

// A number under a node that its group undercuts would make the bound a lie.
func TestUnderThatIsAbove(t *testing.T) {
	p := city(5, false)
	p.Under = make([]float64, p.Nodes)
	for v := range p.Under {
		p.Under[v] = 1000
	}
	if _, err := partition.Solve(context.Background(), p, partition.Options{}); !errors.Is(err, partition.ErrCost) {
		t.Errorf("got %v", err)
	}
}
