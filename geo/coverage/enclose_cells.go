package coverage

import (
	"math"
	"slices"
)

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
