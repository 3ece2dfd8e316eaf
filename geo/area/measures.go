package area

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/exact"
)

// measures are what every question about an area begins with.
type measures struct {
	bound    orb.Bound
	size     float64
	weighted float64 // the weighted area; size if there is no weight
	points   int32
	turn     turn
}

// turn is how the rings of an area run.
type turn int8

const (
	mixed turn = iota // each has to be looked at
	left              // all have the area on their left
	right             // all have it on their right
)

// glance takes what a single question needs.
func glance(g orb.MultiPolygon) measures {
	m := measures{bound: boundOf(g), size: sizeOf(g)}
	m.weighted = m.size
	for _, p := range g {
		for _, r := range p {
			m.points += int32(len(r))
		}
	}
	return m
}

func measure(g orb.MultiPolygon) measures {
	m := glance(g)
	for i, p := range g {
		for k, r := range p {
			t := mixed
			switch s := exact.Turn(r); {
			case s == 0:
			case s > 0 == (k == 0):
				t = left
			default:
				t = right
			}
			if i == 0 && k == 0 {
				m.turn = t
			} else if m.turn != t {
				m.turn = mixed
			}
		}
	}
	return m
}

// sound reports whether all coordinates are finite, and small enough to be
// multiplied.
func (m *measures) sound() bool { return zero(m.size) == 0 }

// sizeOf is geo.Area, which would allocate.
func sizeOf(g orb.MultiPolygon) float64 {
	size := 0.0
	for _, p := range g {
		part := 0.0
		for i, r := range p {
			if a := math.Abs(geo.RingArea(r)); i == 0 {
				part += a
			} else {
				part -= a
			}
		}
		size += part
	}
	return size
}

// boundOf is g.Bound(), in one pass.
func boundOf(g orb.MultiPolygon) orb.Bound {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, p := range g {
		for _, r := range p {
			for _, c := range r {
				x, y := c[0], c[1]
				if x < x0 {
					x0 = x
				}
				if x > x1 {
					x1 = x
				}
				if y < y0 {
					y0 = y
				}
				if y > y1 {
					y1 = y
				}
			}
		}
	}
	return orb.Bound{Min: orb.Point{x0, y0}, Max: orb.Point{x1, y1}}
}

// zero is 0, or NaN where the size of an area is not finite: where a coordinate
// is NaN, infinite, or too large to be multiplied.
func zero(size float64) float64 { return size - size }

// common is the box two boxes share, and whether it has an extent.
func common(a, b orb.Bound) (orb.Bound, bool) {
	c := orb.Bound{
		Min: orb.Point{max(a.Min[0], b.Min[0]), max(a.Min[1], b.Min[1])},
		Max: orb.Point{min(a.Max[0], b.Max[0]), min(a.Max[1], b.Max[1])},
	}
	return c, c.Min[0] < c.Max[0] && c.Min[1] < c.Max[1]
}

// near is an origin close to the box from which the coordinates of what lies in the box
// are exact: no digit is lost when it is taken off.
func near(b orb.Bound) orb.Point {
	return orb.Point{middle(b.Min[0], b.Max[0]), middle(b.Min[1], b.Max[1])}
}

// middle is the whole number next to the middle of a range, on the side of 0; 0 if a
// coordinate in the range may be closer to 0 than to that, when its last digits would be
// lost.
func middle(low, high float64) float64 {
	if low > 0 && high <= 3*low || high < 0 && low >= 3*high {
		return math.Trunc((low + high) / 2)
	}
	return 0
}
