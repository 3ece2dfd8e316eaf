package area

import (
	"math"
	"sync"

	"github.com/paulmach/orb"
)

// Outline is an area made ready for many questions. Its box is cut into four
// again and again until each piece lies inside the area, outside it, or sees but
// a few edges; a question goes only to the pieces it touches. Many callers may
// ask at once. The zero Outline is empty.
type Outline struct {
	shape orb.MultiPolygon // as given; not changed
	measures

	// Both are made when first asked for: not every question takes them.
	once, onceStrips sync.Once
	pieces           *tree
	byHeight         *strips
}

// Prepare makes a ready for many questions; a must not change as long as the
// outline is in use. The first question takes up to a microsecond for each vertex
// more than those that follow.
func Prepare(a orb.MultiPolygon) *Outline {
	return &Outline{shape: a, measures: measure(a)}
}

// tree is the tree of the outline, or nil if the outline has no area.
func (o *Outline) tree() *tree {
	o.once.Do(func() { o.pieces = newTree(o.shape, &o.measures) })
	return o.pieces
}

// strips are the edges of the outline by height.
func (o *Outline) strips() *strips {
	o.onceStrips.Do(func() {
		var s strips
		if o.sound() {
			s = newStrips(o.shape)
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

// Lies tells where a box certainly lies: all of it in the outline, or none of it,
// where it may touch. Neither may also mean that finding out would take longer.
func (o *Outline) Lies(b orb.Bound) (within, apart bool) {
	if b.IsEmpty() {
		return false, true
	}
	state := o.state(b)
	return state == inside, state == outside
}

// state is inside or outside where all pieces that b touches are, and leaf where
// they differ or are not known.
func (o *Outline) state(b orb.Bound) kind {
	if math.IsNaN(b.Min[0]+b.Min[1]+b.Max[0]+b.Max[1]) || !o.sound() {
		return leaf
	}
	t := o.tree()
	if t == nil {
		return outside
	}
	return t.state(boxAt(b, t.origin))
}

// Of is the area that b shares with the outline.
func (o *Outline) Of(b orb.MultiPolygon) float64 {
	m := glance(b)
	return o.of(b, &o.measures, &m, nil)
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
	return o.of(b, &own, &m, w)
}

// of is Of, the measures known, and weighted.
func (o *Outline) of(b orb.MultiPolygon, own, m *measures, by *Weight) float64 {
	if none := zero(o.size) + zero(m.size); none != 0 {
		return none
	}
	t := o.tree()
	if t == nil {
		return 0
	}
	box := boxAt(m.bound, t.origin)
	w, ok := box.meet(t.window)
	if !ok {
		return 0
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	s.a, s.edges = s.a[:0], s.edges[:0]
	s.total = total{reach: max(t.reach, box.radius()), by: by.from(t.origin)}
	n, v := t.find(w)
	at := t.nodes[n]
	if at.kind == leaf {
		// One look at its edges tells whether any of them meet w, and which.
		a := t.edges[at.first:at.last]
		edges, cuts := s.clip(s.edges, a, w)
		k := w.seen(edges)
		switch {
		case k == outside:
			return 0
		case k == inside && w == box:
			return m.weighted
		}
		if n > 0 {
			cuts += 2 * len(a) // they were cut before
		}
		s.edges = edges
		if w == box && len(edges)*int(m.points) <= pairsAtOnce {
			s.edges = appendEdges(edges, b, m.turn, t.origin, w.y0)
			s.pairs(edges, s.edges[len(edges):], w)
			s.cut(cuts, w)
		} else {
			s.b = appendSegments(s.b[:0], b, m.turn, t.origin, w)
			s.sharedBy(edges, cuts, w, a, s.b, 0)
		}
		return s.area(min(own.weighted, m.weighted))
	}
	switch k := t.stateIn(s, n, v, w); {
	case k == outside:
		return 0
	case k == inside && w == box:
		return m.weighted
	}
	s.b = appendSegments(s.b[:0], b, m.turn, t.origin, w)
	t.shared(s, n, v, w, s.b)
	return s.area(min(own.weighted, m.weighted))
}
