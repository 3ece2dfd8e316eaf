package ring

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// track is a way along one edge: its nodes, and the arcs between them.
type track struct {
	edge  int
	nodes []int
	arcs  []arc // one fewer
}

// assemble makes the ring of a choice of corners. It is none if it crosses
// itself, unless all that matters is what it bridges; then it has no shape.
func (s *search) assemble(order []int, turns [][]corner, chosen []int) (Ring, bool) {
	n := len(order)
	tracks := make([]track, n)
	for k, e := range order {
		in, out := turns[(k+n-1)%n][chosen[(k+n-1)%n]], turns[k][chosen[k]]
		tracks[k] = s.trackOf(e, in.to, out.from)
	}
	for k := range tracks {
		s.trim(&tracks[k], &tracks[(k+1)%n])
	}
	ring := Ring{Order: order, Reordered: !slices.Equal(order, identity(n))}
	var outline orb.Ring
	for k := range tracks {
		t, next := tracks[k], tracks[(k+1)%n]
		leg := Leg{Edge: t.edge, Uses: t.uses()}
		for i, v := range t.nodes {
			leg.Path = append(leg.Path, s.at[v])
			if i > 0 && t.arcs[i-1].gap > 0 {
				ring.Bridges = append(ring.Bridges, Bridge{s.at[t.nodes[i-1]], s.at[v], t.arcs[i-1].gap, t.edge, t.edge})
			}
		}
		ring.Legs = append(ring.Legs, leg)
		outline = append(outline, leg.Path...)
		if p, q := t.nodes[len(t.nodes)-1], next.nodes[0]; p != q {
			if gap := turns[k][chosen[k]].gap; gap > 0 {
				ring.Bridges = append(ring.Bridges, Bridge{s.at[p], s.at[q], gap, t.edge, next.edge})
			}
		}
	}
	outline = slices.Compact(append(outline, outline[0]))
	reason, _ := geo.Check(orb.MultiPolygon{{outline}})
	if reason != "" && !s.touching {
		return Ring{}, false
	}
	if geo.RingArea(outline) < 0 {
		reverse(&ring)
		slices.Reverse(outline)
	}
	if reason == "" {
		ring.Shape, ring.Area = orb.Polygon{outline}, geo.RingArea(outline)
	}
	for _, b := range ring.Bridges {
		ring.Bridged += b.Length
	}
	return ring, true
}

// reverse runs a ring the other way.
func reverse(r *Ring) {
	slices.Reverse(r.Legs)
	for _, l := range r.Legs {
		slices.Reverse(l.Path)
	}
	slices.Reverse(r.Bridges)
	for i, b := range r.Bridges {
		r.Bridges[i] = Bridge{b.To, b.From, b.Length, b.B, b.A}
	}
}

func (s *search) trackOf(edge, from, to int) track {
	s.leg(edge, from, to)
	w := s.ways[[2]int{edge, from}]
	t := track{edge: edge, nodes: []int{to}}
	for v := to; v != from; {
		a := w.from[v]
		t.nodes, t.arcs = append(t.nodes, a.node), append(t.arcs, a.arc)
		v = a.node
	}
	slices.Reverse(t.nodes)
	slices.Reverse(t.arcs)
	return t
}

// trim lets two legs meet where they first do: roads of two carriageways cross at four
// places, and lines may run along each other up to their corner. What is cut off is no
// longer than two widths of a road.
func (s *search) trim(t, next *track) {
	position := map[int]int{}
	for j, v := range next.nodes {
		position[v] = j
	}
	for i, v := range t.nodes {
		j, meets := position[v]
		if !meets || lengthOf(t.arcs[i:])+lengthOf(next.arcs[:j]) > 4*s.opt.Width {
			continue
		}
		t.nodes, t.arcs = t.nodes[:i+1], t.arcs[:i]
		next.nodes, next.arcs = next.nodes[j:], next.arcs[j:]
		return
	}
}

func lengthOf(arcs []arc) float64 {
	length := 0.0
	for _, a := range arcs {
		length += a.length
	}
	return length
}

// uses adds up by line what a track follows.
func (t track) uses() []Use {
	lengths := map[int]float64{}
	for _, a := range t.arcs {
		if a.line >= 0 {
			lengths[a.line] += a.length
		}
	}
	uses := make([]Use, 0, len(lengths))
	for line, length := range lengths {
		uses = append(uses, Use{line, length})
	}
	slices.SortFunc(uses, func(p, q Use) int { return cmp.Compare(p.Line, q.Line) })
	return uses
}

// alike reports whether two rings are the same but for where they pass a junction:
// what one has and the other has not is less than a hundredth of either, or they could
// not be told apart on a map.
func alike(a, b Ring) bool {
	if math.Abs(a.Area-b.Area) > 0.01*max(a.Area, b.Area) {
		return false
	}
	common, err := geo.Intersection(orb.MultiPolygon{a.Shape}, orb.MultiPolygon{b.Shape})
	return err == nil && geo.Area(common) > 0.99*max(a.Area, b.Area)
}
