// Package distance measures how far lines run from other lines: at the most, on
// average, and along which share of their length.
//
// # Method
//
// Along a segment, the distance to a point is the root of a quadratic, and the
// distance to a line is linear. The distance to a set of segments is the least of
// these, over the vertices of the set and over those of its segments on which the
// foot of the perpendicular lies: a lower envelope, whose pieces meet where the
// nearest thing changes. On a piece the distance is convex, so it is greatest at an
// end of one; it has a closed integral; and where it stays within a bound is one
// stretch, whose ends have a closed form. Nothing is sampled, and vertices have no
// say beyond being where segments end.
//
// A segment of the set is left out where it cannot be nearest. The distance to a
// segment is convex along a line, so on a stretch it is at most what it is at the
// ends, and whatever lies further than that from the stretch is never nearest.
//
// # What the caller may rely on
//
// Coordinates have to be finite. A distance is off by a few roundings of the
// lengths at hand, some 10⁻¹³ of them; where two things are equally near, rounding
// may take either, which changes the distance as little. Lines that are the same,
// point by point or in reverse, are at distance 0 exactly. Percentiles are to
// [Fine].
//
// Of areas the outlines are meant, holes included, and not the land. Segments
// without length count in nothing, unless a set has no others.
package distance

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Lines are the segments of some shapes, made ready for many questions. Many
// callers may ask at once.
type Lines struct {
	segments []segment
	levels   [][]orb.Bound // boxes of runs of segments, then of runs of those, up to a single run
}

type segment struct{ a, b orb.Point }

func (s segment) to(p orb.Point) float64 { return geo.DistanceTo(p, s.a, s.b) }

// Prepare makes the lines of shapes ready, the rings of areas among them. Points
// have no lines. It takes time in proportion to the number of vertices.
func Prepare(shapes ...orb.Geometry) *Lines {
	n := 0
	for _, g := range shapes {
		for path := range geo.Paths(g) {
			n += len(path)
		}
	}
	l := &Lines{segments: make([]segment, 0, n)}
	var still []segment
	for _, g := range shapes {
		for path := range geo.Paths(g) {
			for i := 1; i < len(path); i++ {
				if s := (segment{path[i-1], path[i]}); s.a != s.b {
					l.segments = append(l.segments, s)
				} else {
					still = append(still, s)
				}
			}
		}
	}
	if len(l.segments) == 0 {
		l.segments = still
	}
	l.build()
	return l
}

// To is the distance from p to the nearest of the lines, +Inf if there are none.
func (l *Lines) To(p orb.Point) float64 {
	_, d := l.nearest(p, -1)
	return d
}

// Within is To where that is below a bound, and the bound elsewhere: what is further
// away is not looked at.
func (l *Lines) Within(p orb.Point, bound float64) float64 {
	_, d := l.search(p, -1, bound)
	return d
}

// nearest is the position of the segment nearest to p, −1 if there is none; hint is
// one that may be near, or −1.
func (l *Lines) nearest(p orb.Point, hint int) (int, float64) {
	best := math.Inf(1)
	if hint >= 0 {
		best = l.segments[hint].to(p)
	}
	return l.search(p, hint, best)
}
