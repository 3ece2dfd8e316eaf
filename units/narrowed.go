package units

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/area"
)

// narrowed is an overlay of parts of the features of o, which is that of a role: nil
// for none of a feature, and whole where it is the feature. Only what is neither is
// laid over the atoms again.
func (m *measurer) narrowed(o *overlay, role string, shapes []orb.MultiPolygon, whole []bool) (*overlay, error) {
	var features []int // that are cut
	var cut []orb.MultiPolygon
	for i, shape := range shapes {
		if len(shape) > 0 && !whole[i] {
			features, cut = append(features, i), append(cut, shape)
		}
	}
	k := &overlay{ground: o.ground, shapes: shapes, sizes: make([]float64, len(shapes)), parts: make([][]part, len(o.parts)), over: make([][]part, len(shapes))}
	for i, shape := range shapes {
		if whole[i] {
			k.sizes[i] = o.sizes[i]
		} else {
			k.sizes[i] = o.ground.area(shape)
		}
	}
	pairs, err := area.OverlayOutlines(m.ctx, m.atoms, cut, area.OverlayOptions{Workers: m.workers, Weight: o.ground.weight})
	if err != nil {
		return nil, err
	}
	for a, parts := range o.parts {
		for _, p := range parts {
			if whole[p.feature] {
				k.parts[a] = append(k.parts[a], p)
			}
		}
	}
	for _, p := range pairs {
		if i := features[p.B]; role != m.own || i == p.A {
			k.parts[p.A] = append(k.parts[p.A], part{i, p.Area})
		}
	}
	for _, p := range pairs {
		slices.SortFunc(k.parts[p.A], func(p, q part) int { return p.feature - q.feature })
	}
	for i, others := range o.over {
		for _, both := range others {
			j := both.feature
			switch {
			case len(shapes[i]) == 0 || len(shapes[j]) == 0:
				continue
			case !whole[i] || !whole[j]:
				both.area = o.ground.of(area.Prepare(shapes[i]), shapes[j])
			}
			if both.area > overlapping(k.sizes[i], k.sizes[j]) {
				k.over[i] = append(k.over[i], both)
			}
		}
	}
	return k, nil
}

// overlapping is the area above which features of these sizes are said to overlap.
func overlapping(a, b float64) float64 { return max(leastOverlap, 1e-9*math.Min(a, b)) }
