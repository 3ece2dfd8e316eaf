package coverage

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// DefaultGrid is the grid step, in metres, that a zero Grid option means.
const DefaultGrid = 0.001

// ErrExtent says that the shapes lie too far apart for their grid.
var ErrExtent = errors.New("shapes lie too far apart for the grid")

// reach is the largest distance from the origin of a grid, in steps. With it
// differences stay under 2^29 steps, doubled under 2^30, and every determinant
// below under 2^62: all of the topology fits int64. At 1 mm it is 268 km either
// way.
const reach = 1 << 28

// pt is a point of the grid, in steps from its origin.
type pt struct{ x, y int32 }

func (p pt) less(q pt) bool {
	if p.x != q.x {
		return p.x < q.x
	}
	return p.y < q.y
}

func compare(p, q pt) int {
	switch {
	case p == q:
		return 0
	case p.less(q):
		return -1
	default:
		return 1
	}
}

// orient is twice the signed area of the triangle a, b, c: positive where c lies
// left of a→b.
func orient(a, b, c pt) int64 {
	return int64(b.x-a.x)*int64(c.y-a.y) - int64(b.y-a.y)*int64(c.x-a.x)
}

// grid maps metres to steps and back.
type grid struct {
	perMetre float64  // steps in a metre
	origin   [2]int64 // steps from (0, 0)
}

func newGrid(step float64, bound orb.Bound) (grid, error) {
	if step == 0 {
		step = DefaultGrid
	}
	// 1000 steps a metre is exact where a step of 0.001 m is not.
	g := grid{perMetre: math.Round(1/step*1e6) / 1e6}
	if bound.IsEmpty() {
		return g, nil
	}
	for axis := range 2 {
		if size := bound.Max[axis] - bound.Min[axis]; math.IsNaN(size) || math.IsInf(bound.Min[axis], 0) || math.IsInf(bound.Max[axis], 0) {
			return g, geo.ErrNotFinite
		}
		low, high := bound.Min[axis]*g.perMetre, bound.Max[axis]*g.perMetre
		if !(high-low < 2*reach-4) || math.Abs(low) > 1<<52 || math.Abs(high) > 1<<52 {
			return g, fmt.Errorf("%w: %.0f m across, at most %.0f m", ErrExtent, bound.Max[axis]-bound.Min[axis], 2*reach/g.perMetre)
		}
		// In integers, so that shapes shifted by whole steps are the same on the grid.
		g.origin[axis] = (int64(math.Round(low)) + int64(math.Round(high))) >> 1
	}
	return g, nil
}

// snap returns the nearest grid point.
func (g grid) snap(p orb.Point) pt {
	return pt{
		int32(int64(math.Round(p[0]*g.perMetre)) - g.origin[0]),
		int32(int64(math.Round(p[1]*g.perMetre)) - g.origin[1]),
	}
}

// point is the inverse of snap. Equal grid points give equal bits.
func (g grid) point(p pt) orb.Point {
	return orb.Point{
		float64(int64(p.x)+g.origin[0]) / g.perMetre,
		float64(int64(p.y)+g.origin[1]) / g.perMetre,
	}
}

// local is the grid seen from its origin: shapes shifted by whole steps have the
// same bits in it, and so the same widths.
func (g grid) local() grid { return grid{perMetre: g.perMetre} }

// fromLocal takes a point of the local grid, or one between, to where it is.
func (g grid) fromLocal(p orb.Point) orb.Point {
	return orb.Point{p[0] + float64(g.origin[0])/g.perMetre, p[1] + float64(g.origin[1])/g.perMetre}
}

// path snaps a line or ring and leaves out repeated points.
func (g grid) path(line []orb.Point) []pt {
	return g.appendPath(make([]pt, 0, len(line)), line)
}

// appendPath is path behind what is there, which is not looked at.
func (g grid) appendPath(points []pt, line []orb.Point) []pt {
	first := len(points)
	for _, p := range line {
		q := g.snap(p)
		if len(points) == first || points[len(points)-1] != q {
			points = append(points, q)
		}
	}
	return points
}

// area turns twice an area in steps into square metres.
func (g grid) area(twice int64) float64 { return float64(twice) / (2 * g.perMetre * g.perMetre) }

// length is the distance of two grid points in metres.
func (g grid) length(a, b pt) float64 {
	return math.Hypot(float64(b.x-a.x), float64(b.y-a.y)) / g.perMetre
}
