package coverage

import (
	"math"
	"slices"
)

// box is the spots with x0 ≤ x < x1 and y0 ≤ y < y1.
type box struct{ x0, y0, x1, y1 int64 }

func (b box) holds(p spot) bool { return p.x >= b.x0 && p.x < b.x1 && p.y >= b.y0 && p.y < b.y1 }

// halves parts a box across its longer side.
func (b box) halves() [2]box {
	low, high := b, b
	if b.x1-b.x0 >= b.y1-b.y0 {
		low.x1 = b.x0 + (b.x1-b.x0)/2
		high.x0 = low.x1
	} else {
		low.y1 = b.y0 + (b.y1-b.y0)/2
		high.y0 = low.y1
	}
	return [2]box{low, high}
}

// pad is how far outside of a box a stroke still counts as touching it, in
// steps. A pixel reaches half a step and a rounded crossing the other half; the
// rest pays for float64, which loses less than a step on coordinates of up to
// 2^51.
const pad = 8

// touches reports whether the stroke comes near the box: always where it comes
// within one step, never where it stays several pads away.
func (b box) touches(s stroke) bool {
	if max(s.a.x, s.b.x) < b.x0-pad || min(s.a.x, s.b.x) > b.x1+pad ||
		max(s.a.y, s.b.y) < b.y0-pad || min(s.a.y, s.b.y) > b.y1+pad {
		return false
	}
	halfX, halfY := float64(b.x1-b.x0)/2+pad, float64(b.y1-b.y0)/2+pad
	dx, dy := float64(s.b.x-s.a.x), float64(s.b.y-s.a.y)
	offX, offY := float64(b.x0-s.a.x)+halfX-pad, float64(b.y0-s.a.y)+halfY-pad
	return math.Abs(dx*offY-dy*offX) <= math.Abs(dx)*halfY+math.Abs(dy)*halfX
}

// tile is a part of the plane: one of two halves, or a leaf with the strokes
// that touch it and the nodes in it.
type tile struct {
	box
	halves []*tile // two, or none for a leaf
	active []int32 // strokes to be noded next
	nodes  []spot  // sorted, each once
}

// newTile parts the box until no leaf has more than part strokes, or parting
// does not help, as where they all meet in one spot.
func newTile(b box, strokes []stroke, active []int32, part int) *tile {
	t := &tile{box: b, active: active}
	const least = 8 * pad // a smaller tile is mostly margin
	if len(active) <= part || max(b.x1-b.x0, b.y1-b.y0) < 2*least {
		return t
	}
	var kept [2][]int32
	halves := b.halves()
	for k, half := range halves {
		for _, i := range active {
			if half.touches(strokes[i]) {
				kept[k] = append(kept[k], i)
			}
		}
	}
	if 2*(len(kept[0])+len(kept[1])) > 3*len(active) && min(len(kept[0]), len(kept[1])) > len(active)/2 {
		return t
	}
	t.active = nil
	for k, half := range halves {
		t.halves = append(t.halves, newTile(half, strokes, slices.Clip(kept[k]), part))
	}
	return t
}

// spread hands strokes down to the leaves that they touch.
func (t *tile) spread(strokes []stroke, active []int32) {
	if t.halves == nil {
		t.active = active
		return
	}
	for _, half := range t.halves {
		var kept []int32
		for _, i := range active {
			if half.touches(strokes[i]) {
				kept = append(kept, i)
			}
		}
		half.spread(strokes, kept)
	}
}

// leaves lists the leaves of t, from low to high.
func (t *tile) leaves() []*tile {
	if t.halves == nil {
		return []*tile{t}
	}
	return append(t.halves[0].leaves(), t.halves[1].leaves()...)
}
