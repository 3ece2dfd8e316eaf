// Package area measures what areas share without building it: the area of a ∩ b,
// for two areas or two layers of them, in the plane or weighted by a density;
// the length of a line inside an area; the part of an area near some points.
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
// near; H·L counts twice where edges are so many that they are summed slab by
// slab. For two parcels that is about 10⁻¹⁴ of the box: nine digits of whatever
// is more than 10⁻⁵ of it. What is not above that bound is returned as 0, so
// areas that merely touch share exactly nothing, and no result is negative or
// larger than either area. A weighted result is off by no more than four times
// as much for each unit of the greatest density.
package area

import (
	"sync"

	"github.com/paulmach/orb"
)

// Of is the area of a ∩ b. For many b and one a, [Prepare] a; for all pairs of
// two layers there is [Overlay].
func Of(a, b orb.MultiPolygon) float64 {
	ma, mb := glance(a), glance(b)
	return of(a, b, &ma, &mb, nil)
}

// of is Of, the measures known.
func of(a, b orb.MultiPolygon, ma, mb *measures, by *Weight) float64 {
	window, ok := common(ma.bound, mb.bound)
	if none := zero(ma.size) + zero(mb.size); !ok || none != 0 {
		return none
	}
	if apart(a, b, ma, mb) {
		return 0
	}
	origin := near(window)
	w := boxAt(window, origin)
	s := borrow()
	defer scratches.Put(s)
	s.a = appendSegments(s.a, a, ma.turn, origin, w)
	s.b = appendSegments(s.b, b, mb.turn, origin, w)
	s.total = total{reach: max(boxAt(ma.bound, origin).radius(), boxAt(mb.bound, origin).radius()), by: by.from(origin)}
	s.shared(w, s.a, s.b)
	return s.area(min(ma.weighted, mb.weighted))
}

// scratch is what one call needs in memory; it is used again.
type scratch struct {
	total
	a, b, c []segment
	edges   []edge
	slabs   slabs
	runs    []run
	ends    []end
	cuts    []float64
	borders []stretch
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// borrow takes a scratch that is empty; it is to be put back.
func borrow() *scratch {
	s := scratches.Get().(*scratch)
	s.a, s.b, s.c, s.edges = s.a[:0], s.b[:0], s.c[:0], s.edges[:0]
	return s
}
