package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/coverage"
)

// unions are the unions of groups of cells of a coverage, like [coverage.Merge]. A
// group of one is that cell, and takes no time: most units are one atom, and most
// control units, too.
func unions(ctx context.Context, cells []orb.MultiPolygon, groups [][]int, grid float64) ([]orb.MultiPolygon, error) {
	all := make([]orb.MultiPolygon, len(groups))
	var few []orb.MultiPolygon // the cells of larger groups
	var of [][]int
	var at []int
	for i, members := range groups {
		switch len(members) {
		case 0:
		case 1:
			all[i] = fromLeast(cells[members[0]])
		default:
			local := make([]int, len(members))
			for k, m := range members {
				local[k] = len(few)
				few = append(few, cells[m])
			}
			of, at = append(of, local), append(at, i)
		}
	}
	if len(at) == 0 {
		return all, nil
	}
	merged, err := coverage.Merge(ctx, few, of, grid)
	for k, shape := range merged {
		all[at[k]] = shape
	}
	return all, err
}

// fromLeast is a shape whose rings begin at their least points, as those of unions
// do; a cut may have left them to begin elsewhere.
func fromLeast(shape orb.MultiPolygon) orb.MultiPolygon {
	turned := shape
	for k, polygon := range shape {
		for j, ring := range polygon {
			least := 0
			for i, p := range ring {
				if q := ring[least]; p[0] < q[0] || p[0] == q[0] && p[1] < q[1] {
					least = i
				}
			}
			if least == 0 {
				continue
			}
			if &turned[0] == &shape[0] {
				turned = slices.Clone(shape)
			}
			if &turned[k][0] == &polygon[0] {
				turned[k] = slices.Clone(polygon)
			}
			turned[k][j] = slices.Concat(ring[least:], ring[1:least+1])
		}
	}
	return turned
}
