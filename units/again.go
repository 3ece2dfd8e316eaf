package units

import (
	"cmp"
	"math"
	"slices"

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
		n, here := slices.BinarySearchFunc(later, both, byFeature)
		if !here || !like(both.feature) {
			continue
		}
		if both.area == o.sizes[first.feature] { // it lies on the other as a whole
			return first.area, nil
		}
		with, shared = append(with, later[n]), append(shared, both)
	}
	if len(with) == 0 {
		return 0, nil
	}
	// Most features lie in one atom, and so does what they share.
	if whole := func(p part) bool { return p.area == o.sizes[p.feature] }; len(with) == 1 && (whole(first) || whole(with[0])) {
		return min(shared[0].area, first.area), nil
	}
	sum := 0.0
	if o.apart(first.feature, with) {
		for _, p := range with {
			sum += o.ground.both(atom, o.shapes[first.feature], o.shapes[p.feature])
		}
		return min(sum, first.area), nil
	}
	lands := make([]orb.MultiPolygon, len(with))
	for n, p := range with {
		var err error
		if lands[n], err = intersection(o.shapes[first.feature], o.shapes[p.feature]); err != nil {
			return 0, err
		}
	}
	land, err := geo.Union(lands)
	return min(o.ground.of(atom, land), first.area), err
}

// apart reports whether no two of some features, given in ascending order, overlap on a
// third.
func (o *overlay) apart(third int, parts []part) bool {
	for n, p := range parts {
		for _, both := range o.over[p.feature] {
			if _, here := slices.BinarySearchFunc(parts[n+1:], both, byFeature); !here {
				continue
			}
			if area.Prepare(o.shapes[third]).OfBoth(o.shapes[p.feature], o.shapes[both.feature], nil) > 0 {
				return false
			}
		}
	}
	return true
}

func byFeature(p, q part) int { return cmp.Compare(p.feature, q.feature) }

// intersection is the land of both a and b. Where edges run within rounding of each
// other it may be wrong, which its area shows; then it is taken on a grid.
func intersection(a, b orb.MultiPolygon) (orb.MultiPolygon, error) {
	land, err := geo.Intersection(a, b)
	if size := area.Of(a, b); err != nil || math.Abs(geo.Area(land)-size) > overlapping(size, size) {
		return geo.Millimetre.Intersection(a, b)
	}
	return land, nil
}
