package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/area"
	"renewal/geo/parallel"
)

// part is how much of one feature lies in an atom, or in another feature: m² of an area.
type part struct {
	feature int
	area    float64
}

// overlay is a layer of areas laid over the atoms.
type overlay struct {
	ground ground
	shapes []orb.MultiPolygon
	sizes  []float64 // m² of each feature
	parts  [][]part  // by atom, by ascending feature; touching alone is no part
	over   [][]part  // feature → later features that it overlaps, and what they share

}

// leastOverlap is the area, in m², below which two features that touch are not
// said to overlap: on a grid of 1 mm a border of 1 km that two layers drew from
// the same points moves by less than 1 m².
const leastOverlap = 0.01

// layOver finds what of each shape lies in each atom. A nil shape is nowhere.
func layOver(ctx context.Context, land ground, atoms []*area.Outline, shapes []orb.MultiPolygon, workers int) (*overlay, error) {
	opt := area.OverlayOptions{Workers: workers, Weight: land.weight}
	places, err := area.LayerOf(ctx, atoms, opt)
	if err != nil {
		return nil, err
	}
	layer, err := area.NewLayer(ctx, shapes, opt)
	if err != nil {
		return nil, err
	}
	o := &overlay{ground: land, shapes: shapes, sizes: layer.Sizes()}
	pairs, err := places.Overlay(ctx, layer)
	if err != nil {
		return nil, err
	}
	o.parts = runs(pairs, len(atoms), func(p area.Pair) (part, bool) { return part{p.B, p.Area}, true })
	if pairs, err = layer.Overlaps(ctx); err != nil {
		return nil, err
	}
	o.over = runs(pairs, len(shapes), func(p area.Pair) (part, bool) {
		return part{p.B, p.Area}, p.Area > overlapping(o.sizes[p.A], o.sizes[p.B])
	})
	return o, nil
}

// runs gives the pairs that are wanted to their first positions, of n.
func runs(pairs []area.Pair, n int, of func(p area.Pair) (part, bool)) [][]part {
	all, by := make([]part, 0, len(pairs)), make([][]part, n)
	for i := 0; i < len(pairs); {
		start, a := len(all), pairs[i].A
		for ; i < len(pairs) && pairs[i].A == a; i++ {
			if p, wanted := of(pairs[i]); wanted {
				all = append(all, p)
			}
		}
		if start < len(all) {
			by[a] = all[start:len(all):len(all)]
		}
	}
	return by
}

// covered adds up, by atom, the land covered by the features for which in holds;
// where they overlap it counts once.
func (o *overlay) covered(ctx context.Context, atoms []*area.Outline, in func(i int) bool, workers int) ([]float64, error) {
	sums := make([]float64, len(atoms))
	key := func(i int) int {
		if in(i) {
			return 0
		}
		return -1
	}
	return sums, parallel.Each(ctx, len(atoms), workers, func(a int) error {
		return o.lands(atoms[a], o.parts[a], key, func(k keyed) { sums[a] += k.area })
	})
}

// keyed is land of one key.
type keyed struct {
	key  int
	area float64
}

// coveredBy adds up, by atom and ascending key, the land covered by the features
// of each key; a feature with a negative key does not count. Where features of one
// key overlap the land counts once, where those of two do it counts for both.
func (o *overlay) coveredBy(ctx context.Context, atoms []*area.Outline, key func(i int) int, workers int) ([][]keyed, error) {
	sums := make([][]keyed, len(atoms))
	return sums, parallel.Each(ctx, len(atoms), workers, func(a int) error {
		all := make([]keyed, 0, len(o.parts[a]))
		err := o.lands(atoms[a], o.parts[a], key, func(k keyed) { all = append(all, k) })
		sums[a] = added(all)
		return err
	})
}

// lands visits what each part of an atom adds to the land of its key.
func (o *overlay) lands(atom *area.Outline, parts []part, key func(i int) int, visit func(k keyed)) error {
	for n, p := range parts {
		k := key(p.feature)
		if k < 0 {
			continue
		}
		again := 0.0
		if len(o.over[p.feature]) > 0 {
			var err error
			if again, err = o.again(atom, parts[n:], func(i int) bool { return key(i) == k }); err != nil {
				return err
			}
		}
		visit(keyed{k, p.area - again})
	}
	return nil
}

// added adds up what has the same key, in place, in the order given.
func added(all []keyed) []keyed {
	if byKey := func(p, q keyed) int { return p.key - q.key }; !slices.IsSortedFunc(all, byKey) {
		slices.SortStableFunc(all, byKey)
	}
	n := 0
	for _, k := range all {
		if n > 0 && all[n-1].key == k.key {
			all[n-1].area += k.area
		} else {
			all[n] = k
			n++
		}
	}
	return slices.Clone(all[:n])
}
