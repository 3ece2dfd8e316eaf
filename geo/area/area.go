// Package area measures what areas share without building it: the area of a ∩ b,
// the length of a line inside an area, the part of an area near some points.
//
// # Method
//
// An area whose boundary has the area on its left covers the point (x, y) once
// for every edge above it that runs to the left, less once for every edge above
// it that runs to the right. So the area of a ∩ b is a sum over pairs of edges,
// one of a and one of b,
//
//	Σ s(e) s(f) ∫ min(e(x), f(x)) dx
//
// over the x the two edges have in common, where s is +1 for edges that run to
// the left and −1 for those that run to the right, and heights are taken from
// any line below. Vertical edges drop out. The sum makes no decision about which
// edges cross, touch or coincide, so it has no special cases: holes, shared
// vertices, collinear overlaps and parts need no thought. Edges are first
// clipped to the common box of a and b.
//
// # What the caller may rely on
//
// Areas have to be valid, apart from the direction of their rings, which does
// not matter; rings may be unclosed. Of areas that are not valid the results are
// nonsense, and NaN if a coordinate is not finite. Nothing here panics on a
// shape, or changes it.
//
// A result is off by no more than 2⁻⁵⁰ (H·L + k·R·(W+H)), where W and H are the
// sides of the common box, L is the length of x the pairs of edges have in
// common, summed over the pairs, k is the number of places where edges were
// clipped, and R is how far a coordinate lies from the origin in use, which is
// near. For two parcels that is about 10⁻¹⁴ of the box: nine digits of whatever
// is more than 10⁻⁵ of it. What is not above that bound is returned as 0, so
// areas that merely touch share exactly nothing, and no result is negative or
// larger than either area.
package area

import (
	"math"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Of is the area of a ∩ b. For many b and one a, [Prepare] a.
func Of(a, b orb.MultiPolygon) float64 {
	sizeA, sizeB := sizeOf(a), sizeOf(b)
	window, ok := common(boundOf(a), boundOf(b))
	if none := zero(sizeA) + zero(sizeB); !ok || none != 0 {
		return none
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	origin := near(window)
	s.a = appendSegments(s.a[:0], a, origin)
	s.b = appendSegments(s.b[:0], b, origin)
	s.total = total{reach: max(boxOf(s.a).radius(), boxOf(s.b).radius())}
	s.shared(boxAt(window, origin), s.a, s.b, 0)
	return s.area(min(sizeA, sizeB))
}

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
	b := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for _, p := range g {
		for _, r := range p {
			for _, c := range r {
				for k, v := range c {
					if v < b.Min[k] {
						b.Min[k] = v
					}
					if v > b.Max[k] {
						b.Max[k] = v
					}
				}
			}
		}
	}
	return b
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

// near is an origin close to the box from which coordinates are exact: the
// nearest whole numbers below its centre, so that no digit is lost when it is
// taken off.
func near(b orb.Bound) orb.Point {
	return orb.Point{math.Floor((b.Min[0] + b.Max[0]) / 2), math.Floor((b.Min[1] + b.Max[1]) / 2)}
}

// scratch is what one call needs in memory; it is used again.
type scratch struct {
	total
	a, b  []segment
	edges []edge
	runs  []run
	ends  []end
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}
