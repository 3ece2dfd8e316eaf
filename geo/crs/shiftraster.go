package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// raster is a square of cells that are 1, sector by sector, where the fixed layer
// runs through or beside them in a direction of the sector or one next to it.
type raster struct {
	width int
	x, y  int32 // cell at its corner
	cells [sectors][]byte
}

func newRaster(width int) *raster {
	r := &raster{width: width}
	for k := range r.cells {
		r.cells[k] = make([]byte, width*width)
	}
	return r
}

// paint marks the cells from corner x, y on.
func (r *raster) paint(x, y int32, fixed *pieces) {
	r.x, r.y = x, y
	for k := range r.cells {
		clear(r.cells[k])
	}
	corner := func(x, y int32) orb.Point { return orb.Point{float64(x) * cell, float64(y) * cell} }
	low, high := tileOf(corner(x, y), pieceTile), tileOf(corner(x+int32(r.width), y+int32(r.width)), pieceTile)
	for ty := low.y - 1; ty <= high.y+1; ty++ { // a piece may end in the next tile
		for tx := low.x - 1; tx <= high.x+1; tx++ {
			for _, q := range fixed.tiles[tile{tx, ty}] {
				r.mark(q)
			}
		}
	}
}

// mark marks the cells that a piece passes, and those that share a side with
// them.
func (r *raster) mark(q piece) {
	dx, dy := q.b[0]-q.a[0], q.b[1]-q.a[1]
	n := math.Ceil(math.Hypot(dx, dy) / (cell / 2))
	last := spot{}
	for i := 0.0; i <= n; i++ {
		s := spotOf(orb.Point{q.a[0] + dx*i/n, q.a[1] + dy*i/n}, q.dir)
		x, y := int(s.x-r.x), int(s.y-r.y)
		if s == last || x < 1 || y < 1 || x >= r.width-1 || y >= r.width-1 {
			continue
		}
		last = s
		for _, sector := range [...]uint8{s.sector, (s.sector + 1) % sectors, (s.sector + sectors - 1) % sectors} {
			cells, k := r.cells[sector], y*r.width+x
			cells[k], cells[k-1], cells[k+1], cells[k-r.width], cells[k+r.width] = 1, 1, 1, 1, 1
		}
	}
}
