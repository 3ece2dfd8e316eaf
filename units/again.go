package units

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// again is what the features of later parts of an atom cover of the first one's part,
// in m²: those for which like holds. What each feature has less that is the land that
// all of them cover, counted once, however many lie upon each other.
func (o *overlay) again(atom *area.Outline, parts []part, like func(i int) bool) (float64, error) {
	first, later := parts[0], parts[1:]
	var with []part // what of them lies in the atom
	var shared []part
	for _, both := range o.over[first.feature] {
		n, here := slices.BinarySearchFunc(later, both, func(p, q part) int { return cmp.Compare(p.feature, q.feature) })
		if here && like(both.feature) {
			with, shared = append(with, later[n]), append(shared, both)
		}
	}
	if len(with) == 0 {
		return 0, nil
	}
	// Most features lie in one atom, and so does what they share.
	if whole := func(p part) bool { return p.area == o.sizes[p.feature] }; len(with) == 1 && (whole(first) || whole(with[0])) {
		return min(shared[0].area, first.area), nil
	}
	lands := make([]orb.MultiPolygon, len(with))
	for n, p := range with {
		var err error
		if lands[n], err = o.both.of(first.feature, p.feature, o.shapes); err != nil {
			return 0, err
		}
	}
	if meet(lands) {
		land, err := geo.Union(lands)
		if err != nil {
			return 0, err
		}
		lands = []orb.MultiPolygon{land}
	}
	sum := 0.0
	for _, land := range lands {
		sum += o.ground.of(atom, land)
	}
	return min(sum, first.area), nil
}

// meet reports whether two of the lands share any.
func meet(lands []orb.MultiPolygon) bool {
	for i := range lands {
		for j := range i {
			if area.Of(lands[i], lands[j]) > 0 {
				return true
			}
		}
	}
	return false
}

// both is the land that two features share, by the earlier and the later: made when
// first asked for. Many may ask at once.
type both struct {
	mu    sync.Mutex
	lands map[[2]int]orb.MultiPolygon
}

func (b *both) of(i, j int, shapes []orb.MultiPolygon) (orb.MultiPolygon, error) {
	b.mu.Lock()
	land, known := b.lands[[2]int{i, j}]
	b.mu.Unlock()
	if known {
		return land, nil
	}
	land, err := intersection(shapes[i], shapes[j])
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.lands == nil {
		b.lands = map[[2]int]orb.MultiPolygon{}
	}
	b.lands[[2]int{i, j}] = land
	return land, nil
}

// intersection is the land of both a and b. Where edges run within rounding of each
// other it may be wrong, which its area shows; then it is taken on a grid.
func intersection(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	land, err := geo.Intersection(a, b)
	if size := area.Of(a, b); err != nil || math.Abs(geo.Area(land)-size) > overlapping(size, size) {
		return geo.Millimetre.Intersection(a, b)
	}
	return land, nil
}
