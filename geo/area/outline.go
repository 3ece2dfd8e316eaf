package area

import (
	"math"

	"github.com/paulmach/orb"
)

// Outline is an area made ready for many questions. Its box is cut into four
// again and again until each piece lies inside the area, outside it, or sees but
// a few edges; a question goes only to the pieces it touches. Many callers may
// ask at once. The zero Outline is empty.
type Outline struct {
	shape  orb.MultiPolygon // as given; not changed
	bound  orb.Bound
	size   float64
	origin orb.Point
	window box
	reach  float64
	nodes  []node    // the first is the whole box; empty if the outline is
	edges  []segment // of the leaves, clipped to them
	strips strips
}

// node is a piece of the box of an outline.
type node struct {
	kind        kind
	first, last int32 // leaf: its edges; branch: first of its four children
}

type kind uint8

const (
	outside kind = iota
	inside
	leaf
	branch
)

const (
	// fewEdges is how many edges a piece may see without being cut again.
	fewEdges = 12
	// growth bounds the memory of an outline: cutting stops where it would
	// make so many edges of one, as it would with long edges side by side.
	growth = 4
	// levels is how often a piece is cut: past it, edges crowd around a point.
	levels = 24
)

// Prepare makes a ready for many questions. It takes about a microsecond for
// each vertex, and a must not change as long as the outline is in use.
func Prepare(a orb.MultiPolygon) *Outline {
	o := &Outline{shape: a, bound: boundOf(a), size: sizeOf(a)}
	if none := zero(o.size); none != 0 || o.bound.IsEmpty() {
		o.size = none
		return o
	}
	o.origin = near(o.bound)
	segments := appendSegments(nil, a, o.origin)
	if len(segments) == 0 {
		return o
	}
	o.window = boxOf(segments)
	o.reach = o.window.radius()
	o.strips = newStrips(a)
	if o.window.x0 < o.window.x1 && o.window.y0 < o.window.y1 {
		o.nodes = make([]node, 1)
		var s scratch
		o.build(&s, 0, o.window, segments, 0, growth)
	}
	return o
}

// build fills node n, which is the window w and sees the segments.
func (o *Outline) build(s *scratch, n int, w box, segments []segment, level int, grow float64) {
	edges, _ := s.clip(nil, segments, w)
	if k := w.seen(edges); k != leaf {
		o.nodes[n].kind = k
		return
	}
	seen := make([]segment, len(edges))
	for i, e := range edges {
		seen[i] = e.segment(w)
	}
	if len(seen) > fewEdges && level < levels {
		var parts [4][]segment
		sum := 0
		for i, q := range w.quarters() {
			parts[i] = within(nil, seen, q)
			sum += len(parts[i])
		}
		if g := grow * float64(len(seen)) / float64(sum); g >= 1 {
			first := len(o.nodes)
			o.nodes[n] = node{kind: branch, first: int32(first)}
			o.nodes = append(o.nodes, make([]node, 4)...)
			for i, q := range w.quarters() {
				o.build(s, first+i, q, parts[i], level+1, min(g, growth))
			}
			return
		}
	}
	o.nodes[n] = node{leaf, int32(len(o.edges)), int32(len(o.edges) + len(seen))}
	o.edges = append(o.edges, seen...)
}

// segment is the edge as it ran before it was clipped to w.
func (e edge) segment(w box) segment {
	l, r := orb.Point{e.x0, w.y0 + e.y0}, orb.Point{e.x1, w.y0 + e.y1}
	if e.sign > 0 {
		return segment{r, l}
	}
	return segment{l, r}
}

// quarters are the four quarters of w: below left and right, above left and
// right.
func (w box) quarters() [4]box {
	x, y := w.x0+(w.x1-w.x0)/2, w.y0+(w.y1-w.y0)/2
	return [4]box{{w.x0, w.y0, x, y}, {x, w.y0, w.x1, y}, {w.x0, y, x, w.y1}, {x, y, w.x1, w.y1}}
}

// Area is the area of the outline.
func (o *Outline) Area() float64 { return o.size }

// Bound is the box of the outline; it is empty if the outline has no points.
func (o *Outline) Bound() orb.Bound {
	if o.bound.IsEmpty() || len(o.shape) == 0 {
		return orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	}
	return o.bound
}

// Covers reports whether b certainly lies in the outline. False may also mean
// that finding out would take longer.
func (o *Outline) Covers(b orb.Bound) bool { return !b.IsEmpty() && o.state(b) == inside }

// Disjoint reports whether b certainly shares no area with the outline; it may
// touch it. False may also mean that finding out would take longer.
func (o *Outline) Disjoint(b orb.Bound) bool { return b.IsEmpty() || o.state(b) == outside }

// state is inside or outside where all pieces that b touches are, and leaf where
// they differ or are not known.
func (o *Outline) state(b orb.Bound) kind {
	if math.IsNaN(b.Min[0]+b.Min[1]+b.Max[0]+b.Max[1]) || math.IsNaN(o.size) {
		return leaf
	}
	if len(o.nodes) == 0 {
		return outside
	}
	return o.stateOf(boxAt(b, o.origin))
}

// stateOf is state of a box in coordinates from the origin.
func (o *Outline) stateOf(w box) kind {
	v := o.window
	if w.x0 >= v.x1 || w.x1 <= v.x0 || w.y0 >= v.y1 || w.y1 <= v.y0 {
		return outside
	}
	if w.x0 < v.x0 || w.x1 > v.x1 || w.y0 < v.y0 || w.y1 > v.y1 {
		return leaf // part of b is outside, and perhaps all of it
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	return o.stateIn(s, 0, v, w)
}

func (o *Outline) stateIn(s *scratch, n int, v, w box) kind {
	switch at := o.nodes[n]; at.kind {
	case branch:
		found, some := outside, false
		for i, q := range v.quarters() {
			if w.x0 > q.x1 || w.x1 < q.x0 || w.y0 > q.y1 || w.y1 < q.y0 {
				continue
			}
			k := o.stateIn(s, int(at.first)+i, q, w)
			if k == leaf || some && k != found {
				return leaf
			}
			found, some = k, true
		}
		return found
	case leaf:
		w, ok := w.meet(v)
		if !ok || at.last-at.first > 4*fewEdges {
			return leaf
		}
		edges, _ := s.clip(s.edges, o.edges[at.first:at.last], w)
		return w.seen(edges[len(s.edges):])
	default:
		return at.kind
	}
}

// seen is inside or outside if that is what a window that sees these edges is,
// and leaf otherwise.
func (w box) seen(edges []edge) kind {
	h := w.y1 - w.y0
	switch {
	case len(edges) == 0:
		return outside
	case len(edges) == 1 && edges[0] == edge{w.x0, w.x1, h, h, 0, 1}:
		return inside
	default:
		return leaf
	}
}

// Of is the area that b shares with the outline.
func (o *Outline) Of(b orb.MultiPolygon) float64 {
	size := sizeOf(b)
	none := zero(o.size) + zero(size)
	switch k := o.state(boundOf(b)); {
	case k == outside || none != 0:
		return none
	case k == inside:
		return size
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	s.a = s.a[:0]
	s.b = appendSegments(s.b[:0], b, o.origin)
	w, ok := boxOf(s.b).meet(o.window)
	if !ok {
		return 0
	}
	s.total = total{reach: max(o.reach, boxOf(s.b).radius())}
	o.of(s, 0, o.window, w, s.b)
	return s.area(min(o.size, size))
}

// of adds the area that the segments enclose in node n, which is the window v,
// as far as it lies in w.
func (o *Outline) of(s *scratch, n int, v, w box, b []segment) {
	w, ok := w.meet(v)
	if !ok {
		return
	}
	switch at := o.nodes[n]; at.kind {
	case inside:
		edges, cuts := s.clip(s.edges, b, w)
		h := w.y1 - w.y0
		whole := [1]edge{{w.x0, w.x1, h, h, 0, 1}}
		s.pairs(whole[:], edges[len(s.edges):], h)
		s.cut(cuts, w)
		s.edges = edges[:len(s.edges)]
	case leaf:
		edges := o.edges[at.first:at.last]
		s.cut(2*len(edges), w) // they were cut before
		s.shared(w, edges, b, 0)
	case branch:
		for i, q := range v.quarters() {
			part := b
			const many = 32 // edges that are worth choosing from
			nb := len(s.b)
			if len(b) > many {
				u, ok := w.meet(q)
				if !ok {
					continue
				}
				s.b = within(s.b, b, u)
				part = s.b[nb:]
			}
			o.of(s, int(at.first)+i, q, w, part)
			s.b = s.b[:nb]
		}
	}
}
