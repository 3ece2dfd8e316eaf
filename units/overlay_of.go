package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/area"
)

// only is the overlay of some of the features, given in ascending order.
func (o *overlay) only(features []int32) *overlay {
	k := &overlay{ground: o.ground, shapes: make([]orb.MultiPolygon, len(features)), sizes: make([]float64, len(features)),
		parts: make([][]part, len(o.parts)), over: make([][]int, len(features))}
	at := slices.Repeat([]int{-1}, len(o.shapes)) // feature → its position among them
	for n, i := range features {
		k.shapes[n], k.sizes[n], at[i] = o.shapes[i], o.sizes[i], n
	}
	for a, parts := range o.parts {
		for _, p := range parts {
			if n := at[p.feature]; n >= 0 {
				k.parts[a] = append(k.parts[a], part{n, p.area})
			}
		}
	}
	for n, i := range features {
		for _, j := range o.over[i] {
			if at[j] >= 0 {
				k.over[n] = append(k.over[n], at[j])
			}
		}
	}
	return k
}

// joined is the overlay of the features of several, one after the other.
func joined(ctx context.Context, land ground, of []*overlay, atoms, workers int) (*overlay, error) {
	if len(of) == 1 {
		return of[0], nil
	}
	all := &overlay{ground: land, parts: make([][]part, atoms)}
	for _, o := range of {
		first := len(all.shapes)
		// Features that stand before overlap these as layers do.
		pairs, err := area.Overlay(ctx, all.shapes, o.shapes, area.OverlayOptions{Workers: workers})
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			if p.Area > overlapping(all.sizes[p.A], o.sizes[p.B]) {
				all.over[p.A] = append(all.over[p.A], first+p.B)
			}
		}
		all.shapes, all.sizes = append(all.shapes, o.shapes...), append(all.sizes, o.sizes...)
		for _, others := range o.over {
			moved := make([]int, len(others))
			for n, j := range others {
				moved[n] = first + j
			}
			all.over = append(all.over, moved)
		}
		for a, parts := range o.parts {
			for _, p := range parts {
				all.parts[a] = append(all.parts[a], part{first + p.feature, p.area})
			}
		}
	}
	return all, nil
}
