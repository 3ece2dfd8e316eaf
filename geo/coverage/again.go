package coverage

import "slices"

// asBefore returns a function that tells of the segment of a rim, of these or of those
// before, whether all that its bridges depend on is what it was: the edges within reach
// steps, who owns their sides, and which of them are rims.
func (r *rims) asBefore(before *rims, reach float64) func(s segment) bool {
	n := &net{points: r.vertices, ends: r.ends}
	x, pad := newRaster(n.segments()), reach+2*margin+beyond
	mark := func(s segment) { x.mark(s.padded(pad)) }
	same := func(i, j int32) bool {
		return slices.Equal(before.steps.at(i), r.steps.at(j)) && slices.Equal(before.on[2*i:2*i+2], r.on[2*j:2*j+2])
	}
	i, j := int32(0), int32(0)
	for int(i) < len(before.ends) || int(j) < len(r.ends) {
		switch c := before.compareEdge(i, r.arrangement, j); {
		case c < 0:
			mark(before.segment(i))
			i++
		case c > 0:
			mark(r.segment(j))
			j++
		default:
			if !same(i, j) {
				mark(r.segment(j))
			}
			i, j = i+1, j+1
		}
	}
	return func(s segment) bool { return !x.marked(s) }
}

// segment joins the ends of edge e.
func (a *arrangement) segment(e int32) segment {
	return segment{a.vertices[a.ends[e][0]], a.vertices[a.ends[e][1]]}
}

// compareEdge orders an edge and one of another arrangement by their ends. An edge that
// is not there comes after all others.
func (a *arrangement) compareEdge(e int32, b *arrangement, f int32) int {
	switch {
	case int(e) == len(a.ends):
		return 1
	case int(f) == len(b.ends):
		return -1
	}
	s, t := a.segment(e), b.segment(f)
	if c := compare(s.a, t.a); c != 0 {
		return c
	}
	return compare(s.b, t.b)
}
