package coverage

import "math"

// segment is a straight piece between two grid points.
type segment struct{ a, b pt }

// buckets is a uniform grid over segments: the square cells that a segment
// comes within margin of know it. It answers which segments may come near a
// place; the caller settles whether they do.
type buckets struct {
	log        int // side of a cell: 2^log steps, so that a shift finds a cell
	minX, minY int64
	nx, ny     int64
	first      []int32 // cell c holds items[first[c]:first[c+1]]
	items      []int32 // ascending within a cell
}

// margin is how much wider than the segment its trace is, in steps: a hot pixel
// reaches half a step, rounding the other half.
const margin = 2

func newBuckets(segs []segment) *buckets {
	x := &buckets{nx: 1, ny: 1}
	if len(segs) == 0 {
		x.first = make([]int32, 2)
		return x
	}
	minX, minY, maxX, maxY := int64(math.MaxInt64), int64(math.MaxInt64), int64(math.MinInt64), int64(math.MinInt64)
	var length float64
	for _, s := range segs {
		minX, maxX = min(minX, int64(s.a.x), int64(s.b.x)), max(maxX, int64(s.a.x), int64(s.b.x))
		minY, maxY = min(minY, int64(s.a.y), int64(s.b.y)), max(maxY, int64(s.a.y), int64(s.b.y))
		dx, dy := float64(s.b.x-s.a.x), float64(s.b.y-s.a.y)
		length += math.Sqrt(dx*dx + dy*dy)
	}
	x.minX, x.minY = minX-margin, minY-margin
	w, h := maxX-minX+2*margin+1, maxY-minY+2*margin+1
	// About as many cells as segments, twice or half as many, but no finer than a
	// third of a mean segment, so that neither the cells nor the entries outgrow the
	// segments.
	n := float64(len(segs))
	size := max(math.Sqrt(float64(w)*float64(h)/n), length/n/2, 4*margin)
	x.log = int(math.Round(math.Log2(size)))
	x.nx, x.ny = w>>x.log+1, h>>x.log+1
	count := make([]int32, x.nx*x.ny+1)
	for _, s := range segs {
		x.trace(s, margin, func(c int64) { count[c+1]++ })
	}
	for c := int64(0); c < x.nx*x.ny; c++ {
		count[c+1] += count[c]
	}
	x.first = count
	x.items = make([]int32, count[len(count)-1])
	next := append([]int32(nil), count[:len(count)-1]...)
	for i, s := range segs {
		x.trace(s, margin, func(c int64) {
			x.items[next[c]] = int32(i)
			next[c]++
		})
	}
	return x
}

// at returns the segments that know cell c.
func (x *buckets) at(c int64) []int32 { return x.items[x.first[c]:x.first[c+1]] }

// trace visits every cell that the segment comes within pad steps of, row by
// row.
func (x *buckets) trace(s segment, pad int64, visit func(c int64)) {
	ax, ay, bx, by := int64(s.a.x), int64(s.a.y), int64(s.b.x), int64(s.b.y)
	if ay > by {
		ax, ay, bx, by = bx, by, ax, ay
	}
	low, high := x.row(ay-pad), x.row(by+pad)
	left, right := x.column(min(ax, bx)-pad), x.column(max(ax, bx)+pad)
	for r := low; r <= high; r++ {
		from, to := left, right
		if low != high && left != right && ay != by {
			// The part of the segment within this row, widened by pad.
			y0, y1 := max(x.minY+r<<x.log-pad, ay), min(x.minY+(r+1)<<x.log+pad, by)
			slope := float64(bx-ax) / float64(by-ay)
			x0, x1 := float64(ax)+float64(y0-ay)*slope, float64(ax)+float64(y1-ay)*slope
			if x0 > x1 {
				x0, x1 = x1, x0
			}
			from = max(left, x.column(int64(math.Floor(x0))-pad-1))
			to = min(right, x.column(int64(math.Ceil(x1))+pad+1))
		}
		for c := from; c <= to; c++ {
			visit(r*x.nx + c)
		}
	}
}

// window visits every cell that touches the square of the given half side
// around p.
func (x *buckets) window(p pt, half int64, visit func(c int64)) {
	for r := x.row(int64(p.y) - half); r <= x.row(int64(p.y)+half); r++ {
		for c := x.column(int64(p.x) - half); c <= x.column(int64(p.x)+half); c++ {
			visit(r*x.nx + c)
		}
	}
}

// cell is the cell that p lies in.
func (x *buckets) cell(p pt) int64 { return x.row(int64(p.y))*x.nx + x.column(int64(p.x)) }

func (x *buckets) row(y int64) int64    { return min(max((y-x.minY)>>x.log, 0), x.ny-1) }
func (x *buckets) column(v int64) int64 { return min(max((v-x.minX)>>x.log, 0), x.nx-1) }
