package engine

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/twpayne/go-geos"
)

// Union is the area that belongs to any of the shapes, without borders between
// them. Shapes that overlap or are there twice count once.
//
// On a grid wider than 0 every vertex of the result lies on a multiple of it,
// and what is narrower than the grid may vanish; on grid 0 new vertices are
// rounded to double precision. The same holds for Intersection and Difference.
// The shapes have to be valid.
func Union(shapes []orb.MultiPolygon, grid float64) (orb.MultiPolygon, error) {
	n := 0
	for _, s := range shapes {
		n += len(s)
	}
	all := make(orb.MultiPolygon, 0, n)
	for _, s := range shapes {
		all = append(all, s...)
	}
	if err := check(grid, all); err != nil || nothing(all) {
		return nil, err
	}
	return areas(func(s session) *geos.Geom {
		if grid > 0 {
			return canonical(s.shape(all).UnaryUnionPrec(grid))
		}
		return canonical(s.shape(all).UnaryUnion())
	})
}

// Intersection is the area that belongs to both a and b.
func Intersection(a, b orb.MultiPolygon, grid float64) (orb.MultiPolygon, error) {
	if err := check(grid, a, b); err != nil || nothing(a) || nothing(b) {
		return nil, err
	}
	return areas(func(s session) *geos.Geom {
		if grid > 0 {
			return canonical(s.shape(a).IntersectionPrec(s.shape(b), grid))
		}
		return canonical(s.shape(a).Intersection(s.shape(b)))
	})
}

// Difference is the area that belongs to a and not to b.
func Difference(a, b orb.MultiPolygon, grid float64) (orb.MultiPolygon, error) {
	if err := check(grid, a, b); err != nil || nothing(a) {
		return nil, err
	}
	return areas(func(s session) *geos.Geom {
		if grid > 0 {
			return canonical(s.shape(a).DifferencePrec(s.shape(b), grid))
		}
		return canonical(s.shape(a).Difference(s.shape(b)))
	})
}

// quadrant is the number of chords that stand for a quarter of a circle. They
// lie inside the circle, by at most 1 − cos(π/64) = 0.12% of its radius.
const quadrant = 16

// Buffer is the area within distance d of g, with round corners and ends made
// of 16 chords a quarter circle. A negative distance shrinks areas, and leaves
// nothing of points and lines. Areas have to be valid.
func Buffer(g orb.Geometry, d float64) (orb.MultiPolygon, error) {
	if math.IsNaN(d) || math.IsInf(d, 0) {
		return nil, fmt.Errorf("%w: distance", ErrNotFinite)
	}
	ok, some := true, false
	eachPoint(g, func(p orb.Point) bool {
		ok = ok && p[0]-p[0] == 0 && p[1]-p[1] == 0
		some = true
		return ok
	})
	if !ok {
		return nil, ErrNotFinite
	}
	if !some {
		return nil, nil
	}
	return areas(func(s session) *geos.Geom { return canonical(s.shape(g).Buffer(d, quadrant)) })
}

// canonical starts rings and lists parts where only the shape decides, not the
// order of the input.
func canonical(g *geos.Geom) *geos.Geom {
	if g == nil {
		return nil
	}
	return g.Normalize()
}

func check(grid float64, shapes ...orb.MultiPolygon) error {
	if !(grid >= 0) || math.IsInf(grid, 0) {
		return fmt.Errorf("%w: grid of %g", ErrTopology, grid)
	}
	for _, s := range shapes {
		if err := finite(s); err != nil {
			return err
		}
	}
	return nil
}

func nothing(g orb.MultiPolygon) bool {
	for _, p := range g {
		if len(p) > 0 && len(p[0]) > 0 {
			return false
		}
	}
	return true
}
