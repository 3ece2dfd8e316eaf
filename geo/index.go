package geo

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Index finds boxes that touch a box. It holds positions, no features, and may
// be searched by many callers at once.
type Index struct {
	tree rtree.RTreeG[int32]
}

// NewIndex indexes the boxes by their positions. Boxes that are empty or have a
// side that is NaN are never found.
func NewIndex(boxes []orb.Bound) *Index {
	x := &Index{}
	// Insertion along the Hilbert curve builds a tighter tree, twice as fast.
	for _, i := range HilbertOrder(boxes) {
		if b := boxes[i]; !blank(b) {
			x.tree.Insert(b.Min, b.Max, int32(i))
		}
	}
	return x
}

// blank reports whether b is empty or has a side that is NaN.
func blank(b orb.Bound) bool { return !(b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]) }

// Touching returns, in ascending order, the positions of the boxes that touch b.
// The order does not depend on how the tree was built.
func (x *Index) Touching(b orb.Bound) []int { return x.AppendTouching(nil, b) }

// AppendTouching is Touching into a slice the caller owns: what it finds
// replaces what found held.
func (x *Index) AppendTouching(found []int, b orb.Bound) []int {
	found = found[:0]
	x.tree.Search(b.Min, b.Max, func(_, _ [2]float64, i int32) bool {
		found = append(found, int(i))
		return true
	})
	slices.Sort(found)
	return found
}

// Touches reports whether any of the boxes touches b.
func (x *Index) Touches(b orb.Bound) bool {
	touches := false
	x.tree.Search(b.Min, b.Max, func(_, _ [2]float64, _ int32) bool {
		touches = true
		return false
	})
	return touches
}

// HilbertOrder returns the positions of the boxes in the order in which a
// Hilbert curve over their common bound meets their centres, ties by position.
// Neighbours in this order are neighbours in the plane. Boxes that are empty or
// have a side that is NaN come first.
func HilbertOrder(boxes []orb.Bound) []int {
	bound := orb.Bound{Min: orb.Point{1, 1}, Max: orb.Point{-1, -1}}
	for _, b := range boxes {
		if blank(b) {
			continue
		}
		if bound.IsEmpty() {
			bound = b
			continue
		}
		bound = bound.Union(b)
	}
	const side = 1 << 16
	scale := func(v, low, high float64) uint32 {
		share := (v - low) / (high - low)
		if !(share > 0) { // also where there is no extent, or an infinite one
			return 0
		}
		return uint32(min(share*(side-1), side-1))
	}
	type placed struct {
		at  uint32
		pos int32
	}
	order := make([]placed, len(boxes))
	for i, b := range boxes {
		order[i].pos = int32(i)
		if blank(b) {
			continue
		}
		c := b.Center()
		order[i].at = hilbert(scale(c[0], bound.Min[0], bound.Max[0]), scale(c[1], bound.Min[1], bound.Max[1]))
	}
	slices.SortFunc(order, func(a, b placed) int {
		if a.at != b.at {
			if a.at < b.at {
				return -1
			}
			return 1
		}
		return int(a.pos) - int(b.pos)
	})
	positions := make([]int, len(order))
	for i := range order {
		positions[i] = int(order[i].pos)
	}
	return positions
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
