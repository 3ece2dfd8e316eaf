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
		l := &look{gaps: g, web: w, edge: e, part: components(w.out[e]), of: make([]int, len(g.segments))}
		for _, p := range l.part {
			l.parts = max(l.parts, p)
		}
		for i, s := range g.segments {
			if l.of[i] = l.parts + 1 + s.edge; s.edge == e {
				l.of[i] = l.part[w.node(s.a)]
			}
		}
		for v, arcs := range w.out[e] {
			if len(arcs) != 1 {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			l.from(v, slack[w.at[v]])
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

// look is the search from the free ends of one edge.
type look struct {
	*gaps
	web     *web
	edge    int
	part    []int // node → part of the edge, from 1
	parts   int
	of      []int // segment → what it is of: a part of the edge, or beyond those another edge
	found   []int
	nearest []reached
}

// reached is the nearest place of what a free end may be joined with.
type reached struct {
	ok      bool
	segment int
	at      orb.Point
	far     float64
	gap     float64 // what is missing of it
}

// from finds for the free end v the nearest place of each other part of its edge, of each
// other edge, and of its own part where that comes back to it.
func (l *look) from(v int, slack float64) {
	p := l.web.at[v]
	near := l.web.waysWithin(l.edge, v, detour*ownReach)
	l.nearest = append(l.nearest[:0], make([]reached, l.parts+1+len(l.web.out))...)
	l.found = l.index.AppendTouching(l.found, orb.Bound{Min: p, Max: p}.Pad(l.opt.Gap+slack+l.opt.Width))
	for _, i := range l.found {
		s := &l.segments[i]
		best := &l.nearest[l.of[i]]
		least := fromBox(p, s) - slack - s.slack
		if least > l.opt.Gap || best.ok && least > best.gap {
			continue
		}
		q := nearestOn(p, s.a, s.b)
		r := reached{true, i, q, distance(p, q), max(0, distance(p, q)-slack-s.slack)}
		if l.of[i] == l.part[v] && (r.far > ownReach || min(near.to(l.web.node(s.a)), near.to(l.web.node(s.b))) <= detour*r.far) {
			continue // the end of a line is close to the rest of it
		}
		if r.gap <= l.opt.Gap && (!best.ok || cmp.Or(cmp.Compare(r.gap, best.gap), cmp.Compare(r.far, best.far), comparePoints(q, best.at)) < 0) {
			*best = r
		}
	}
	for _, r := range l.nearest {
		if !r.ok || r.at == p {
			continue // nothing is there, or they meet
		}
		found := gap{l.edge, l.segments[r.segment].edge, p, r.at, r.gap}
		if r.gap <= l.opt.Touch {
			found.length = 0
		}
		l.cuts[r.segment] = append(l.cuts[r.segment], r.at)
		if found.b == l.edge {
			l.within = append(l.within, found)
		} else {
			l.across = append(l.across, found)
		}
	}
}

// fromBox is how far a place is from the box of a segment: no farther than from itself.
func fromBox(p orb.Point, s *segment) float64 {
	dx := max(min(s.a[0], s.b[0])-p[0], p[0]-max(s.a[0], s.b[0]), 0)
	dy := max(min(s.a[1], s.b[1])-p[1], p[1]-max(s.a[1], s.b[1]), 0)
	return max(dx, dy)
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
