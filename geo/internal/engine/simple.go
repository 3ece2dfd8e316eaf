package engine

import (
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// simple reports whether tidy areas are valid for certain, by exact signs and
// without GEOS: no two edges of a polygon meet but those that follow each other,
// in their common point alone; holes lie in the shell and in no other hole; the
// boxes of polygons do not touch. False may also mean that finding out would take
// longer: shapes that touch themselves in a point can be valid, and GEOS knows.
func simple(g orb.MultiPolygon) bool {
	if len(g) == 0 {
		return true
	}
	// Shapes of more parts, holes or pairs of edges than these are few.
	const mostParts, mostHoles = 16, 16
	if len(g) > mostParts {
		return false
	}
	for i, p := range g {
		for _, q := range g[:i] {
			if boxOf(p[0]).Intersects(boxOf(q[0])) {
				return false
			}
		}
	}
	x := crossers.Get().(*crosser)
	defer crossers.Put(x)
	for _, p := range g {
		if len(p) > mostHoles || !x.apart(p) {
			return false
		}
		for k, hole := range p[1:] {
			if !contains(p[0], hole[0]) {
				return false
			}
			for j, other := range p[1:] {
				if j != k && contains(other, hole[0]) {
					return false
				}
			}
		}
	}
	return true
}

// crosser looks for edges that meet; its memory is used again.
type crosser struct {
	sides []side
	order []start
}

// start is where an edge begins from the left.
type start struct {
	x0 float64
	at int32 // among the sides
}

var crossers = sync.Pool{New: func() any { return new(crosser) }}

// side is an edge of a polygon, and its box.
type side struct {
	a, b           orb.Point
	x0, y0, x1, y1 float64
	ring, at, last int32 // which edge of which ring it is, and which is the ring's last
}

// fill takes the edges of a polygon.
func (x *crosser) fill(p orb.Polygon) {
	x.sides, x.order = x.sides[:0], x.order[:0]
	for k, r := range p {
		for i := 1; i < len(r); i++ {
			a, b := r[i-1], r[i]
			s := side{a: a, b: b, x0: a[0], y0: a[1], x1: b[0], y1: b[1], ring: int32(k), at: int32(i - 1), last: int32(len(r) - 2)}
			if s.x0 > s.x1 {
				s.x0, s.x1 = s.x1, s.x0
			}
			if s.y0 > s.y1 {
				s.y0, s.y1 = s.y1, s.y0
			}
			x.order = append(x.order, start{s.x0, int32(len(x.sides))})
			x.sides = append(x.sides, s)
		}
	}
}

// apart reports whether the edges of a polygon meet only where one follows the
// other.
func (x *crosser) apart(p orb.Polygon) bool {
	x.fill(p)
	// Sorting pays from a few dozen edges on; of outlines there are few pairs
	// that share an x, and of a comb so many that GEOS is the faster.
	const few, most = 24, 256
	if len(x.sides) > few {
		slices.SortFunc(x.order, func(s, t start) int {
			switch {
			case s.x0 < t.x0:
				return -1
			case s.x0 > t.x0:
				return 1
			}
			return 0
		})
	}
	looks := 0
	for i := range x.order {
		s := &x.sides[x.order[i].at]
		for j := i + 1; j < len(x.order); j++ {
			if x.order[j].x0 > s.x1 {
				if len(x.sides) > few {
					break
				}
				continue
			}
			looks++
			t := &x.sides[x.order[j].at]
			if t.x1 < s.x0 || t.y0 > s.y1 || t.y1 < s.y0 {
				continue
			}
			if s.meets(t) {
				return false
			}
		}
		if looks > most*len(x.sides) {
			return false
		}
	}
	return true
}

// meets reports whether two edges meet, but in the end of one where the other
// follows it.
func (s *side) meets(t *side) bool {
	if s.ring == t.ring {
		switch {
		case t.at == s.at+1 || s.at == s.last && t.at == 0:
			return backwards(s.a, s.b, t.b)
		case s.at == t.at+1 || t.at == t.last && s.at == 0:
			return backwards(t.a, t.b, s.b)
		}
	}
	if exact.Orientation(s.a, s.b, t.a)*exact.Orientation(s.a, s.b, t.b) > 0 {
		return false
	}
	return exact.Orientation(t.a, t.b, s.a)*exact.Orientation(t.a, t.b, s.b) <= 0
}

// backwards reports whether the way from a to b goes back along itself to c.
func backwards(a, b, c orb.Point) bool {
	return exact.Orientation(a, b, c) == 0 && (a[0]-b[0])*(c[0]-b[0])+(a[1]-b[1])*(c[1]-b[1]) >= 0
}

// contains reports whether p lies inside a closed ring that it does not touch.
func contains(r orb.Ring, p orb.Point) bool {
	inside := false
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if (a[1] > p[1]) == (b[1] > p[1]) {
			continue
		}
		if a[1] > b[1] {
			a, b = b, a
		}
		if exact.Orientation(a, b, p) > 0 {
			inside = !inside
		}
	}
	return inside
}

func boxOf(r orb.Ring) orb.Bound {
	b := orb.Bound{Min: r[0], Max: r[0]}
	for _, p := range r[1:] {
		b.Min[0], b.Min[1] = min(b.Min[0], p[0]), min(b.Min[1], p[1])
		b.Max[0], b.Max[1] = max(b.Max[0], p[0]), max(b.Max[1], p[1])
	}
	return b
}

// isTidy reports whether tidy would return g as it is, holes of a shell without
// extent aside.
func isTidy(g orb.MultiPolygon) bool {
	for _, p := range g {
		if len(p) == 0 {
			return false
		}
		for k, r := range p {
			if len(r) < 4 || r[0] != r[len(r)-1] {
				return false
			}
			for i := 1; i < len(r); i++ {
				if r[i] == r[i-1] {
					return false
				}
			}
			if distinct(r[1:]) < 3 {
				return false
			}
			if t := exact.Turn(r); k == 0 && t < 0 || k > 0 && t > 0 {
				return false
			}
		}
	}
	return true
}
