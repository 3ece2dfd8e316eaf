package area

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// segment is an edge of an area, which lies on its left.
type segment struct{ a, b orb.Point }

// box is a rectangle with an extent.
type box struct{ x0, y0, x1, y1 float64 }

func boxAt(b orb.Bound, origin orb.Point) box {
	return box{b.Min[0] - origin[0], b.Min[1] - origin[1], b.Max[0] - origin[0], b.Max[1] - origin[1]}
}

func (w box) meet(v box) (box, bool) {
	u := box{max(w.x0, v.x0), max(w.y0, v.y0), min(w.x1, v.x1), min(w.y1, v.y1)}
	return u, u.x0 < u.x1 && u.y0 < u.y1
}

// radius is how far coordinates in the box lie from the origin.
func (w box) radius() float64 { return max(-w.x0, w.x1, -w.y0, w.y1) }

// boxOf is the smallest box around the segments; it may have no extent.
func boxOf(segments []segment) box {
	if len(segments) == 0 {
		return box{}
	}
	p := segments[0].a
	w := box{p[0], p[1], p[0], p[1]}
	for i := range segments {
		// The ends of the segments are starts of others.
		x, y := segments[i].a[0], segments[i].a[1]
		if x < w.x0 {
			w.x0 = x
		}
		if x > w.x1 {
			w.x1 = x
		}
		if y < w.y0 {
			w.y0 = y
		}
		if y > w.y1 {
			w.y1 = y
		}
	}
	return w
}

// everywhere is the window that sees all.
var everywhere = box{math.Inf(-1), math.Inf(-1), math.Inf(1), math.Inf(1)}

// appendSegments appends the edges of g that the window can see, in coordinates
// from the origin, each directed so that the area is on its left, whichever way
// its ring ran. Rings without area and edges without length are left out.
func appendSegments(to []segment, g orb.MultiPolygon, t turn, origin orb.Point, w box) []segment {
	for _, p := range g {
		for i, r := range p {
			forward := t == left
			if t == mixed {
				s := exact.Turn(r)
				if s == 0 {
					continue
				}
				forward = s > 0 == (i == 0)
			}
			last := at(r[len(r)-1], origin)
			for _, c := range r {
				a, b := last, at(c, origin)
				if b == last {
					continue
				}
				last = b
				if a[0] <= w.x0 && b[0] <= w.x0 || a[0] >= w.x1 && b[0] >= w.x1 || a[1] <= w.y0 && b[1] <= w.y0 {
					continue
				}
				if forward {
					to = append(to, segment{a, b})
				} else {
					to = append(to, segment{b, a})
				}
			}
		}
	}
	return to
}

func at(p, origin orb.Point) orb.Point { return orb.Point{p[0] - origin[0], p[1] - origin[1]} }
