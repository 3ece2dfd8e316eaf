package partition

import (
	"context"
	"math"
	"testing"

	"pgregory.net/rapid"
)

// The law of the search: what a change was weighed at is cost after less cost
// before, both computed from nothing. Every choice of a random state is weighed,
// made and taken back.
func TestGainIsCostAfterLessCostBefore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawState(t)
		for range 6 {
			g := int32(rapid.IntRange(0, len(s.cells)-1).Draw(t, "group"))
			choices := []choice{s.cells[g].alone}
			for _, l := range s.cells[g].links {
				choices = append(choices, l.best)
			}
			c := choices[rapid.IntRange(0, len(choices)-1).Draw(t, "choice")]
			if c.kind == none {
				continue
			}
			before, missed := s.totals(t, p)
			s.apply(&c)
			after, misses := s.totals(t, p)
			if math.Abs(after-before-c.cost) > 1e-9 || math.Abs(misses-missed-c.miss) > 1e-9 {
				t.Fatalf("weighed at %v, but cost went from %g to %g and misses from %g to %g", c.delta, before, after, missed, misses)
			}
		}
	})
}

func TestSwapAndSplitGains(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawState(t)
		for g := range s.cells {
			if len(s.cells[g].members) < 4 {
				continue
			}
			before, missed := s.totals(t, p)
			if d, piece := s.split(int32(g)); piece != nil {
				to := s.vacant()
				s.shift(piece, to)
				s.settle(int32(g), to)
				after, misses := s.totals(t, p)
				if math.Abs(after-before-d.cost) > 1e-9 || math.Abs(misses-missed-d.miss) > 1e-9 {
					t.Fatalf("split weighed at %v, but cost went from %g to %g", d, before, after)
				}
			}
		}
		for a := range s.cells {
			for _, l := range s.cells[a].links {
				before, missed := s.totals(t, p)
				r, ok := s.swap(int32(a), l.with)
				if !ok {
					continue
				}
				s.shift([]int32{r.v}, r.b)
				s.shift([]int32{r.u}, r.a)
				s.settle(r.a, r.b)
				after, misses := s.totals(t, p)
				if math.Abs(after-before-r.cost) > 1e-9 || math.Abs(misses-missed-r.miss) > 1e-9 {
					t.Fatalf("swap weighed at %v, but cost went from %g to %g", r.delta, before, after)
				}
				break // the links are new
			}
		}
	})
}

func TestTakeBackRestores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, p := drawState(t)
		was := append([]int32(nil), s.group...)
		before, _ := s.totals(t, p)
		s.moved, s.change = s.moved[:0], delta{}
		s.scatter(s.group[0])
		s.descend()
		after, _ := s.totals(t, p)
		if math.Abs(s.change.cost-(after-before)) > 1e-9 {
			t.Fatalf("change %g, but cost went from %g to %g", s.change.cost, before, after)
		}
		s.takeBack()
		for v := range was {
			if s.group[v] != was[v] {
				t.Fatalf("atom %d is in %d, was in %d", v, s.group[v], was[v])
			}
		}
		s.totals(t, p)
	})
}

// totals checks that the partition is sound and computes what it costs and by
// how much it misses ranges.
func (s *state) totals(t *rapid.T, p Problem) (cost, miss float64) {
	if s.err != nil {
		t.Fatal(s.err)
	}
	groups := make([]int, p.Nodes)
	for v, nodes := range s.c.atoms {
		for _, u := range nodes {
			groups[u] = int(s.group[v])
		}
	}
	loose := p
	loose.Sums = nil
	if err := loose.check(groups); err != nil {
		t.Fatal(err)
	}
	terms, err := Cost(p, groups)
	if err != nil {
		t.Fatal(err)
	}
	of, count := canonical(groups)
	for _, g := range p.totals(of, count) {
		for i := range p.Sums {
			miss += p.Sums[i].miss(g.Sums[i])
		}
	}
	return terms.Total(), miss
}

// drawState draws a connected problem and a partition of it.
func drawState(t *rapid.T) (*state, Problem) {
	n := rapid.IntRange(3, 30).Draw(t, "nodes")
	p := Problem{Nodes: n}
	small := rapid.IntRange(0, 9)
	for v := 1; v < n; v++ {
		u := rapid.IntRange(max(0, v-4), v-1).Draw(t, "parent")
		for _, u := range []int{u, u - 2} {
			if u >= 0 {
				p.Edges = append(p.Edges, Edge{A: u, B: v, Hard: u != v-1 && small.Draw(t, "hard") == 0 && len(p.Edges) > 0 && p.Edges[len(p.Edges)-1].B == v,
					Cut: float64(small.Draw(t, "cut")), Join: float64(small.Draw(t, "join")), Length: float64(small.Draw(t, "length"))})
			}
		}
	}
	a, b := make([]float64, n), make([]float64, n)
	for v := range n {
		a[v], b[v] = float64(1+small.Draw(t, "area")), float64(small.Draw(t, "kind"))
	}
	p.Sums = []Sum{{Name: "area", Values: a, Min: 4, Max: 25}, {Name: "kind", Values: b}}
	p.Group = func(g Totals) float64 {
		return math.Abs(g.Sums[0]-12)/3 + g.Sums[1]*g.Sums[1]/g.Sums[0] + math.Sqrt(1+g.Inside) + float64(g.Nodes)/2
	}
	p.Start = rapid.SliceOfN(rapid.IntRange(0, 4), n, n).Draw(t, "start")
	if small.Draw(t, "tie") < 3 {
		p.Together = [][]int{{0, n - 1}}
	}
	if small.Draw(t, "apart") < 3 && n > 4 {
		p.Apart = [][]int{{1, n / 2, n - 2}}
	}
	locks, err := p.newLocks()
	if err != nil {
		t.Skip(err)
	}
	comps, err := p.components(locks)
	if err != nil {
		t.Fatal(err)
	}
	if len(comps) != 1 {
		t.Fatalf("%d components", len(comps))
	}
	group, err := comps[0].begin()
	if err != nil {
		t.Skip(err)
	}
	s := newState(context.Background(), comps[0], group, 1<<30)
	s.sharpen()
	return s, p
}
