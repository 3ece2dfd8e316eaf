package units

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/parallel"
)

// only is the overlay of some of the features, given in ascending order.
func (o *overlay) only(features []int32) *overlay {
	k := &overlay{ground: o.ground, shapes: make([]orb.MultiPolygon, len(features)), sizes: make([]float64, len(features)),
		parts: make([][]part, len(o.parts)), over: make([][]part, len(features))}
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
		for _, p := range o.over[i] {
			if at[p.feature] >= 0 {
				k.over[n] = append(k.over[n], part{at[p.feature], p.area})
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
	n := 0
	for _, o := range of {
		n += len(o.shapes)
	}
	all.shapes, all.sizes, all.over = make([]orb.MultiPolygon, 0, n), make([]float64, 0, n), make([][]part, 0, n)
	for _, o := range of {
		first := len(all.shapes)
		if err := all.meet(ctx, o, workers); err != nil {
			return nil, err
		}
		all.shapes, all.sizes = append(all.shapes, o.shapes...), append(all.sizes, o.sizes...)
		for _, others := range o.over {
			var moved []part
			for _, p := range others {
				moved = append(moved, part{first + p.feature, p.area})
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

// meet notes which features of o lie on features of k, after which they will stand:
// they overlap as layers do.
func (k *overlay) meet(ctx context.Context, o *overlay, workers int) error {
	if len(k.shapes) == 0 {
		return nil
	}
	boxes := make([]orb.Bound, len(o.shapes))
	for i, shape := range o.shapes {
		boxes[i] = geo.Bound(shape)
	}
	index := geo.NewIndex(boxes)
	touched := make([]bool, len(k.shapes)) // most layers lie on few features of others
	err := parallel.Blocks(ctx, len(k.shapes), blockSize, workers, func(from, to int) error {
		for i := from; i < to; i++ {
			touched[i] = index.Touches(geo.Bound(k.shapes[i]))
		}
		return nil
	})
	if err != nil {
		return err
	}
	var features []int
	var shapes []orb.MultiPolygon
	for i, is := range touched {
		if is {
			features, shapes = append(features, i), append(shapes, k.shapes[i])
		}
	}
	pairs, err := area.Overlay(ctx, shapes, o.shapes, area.OverlayOptions{Workers: workers, Weight: k.ground.weight})
	for _, p := range pairs {
		if i := features[p.A]; p.Area > overlapping(k.sizes[i], o.sizes[p.B]) {
			k.over[i] = append(k.over[i], part{len(k.shapes) + p.B, p.Area})
		}
	}
	return err
}
