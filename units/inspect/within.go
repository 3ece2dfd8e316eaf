package inspect

import (
	"github.com/paulmach/orb"

	"renewal/geo"
)

// ringsCross finds a place where two rings cross: where edges do, or, where they
// cross at vertices, a place of r inside s while others are outside.
func ringsCross(r, s orb.Ring) (orb.Point, bool) {
	box := s.Bound()
	if !r.Bound().Intersects(box) {
		return orb.Point{}, false
	}
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if max(a[0], b[0]) < box.Min[0] || min(a[0], b[0]) > box.Max[0] || max(a[1], b[1]) < box.Min[1] || min(a[1], b[1]) > box.Max[1] {
			continue
		}
		for j := 1; j < len(s); j++ {
			if at, ok := crossAt(a, b, s[j-1], s[j]); ok {
				return at, true
			}
		}
	}
	in, out := 0, 0
	var at orb.Point
	for i := 1; i < len(r); i++ {
		for _, p := range [2]orb.Point{r[i], {(r[i-1][0] + r[i][0]) / 2, (r[i-1][1] + r[i][1]) / 2}} {
			switch {
			case onRing(p, s):
			case pointInside(p, orb.Polygon{s}):
				in, at = in+1, p
			default:
				out++
			}
		}
	}
	return at, in > 0 && out > 0
}

// onRing reports whether a point lies on a ring, to a hundredth of a millimetre.
func onRing(p orb.Point, r orb.Ring) bool {
	for i := 1; i < len(r); i++ {
		if geo.DistanceTo(p, r[i-1], r[i]) < 1e-5 {
			return true
		}
	}
	return false
}

// ringInside reports whether most points of r lie inside s, which is all of them
// for rings that do not cross but may touch.
func ringInside(r, s orb.Ring) bool {
	in := 0
	for _, p := range r {
		if pointInside(p, orb.Polygon{s}) {
			in++
		}
	}
	return 2*in > len(r)
}

// pointInside reports whether a point lies in a polygon, by the even-odd rule.
func pointInside(p orb.Point, polygon orb.Polygon) bool {
	in := false
	for _, r := range polygon {
		for i := 1; i < len(r); i++ {
			a, b := r[i-1], r[i]
			if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])*(b[0]-a[0])/(b[1]-a[1]) {
				in = !in
			}
		}
	}
	return in
}
