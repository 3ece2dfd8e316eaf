package coverage

import (
	"context"

	"github.com/paulmach/orb"
)

// Merge returns the union of each group of cells of a coverage, by dropping the
// edges that two cells of a group share. It is exact: every vertex of a union is
// a vertex of the coverage, and the unions are a coverage too. A cell may be in
// one group at most. grid is the step of the coverage; 0 means DefaultGrid.
func Merge(ctx context.Context, cells []orb.MultiPolygon, groups [][]int, grid float64) ([]orb.MultiPolygon, error) {
	a, err := arrangeCoverage(ctx, cells, grid)
	if err != nil {
		return nil, err
	}
	group := make([]int32, len(cells))
	for k := range group {
		group[k] = -1
	}
	for i, members := range groups {
		for _, k := range members {
			group[k] = int32(i)
		}
	}
	owner := make([]int32, a.faces)
	for f, label := range a.label {
		owner[f] = -1
		if len(label) > 0 {
			owner[f] = group[label[0]]
		}
	}
	return a.trace(owner, len(groups)), nil
}

// arrangeCoverage is the arrangement of cells that need no noding.
func arrangeCoverage(ctx context.Context, cells []orb.MultiPolygon, step float64) (*arrangement, error) {
	g, strands, err := strandsOf(cells, nil, step)
	if err != nil {
		return nil, err
	}
	return arrangeNoded(ctx, g, strands)
}
