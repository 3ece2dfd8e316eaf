package coverage

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// strand is one line or ring that goes into an arrangement. A ring has its area
// on its left; a line bounds nothing and has owner -1.
type strand struct {
	path  []pt
	owner int32
}

// arrangeCells nodes the rings of the cells, cell k as owner k, and the lines.
func arrangeCells(ctx context.Context, cells []orb.MultiPolygon, lines []orb.LineString, step float64) (*arrangement, error) {
	g, strands, err := strandsOf(cells, lines, step)
	if err != nil {
		return nil, err
	}
	return arrange(ctx, g, strands)
}

// boundOf is the box of cells and lines; those without points have no part in it.
func boundOf(cells []orb.MultiPolygon, lines []orb.LineString) orb.Bound {
	bound := geo.Bound(nil)
	extend := func(b orb.Bound) {
		if bound.IsEmpty() {
			bound = b
		} else if !b.IsEmpty() {
			bound = bound.Union(b)
		}
	}
	for _, c := range cells {
		extend(geo.Bound(c))
	}
	for _, l := range lines {
		extend(l.Bound())
	}
	return bound
}

// finite reports whether all coordinates are numbers; an infinite one shows in
// the box, a NaN does not.
func finite(path []orb.Point) bool {
	for _, p := range path {
		if math.IsNaN(p[0]) || math.IsNaN(p[1]) {
			return false
		}
	}
	return true
}

// strandsOf puts cells and lines on a grid around them. Shells run
// counter-clockwise and holes clockwise, whichever way they came.
func strandsOf(cells []orb.MultiPolygon, lines []orb.LineString, step float64) (grid, []strand, error) {
	g, err := newGrid(step, boundOf(cells, lines))
	if err != nil {
		return g, nil, err
	}
	var strands []strand
	for k, c := range cells {
		for _, polygon := range c {
			for i, ring := range polygon {
				if !finite(ring) {
					return g, nil, fmt.Errorf("cell %d: %w", k, geo.ErrNotFinite)
				}
				path := g.path(ring)
				if len(path) < 2 {
					continue
				}
				if path[0] != path[len(path)-1] {
					path = append(path, path[0])
				}
				if (ringTwice(path) < 0) == (i == 0) {
					slices.Reverse(path)
				}
				strands = append(strands, strand{path, int32(k)})
			}
		}
	}
	for _, l := range lines {
		strands = append(strands, strand{g.path(l), -1})
	}
	return g, strands, nil
}
