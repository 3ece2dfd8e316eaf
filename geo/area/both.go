package area

import (
	"math"

	"github.com/paulmach/orb"
)

// OfBoth is the area that a, b and the outline share, all three: what of the overlap of
// a and b lies in the outline. If w is not nil it is the weighted area, NaN where a or b
// reaches beyond the box of the weight.
//
// It is a sum over edges of all three, as that of the package comment is over edges of
// two, with the lowest of three in place of the lower of two; it is off by twice as much.
func (o *Outline) OfBoth(a, b orb.MultiPolygon, w *Weight) float64 {
	ma, mb := measure(a), measure(b)
	if none := zero(o.size) + zero(ma.size) + zero(mb.size); none != 0 {
		return none
	}
	window, ok := common(ma.bound, mb.bound)
	if ok {
		window, ok = common(window, o.bound)
	}
	if !ok {
		return 0
	}
	if w != nil && !(w.covers(ma.bound) && w.covers(mb.bound)) {
		return math.NaN()
	}
	origin := near(window)
	in := boxAt(window, origin)
	s := borrow()
	defer scratches.Put(s)
	cuts, v := 0, view{window, origin, in}
	if first, last, few := o.across(&v); few {
		s.edges, cuts = o.look(s, s.edges, &v, first, last)
		for _, e := range s.edges {
			s.c = append(s.c, e.segment(in))
		}
		cuts += 2 * len(s.edges) // they will be cut again
		s.edges = s.edges[:0]
	} else {
		s.c = appendSegments(s.c, o.shape, o.turn, origin, in)
	}
	s.a = appendSegments(s.a, a, ma.turn, origin, in)
	s.b = appendSegments(s.b, b, mb.turn, origin, in)
	reach := max(boxAt(ma.bound, origin).radius(), boxAt(mb.bound, origin).radius(), boxAt(o.bound, origin).radius())
	s.total = total{reach: reach, by: w.from(origin)}
	s.cut(2*cuts, in)
	s.sharedByAll(in, s.a, s.b, s.c, 0)
	most := min(ma.size, mb.size, o.size)
	if w != nil {
		most = min(w.Area(a), w.Area(b))
	}
	return s.area(most)
}

// triplesAtOnce is how many triples of edges are worth looking at without cutting the
// window in two.
const triplesAtOnce = 512

// deepest is how often a window is cut in two: past it, edges crowd around single points
// and cutting does not part them.
const deepest = 24

// sharedByAll adds the area of a ∩ b ∩ c inside the window.
func (s *scratch) sharedByAll(w box, a, b, c []segment, depth int) {
	from := len(s.edges)
	defer func() { s.edges = s.edges[:from] }()
	var seen [3][]edge
	cuts := 0
	for k, segments := range [3][]segment{a, b, c} {
		before := len(s.edges)
		edges, n := s.clip(s.edges, segments, w)
		if len(edges) == before {
			return
		}
		s.edges, seen[k], cuts = edges, edges[before:], cuts+n
	}
	if len(seen[0])*len(seen[1])*len(seen[2]) <= triplesAtOnce || depth == deepest {
		s.triples(seen[0], seen[1], seen[2], w)
		s.cut(2*cuts, w)
		return
	}
	for _, half := range w.halves() {
		na, nb, nc := len(s.a), len(s.b), len(s.c)
		s.a, s.b, s.c = within(s.a, a, half), within(s.b, b, half), within(s.c, c, half)
		s.sharedByAll(half, s.a[na:], s.b[nb:], s.c[nc:], depth+1)
		s.a, s.b, s.c = s.a[:na], s.b[:nb], s.c[:nc]
	}
}

// triples adds the terms of all triples of edges in a window.
func (s *scratch) triples(ea, eb, ec []edge, w box) {
	length := 0.0 // of the x the edges have in common
	for i := range ea {
		e := &ea[i]
		for j := range eb {
			f := &eb[j]
			x0, x1 := max(e.x0, f.x0), min(e.x1, f.x1)
			if x0 >= x1 {
				continue
			}
			// The lower of e and f is one line, or one and then the other.
			lower := [2]edge{e.piece(x0, x1), f.piece(x0, x1)}
			pieces := lower[:1]
			d0, d1 := lower[0].y0-lower[1].y0, lower[0].y1-lower[1].y1
			switch {
			case d0 <= 0 && d1 <= 0:
			case d0 >= 0 && d1 >= 0:
				pieces = lower[1:]
			default:
				x := clamp(x0+d0/(d0-d1)*(x1-x0), x0, x1)
				if d0 > 0 {
					lower[0], lower[1] = lower[1], lower[0]
				}
				lower[0], lower[1] = lower[0].piece(x0, x), lower[1].piece(x, x1)
				pieces = lower[:]
			}
			for k := range pieces {
				m := &pieces[k]
				for l := range ec {
					g := &ec[l]
					from, to := max(m.x0, g.x0), min(m.x1, g.x1)
					if from >= to {
						continue
					}
					p, q := m.piece(from, to), g.piece(from, to)
					length += to - from
					sign := e.sign * f.sign * g.sign
					if s.by.Weight != nil {
						s.add(sign * s.by.lower(from, to, p.y0, p.y1, q.y0, q.y1, w.y0))
					} else {
						s.add(sign * (to - from) * meanOfLower(p.y0, p.y1, q.y0, q.y1))
					}
				}
			}
		}
	}
	s.slack += 2 * (w.y1 - w.y0) * length
}

// piece is the edge between two of its abscissas.
func (e *edge) piece(x0, x1 float64) edge {
	p := *e
	if x0 > e.x0 {
		p.x0, p.y0 = x0, e.y0+(x0-e.x0)*e.slope
	}
	if x1 < e.x1 {
		p.x1, p.y1 = x1, e.y1+(x1-e.x1)*e.slope
	}
	return p
}
