package crs

import (
	"context"
	"math"

	"github.com/paulmach/orb"
)

// piece is a short straight part of a line.
type piece struct {
	a, b orb.Point
	dir  float64
}

const (
	longest   = 50.0  // metres that a piece may have
	pieceTile = 100.0 // metres; several pieces of one street lie in a tile
)

// pieces is a layer cut into pieces, found by the tile of their middle.
type pieces struct {
	tiles map[tile][]piece
}

func newPieces(ctx context.Context, lines []orb.LineString) (*pieces, error) {
	x := &pieces{tiles: map[tile][]piece{}}
	for i, l := range lines {
		if i%batchLines == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for k := 1; k < len(l); k++ {
			x.add(l[k-1], l[k])
		}
	}
	return x, nil
}

func (x *pieces) add(a, b orb.Point) {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := math.Hypot(dx, dy)
	if !counts(a, b, length) {
		return
	}
	n := math.Ceil(length / longest)
	from := a
	for i := 1.0; i <= n; i++ {
		to := orb.Point{a[0] + dx*i/n, a[1] + dy*i/n}
		t := tileOf(orb.Point{(from[0] + to[0]) / 2, (from[1] + to[1]) / 2}, pieceTile)
		x.tiles[t] = append(x.tiles[t], piece{from, to, direction(dx, dy)})
		from = to
	}
}

// nearest finds the vector from p to the nearest parallel piece within reach
// metres, and that piece's direction. Of several as near it takes the vector
// that comes first by x and y, so that the order of the pieces does not matter.
func (x *pieces) nearest(p orb.Point, dir, reach float64) (to orb.Point, along float64, ok bool) {
	best := reach
	low := tileOf(orb.Point{p[0] - reach - longest/2, p[1] - reach - longest/2}, pieceTile)
	high := tileOf(orb.Point{p[0] + reach + longest/2, p[1] + reach + longest/2}, pieceTile)
	for ty := low.y; ty <= high.y; ty++ {
		for tx := low.x; tx <= high.x; tx++ {
			for _, q := range x.tiles[tile{tx, ty}] {
				if between(dir, q.dir) > parallel {
					continue
				}
				v := q.from(p)
				d := math.Hypot(v[0], v[1])
				if d < best || ok && d == best && (v[0] < to[0] || v[0] == to[0] && v[1] < to[1]) {
					best, to, along, ok = d, v, q.dir, true
				}
			}
		}
	}
	return to, along, ok
}

// parallel is how far directions may differ, as it is where sectors are counted:
// one and a half sectors.
const parallel = 1.5 * math.Pi / sectors

// from is the vector from a point to the nearest point of the piece.
func (q piece) from(p orb.Point) orb.Point {
	dx, dy := q.b[0]-q.a[0], q.b[1]-q.a[1]
	t := ((p[0]-q.a[0])*dx + (p[1]-q.a[1])*dy) / (dx*dx + dy*dy)
	t = min(max(t, 0), 1)
	return orb.Point{q.a[0] + t*dx - p[0], q.a[1] + t*dy - p[1]}
}
