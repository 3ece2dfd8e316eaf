package area

import "math"

// total is a sum of signed areas with what is needed to bound its error.
type total struct {
	sum, rest float64 // their sum is right to the last digit: each rounding goes to rest
	slack     float64 // the bound on the error, in units of bound
	reach     float64 // how far coordinates lie from the origin
	by        weigher // what areas are weighted by; none if it is zero
}

// bound is the error of one term of the sum relative to its size, and of one
// clipped coordinate relative to its distance from the origin. With a unit
// roundoff of u = 2⁻⁵³: the height of an edge at some x takes the difference of
// two abscissas, a product with a slope (two differences and a quotient) and a
// sum, 6u of the window's height at most for two edges together with the halving
// that follows, and the width takes one more: 7u. A cut is off by 6u in the same
// way. 8u covers both.
const bound = 0x1p-50

func (t *total) add(v float64) {
	s := t.sum + v
	d := s - t.sum
	t.rest += (t.sum - (s - d)) + (v - d)
	t.sum = s
}

// area is the sum as an area: 0 if it may be, and never more than most.
func (t *total) area(most float64) float64 {
	least := t.slack * bound
	if t.by.Weight != nil {
		// A weight is off by some four roundings for each power, and there are
		// few of those.
		least *= 4 * t.by.most
	}
	if v := t.sum + t.rest; v > least {
		return min(v, most)
	}
	return 0
}

// shared adds the area of a ∩ b inside the window.
func (s *scratch) shared(w box, a, b []segment) {
	from := len(s.edges)
	edges, cuts := s.clip(s.edges, a, w)
	s.sharedBy(edges, from, cuts, w, b)
	s.edges = s.edges[:from]
}

// sharedBy is shared, where edges[from:] is what the window is known to see of a.
func (s *scratch) sharedBy(edges []edge, from, cuts int, w box, b []segment) {
	s.edges = edges
	if len(edges) == from {
		return
	}
	edges, more := s.clip(edges, b, w)
	s.pairs(edges[from:len(s.edges)], edges[len(s.edges):], w)
	s.cut(cuts+more, w)
	s.edges = edges
}

// within appends the segments that the window can see.
func within(to, segments []segment, w box) []segment {
	for i := range segments {
		g := &segments[i]
		if (g.a[0] > w.x0 || g.b[0] > w.x0) && (g.a[0] < w.x1 || g.b[0] < w.x1) && (g.a[1] > w.y0 || g.b[1] > w.y0) {
			to = append(to, *g)
		}
	}
	return to
}

func (w box) halves() [2]box {
	l, r := w, w
	if w.x1-w.x0 >= w.y1-w.y0 {
		l.x1 = w.x0 + (w.x1-w.x0)/2
		r.x0 = l.x1
	} else {
		l.y1 = w.y0 + (w.y1-w.y0)/2
		r.y0 = l.y1
	}
	return [2]box{l, r}
}

// cut allows for n places in the window where edges were cut.
func (t *total) cut(n int, w box) {
	t.slack += float64(n) * t.reach * (w.x1 - w.x0 + w.y1 - w.y0)
}

// pairs adds the terms of all pairs of edges in a window.
func (s *scratch) pairs(ea, eb []edge, w box) {
	if len(ea)*len(eb) > fewPairs {
		s.pairsBySlabs(ea, eb, w)
		return
	}
	s.slack += (w.y1 - w.y0) * s.pairsAtOnce(ea, eb, w.y0)
}

// pairsAtOnce is pairs, each edge held to each, in a window with that bottom. It returns
// the length of x that pairs have in common.
func (t *total) pairsAtOnce(ea, eb []edge, bottom float64) (length float64) {
	sum, rest := t.sum, t.rest
	weighted := t.by.Weight != nil
	for i := range ea {
		e := ea[i]
		for j := range eb {
			f := &eb[j]
			if f.x1 <= e.x0 || f.x0 >= e.x1 {
				continue
			}
			x0, x1, e0, e1, f0, f1 := e.x0, e.x1, e.y0, e.y1, f.y0, f.y1
			if f.x0 > x0 {
				x0 = f.x0
				e0 += (x0 - e.x0) * e.slope
			} else if f.x0 < x0 {
				f0 += (x0 - f.x0) * f.slope
			}
			if f.x1 < x1 {
				x1 = f.x1
				e1 += (x1 - e.x1) * e.slope
			} else if f.x1 > x1 {
				f1 += (x1 - f.x1) * f.slope
			}
			length += x1 - x0
			var v float64
			if weighted {
				v = e.sign * f.sign * t.by.lower(x0, x1, e0, e1, f0, f1, bottom)
			} else {
				v = e.sign * f.sign * (x1 - x0) * meanOfLower(e0, e1, f0, f1)
			}
			// As in add, without a trip through memory.
			s := sum + v
			d := s - sum
			rest += (sum - (s - d)) + (v - d)
			sum = s
		}
	}
	t.sum, t.rest = sum, rest
	return length
}

// meanOfLower is the mean height of the lower of two lines, which run from e0 to
// e1 and from f0 to f1.
func meanOfLower(e0, e1, f0, f1 float64) float64 {
	d0, d1 := e0-f0, e1-f1
	switch {
	case d0 <= 0 && d1 <= 0:
		return (e0 + e1) / 2
	case d0 >= 0 && d1 >= 0:
		return (f0 + f1) / 2
	}
	// They cross: the mean of both less half the mean of their distance.
	d0, d1 = math.Abs(d0), math.Abs(d1)
	return ((e0+e1)+(f0+f1))/4 - (d0*d0+d1*d1)/(4*(d0+d1))
}
