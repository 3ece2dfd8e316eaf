package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
)

// clusters groups the areas for which in holds: two within the distance of each
// other, border to border, are in one cluster, and so are their neighbours.
// Clusters are numbered by their least members; other areas get -1.
func clusters(ctx context.Context, shapes []orb.MultiPolygon, in func(i int) bool, distance float64, workers int) ([]int, error) {
	var members []int
	var boxes []orb.Bound
	for i, s := range shapes {
		if in(i) && len(s) > 0 {
			members, boxes = append(members, i), append(boxes, geo.Bound(s))
		}
	}
	// Along the curve neighbours are mostly in one block, and of those most are in one
	// cluster already by way of others.
	order := geo.HilbertOrder(boxes)
	at := make([]int, len(order))
	for n, k := range order {
		at[k] = n
	}
	index := geo.NewIndexAlong(boxes, order, workers)
	found := make([][][2]int, parallel.Count(len(order), blockSize)) // pairs of neighbours that are not together by others
	err := parallel.Blocks(ctx, len(order), blockSize, workers, func(from, to int) error {
		here := newSets(to - from)
		var near []int
		for n := from; n < to; n++ {
			if n%64 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			k := order[n]
			near = index.AppendTouching(near, boxes[k].Pad(distance))
			for _, j := range near {
				inBlock := at[j] >= from && at[j] < to
				if at[j] <= n || inBlock && here.root(n-from) == here.root(at[j]-from) || !geo.Within(shapes[members[k]], shapes[members[j]], distance) {
					continue
				}
				if inBlock {
					here.join(n-from, at[j]-from)
				}
				found[from/blockSize] = append(found[from/blockSize], [2]int{k, j})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	together := newSets(len(members))
	for _, pairs := range found {
		for _, p := range pairs {
			together.join(p[0], p[1])
		}
	}
	cluster := slices.Repeat([]int{-1}, len(shapes))
	next := 0
	for k, i := range members {
		if r := together.root(k); r == k {
			cluster[i] = next
			next++
		} else {
			cluster[i] = cluster[members[r]]
		}
	}
	return cluster, nil
}

// clustered is the land of clusters of resources of one kind, by rank of kind and
// atom: features that go by that kind, and are no further than the gap apart. Where
// those of a cluster overlap their land counts once.
func (m *measurer) clustered(within *overlay, gap float64) ([][][]keyed, error) {
	ranks := m.resources.ranks()
	land := make([][][]keyed, len(m.resources.kinds))
	for rank := range land {
		if !slices.Contains(ranks, rank) {
			land[rank] = make([][]keyed, len(m.atoms))
			continue
		}
		of, err := clusters(m.ctx, within.shapes, func(i int) bool { return ranks[i] == rank }, gap, m.workers)
		if err != nil {
			return nil, err
		}
		if land[rank], err = within.coveredBy(m.ctx, m.atoms, func(i int) int { return of[i] }, m.workers); err != nil {
			return nil, err
		}
	}
	return land, nil
}
