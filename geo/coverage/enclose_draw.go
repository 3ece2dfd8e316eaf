package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// drawing is the lines on the grid: each distinct segment once, sorted, the
// lesser end first, with the lines that run along it.
type drawing struct {
	strokes []stroke
	first   []int32 // stroke s: sources[first[s]:first[s+1]], ascending
	sources []int32
}

// A source is the position of a line, or one of these for a ring of the limit,
// which has the limit on its left: upwards from the lesser end or back.
const (
	limitOn   = -1
	limitBack = -2
)

func strokesOf(g fineGrid, lines []orb.LineString, limit orb.MultiPolygon) drawing {
	type use struct {
		stroke
		source int32
	}
	n := 0
	for _, l := range lines {
		n += max(len(l)-1, 0)
	}
	uses := make([]use, 0, n)
	add := func(path []orb.Point, on, back int32) {
		for i := 1; i < len(path); i++ {
			switch a, b := g.snap(path[i-1]), g.snap(path[i]); compareSpots(a, b) {
			case -1:
				uses = append(uses, use{stroke{a, b}, on})
			case 1:
				uses = append(uses, use{stroke{b, a}, back})
			}
		}
	}
	for i, l := range lines {
		add(l, int32(i), int32(i))
	}
	for _, polygon := range limit {
		for i, ring := range polygon {
			if len(ring) > 0 && !ring.Closed() {
				ring = append(slices.Clone(ring), ring[0])
			}
			if (geo.RingArea(ring) < 0) == (i == 0) {
				add(ring, limitBack, limitOn)
			} else {
				add(ring, limitOn, limitBack)
			}
		}
	}
	slices.SortFunc(uses, func(u, v use) int {
		return cmp.Or(compareSpots(u.a, v.a), compareSpots(u.b, v.b), cmp.Compare(u.source, v.source))
	})
	d := drawing{sources: make([]int32, len(uses))}
	for i, u := range uses {
		if i == 0 || u.stroke != uses[i-1].stroke {
			d.strokes, d.first = append(d.strokes, u.stroke), append(d.first, int32(i))
		}
		d.sources[i] = u.source
	}
	d.first = append(d.first, int32(len(uses)))
	return d
}
