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
