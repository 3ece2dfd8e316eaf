package units

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/parallel"
)

// part is how much of one feature lies in an atom: m² of an area.
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
	over   [][]int   // feature → later features that it overlaps

	mu     sync.Mutex
	unions map[string]*union // by the features united
}

// union is the land of several features that overlap one another.
type union struct {
	shape orb.MultiPolygon
	boxes []orb.Bound // of its polygons
}

// near is the part of the union whose boxes touch b.
func (u *union) near(b orb.Bound) orb.MultiPolygon {
	var near orb.MultiPolygon
	for i, box := range u.boxes {
		if box.Intersects(b) {
			near = append(near, u.shape[i])
		}
	}
	return near
}

// leastOverlap is the area, in m², below which two features that touch are not
// said to overlap: on a grid of 1 mm a border of 1 km that two layers drew from
// the same points moves by less than 1 m².
const leastOverlap = 0.01

// layOver finds what of each shape lies in each atom. A nil shape is nowhere.
func layOver(ctx context.Context, land ground, atoms []*area.Outline, shapes []orb.MultiPolygon, workers int) (*overlay, error) {
	o := &overlay{ground: land, shapes: shapes, sizes: make([]float64, len(shapes)), over: make([][]int, len(shapes))}
	err := parallel.Blocks(ctx, len(shapes), blockSize, workers, func(from, to int) error {
		for i := from; i < to; i++ {
			o.sizes[i] = land.area(shapes[i])
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	pairs, err := area.OverlayOutlines(ctx, atoms, shapes, area.OverlayOptions{Workers: workers, Weight: land.weight})
	if err != nil {
		return nil, err
	}
	o.parts = runs(pairs, len(atoms), func(p area.Pair) (part, bool) { return part{p.B, p.Area}, true })
	if pairs, err = area.Overlaps(ctx, shapes, area.OverlayOptions{Workers: workers}); err != nil {
		return nil, err
	}
	o.over = runs(pairs, len(shapes), func(p area.Pair) (int, bool) {
		return p.B, p.Area > overlapping(o.sizes[p.A], o.sizes[p.B])
	})
	return o, nil
}

// runs gives what is wanted of each pair to its first position, of n.
func runs[T any](pairs []area.Pair, n int, of func(p area.Pair) (T, bool)) [][]T {
	all, by := make([]T, 0, len(pairs)), make([][]T, n)
	for i := 0; i < len(pairs); {
		start, a := len(all), pairs[i].A
		for ; i < len(pairs) && pairs[i].A == a; i++ {
			if v, wanted := of(pairs[i]); wanted {
				all = append(all, v)
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
	by, err := o.coveredBy(ctx, atoms, func(i int) int {
		if in(i) {
			return 0
		}
		return -1
	}, workers)
	sums := make([]float64, len(atoms))
	for a, keyed := range by {
		for _, k := range keyed {
			sums[a] = k.area
		}
	}
	return sums, err
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
	tangle, members := o.tangles(key)
	unions := make([]*union, len(members))
	err := parallel.Each(ctx, len(members), workers, func(t int) error {
		var err error
		unions[t], err = o.unite(members[t])
		return err
	})
	if err != nil {
		return nil, err
	}
	sums := make([][]keyed, len(atoms))
	err = parallel.Each(ctx, len(atoms), workers, func(a int) error {
		var all []keyed
		var met []int32
		for _, p := range o.parts[a] {
			switch t := tangle[p.feature]; {
			case t == out:
			case t == alone:
				all = append(all, keyed{key(p.feature), p.area})
			case !slices.Contains(met, t):
				met = append(met, t)
				all = append(all, keyed{key(p.feature), o.ground.of(atoms[a], unions[t].near(atoms[a].Bound()))})
			}
		}
		sums[a] = added(all)
		return nil
	})
	return sums, err
}

// added adds up what has the same key, in place, in the order given.
func added(all []keyed) []keyed {
	slices.SortStableFunc(all, func(p, q keyed) int { return p.key - q.key })
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

const (
	out   = -2 // the feature does not count
	alone = -1 // it overlaps no other that counts
)

// tangles groups the features that count, those whose key is not negative, into
// those of one key that overlap one another: it returns the tangle of each
// feature, and the features of each tangle.
func (o *overlay) tangles(key func(i int) int) (tangle []int32, members [][]int) {
	together := newSets(len(o.shapes))
	tangle = make([]int32, len(o.shapes))
	for i := range tangle {
		tangle[i] = out
		if key(i) >= 0 {
			tangle[i] = alone
		}
	}
	tangled := map[int]bool{}
	for i, others := range o.over {
		for _, j := range others {
			if tangle[i] == alone && tangle[j] == alone && key(i) == key(j) {
				together.join(i, j)
				tangled[i], tangled[j] = true, true
			}
		}
	}
	for _, i := range slices.Sorted(maps.Keys(tangled)) {
		if r := together.root(i); r == i {
			tangle[i] = int32(len(members))
			members = append(members, nil)
		} else {
			tangle[i] = tangle[r]
		}
		members[tangle[i]] = append(members[tangle[i]], i)
	}
	return tangle, members
}

// unite dissolves features, once for each set of them.
func (o *overlay) unite(members []int) (*union, error) {
	key := fmt.Sprint(members)
	o.mu.Lock()
	u := o.unions[key]
	o.mu.Unlock()
	if u != nil {
		return u, nil
	}
	shapes := make([]orb.MultiPolygon, len(members))
	for k, i := range members {
		shapes[k] = o.shapes[i]
	}
	shape, err := geo.Union(shapes)
	if err != nil {
		return nil, err
	}
	u = &union{shape: shape, boxes: make([]orb.Bound, len(shape))}
	for i := range shape {
		u.boxes[i] = shape[i].Bound()
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.unions == nil {
		o.unions = map[string]*union{}
	}
	o.unions[key] = u
	return u, nil
}
