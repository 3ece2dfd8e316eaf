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

// cells is a uniform grid over a box: each cell knows the strokes that touch it.
// It answers which strokes may come near a spot; the caller settles which do.
type cells struct {
	box
	size   int64
	nx, ny int64
	first  []int32 // cell c holds items[first[c]:first[c+1]], ascending
	items  []int32
}

// newCells takes about as many cells as strokes.
func newCells(b box, strokes []stroke, active []int32) *cells {
	w, h := float64(b.x1-b.x0), float64(b.y1-b.y0)
	// No finer than a few margins; and long narrow boxes get no more cells.
	size := max(math.Sqrt(w*h/float64(len(active)+1)), max(w, h)/float64(len(active)+1), 4*pad)
	c := &cells{box: b, size: int64(size) + 1}
	c.nx, c.ny = (b.x1-b.x0)/c.size+1, (b.y1-b.y0)/c.size+1
	c.first = make([]int32, c.nx*c.ny+1)
	for _, i := range active {
		c.visit(strokes[i], func(k int64) { c.first[k+1]++ })
	}
	for k := range c.nx * c.ny {
		c.first[k+1] += c.first[k]
	}
	c.items = make([]int32, c.first[len(c.first)-1])
	next := slices.Clone(c.first)
	for _, i := range active {
		c.visit(strokes[i], func(k int64) {
			c.items[next[k]] = i
			next[k]++
		})
	}
	return c
}

func (c *cells) row(y int64) int64    { return floorDiv(y-c.y0, c.size) }
func (c *cells) column(x int64) int64 { return floorDiv(x-c.x0, c.size) }

func floorDiv(v, by int64) int64 {
	if v < 0 {
		return -1 // any cell before the first
	}
	return v / by
}

// of returns the cell of a spot in the box.
func (c *cells) of(p spot) int64 { return c.row(p.y)*c.nx + c.column(p.x) }

// near returns the strokes that touch cell k.
func (c *cells) near(k int64) []int32 { return c.items[c.first[k]:c.first[k+1]] }

// visit calls do with every cell that the stroke comes near, row by row.
func (c *cells) visit(s stroke, do func(k int64)) {
	a, b := s.a, s.b
	if a.y > b.y {
		a, b = b, a
	}
	left, right := min(a.x, b.x)-pad, max(a.x, b.x)+pad
	for r := max(0, c.row(a.y-pad)); r <= min(c.ny-1, c.row(b.y+pad)); r++ {
		from, to := left, right
		if a.y != b.y {
			// The part of the stroke within this row, widened by the margin.
			slope := float64(b.x-a.x) / float64(b.y-a.y)
			low, high := max(c.y0+r*c.size-pad, a.y), min(c.y0+(r+1)*c.size+pad, b.y)
			x0, x1 := int64(float64(low-a.y)*slope), int64(float64(high-a.y)*slope)
			from, to = max(from, a.x+min(x0, x1)-pad), min(to, a.x+max(x0, x1)+pad)
		}
		for k := max(0, c.column(from)); k <= min(c.nx-1, c.column(to)); k++ {
			do(r*c.nx + k)
		}
	}
}
