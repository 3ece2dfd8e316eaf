package units

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// part is how much of one feature lies in an atom: m² of an area.
type part struct {
	feature int
	area    float64
}

// overlay is a layer of areas laid over the atoms.
type overlay struct {
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
// Every atom is prepared once; inside and outside are settled without the
// kernel (see [area.Outline]).
func layOver(ctx context.Context, atoms []*area.Outline, shapes []orb.MultiPolygon, workers int) (*overlay, error) {
	o := &overlay{shapes: shapes, sizes: make([]float64, len(shapes)), parts: make([][]part, len(atoms))}
	boxes := make([]orb.Bound, len(shapes))
	for i, s := range shapes {
		boxes[i] = orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
		if len(s) > 0 {
			boxes[i] = s.Bound()
			o.sizes[i] = geo.Area(s)
		}
	}
	index := geo.NewIndex(boxes)
	err := each(ctx, len(atoms), workers, func(a int) error {
		for _, i := range index.Touching(atoms[a].Bound()) {
			if v := atoms[a].Of(shapes[i]); v > 0 {
				o.parts[a] = append(o.parts[a], part{i, v})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return o, o.findOverlaps(ctx, boxes, index, workers)
}

// findOverlaps finds which features overlap one another.
func (o *overlay) findOverlaps(ctx context.Context, boxes []orb.Bound, index *geo.Index, workers int) error {
	const large = 64 // points from which preparing pays
	prepared := make([]func() *area.Outline, len(o.shapes))
	points := make([]int, len(o.shapes))
	for i, s := range o.shapes {
		points[i] = len(pointsOf(s))
		if points[i] >= large {
			prepared[i] = sync.OnceValue(func() *area.Outline { return area.Prepare(s) })
		}
	}
	o.over = make([][]int, len(o.shapes))
	return each(ctx, len(o.shapes), workers, func(i int) error {
		if boxes[i].IsEmpty() {
			return nil
		}
		for _, j := range index.Touching(boxes[i]) {
			if j <= i || !properly(boxes[i], boxes[j]) {
				continue
			}
			shared := 0.0
			switch {
			case points[i] >= max(large, points[j]):
				shared = prepared[i]().Of(o.shapes[j])
			case points[j] >= large:
				shared = prepared[j]().Of(o.shapes[i])
			default:
				shared = area.Of(o.shapes[i], o.shapes[j])
			}
			if shared > max(leastOverlap, 1e-9*math.Min(o.sizes[i], o.sizes[j])) {
				o.over[i] = append(o.over[i], j)
			}
		}
		return nil
	})
}

// properly reports whether two boxes share more than an edge.
func properly(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0] && b.Min[0] < a.Max[0] && a.Min[1] < b.Max[1] && b.Min[1] < a.Max[1]
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
	for a := range by {
		sums[a] = by[a][0]
	}
	return sums, err
}

// coveredBy adds up, by atom and key, the land covered by the features of each
// key; a feature with a negative key does not count. Features that overlap must
// have the same key, and the land where they do counts once.
func (o *overlay) coveredBy(ctx context.Context, atoms []*area.Outline, key func(i int) int, workers int) ([]map[int]float64, error) {
	tangle, members := o.tangles(func(i int) bool { return key(i) >= 0 })
	unions := make([]*union, len(members))
	err := each(ctx, len(members), workers, func(t int) error {
		var err error
		unions[t], err = o.unite(members[t])
		return err
	})
	if err != nil {
		return nil, err
	}
	sums := make([]map[int]float64, len(atoms))
	err = each(ctx, len(atoms), workers, func(a int) error {
		sums[a] = map[int]float64{}
		var met []int
		for _, p := range o.parts[a] {
			switch t := tangle[p.feature]; {
			case t == out:
			case t == alone:
				sums[a][key(p.feature)] += p.area
			case !slices.Contains(met, t):
				met = append(met, t)
				sums[a][key(p.feature)] += atoms[a].Of(unions[t].near(atoms[a].Bound()))
			}
		}
		return nil
	})
	return sums, err
}

const (
	out   = -2 // the feature does not count
	alone = -1 // it overlaps no other that counts
)

// tangles groups the features that count into those that overlap one another:
// it returns the tangle of each feature, and the features of each tangle.
func (o *overlay) tangles(in func(i int) bool) (tangle []int, members [][]int) {
	together := newSets(len(o.shapes))
	tangle = make([]int, len(o.shapes))
	for i := range tangle {
		tangle[i] = out
		if in(i) {
			tangle[i] = alone
		}
	}
	tangled := make([]bool, len(o.shapes))
	for i, others := range o.over {
		for _, j := range others {
			if tangle[i] == alone && tangle[j] == alone {
				together.join(i, j)
				tangled[i], tangled[j] = true, true
			}
		}
	}
	for i := range tangle {
		if !tangled[i] {
			continue
		}
		if r := together.root(i); r == i {
			tangle[i] = len(members)
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
