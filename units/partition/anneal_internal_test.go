package partition

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"
)

// After every change the cost carried along is that computed from nothing.
func TestAnnealerCarriesTheCost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.IntRange(2, 6).Draw(t, "side")
		n := side * side
		values := rapid.SliceOfN(rapid.Float64Range(-5, 5), 4*n, 4*n).Draw(t, "values")
		p := Problem{Nodes: n, Spread: Spread(rapid.IntRange(0, 2).Draw(t, "spread")), Features: make([][]float64, n),
			Sums: []Sum{{Name: "area", Values: make([]float64, n), Min: 3, Max: 12}}}
		p.Group = func(t Totals) float64 { return t.Sums[0]*t.Sums[0]/9 + float64(t.Nodes) + max(0, 20-t.Inside) }
		for v := range n {
			p.Features[v] = values[4*v : 4*v+2]
			p.Sums[0].Values[v] = 1 + math.Abs(values[4*v+2])/3
			for _, u := range []int{v + 1, v + side} {
				if u < n && (u != v+1 || u%side > 0) {
					p.Edges = append(p.Edges, Edge{A: v, B: u, Cut: values[4*v+3], Join: values[4*u+3], Length: 1})
				}
			}
		}
		p.Together = [][]int{{0, 1}}
		locks, err := p.newLocks()
		if err != nil {
			t.Fatal(err)
		}
		c, err := p.undivided(locks)
		if err != nil {
			t.Fatal(err)
		}
		s := newAnnealer(context.Background(), c, rand.New(rand.NewPCG(1, uint64(n))))
		s.free = rapid.Bool().Draw(t, "free")
		group, err := s.clusters(false, rapid.IntRange(1, c.n()).Draw(t, "groups"))
		if err != nil {
			t.Fatal(err)
		}
		s.set(group)
		for step := range 60 {
			if step%7 == 0 {
				s.recombine(100)
			} else {
				s.nudge(100)
			}
			cost, err := c.cost(s.of)
			if err != nil {
				t.Fatal(err)
			}
			if d := cost - c.base - s.cost; math.Abs(d) > 1e-7 {
				t.Fatalf("step %d: %.12f carried along, %.12f computed", step, s.cost, cost-c.base)
			}
			for g := range s.groups {
				x := s.measure(s.groups[g].members)
				if y := &s.groups[g]; x.nodes != y.nodes || math.Abs(x.own-y.own) > 1e-7 || math.Abs(x.miss-y.miss) > 1e-7 || math.Abs(x.inside-y.inside) > 1e-9 {
					t.Fatalf("step %d: group %d is %+v, measured %+v", step, g, *y, x)
				}
				for k, v := range x.members {
					if s.of[v] != int32(g) || int(s.place[v]) != k {
						t.Fatalf("step %d: atom %d is noted in group %d at %d", step, v, s.of[v], s.place[v])
					}
				}
			}
		}
	})
}

// Numbers in order are best divided where every way to divide them is tried.
func TestFisher(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Float64Range(-9, 9), 1, 6).Draw(t, "values")
		groups := rapid.IntRange(1, len(values)).Draw(t, "groups")
		got := fisher(append([]float64(nil), values...), groups)
		least := math.Inf(1)
		for code := range int(math.Pow(float64(groups), float64(len(values)))) {
			parts := make([][]float64, groups)
			for _, x := range values {
				parts[code%groups] = append(parts[code%groups], x)
				code /= groups
			}
			total := 0.0
			for _, part := range parts {
				total += Squares.of(part)
			}
			least = min(least, total)
		}
		if math.Abs(got-least) > 1e-9 {
			t.Fatalf("%v in %d: %g, want %g", values, groups, got, least)
		}
	})
}
