package units

import (
	"context"
	"math"
	"slices"

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
	shapes  []orb.MultiPolygon
	sizes   []float64 // m² of each feature
	parts   [][]part  // by atom, by ascending feature; touching alone is no part
	tangles []int     // feature → tangle, -1 where it overlaps no other
	members [][]int   // tangle → its features, ascending
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
	return o, o.findTangles(ctx, boxes, index, workers)
}

// findTangles groups the features that overlap one another.
func (o *overlay) findTangles(ctx context.Context, boxes []orb.Bound, index *geo.Index, workers int) error {
	over := make([][]int, len(o.shapes)) // feature → later features that it overlaps
	err := each(ctx, len(o.shapes), workers, func(i int) error {
		if boxes[i].IsEmpty() {
			return nil
		}
		for _, j := range index.Touching(boxes[i]) {
			if j <= i || !properly(boxes[i], boxes[j]) {
				continue
			}
			if area.Of(o.shapes[i], o.shapes[j]) > max(leastOverlap, 1e-9*math.Min(o.sizes[i], o.sizes[j])) {
				over[i] = append(over[i], j)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	into := make([]int, len(o.shapes))
	for i := range into {
		into[i] = i
	}
	root := func(i int) int {
		for into[i] != i {
			into[i] = into[into[i]]
			i = into[i]
		}
		return i
	}
	tangled := make([]bool, len(o.shapes))
	for i, others := range over {
		for _, j := range others {
			p, q := root(i), root(j)
			into[max(p, q)] = min(p, q)
			tangled[i], tangled[j] = true, true
		}
	}
	o.tangles = make([]int, len(o.shapes))
	number := map[int]int{}
	for i := range o.tangles {
		o.tangles[i] = -1
		if !tangled[i] {
			continue
		}
		r := root(i)
		n, met := number[r]
		if !met {
			n = len(o.members)
			number[r] = n
			o.members = append(o.members, nil)
		}
		o.tangles[i] = n
		o.members[n] = append(o.members[n], i)
	}
	return nil
}

// properly reports whether two boxes share more than an edge.
func properly(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0] && b.Min[0] < a.Max[0] && a.Min[1] < b.Max[1] && b.Min[1] < a.Max[1]
}

// covered adds up, by atom, the land covered by the features for which in holds;
// where they overlap it counts once.
func (o *overlay) covered(ctx context.Context, atoms []*area.Outline, in func(i int) bool, workers int) ([]float64, error) {
	unions := make([]*area.Outline, len(o.members)) // of the tangles with two features or more in
	shapes := make([]orb.MultiPolygon, len(o.members))
	err := each(ctx, len(o.members), workers, func(t int) error {
		var chosen []orb.MultiPolygon
		for _, i := range o.members[t] {
			if in(i) {
				chosen = append(chosen, o.shapes[i])
			}
		}
		if len(chosen) < 2 {
			return nil
		}
		union, err := geo.Union(chosen)
		if err != nil {
			return err
		}
		shapes[t], unions[t] = union, area.Prepare(union)
		return nil
	})
	if err != nil {
		return nil, err
	}
	sums := make([]float64, len(atoms))
	err = each(ctx, len(atoms), workers, func(a int) error {
		var met []int
		for _, p := range o.parts[a] {
			if !in(p.feature) {
				continue
			}
			if t := o.tangles[p.feature]; t >= 0 && unions[t] != nil {
				if !slices.Contains(met, t) {
					met = append(met, t)
					sums[a] += atoms[a].Of(shapes[t])
				}
				continue
			}
			sums[a] += p.area
		}
		return nil
	})
	return sums, err
}
