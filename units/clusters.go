package units

import (
	"context"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// clusters groups the areas for which in holds: two within the distance of each
// other, border to border, are in one cluster, and so are their neighbours.
// Clusters are numbered by their least members; other areas get -1.
func clusters(ctx context.Context, shapes []orb.MultiPolygon, in func(i int) bool, distance float64, workers int) ([]int, error) {
	boxes := make([]orb.Bound, len(shapes))
	for i, s := range shapes {
		boxes[i] = orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
		if in(i) && len(s) > 0 {
			boxes[i] = s.Bound()
		}
	}
	index := geo.NewIndex(boxes)
	near := make([][]int, len(shapes)) // later neighbours
	err := each(ctx, len(shapes), workers, func(i int) error {
		if boxes[i].IsEmpty() {
			return nil
		}
		for _, j := range index.Touching(boxes[i].Pad(distance)) {
			if j > i && geo.Within(shapes[i], shapes[j], distance) {
				near[i] = append(near[i], j)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	together := newSets(len(shapes))
	for i, others := range near {
		for _, j := range others {
			together.join(i, j)
		}
	}
	cluster := make([]int, len(shapes))
	next := 0
	for i := range cluster {
		cluster[i] = -1
		if boxes[i].IsEmpty() {
			continue
		}
		if r := together.root(i); r == i {
			cluster[i] = next
			next++
		} else {
			cluster[i] = cluster[r]
		}
	}
	return cluster, nil
}
