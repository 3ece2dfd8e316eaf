package geo

import (
	"context"
	"slices"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"

	"renewal/geo/parallel"
)

// Index finds boxes that touch a box. It holds positions, no features, and may
// be searched by many callers at once.
type Index struct {
	trees []rtree.RTreeG[int32] // each of a run of boxes that lie together
}

// run is how many boxes a tree holds. Trees are filled beside each other, and small
// ones faster than a large one.
const run = 1 << 15

// NewIndex indexes the boxes by their positions. Boxes that are empty or have a
// side that is NaN are never found.
func NewIndex(boxes []orb.Bound) *Index { return NewIndexAlong(boxes, HilbertOrder(boxes), 1) }

// NewIndexAlong is NewIndex by workers, 0 meaning one a core, where the [HilbertOrder]
// of the boxes is known.
func NewIndexAlong(boxes []orb.Bound, order []int, workers int) *Index {
	x := &Index{make([]rtree.RTreeG[int32], parallel.Count(len(order), run))}
	// Insertion along the Hilbert curve builds a tighter tree, twice as fast.
	_ = parallel.Blocks(context.Background(), len(order), run, workers, func(from, to int) error {
		tree := &x.trees[from/run]
		for _, i := range order[from:to] {
			if b := boxes[i]; !blank(b) {
				tree.Insert(b.Min, b.Max, int32(i))
			}
		}
		return nil
	}) // which neither fails nor is cancelled
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
	for k := range x.trees {
		x.trees[k].Search(b.Min, b.Max, func(_, _ [2]float64, i int32) bool {
			found = append(found, int(i))
			return true
		})
	}
	slices.Sort(found)
	return found
}

// Touches reports whether any of the boxes touches b.
func (x *Index) Touches(b orb.Bound) bool {
	touches := false
	for k := 0; k < len(x.trees) && !touches; k++ {
		x.trees[k].Search(b.Min, b.Max, func(_, _ [2]float64, _ int32) bool {
			touches = true
			return false
		})
	}
	return touches
}
