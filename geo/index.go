package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// Index finds boxes that touch a box. It holds positions, no features, and may
// be searched by many callers at once.
//
// It is a tree without pointers: the boxes stand in the order of a Hilbert curve,
// eight that follow each other make a branch, eight branches one of the next
// level, and so on up to a single one. Making it takes little more than the order.
type Index struct {
	at     []int32       // positions of the boxes, in their order
	levels [][]orb.Bound // the boxes, their branches, and so on
}

// wide is how many boxes make a branch.
const wide = 8

// NewIndex indexes the boxes by their positions. Boxes that are empty or have a
// side that is NaN are never found.
func NewIndex(boxes []orb.Bound) *Index {
	order := HilbertOrder(boxes)
	for len(order) > 0 && blank(boxes[order[0]]) { // they come first
		order = order[1:]
	}
	x := &Index{at: make([]int32, len(order))}
	level := make([]orb.Bound, len(order))
	for k, i := range order {
		x.at[k], level[k] = int32(i), boxes[i]
	}
	for x.levels = append(x.levels, level); len(level) > wide; x.levels = append(x.levels, level) {
		level = branches(level)
	}
	return x
}

// branches are the boxes around each eight of a level.
func branches(level []orb.Bound) []orb.Bound {
	above := make([]orb.Bound, 0, (len(level)+wide-1)/wide)
	for from := 0; from < len(level); from += wide {
		around := level[from]
		for _, b := range level[from+1 : min(from+wide, len(level))] {
			around.Min[0], around.Min[1] = min(around.Min[0], b.Min[0]), min(around.Min[1], b.Min[1])
			around.Max[0], around.Max[1] = max(around.Max[0], b.Max[0]), max(around.Max[1], b.Max[1])
		}
		above = append(above, around)
	}
	return above
}

// blank reports whether b is empty or has a side that is NaN.
func blank(b orb.Bound) bool { return !(b.Min[0] <= b.Max[0] && b.Min[1] <= b.Max[1]) }

// Touching returns, in ascending order, the positions of the boxes that touch b.
// The order does not depend on how the tree was built. A box that is empty
// touches none.
func (x *Index) Touching(b orb.Bound) []int { return x.AppendTouching(nil, b) }

// AppendTouching is Touching into a slice the caller owns: what it finds
// replaces what found held.
func (x *Index) AppendTouching(found []int, b orb.Bound) []int {
	if found = found[:0]; blank(b) {
		return found
	}
	top := len(x.levels) - 1
	found = x.collect(found, top, 0, len(x.levels[top]), &b)
	slices.Sort(found)
	return found
}

// collect appends what touches b of a stretch of a level.
func (x *Index) collect(found []int, level, from, to int, b *orb.Bound) []int {
	for k := from; k < to; k++ {
		if !meet(&x.levels[level][k], b) {
			continue
		}
		if level == 0 {
			found = append(found, int(x.at[k]))
		} else {
			found = x.collect(found, level-1, k*wide, min((k+1)*wide, len(x.levels[level-1])), b)
		}
	}
	return found
}

// meet reports whether boxes, neither of them blank, touch.
func meet(a, b *orb.Bound) bool {
	return a.Min[0] <= b.Max[0] && b.Min[0] <= a.Max[0] && a.Min[1] <= b.Max[1] && b.Min[1] <= a.Max[1]
}

// Touches reports whether any of the boxes touches b.
func (x *Index) Touches(b orb.Bound) bool {
	top := len(x.levels) - 1
	return !blank(b) && x.any(top, 0, len(x.levels[top]), &b)
}

func (x *Index) any(level, from, to int, b *orb.Bound) bool {
	for k := from; k < to; k++ {
		if !meet(&x.levels[level][k], b) {
			continue
		}
		if level == 0 || x.any(level-1, k*wide, min((k+1)*wide, len(x.levels[level-1])), b) {
			return true
		}
	}
	return false
}
