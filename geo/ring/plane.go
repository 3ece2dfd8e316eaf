package ring

import (
	"cmp"
	"math"

	"github.com/paulmach/orb"
)

func distance(p, q orb.Point) float64 { return math.Hypot(q[0]-p[0], q[1]-p[1]) }

func sub(p, q orb.Point) orb.Point { return orb.Point{p[0] - q[0], p[1] - q[1]} }

func between(p, q orb.Point, t float64) orb.Point {
	return orb.Point{p[0] + t*(q[0]-p[0]), p[1] + t*(q[1]-p[1])}
}

// rounded is a point on a grid of a thousandth, so that equal places are equal.
func rounded(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*1000) / 1000, math.Round(p[1]*1000) / 1000}
}

// nearestOn is the point of segment a b nearest to p.
func nearestOn(p, a, b orb.Point) orb.Point {
	dx, dy := b[0]-a[0], b[1]-a[1]
	t := ((p[0]-a[0])*dx + (p[1]-a[1])*dy) / (dx*dx + dy*dy)
	switch {
	case t <= 0:
		return a
	case t >= 1:
		return b
	}
	return rounded(between(a, b, t))
}

// crossing is where two segments cross, ends included; parallel ones do not.
func crossing(a, b, c, d orb.Point) (orb.Point, bool) {
	rx, ry, sx, sy := b[0]-a[0], b[1]-a[1], d[0]-c[0], d[1]-c[1]
	across := rx*sy - ry*sx
	if across == 0 {
		return orb.Point{}, false
	}
	t := ((c[0]-a[0])*sy - (c[1]-a[1])*sx) / across
	u := ((c[0]-a[0])*ry - (c[1]-a[1])*rx) / across
	if t < 0 || t > 1 || u < 0 || u > 1 {
		return orb.Point{}, false
	}
	return rounded(between(a, b, t)), true
}

func comparePoints(p, q orb.Point) int {
	return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
}

// compareSegments orders by coordinates, whichever way the segments run, and says
// which edge comes first where two edges have the same one.
func compareSegments(p, q segment) int {
	least := func(s segment) (orb.Point, orb.Point) {
		if comparePoints(s.a, s.b) <= 0 {
			return s.a, s.b
		}
		return s.b, s.a
	}
	pa, pb := least(p)
	qa, qb := least(q)
	return cmp.Or(cmp.Compare(p.edge, q.edge), comparePoints(pa, qa), comparePoints(pb, qb))
}
