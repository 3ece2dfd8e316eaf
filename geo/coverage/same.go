package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// rankCells numbers the cells by their shapes, so that a tie between two goes
// the same way in whatever order they come. Only equal cells have their
// positions settle it.
func rankCells(cells []orb.MultiPolygon, strands []strand) []int32 {
	twice := areasOf(strands, len(cells))
	order, bounds := make([]int32, len(cells)), make([]orb.Bound, len(cells))
	for k, c := range cells {
		order[k], bounds[k] = int32(k), geo.Bound(c)
	}
	slices.SortStableFunc(order, func(p, q int32) int {
		return cmp.Or(
			comparePlaces(bounds[p].Min, bounds[q].Min), comparePlaces(bounds[p].Max, bounds[q].Max),
			cmp.Compare(twice[p], twice[q]), compareShapes(cells[p], cells[q]))
	})
	rank := make([]int32, len(cells))
	for i, k := range order {
		rank[k] = int32(i)
	}
	return rank
}

// compare orders two cells by their shapes.
func (c *cleaning) compare(p, q int32) int { return int(c.rank[p] - c.rank[q]) }

func compareShapes(a, b orb.MultiPolygon) int {
	return slices.CompareFunc(a, b, func(p, q orb.Polygon) int {
		return slices.CompareFunc(p, q, func(r, s orb.Ring) int { return slices.CompareFunc(r, s, comparePlaces) })
	})
}

// keepUnchanged puts the shapes as given in the place of those that differ only
// in where rings start and in what order parts and holes come.
func keepUnchanged(cells, given []orb.MultiPolygon) {
	for k := range cells {
		if len(cells[k]) == len(given[k]) && compareShapes(cells[k], given[k]) != 0 && compareShapes(cells[k], canonical(given[k])) == 0 {
			cells[k] = given[k]
		}
	}
}

// canonical starts each ring at its least point, and orders holes and parts by
// their least points.
func canonical(shape orb.MultiPolygon) orb.MultiPolygon {
	sorted := make(orb.MultiPolygon, 0, len(shape))
	for _, polygon := range shape {
		var rings orb.Polygon
		for _, r := range polygon {
			if len(r) < 2 || r[0] != r[len(r)-1] {
				return nil
			}
			open := r[:len(r)-1]
			least := 0
			for i := range open {
				if comparePlaces(open[i], open[least]) < 0 {
					least = i
				}
			}
			turned := make(orb.Ring, 0, len(r))
			turned = append(append(append(turned, open[least:]...), open[:least]...), open[least])
			rings = append(rings, turned)
		}
		if len(rings) == 0 {
			return nil
		}
		slices.SortFunc(rings[1:], func(r, s orb.Ring) int { return comparePlaces(r[0], s[0]) })
		sorted = append(sorted, rings)
	}
	slices.SortFunc(sorted, func(p, q orb.Polygon) int { return comparePlaces(p[0][0], q[0][0]) })
	return sorted
}
