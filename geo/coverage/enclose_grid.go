package coverage

import (
	"cmp"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// spot is a point of a fine grid, in steps from (0, 0). Each coordinate is at
// most farthest, so that differences stay within 2^51 and doubled ones within
// 2^52, which float64 holds exactly; their products stay within 2^104 and the
// determinants below within 2^106, which wide holds.
type spot struct{ x, y int64 }

// farthest keeps a step at four or more times the spacing of float64 numbers. So
// a spot that is read as a float64 moves by less than a fifth of a step, and no
// vertex, each half a step or more from the edges that it is not on, gets to
// their other side: what is valid on the grid is valid as it is returned.
const farthest = 1 << 50

func compareSpots(p, q spot) int {
	if p.x != q.x {
		return cmp.Compare(p.x, q.x)
	}
	return cmp.Compare(p.y, q.y)
}

// stroke is a straight piece between two spots.
type stroke struct{ a, b spot }

// fineGrid maps coordinates to spots and back.
type fineGrid struct{ perUnit float64 }

// newFineGrid checks the coordinates and returns a grid that holds them. Without
// a step it is the finest power of ten that keeps them within reach.
//
// Coordinates of so many decimals or fewer stay the same, bit by bit. Ends that
// another program computed on a line, and which rounding took a few float64
// numbers off it, lie within half a step and meet it.
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
		const most = 22 // 10^22 is the last that float64 holds exactly
		perUnit := 1.0
		for n := 0; n < most && largest*perUnit*10 <= farthest; n++ {
			perUnit *= 10
		}
		if largest > farthest {
			return fineGrid{}, fmt.Errorf("%w: a coordinate of %g", ErrExtent, largest)
		}
		return fineGrid{perUnit}, nil
	}
	perUnit := 1 / step
	// 1000 steps a metre is exact where a step of 0.001 m is not.
	if whole := math.Round(perUnit); math.Abs(perUnit-whole) <= 1e-9*whole {
		perUnit = whole
	}
	if !(perUnit > 0 && perUnit <= math.MaxFloat64) {
		return fineGrid{}, fmt.Errorf("%w: %g", ErrGrid, step)
	}
	if largest*perUnit > farthest {
		return fineGrid{}, fmt.Errorf("%w: %g is too fine for a coordinate of %g", ErrGrid, step, largest)
	}
	return fineGrid{perUnit}, nil
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
