package geo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// HilbertOrder returns the positions of the boxes in the order in which a
// Hilbert curve over their common bound meets their centres, ties by position.
// Neighbours in this order are neighbours in the plane. Boxes that are empty or
// have a side that is NaN come first.
func HilbertOrder(boxes []orb.Bound) []int {
	order := make([]int, 0, len(boxes)) // so far those that come first
	bound := orb.Bound{Min: orb.Point{math.Inf(1), math.Inf(1)}, Max: orb.Point{math.Inf(-1), math.Inf(-1)}}
	for i, b := range boxes {
		if blank(b) {
			order = append(order, i)
			continue
		}
		bound.Min[0], bound.Min[1] = min(bound.Min[0], b.Min[0]), min(bound.Min[1], b.Min[1])
		bound.Max[0], bound.Max[1] = max(bound.Max[0], b.Max[0]), max(bound.Max[1], b.Max[1])
	}
	const side = 1 << 16
	scale := func(v, low, high float64) uint32 {
		share := (v - low) / (high - low)
		if !(share > 0) { // also where there is no extent, or an infinite one
			return 0
		}
		return uint32(min(share*(side-1), side-1))
	}
	keys := make([]uint64, 0, len(boxes)-len(order)) // the place on the curve, then the position
	for i, b := range boxes {
		if !blank(b) {
			c := b.Center()
			at := hilbert(scale(c[0], bound.Min[0], bound.Max[0]), scale(c[1], bound.Min[1], bound.Max[1]))
			keys = append(keys, uint64(at)<<32|uint64(i))
		}
	}
	slices.Sort(keys)
	for _, key := range keys {
		order = append(order, int(uint32(key)))
	}
	return order
}

// hilbert is the distance along the Hilbert curve of order 16 to cell (x, y),
// by the rotations of Hamilton, "Compact Hilbert Indices" (2006).
func hilbert(x, y uint32) uint32 {
	var d uint32
	for s := uint32(1 << 15); s > 0; s >>= 1 {
		var rx, ry uint32
		if x&s != 0 {
			rx = 1
		}
		if y&s != 0 {
			ry = 1
		}
		d += s * s * ((3 * rx) ^ ry)
		if ry == 0 {
			if rx == 1 {
				x, y = (1<<16-1)-x, (1<<16-1)-y
			}
			x, y = y, x
		}
	}
	return d
}
