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
	i, later := parts[0].feature, parts[1:]
	var shared []orb.MultiPolygon
	for _, j := range o.over[i] {
		if _, here := slices.BinarySearchFunc(later, j, func(p part, j int) int { return cmp.Compare(p.feature, j) }); here && like(j) {
			s, err := o.both.of(i, j, o.shapes)
			if err != nil {
				return 0, err
			}
			shared = append(shared, s)
		}
	}
	switch len(shared) {
	case 0:
		return 0, nil
	case 1:
		return min(o.ground.of(atom, shared[0]), parts[0].area), nil
	}
	land, err := geo.Union(shared)
	return min(o.ground.of(atom, land), parts[0].area), err
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
