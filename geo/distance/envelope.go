package distance

import (
	"math"

	"github.com/paulmach/orb"
)

// piece is a stretch of a segment along which one thing is nearest.
type piece struct {
	from, to float64 // ways along the segment, from < to
	near     feature
}

func (p *piece) greatest() float64 { return max(p.near.at(p.from), p.near.at(p.to)) }

// frame is the view along a segment.
type frame struct {
	segment
	dx, dy, length float64
}

func newFrame(s segment) frame {
	dx, dy := s.b[0]-s.a[0], s.b[1]-s.a[1]
	return frame{s, dx, dy, math.Hypot(dx, dy)}
}

func (f *frame) point(t float64) orb.Point {
	switch t {
	case 0:
		return f.a
	case f.length:
		return f.b
	}
	return orb.Point{f.a[0] + f.dx*(t/f.length), f.a[1] + f.dy*(t/f.length)}
}

// seen are a point's way along the segment and its distance to the left of it. The
// conversions keep processors from fusing the products, so that a point of the
// segment's own is on it exactly.
func (f *frame) seen(p orb.Point) (x, y float64) {
	px, py := p[0]-f.a[0], p[1]-f.a[1]
	return (float64(px*f.dx) + float64(py*f.dy)) / f.length, (float64(py*f.dx) - float64(px*f.dy)) / f.length
}

// features appends what of a segment is nearest between two places, in order: its
// ends and, between the perpendiculars on them, its line.
func (f *frame) features(to []piece, s segment, from, until float64) []piece {
	ax, ay := f.seen(s.a)
	bx, by := f.seen(s.b)
	if ax > bx {
		ax, ay, bx, by = bx, by, ax, ay
	}
	ex, ey := bx-ax, by-ay
	l := math.Hypot(ex, ey)
	a, b := feature{x: ax, y: ay}, feature{x: bx, y: by}
	if !(l > 0) {
		return append(to, piece{from, until, a})
	}
	line := feature{line: true, x: ax, y: ay * ex / l, slope: ey / l}
	if ex == 0 { // at a right angle, the foot is the same everywhere
		switch {
		case min(ay, by) <= 0 && max(ay, by) >= 0:
			return append(to, piece{from, until, line})
		case math.Abs(ay) < math.Abs(by):
			return append(to, piece{from, until, a})
		default:
			return append(to, piece{from, until, b})
		}
	}
	// The perpendiculars on the ends meet the segment here.
	low := min(max(ax+ay*ey/ex, from), until)
	high := min(max(bx+by*ey/ex, low), until)
	for _, p := range [3]piece{{from, low, a}, {low, high, line}, {high, until, b}} {
		if p.from < p.to {
			to = append(to, p)
		}
	}
	return to
}

// lower appends the lower envelope of two lists of pieces that cover the same
// stretch. Where both are equally far, that of the first stays.
func lower(to []piece, first, second []piece) []piece {
	for i, j := 0, 0; i < len(first) && j < len(second); {
		p, q := &first[i], &second[j]
		from, until := max(p.from, q.from), min(p.to, q.to)
		places, n := p.near.meet(&q.near)
		ends := [3]float64{places[0], places[1]}
		ends[n] = until
		for _, t := range ends[:n+1] {
			if t = min(t, until); !(t > from) {
				continue
			}
			near := p.near
			if mid := from + (t-from)/2; q.near.at(mid) < p.near.at(mid) {
				near = q.near
			}
			if k := len(to) - 1; k >= 0 && to[k].near == near && to[k].to == from {
				to[k].to = t
			} else {
				to = append(to, piece{from, t, near})
			}
			from = t
		}
		if p.to == until {
			i++
		}
		if q.to == until {
			j++
		}
	}
	return to
}
