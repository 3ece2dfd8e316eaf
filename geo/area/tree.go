package area

import "github.com/paulmach/orb"

// tree is the box of an area cut into pieces. Coordinates are from its origin.
type tree struct {
	origin orb.Point
	window box       // all of it
	reach  float64   // how far coordinates lie from the origin
	nodes  []node    // the first is the whole box
	edges  []segment // of the leaves, clipped to them
}

// node is a piece of the box.
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
	fewEdges = 32
	// growth bounds the memory of a tree: cutting stops where it would make so
	// many edges of one, as it would with long edges side by side.
	growth = 4
	// levels is how often a piece is cut: past it, edges crowd around a point.
	levels = 24
)

// newTree is nil for an area without edges or without extent.
func newTree(a orb.MultiPolygon, m *measures) *tree {
	if m.points == 0 || !m.sound() || m.bound.IsEmpty() {
		return nil
	}
	t := &tree{origin: near(m.bound)}
	s := borrow()
	defer scratches.Put(s)
	s.a = appendSegments(s.a, a, m.turn, t.origin, everywhere)
	t.window = boxOf(s.a)
	if t.window.x0 >= t.window.x1 || t.window.y0 >= t.window.y1 {
		return nil
	}
	t.reach = t.window.radius()
	t.nodes = make([]node, 1)
	t.build(s, 0, t.window, s.a, 0, growth)
	return t
}

// build fills node n, which is the window w and sees the segments.
func (t *tree) build(s *scratch, n int, w box, segments []segment, level int, grow float64) {
	ns, na := len(s.edges), len(s.a)
	defer func() { s.edges, s.a = s.edges[:ns], s.a[:na] }()
	clipped, _ := s.clip(s.edges, segments, w)
	s.edges = clipped
	edges := clipped[ns:]
	if k := w.seen(edges); k != leaf {
		t.nodes[n].kind = k
		return
	}
	for _, e := range edges {
		s.a = append(s.a, e.segment(w))
	}
	seen := s.a[na:]
	if len(seen) > fewEdges && level < levels {
		var ends [5]int
		ends[0] = len(s.a)
		for i, q := range w.quarters() {
			s.a = within(s.a, seen, q)
			ends[i+1] = len(s.a)
		}
		parts := s.a
		if g := grow * float64(len(seen)) / float64(ends[4]-ends[0]); g >= 1 {
			first := len(t.nodes)
			t.nodes[n] = node{kind: branch, first: int32(first)}
			t.nodes = append(t.nodes, make([]node, 4)...)
			for i, q := range w.quarters() {
				t.build(s, first+i, q, parts[ends[i]:ends[i+1]], level+1, min(g, growth))
			}
			return
		}
	}
	t.nodes[n] = node{leaf, int32(len(t.edges)), int32(len(t.edges) + len(seen))}
	t.edges = append(t.edges, seen...)
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

// find is the deepest node that has w, which is in the window, to itself, and
// its window.
func (t *tree) find(w box) (n int, v box) {
	v = t.window
	for t.nodes[n].kind == branch {
		k, q, x, y := 0, v, v.x0+(v.x1-v.x0)/2, v.y0+(v.y1-v.y0)/2
		switch {
		case w.x1 <= x:
			q.x1 = x
		case w.x0 >= x:
			k, q.x0 = 1, x
		default:
			return n, v
		}
		switch {
		case w.y1 <= y:
			q.y1 = y
		case w.y0 >= y:
			k, q.y0 = k+2, y
		default:
			return n, v
		}
		n, v = int(t.nodes[n].first)+k, q
	}
	return n, v
}

// of is Outline.of for a tree.
func (t *tree) of(s *scratch, b orb.MultiPolygon, own, m *measures, by *Weight) float64 {
	if t == nil {
		return 0
	}
	box := boxAt(m.bound, t.origin)
	w, ok := box.meet(t.window)
	if !ok {
		return 0
	}
	s.total = total{reach: max(t.reach, box.radius()), by: by.from(t.origin)}
	most := min(own.weighted, m.weighted)
	n, v := t.find(w)
	at := t.nodes[n]
	if at.kind != leaf {
		switch k := t.stateIn(s, n, v, w); {
		case k == outside:
			return 0
		case k == inside && w == box:
			return m.weighted
		}
		s.b = appendSegments(s.b, b, m.turn, t.origin, w)
		t.shared(s, n, v, w, s.b)
		return s.area(most)
	}
	// One look at its edges tells whether any of them meet w, and which.
	a := t.edges[at.first:at.last]
	edges, cuts := s.clip(s.edges, a, w)
	switch k := w.seen(edges); {
	case k == outside:
		return 0
	case k == inside && w == box:
		return m.weighted
	}
	if n > 0 {
		cuts += 2 * len(a) // they were cut before
	}
	s.with(edges, cuts, w, box, t.origin, b, m)
	return s.area(most)
}

// stateIn is inside or outside where all pieces of node n, whose window is v, are that w
// touches, and leaf where they differ or are not known.
func (t *tree) stateIn(s *scratch, n int, v, w box) kind {
	switch at := t.nodes[n]; at.kind {
	case branch:
		found, some := outside, false
		for i, q := range v.quarters() {
			if w.x0 > q.x1 || w.x1 < q.x0 || w.y0 > q.y1 || w.y1 < q.y0 {
				continue
			}
			k := t.stateIn(s, int(at.first)+i, q, w)
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
		edges, _ := s.clip(s.edges, t.edges[at.first:at.last], w)
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

// shared adds the area that the segments enclose in node n, which is the window
// v, as far as it lies in w.
func (t *tree) shared(s *scratch, n int, v, w box, b []segment) {
	w, ok := w.meet(v)
	if !ok {
		return
	}
	switch at := t.nodes[n]; at.kind {
	case inside:
		edges, cuts := s.clip(s.edges, b, w)
		h := w.y1 - w.y0
		whole := [1]edge{{w.x0, w.x1, h, h, 0, 1}}
		s.pairs(whole[:], edges[len(s.edges):], w)
		s.cut(cuts, w)
		s.edges = edges[:len(s.edges)]
	case leaf:
		edges := t.edges[at.first:at.last]
		if n > 0 {
			s.cut(2*len(edges), w) // they were cut before
		}
		s.shared(w, edges, b)
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
			t.shared(s, int(at.first)+i, q, w, part)
			s.b = s.b[:nb]
		}
	}
}
