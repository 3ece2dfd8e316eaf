package inspect

import (
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// ringsCross finds a place where two rings cross: where edges do, or, where they
// cross at vertices, a place of r inside s while others are outside. Of s only the
// edges near r are looked at first: most holes of a large shell are near none.
func ringsCross(r, s orb.Ring) (orb.Point, bool) {
	near := edgesNear(s, r.Bound().Pad(onTheRing))
	if len(near) == 0 {
		return orb.Point{}, false
	}
	for i := 1; i < len(r); i++ {
		for _, e := range near {
			if at, ok := crossAt(r[i-1], r[i], e.a, e.b); ok {
				return at, true
			}
		}
	}
	in, out := 0, 0
	var at orb.Point
	for i := 1; i < len(r); i++ {
		for _, p := range [2]orb.Point{r[i], {(r[i-1][0] + r[i][0]) / 2, (r[i-1][1] + r[i][1]) / 2}} {
			switch {
			case slices.ContainsFunc(near, func(e edge) bool { return geo.DistanceTo(p, e.a, e.b) < onTheRing }):
			case pointInside(p, orb.Polygon{s}):
				in, at = in+1, p
			default:
				out++
			}
		}
	}
	return at, in > 0 && out > 0
}

// onTheRing is the distance, in metres, up to which a point lies on a ring: a
// hundredth of a millimetre.
const onTheRing = 1e-5

// edgesNear are the edges of a ring whose boxes touch another.
func edgesNear(r orb.Ring, box orb.Bound) []edge {
	var near []edge
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if max(a[0], b[0]) >= box.Min[0] && min(a[0], b[0]) <= box.Max[0] && max(a[1], b[1]) >= box.Min[1] && min(a[1], b[1]) <= box.Max[1] {
			near = append(near, edge{a: a, b: b})
		}
	}
	return near
}

// ringInside reports whether most points of r lie inside s, which is all of them
// for rings that do not cross but may touch.
func ringInside(r, s orb.Ring) bool {
	if !r.Bound().Intersects(s.Bound()) {
		return false
	}
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
