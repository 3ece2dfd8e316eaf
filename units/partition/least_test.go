package partition_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

// growing gives a problem costs of groups as delineations have them: a part that grows
// faster than groups do (what is mixed, and a perimeter beyond the root of the area),
// and a part that shrinks (an area below the least). Sums are area and two kinds.
func growing(p *partition.Problem, least float64) {
	area := p.Sums[0].Values
	one, two := make([]float64, p.Nodes), make([]float64, p.Nodes)
	for v := range p.Nodes {
		one[v] = float64(v * 7 % 5)
		two[v] = float64(v * 3 % 4)
	}
	p.Sums = []partition.Sum{{Name: "area", Values: area, Max: p.Sums[0].Max}, {Name: "one", Values: one}, {Name: "two", Values: two}}
	grows := func(g partition.Totals) float64 {
		mixed := 0.0
		if all := g.Sums[1] + g.Sums[2]; all > 0 {
			mixed = 2 * g.Sums[1] * g.Sums[2] / all
		}
		return 2*mixed + 3*max(0, g.Sums[0]-20) - math.Sqrt(g.Sums[0]) - g.Inside/2
	}
	p.Least = grows
	short := func(area float64) float64 { return 4 * max(0, least-area) }
	p.Group = func(g partition.Totals) float64 { return grows(g) + short(g.Sums[0]) }
	p.Floor = -1e3 // far below, so that all hangs on Least
	for v := range p.Nodes {
		own := partition.Totals{Nodes: 1, Sums: []float64{area[v], one[v], two[v]}}
		p.Under = append(p.Under, grows(own))
		p.Beyond = append(p.Beyond, short(area[v]))
	}
	for i := range p.Edges {
		p.Edges[i].Under = -p.Edges[i].Length / 2
	}
}

// What Least leaves out of the search for groups is never missed: components that are
// too large for dynamic programming in the solver cost what the oracle says.
func TestLeastHidesNothing(t *testing.T) {
	proved, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := problems(15, 15).Draw(t, "problem")
		p.Excluded, p.Fixed, p.Region = nil, nil, nil
		p.Sums[0].Min = 0
		for i := range p.Edges {
			p.Edges[i].Join += float64(rapid.IntRange(0, 8).Draw(t, "more"))
		}
		growing(&p, float64(rapid.IntRange(0, 6).Draw(t, "least")))
		want := newOracle(p).best(0)
		s, err := partition.Solve(context.Background(), p, partition.Options{Steps: 5, Proof: 20_000})
		if errors.Is(err, partition.ErrInfeasible) || errors.Is(err, partition.ErrNotFound) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if s.Bound > want+1e-6 || s.Cost < want-1e-6 || s.Exact && s.Cost > want+1e-6 {
			t.Fatalf("cost %g, bound %g, exact %t; the best is %g", s.Cost, s.Bound, s.Exact, want)
		}
		if all++; s.Exact {
			proved++
		}
	})
	t.Logf("%d of %d proved", proved, all)
}

// What is not as Least and Beyond say would make the bound a lie.
func TestLeastThatIsNot(t *testing.T) {
	for name, change := range map[string]func(*partition.Problem){
		"Least above Group": func(p *partition.Problem) {
			own := p.Least
			p.Least = func(g partition.Totals) float64 { return own(g) + 50 }
		},
		"Group above Beyond": func(p *partition.Problem) {
			own := p.Group
			p.Group = func(g partition.Totals) float64 { return own(g) + 1 }
		},
		"too few numbers": func(p *partition.Problem) { p.Beyond = p.Beyond[1:] },
		"one below 0":     func(p *partition.Problem) { p.Beyond[0] = -1 },
	} {
		p := city(5, false)
		p.Sums = p.Sums[:1]
		growing(&p, 3)
		if _, err := partition.Solve(context.Background(), p, partition.Options{}); err != nil {
			t.Fatalf("as it is: %v", err)
		}
		change(&p)
		if _, err := partition.Solve(context.Background(), p, partition.Options{}); !errors.Is(err, partition.ErrCost) && !errors.Is(err, partition.ErrProblem) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
