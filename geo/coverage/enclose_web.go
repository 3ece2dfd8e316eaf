package coverage

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"
)

// web is the graph of noded lines in the plane. Vertices and edges are numbered
// in the order of their coordinates. Edge e joins vertices ends[e][0] <
// ends[e][1]; its half-edges are 2e, which runs that way, and 2e+1, which runs
// back. The face of a half-edge lies on its left; face 0 is the unbounded one.
type web struct {
	at      []spot
	ends    [][2]int32
	first   []int32 // edge e runs along the lines sources[first[e]:first[e+1]], ascending, each once
	sources []int32
	degree  []int32 // vertex → edges that end there
	east    []int32 // vertex → the half-edge that leaves it furthest counter-clockwise from straight down to straight up
	next    []int32 // half-edge → the next on the border of its face
	face    []int32 // half-edge → face
	faces   int     // number of faces, the unbounded one included
	role    []role  // edge → what it is for
	beyond  []bool  // face → lies outside the limit; nil if nothing does
}

// role is what an edge is for.
type role uint8

const (
	bordering role = iota // different faces on its sides
	dangling              // a way that ends
	bridging              // the same face on both sides, and no dangle
	outside               // not looked at
)

// newWeb joins noded strokes into edges and sorts them around their vertices.
func newWeb(ctx context.Context, n *noded, d drawing, workers int) (*web, error) {
	w := &web{at: n.nodes}
	type use struct{ low, high, source int32 }
	const run = 1 << 12 // strokes a worker takes at a time
	runs := (len(d.first) - 1 + run - 1) / run
	uses := make([][]use, runs)
	err := parallel.Each(ctx, runs, workers, func(k int) error {
		var own []use
		for s := k * run; s < min((k+1)*run, len(d.first)-1); s++ {
			from := w.number(n.strokes[s].a)
			for i := int32(s); ; i = n.next[i] {
				to := w.number(n.strokes[i].b)
				for _, source := range d.sources[d.first[s]:d.first[s+1]] {
					u := use{from, to, source}
					if to < from { // snapping may turn a short edge around
						u.low, u.high = to, from
						if source < 0 {
							u.source = limitOn + limitBack - source
						}
					}
					own = append(own, u)
				}
				from = to
				if n.next[i] == 0 {
					break
				}
			}
		}
		uses[k] = own
		return nil
	})
	if err != nil {
		return nil, err
	}
	all := slices.Concat(uses...)
	slices.SortFunc(all, func(u, v use) int {
		return cmp.Or(cmp.Compare(u.low, v.low), cmp.Compare(u.high, v.high), cmp.Compare(u.source, v.source))
	})
	for i, u := range all {
		fresh := i == 0 || all[i-1].low != u.low || all[i-1].high != u.high
		if fresh {
			w.ends, w.first = append(w.ends, [2]int32{u.low, u.high}), append(w.first, int32(len(w.sources)))
		}
		if fresh || all[i-1].source != u.source || u.source < 0 {
			w.sources = append(w.sources, u.source)
		}
	}
	w.first = append(w.first, int32(len(w.sources)))
	w.sortAround()
	return w, nil
}

// number finds a vertex by its spot.
func (w *web) number(p spot) int32 {
	v, _ := slices.BinarySearchFunc(w.at, p, compareSpots)
	return int32(v)
}

// from and to are the vertices that a half-edge leaves and reaches.
func (w *web) from(h int32) int32 { return w.ends[h>>1][h&1] }
func (w *web) to(h int32) int32   { return w.ends[h>>1][h&1^1] }

// sortAround sorts the half-edges that leave each vertex counter-clockwise, from
// straight down on, and links each half-edge to the next on its left: the one
// clockwise from its way back.
func (w *web) sortAround() {
	start := make([]int32, len(w.at)+1)
	for _, v := range w.ends {
		start[v[0]+1]++
		start[v[1]+1]++
	}
	w.degree = slices.Clone(start[1:])
	for v := range w.at {
		start[v+1] += start[v]
	}
	out := make([]int32, 2*len(w.ends))
	fill := slices.Clone(start)
	for h := range int32(len(out)) {
		v := w.from(h)
		out[fill[v]] = h
		fill[v]++
	}
	w.east = make([]int32, len(w.at))
	w.next = make([]int32, len(out))
	for v := range w.at {
		around := out[start[v]:start[v+1]]
		// Lesser vertices have lesser numbers, so that half-edges to greater
		// ones, which leave eastwards, are told without looking at spots.
		slices.SortFunc(around, func(g, h int32) int {
			p, q := w.to(g), w.to(h)
			if p > int32(v) != (q > int32(v)) {
				return cmp.Compare(q, p)
			}
			return -turn(w.at[v], w.at[p], w.at[q])
		})
		w.east[v] = -1
		for i, h := range around {
			w.next[around[(i+1)%len(around)]^1] = h
			if w.to(h) > int32(v) {
				w.east[v] = h
			}
		}
	}
}
