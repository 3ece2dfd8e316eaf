package area

import (
	"math"
	"sync"

	"github.com/paulmach/orb"
)

// Outline is an area made ready for many questions: its edges are sorted by height, so
// that a question goes only to those it may touch. Where a question would reach very many
// of them, the box of the area is cut into four again and again until each piece lies
// inside the area, outside it, or sees but a few edges. Many callers may ask at once. The
// zero Outline is empty.
type Outline struct {
	shape orb.MultiPolygon // as given; not changed
	measures

	// Both are made when first asked for: not every question takes them.
	onceStrips, onceTree sync.Once
	byHeight             *strips
	pieces               *tree
}

// Prepare makes a ready for many questions; a must not change as long as the
// outline is in use. The first question takes some 0.1 µs for each vertex more than those
// that follow.
func Prepare(a orb.MultiPolygon) *Outline {
	return &Outline{shape: a, measures: measure(a)}
}

// tree is the tree of the outline, or nil if the outline has no area.
func (o *Outline) tree() *tree {
	o.onceTree.Do(func() { o.pieces = newTree(o.shape, &o.measures) })
	return o.pieces
}

// strips are the edges of the outline by height.
func (o *Outline) strips() *strips {
	o.onceStrips.Do(func() {
		var s strips
		if o.sound() {
			s = newStrips(o.shape, o.turn)
		}
		o.byHeight = &s
	})
	return o.byHeight
}

// Area is the area of the outline.
func (o *Outline) Area() float64 { return o.size }

// Bound is the box of the outline; it is empty if the outline has no points.
func (o *Outline) Bound() orb.Bound {
	if o.points == 0 || o.bound.IsEmpty() {
		return orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	}
	return o.bound
}

// Of is the area that b shares with the outline.
func (o *Outline) Of(b orb.MultiPolygon) float64 {
	m := glance(b)
	return o.of(b, &o.measures, &m, nil, nil)
}

// WeightedOf is the weighted area that b shares with the outline. It is NaN
// where b reaches beyond the box of the weight.
func (o *Outline) WeightedOf(b orb.MultiPolygon, w *Weight) float64 {
	m, own := glance(b), o.measures
	if m.bound.IsEmpty() {
		return 0
	}
	if !w.covers(m.bound) {
		return math.NaN()
	}
	m.weighted, own.weighted = w.Area(b), math.Inf(1)
	return o.of(b, &own, &m, nil, w)
}

// of is Of, the measures known, and weighted; p is the outline of b, if there is one.
func (o *Outline) of(b orb.MultiPolygon, own, m *measures, p *Outline, by *Weight) float64 {
	if none := zero(o.size) + zero(m.size); none != 0 {
		return none
	}
	v, ok := o.viewOf(m.bound)
	if !ok {
		return 0
	}
	s := borrow()
	defer scratches.Put(s)
	first, last, few := o.across(&v)
	if !few {
		return o.tree().of(s, b, own, m, by)
	}
	box := boxAt(m.bound, v.origin)
	s.total = total{reach: max(boxAt(o.bound, v.origin).radius(), box.radius()), by: by.from(v.origin)}
	edges, cuts := o.look(s, s.edges, &v, first, last)
	switch k := v.window.seen(edges); {
	case k == outside:
		return 0
	case k == inside && v.window == box:
		return m.weighted
	}
	if p != nil && v.window != box {
		if first, last, few := p.across(&v); few {
			var more int
			s.edges, more = p.look(s, edges, &v, first, last)
			s.pairs(edges, s.edges[len(edges):], v.window)
			s.cut(cuts+more, v.window)
			return s.area(min(own.weighted, m.weighted))
		}
	}
	s.with(edges, cuts, v.window, box, v.origin, b, m)
	return s.area(min(own.weighted, m.weighted))
}

// with adds the area that b, whose box is given, shares with what a window sees of
// another.
func (s *scratch) with(edges []edge, cuts int, w, box box, origin orb.Point, b orb.MultiPolygon, m *measures) {
	if w != box {
		s.b = appendSegments(s.b, b, m.turn, origin, w)
		s.sharedBy(edges, 0, cuts, w, s.b)
		return
	}
	s.edges = appendEdges(edges, b, m.turn, origin, w.y0)
	s.pairs(edges, s.edges[len(edges):], w)
	s.cut(cuts, w)
}
