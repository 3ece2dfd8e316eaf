package coverage

import "math"

// raster says roughly what lies near segments: the plane in squares, marked or
// not.
type raster struct {
	size       int64 // side of a square, in steps
	minX, minY int64
	nx, ny     int64
	on         []bool
}

// aside is how far from its box, in steps, a segment marks squares: much
// further than noding moves anything.
const aside = 64

// newRaster covers the segments, with a few of them to a square.
func newRaster(segs []segment) *raster {
	x := &raster{minX: math.MaxInt64, minY: math.MaxInt64}
	maxX, maxY := int64(math.MinInt64), int64(math.MinInt64)
	for _, s := range segs {
		x.minX, maxX = min(x.minX, int64(s.a.x), int64(s.b.x)), max(maxX, int64(s.a.x), int64(s.b.x))
		x.minY, maxY = min(x.minY, int64(s.a.y), int64(s.b.y)), max(maxY, int64(s.a.y), int64(s.b.y))
	}
	if len(segs) == 0 {
		x.minX, x.minY, maxX, maxY = 0, 0, 0, 0
	}
	w, h := maxX-x.minX+1, maxY-x.minY+1
	x.size = 1 + int64(math.Sqrt(float64(w)*float64(h)/float64(len(segs)/4+1)))
	x.size = max(x.size, (w+h)/(1<<13)) // of a long and flat net no more squares than of another
	x.nx, x.ny = w/x.size+1, h/x.size+1
	x.on = make([]bool, x.nx*x.ny)
	return x
}

func (x *raster) column(v int64) int64 { return min(max((v-x.minX)/x.size, 0), x.nx-1) }
func (x *raster) row(v int64) int64    { return min(max((v-x.minY)/x.size, 0), x.ny-1) }

// padded has a box that is larger by as many steps on each side, or by enough to
// have all the grid in it.
func (s segment) padded(steps float64) segment {
	by := int32(min(steps, 2*reach))
	return segment{pt{min(s.a.x, s.b.x) - by, min(s.a.y, s.b.y) - by}, pt{max(s.a.x, s.b.x) + by, max(s.a.y, s.b.y) + by}}
}

// mark marks the squares beside the box of a segment.
func (x *raster) mark(s segment) {
	left, right := x.column(int64(min(s.a.x, s.b.x))-aside), x.column(int64(max(s.a.x, s.b.x))+aside)
	for r := x.row(int64(min(s.a.y, s.b.y)) - aside); r <= x.row(int64(max(s.a.y, s.b.y))+aside); r++ {
		for c := left; c <= right; c++ {
			x.on[r*x.nx+c] = true
		}
	}
}

// marked reports whether a square that the box of a segment touches is marked.
func (x *raster) marked(s segment) bool {
	left, right := x.column(int64(min(s.a.x, s.b.x))), x.column(int64(max(s.a.x, s.b.x)))
	for r := x.row(int64(min(s.a.y, s.b.y))); r <= x.row(int64(max(s.a.y, s.b.y))); r++ {
		for c := left; c <= right; c++ {
			if x.on[r*x.nx+c] {
				return true
			}
		}
	}
	return false
}
