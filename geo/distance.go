package geo

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// DistanceTo is the distance from p to the segment a b.
func DistanceTo(p, a, b orb.Point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	px, py := p[0]-a[0], p[1]-a[1]
	if l := dx*dx + dy*dy; l > 0 {
		switch t := (px*dx + py*dy) / l; {
		case t >= 1:
			px, py = px-dx, py-dy
		case t > 0:
			px, py = px-t*dx, py-t*dy
		}
	}
	return math.Hypot(px, py)
}

// Nearest is the point of the segment a b that is nearest to p.
func Nearest(p, a, b orb.Point) orb.Point {
	dx, dy := b[0]-a[0], b[1]-a[1]
	l := dx*dx + dy*dy
	if l == 0 {
		return a
	}
	t := min(max(((p[0]-a[0])*dx+(p[1]-a[1])*dy)/l, 0), 1)
	return orb.Point{a[0] + t*dx, a[1] + t*dy}
}

// Along is how far the segment a b runs along the segment c d: the length that they
// have in common, 0 unless they lie on one line. That is decided exactly, for the
// coordinates as they are.
func Along(a, b, c, d orb.Point) float64 {
	for k := range a {
		if a[k] < c[k] && a[k] < d[k] && b[k] < c[k] && b[k] < d[k] || a[k] > c[k] && a[k] > d[k] && b[k] > c[k] && b[k] > d[k] {
			return 0
		}
	}
	if a == b || c == d || exact.Orientation(c, d, a) != 0 || exact.Orientation(c, d, b) != 0 {
		return 0
	}
	k := 0 // the axis along which they are longer
	if math.Abs(b[1]-a[1]) > math.Abs(b[0]-a[0]) {
		k = 1
	}
	common := min(max(a[k], b[k]), max(c[k], d[k])) - max(min(a[k], b[k]), min(c[k], d[k]))
	return math.Hypot(b[0]-a[0], b[1]-a[1]) * max(0, common) / math.Abs(b[k]-a[k])
}

// Within reports whether two areas come within the distance of each other: their
// borders do, or a part of one lies inside the other. An empty area is within no
// distance of anything.
func Within(a, b orb.MultiPolygon, distance float64) bool {
	var roomA, roomB [16][2]orb.Point // enough for most parcels
	boxA, boxB := boundOf(a), boundOf(b)
	ea, eb := edgesIn(roomA[:0], a, boxB.Pad(distance)), edgesIn(roomB[:0], b, boxA.Pad(distance))
	for i := range ea {
		for j := range eb {
			if segmentsWithin(&ea[i], &eb[j], distance) {
				return true
			}
		}
	}
	return anyInside(a, b, boxB) || anyInside(b, a, boxA)
}

// edgesIn appends the edges of an area of which the boxes touch a box.
func edgesIn(to [][2]orb.Point, shape orb.MultiPolygon, box orb.Bound) [][2]orb.Point {
	low, high := box.Min, box.Max
	for _, polygon := range shape {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				p, q := ring[i-1], ring[i]
				if (p[0] >= low[0] || q[0] >= low[0]) && (p[0] <= high[0] || q[0] <= high[0]) &&
					(p[1] >= low[1] || q[1] >= low[1]) && (p[1] <= high[1] || q[1] <= high[1]) {
					to = append(to, [2]orb.Point{p, q})
				}
			}
		}
	}
	return to
}

// anyInside reports whether a polygon of a begins inside b. Where no borders
// meet, such a polygon lies in b, of which the box is given, as a whole.
func anyInside(a, b orb.MultiPolygon, box orb.Bound) bool {
	for _, polygon := range a {
		if len(polygon) == 0 || len(polygon[0]) == 0 {
			continue
		}
		if p := polygon[0][0]; box.Contains(p) && inside(p, b) {
			return true
		}
	}
	return false
}

// segmentsWithin reports whether two segments come within the distance of each other.
func segmentsWithin(e, f *[2]orb.Point, distance float64) bool {
	for k := range 2 {
		if e[0][k]+distance < f[0][k] && e[1][k]+distance < f[0][k] && e[0][k]+distance < f[1][k] && e[1][k]+distance < f[1][k] ||
			f[0][k]+distance < e[0][k] && f[1][k]+distance < e[0][k] && f[0][k]+distance < e[1][k] && f[1][k]+distance < e[1][k] {
			return false
		}
	}
	if DistanceTo(e[0], f[0], f[1]) <= distance || DistanceTo(e[1], f[0], f[1]) <= distance ||
		DistanceTo(f[0], e[0], e[1]) <= distance || DistanceTo(f[1], e[0], e[1]) <= distance {
		return true
	}
	side := func(a, b, c orb.Point) float64 {
		return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
	}
	return (side(e[0], e[1], f[0]) > 0) != (side(e[0], e[1], f[1]) > 0) && (side(f[0], f[1], e[0]) > 0) != (side(f[0], f[1], e[1]) > 0)
}

// inside reports whether a point lies in an area, by the even-odd rule.
func inside(p orb.Point, shape orb.MultiPolygon) bool {
	in := false
	for _, polygon := range shape {
		for _, ring := range polygon {
			for i := 1; i < len(ring); i++ {
				a, b := ring[i-1], ring[i]
				if (a[1] > p[1]) != (b[1] > p[1]) && p[0] < a[0]+(p[1]-a[1])*(b[0]-a[0])/(b[1]-a[1]) {
					in = !in
				}
			}
		}
	}
	return in
}
