package coverage_test

import (
	"math"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

// drawDirty draws cells that nearly tile, as control units do: a grid of corners
// pushed about, some cells merged into parts that lie apart, and each drawn by
// itself: corners off, vertices put in on borders, some of them beside it, with
// enclaves, holes, overlaps, slivers, slots, and cells within cells. Each cell
// is valid and on a grid of 1 mm.
func drawDirty(t *rapid.T) []orb.MultiPolygon {
	d := dirty{t: t}
	columns, rows := rapid.IntRange(1, 4).Draw(t, "columns"), rapid.IntRange(1, 4).Draw(t, "rows")
	pushed := rapid.SampledFrom([]int{0, 0, 8000, 15000}).Draw(t, "pushed")
	d.noise = rapid.SampledFrom([]int{0, 20, 50, 400, 1500, 6000}).Draw(t, "noise")
	corners := make([][]orb.Point, columns+1)
	for x := range corners {
		for y := range rows + 1 {
			corners[x] = append(corners[x], orb.Point{float64(40*x) + d.off(pushed), float64(40*y) + d.off(pushed)})
		}
	}
	var cells []orb.MultiPolygon
	for x := range columns {
		for y := range rows {
			ring := d.ring(corners[x][y], corners[x+1][y], corners[x+1][y+1], corners[x][y+1])
			switch what := rapid.IntRange(0, 9).Draw(t, "what"); {
			case what == 0: // left open
			case what == 1 && len(cells) > 0: // a part of another cell
				k := rapid.IntRange(0, len(cells)-1).Draw(t, "of")
				if both := append(cells[k][:len(cells[k]):len(cells[k])], orb.Polygon{ring}); sound(both) {
					cells[k] = both
				}
			case what == 2: // an enclave, or a hole that it leaves
				in := d.box(orb.Point{float64(40*x + 14), float64(40*y + 14)}, 12)
				around := orb.MultiPolygon{{ring, reversed(d.jittered(in))}}
				cells = append(cells, around)
				if rapid.Bool().Draw(t, "filled") {
					cells = append(cells, orb.MultiPolygon{{in}})
				}
			case what == 3: // a cell drawn over it
				cells = append(cells, orb.MultiPolygon{{ring}}, orb.MultiPolygon{{d.box(orb.Point{float64(40*x) + d.off(20000), float64(40*y) + d.off(20000)}, rapid.SampledFrom([]float64{0.5, 3, 20, 60}).Draw(t, "side"))}})
			case what == 4: // a sliver along its side
				a, b := corners[x][y], corners[x+1][y]
				cells = append(cells, orb.MultiPolygon{{ring}}, orb.MultiPolygon{{{a, b, {b[0], b[1] + 0.8}, a}}})
			default:
				cells = append(cells, orb.MultiPolygon{{ring}})
			}
		}
	}
	all := cells[:0]
	for _, c := range cells {
		if sound(c) {
			all = append(all, c)
		}
	}
	return all
}

type dirty struct {
	t     *rapid.T
	noise int // mm
}

// off draws an offset in metres, of whole millimetres.
func (d dirty) off(most int) float64 {
	if most == 0 {
		return 0
	}
	return float64(rapid.IntRange(-most, most).Draw(d.t, "off")) / 1000
}

// ring draws a ring through corners, with vertices put in between.
func (d dirty) ring(corners ...orb.Point) orb.Ring {
	var ring orb.Ring
	for i, p := range corners {
		ring = append(ring, p)
		if rapid.IntRange(0, 3).Draw(d.t, "put in") == 0 {
			q := corners[(i+1)%len(corners)]
			ring = append(ring, orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2})
		}
	}
	return d.jittered(append(ring, ring[0]))
}

func (d dirty) jittered(r orb.Ring) orb.Ring {
	var moved orb.Ring
	for _, p := range r[:len(r)-1] {
		moved = append(moved, onGrid(orb.Point{p[0] + d.off(d.noise), p[1] + d.off(d.noise)}))
	}
	return append(moved, moved[0])
}

func (d dirty) box(low orb.Point, side float64) orb.Ring {
	low = onGrid(low)
	return orb.Bound{Min: low, Max: onGrid(orb.Point{low[0] + side, low[1] + side})}.ToRing()
}

func onGrid(p orb.Point) orb.Point {
	return orb.Point{math.Round(p[0]*1000) / 1000, math.Round(p[1]*1000) / 1000}
}

func reversed(r orb.Ring) orb.Ring {
	back := append(orb.Ring(nil), r...)
	back.Reverse()
	return back
}

func sound(c orb.MultiPolygon) bool {
	for _, p := range c {
		for i, r := range p {
			if (geo.RingArea(r) > 0) != (i == 0) {
				return false
			}
		}
	}
	reason, _ := geo.Check(c)
	return reason == ""
}
