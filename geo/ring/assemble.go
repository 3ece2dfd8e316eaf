package ring

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// assemble makes the ring of a choice of corners. It is none if it crosses itself by
// more than a road is wide, unless all that matters is what it bridges; then it has no
// shape.
func (s *search) assemble(order []int, turns [][]corner, chosen []int) (Ring, bool) {
	n := len(order)
	var o outline
	corners := make([]orb.Point, n) // where legs begin
	for k, e := range order {
		in, out := turns[(k+n-1)%n][chosen[(k+n-1)%n]], turns[k][chosen[k]]
		corners[k] = s.at[in.to]
		o = append(o, s.along(k, e, in.to, out.from)...)
		if out.from != out.to {
			p := piece{s.at[out.from], s.at[out.to], k, (k + 1) % n, -1, out.gap}
			if p.gap == 0 {
				p.next = k // nothing is missing: the road is as wide as that
			}
			o = append(o, p)
		}
	}
	o = o.withoutLoops(4 * s.opt.Width)
	if len(o) < 3 {
		return Ring{}, false
	}
	legs := identity(n)
	if geo.RingArea(o.ring()) < 0 {
		o.reverse()
		slices.Reverse(legs[1:])
	}
	r := Ring{Order: order, Reordered: !slices.Equal(order, identity(n))}
	for _, k := range legs {
		r.Legs = append(r.Legs, o.leg(k, order[k], corners[k]))
	}
	for _, p := range o {
		if p.gap > 0 {
			r.Bridges = append(r.Bridges, Bridge{p.a, p.b, p.gap, order[p.leg], order[p.next]})
			r.Bridged += p.gap
		}
	}
	switch reason, _ := geo.Check(orb.MultiPolygon{{o.ring()}}); {
	case reason == "":
		r.Shape, r.Area = orb.Polygon{o.ring()}, geo.RingArea(o.ring())
	case !s.touching:
		return Ring{}, false
	}
	return r, true
}

// along follows an edge from one node to another, as leg k.
func (s *search) along(k, edge, from, to int) outline {
	s.leg(edge, from, to)
	w := s.ways[edge][s.terminal[edge][from]]
	var o outline
	for v := to; v != from; {
		a := w.from[v]
		o = append(o, piece{s.at[a.node], s.at[v], k, k, a.arc.line, a.arc.gap})
		v = a.node
	}
	slices.Reverse(o)
	return o
}

// alike reports whether two rings are the same but for where they pass a junction:
// what one has and the other has not is less than a hundredth of either, or less than a
// twentieth and no corner is farther off than an interchange is wide.
func (s *search) alike(a, b Ring) bool {
	if math.Abs(a.Area-b.Area) > 0.05*max(a.Area, b.Area) {
		return false
	}
	common, err := geo.Intersection(orb.MultiPolygon{a.Shape}, orb.MultiPolygon{b.Shape})
	if err != nil {
		return false
	}
	share := geo.Area(common) / max(a.Area, b.Area)
	return share > 0.99 || share > 0.95 && !slices.ContainsFunc(a.Legs, func(l Leg) bool {
		i := slices.IndexFunc(b.Legs, func(o Leg) bool { return o.Edge == l.Edge })
		return distance(l.Path[0], b.Legs[i].Path[0]) > 4*s.opt.Width
	})
}
