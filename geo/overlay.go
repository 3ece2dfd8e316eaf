package geo

import (
	"github.com/paulmach/orb"

	"renewal/geo/internal/engine"
)

// Grid is the distance between neighbouring coordinates of an overlay's result,
// in the units of the coordinates. On grid 0 new vertices are rounded to double
// precision and old ones stay as they are; on a wider grid every vertex moves to
// the nearest multiple, and what is narrower may vanish.
//
// Known issue: on grid 0 GEOS 3.11 now and then leaves out land at edges that run
// within rounding of each other, and does not say so: of 60,000 differences of
// a triangle and a piece of it 21 were wrong. Whoever needs the shape compares its
// area with that of package area, or asks for a grid.
//
// Overlays take valid areas and return valid areas, closed, shells
// counter-clockwise and holes clockwise; where areas meet in lines or points
// these are left out. Parts, and the points rings start at, are in an order that
// depends on the result alone. Errors wrap ErrNotFinite or ErrTopology.
type Grid float64

// Millimetre is the grid of layers in metres.
const Millimetre Grid = 0.001

// Union is the area that belongs to any of the shapes, without borders between
// them. Shapes that overlap count once.
func (g Grid) Union(shapes []orb.MultiPolygon) (orb.MultiPolygon, error) {
	return engine.Union(shapes, float64(g))
}

// Intersection is the area that belongs to both a and b.
func (g Grid) Intersection(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	return engine.Intersection(a, b, float64(g))
}

// Difference is the area that belongs to a and not to b.
func (g Grid) Difference(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	return engine.Difference(a, b, float64(g))
}

// Union is the union of the shapes on grid 0.
func Union(shapes []orb.MultiPolygon) (orb.MultiPolygon, error) { return Grid(0).Union(shapes) }

// Intersection is the intersection of a and b on grid 0.
func Intersection(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	return Grid(0).Intersection(a, b)
}

// Difference is the difference of a and b on grid 0.
func Difference(a, b orb.MultiPolygon) (orb.MultiPolygon, error) { return Grid(0).Difference(a, b) }

// Buffer is the area within distance d of g, whatever kind of shape g is, with
// round corners and ends made of 16 chords a quarter circle. The chords lie
// inside the circle, by at most 0.12% of d. A negative distance shrinks areas.
// Areas have to be valid; errors wrap ErrNotFinite or ErrTopology.
func Buffer(g orb.Geometry, d float64) (orb.MultiPolygon, error) { return engine.Buffer(g, d) }
