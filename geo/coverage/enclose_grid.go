package coverage

import (
	"cmp"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// spot is a point of a fine grid, in steps from (0, 0). Each coordinate is at
// most 2^53, so that it is a float64 too; differences stay within 2^54, their
// products within 2^108, and every determinant below within 2^112, which wide
// holds.
type spot struct{ x, y int64 }

const farthest = 1 << 53

func compareSpots(p, q spot) int { return cmp.Or(cmp.Compare(p.x, q.x), cmp.Compare(p.y, q.y)) }

// stroke is a straight piece between two spots.
type stroke struct{ a, b spot }

// fineGrid maps coordinates to spots and back.
type fineGrid struct{ perUnit float64 }

// newFineGrid checks the coordinates and returns a grid that holds them. Without
// a step it is the least power of two that keeps them within reach: then every
// spot is a float64 exactly, and every coordinate as large as the largest one is
// a spot.
func newFineGrid(step float64, lines []orb.LineString, limit orb.MultiPolygon) (fineGrid, error) {
	largest := 0.0
	look := func(line int, path []orb.Point) error {
		for i, p := range path {
			if p[0]-p[0] != 0 || p[1]-p[1] != 0 {
				return &LineError{line, fmt.Errorf("%w: point %d", geo.ErrNotFinite, i)}
			}
			largest = max(largest, math.Abs(p[0]), math.Abs(p[1]))
		}
		return nil
	}
	for i, l := range lines {
		if err := look(i, l); err != nil {
			return fineGrid{}, err
		}
	}
	for _, polygon := range limit {
		for _, ring := range polygon {
			if err := look(OfLimit, ring); err != nil {
				return fineGrid{}, err
			}
		}
	}
	if step == 0 {
		_, exp := math.Frexp(largest)
		// Beyond these no power of two, or no length, is a float64.
		return fineGrid{math.Ldexp(1, 53-min(max(exp, -400), 500))}, checkReach(largest, 0x1p500)
	}
	perUnit := math.Round(1/step*1e6) / 1e6 // 1000 steps a metre is exact where a step of 0.001 m is not
	if !(perUnit > 0 && perUnit <= 0x1p500) {
		return fineGrid{}, fmt.Errorf("%w: %g", ErrGrid, step)
	}
	if largest*perUnit > farthest {
		return fineGrid{}, fmt.Errorf("%w: %g is too fine for a coordinate of %g", ErrGrid, step, largest)
	}
	return fineGrid{perUnit}, nil
}

func checkReach(largest, most float64) error {
	if largest > most {
		return fmt.Errorf("%w: a coordinate of %g", ErrExtent, largest)
	}
	return nil
}

func (g fineGrid) snap(p orb.Point) spot {
	return spot{int64(math.Round(p[0] * g.perUnit)), int64(math.Round(p[1] * g.perUnit))}
}

func (g fineGrid) point(p spot) orb.Point {
	return orb.Point{float64(p.x) / g.perUnit, float64(p.y) / g.perUnit}
}

func (g fineGrid) length(p, q spot) float64 {
	return math.Hypot(float64(q.x-p.x), float64(q.y-p.y)) / g.perUnit
}
