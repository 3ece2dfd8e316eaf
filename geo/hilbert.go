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
	for _, key := range sortedByPlace(keys) {
		order = append(order, int(uint32(key)))
	}
	return order
}

// sortedByPlace sorts keys that ascend where their places, the upper halves, are the
// same: from the lowest digit, so that those stay in order. It may return scratch.
func sortedByPlace(keys []uint64) []uint64 {
	const digit = 11 // bits: counters for so many stay in the nearest cache
	if len(keys) < 1<<digit {
		slices.Sort(keys)
		return keys
	}
	scratch := make([]uint64, len(keys))
	for shift := 32; shift < 64; shift += digit {
		var next [1 << digit]int32
		for _, key := range keys {
			next[key>>shift&(1<<digit-1)]++
		}
		at := int32(0)
		for d, n := range next {
			next[d], at = at, at+n
		}
		for _, key := range keys {
			d := key >> shift & (1<<digit - 1)
			scratch[next[d]] = key
			next[d]++
		}
		keys, scratch = scratch, keys
	}
	return keys
}

// hilbert is the distance along the Hilbert curve of order 16 to cell (x, y),
// by the rotations of Hamilton, "Compact Hilbert Indices" (2006).
func hilbert(x, y uint32) uint32 {
	var d uint32
	turn := uint16(0)
	for s := 12; s >= 0; s -= 4 {
		of := turns[turn][x>>s&15<<4|y>>s&15]
		d, turn = d<<8|uint32(of>>2), of&3
	}
	return d
}

// turns are four levels of the curve at once: how it is turned, then four bits of x and
// of y, give eight bits of the distance and, in the lowest two, how it is turned inside.
// A turn is in its first bit whether x and y are swapped, in its second whether both are
// flipped.
var turns = func() (table [4][256]uint16) {
	for turn := range table {
		for cell := range table[turn] {
			x, y, d, at := cell>>4, cell&15, 0, turn
			for s := 3; s >= 0; s-- {
				rx, ry := x>>s&1, y>>s&1
				if at&2 != 0 {
					rx, ry = 1-rx, 1-ry
				}
				if at&1 != 0 {
					rx, ry = ry, rx
				}
				d = d<<2 | 3*rx ^ ry
				if ry == 0 {
					at ^= 1 | rx<<1
				}
			}
			table[turn][cell] = uint16(d<<2 | at)
		}
	}
	return table
}()
