package ring

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"
)

// gaps finds where lines end short of others.
type gaps struct {
	*noding
	opt    Options
	within []gap // of one edge
	across []gap // from one edge to another
}

// gap is a straight way from the free end of one edge to the nearest place of
// another, or of another part of the same.
type gap struct {
	a, b   int // edges
	p, q   orb.Point
	length float64 // what is missing
}

// find looks from every free end. w is the graph without any bridge.
func (g *gaps) find(ctx context.Context, w *web) error {
	slack := map[orb.Point]float64{} // of the ends of segments
	for _, s := range g.segments {
		for _, p := range []orb.Point{s.a, s.b} {
			slack[p] = max(slack[p], s.slack)
		}
	}
	for e := range w.out {
		part := components(w.out[e])
		for v, arcs := range w.out[e] {
			if len(arcs) != 1 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			g.from(w, e, v, part, slack[w.at[v]])
		}
	}
	sortGaps(g.within)
	sortGaps(g.across)
	return nil
}

// detour is how many times as long as a bridge the way along lines has to be for the
// bridge to be worth a look.
const detour = 3

// ownReach is how far a bridge within one part of an edge reaches: over a junction that
// the road is cut at, say. Parts of their own are joined over any gap.
const ownReach = 100.0

// reached is the nearest place of what a free end may be joined with: an edge, or a
// part of its own.
type reached struct {
	segment int
	at      orb.Point
	gap     float64
}

func (g *gaps) from(w *web, e, v int, part []int, slack float64) {
	p := w.at[v]
	near := w.waysWithin(e, v, detour*ownReach)
	type target struct{ edge, part int }
	nearest := map[target]reached{}
	for _, i := range g.index.Touching(orb.Bound{Min: p, Max: p}.Pad(g.opt.Gap + slack + g.opt.Width)) {
		s := g.segments[i]
		q := nearestOn(p, s.a, s.b)
		t := target{s.edge, -1}
		if s.edge == e {
			t.part = part[w.node(s.a)]
			if t.part == part[v] && (distance(p, q) > ownReach || min(near.to(w.node(s.a)), near.to(w.node(s.b))) <= detour*distance(p, q)) {
				continue // the end of a line is close to the rest of it
			}
		}
		r := reached{i, q, max(0, distance(p, q)-slack-s.slack)}
		if had, ok := nearest[t]; r.gap <= g.opt.Gap && (!ok || cmp.Or(cmp.Compare(r.gap, had.gap), cmp.Compare(distance(p, q), distance(p, had.at)), comparePoints(q, had.at)) < 0) {
			nearest[t] = r
		}
	}
	for t, r := range nearest {
		if r.at == p {
			continue // they meet
		}
		found := gap{e, t.edge, p, r.at, r.gap}
		if r.gap <= g.opt.Touch {
			found.length = 0
		}
		g.cuts[r.segment] = append(g.cuts[r.segment], r.at)
		if t.edge == e {
			g.within = append(g.within, found)
		} else {
			g.across = append(g.across, found)
		}
	}
}

func sortGaps(all []gap) {
	slices.SortFunc(all, func(x, y gap) int {
		return cmp.Or(cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b), comparePoints(x.p, y.p), comparePoints(x.q, y.q))
	})
}

// components numbers the connected parts of an edge; nodes that it does not have are
// in none, 0.
func components(out [][]arc) []int {
	part := make([]int, len(out))
	count := 0
	for v := range out {
		if part[v] != 0 || len(out[v]) == 0 {
			continue
		}
		count++
		part[v] = count
		for stack := []int{v}; len(stack) > 0; {
			u := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, a := range out[u] {
				if part[a.to] == 0 {
					part[a.to] = count
					stack = append(stack, a.to)
				}
			}
		}
	}
	return part
}

func (w *web) bridge(g gap) { w.join(g.a, w.node(g.p), w.node(g.q), -1, g.length) }
