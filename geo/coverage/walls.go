package coverage

import (
	"math/big"
	"slices"
)

// walls are the straight pieces of edges that pass the height of a rim's leftmost
// vertex, as the half-edge runs down whose left is to their east.
type walls struct {
	segs  []segment // a above b
	halfs []int32
	near  *buckets
}

func (a *arrangement) walls(rims, lowest []int32) *walls {
	heights := make([]int32, len(rims))
	for i, id := range rims {
		heights[i] = a.vertices[lowest[id]].y
	}
	slices.Sort(heights)
	w := &walls{}
	passes := func(low, high int32) bool {
		i, _ := slices.BinarySearch(heights, low)
		return i < len(heights) && heights[i] <= high
	}
	add := func(p, q pt, half int32) {
		if p.y < q.y {
			p, q, half = q, p, half^1
		}
		if p.y > q.y && passes(q.y, p.y) {
			w.segs, w.halfs = append(w.segs, segment{p, q}), append(w.halfs, half)
		}
	}
	edges := which(len(a.ends), func(e int) bool {
		p, q := a.vertices[a.ends[e][0]], a.vertices[a.ends[e][1]]
		return a.bendOf(int32(e)) != nil || passes(min(p.y, q.y), max(p.y, q.y))
	})
	for _, e := range edges {
		p, q := a.vertices[a.ends[e][0]], a.vertices[a.ends[e][1]]
		if b := a.bendOf(e); b != nil {
			for _, next := range b.points {
				add(p, next, 2*e)
				p = next
			}
		}
		add(p, q, 2*e)
	}
	w.near = newBuckets(w.segs)
	return w
}

// leftOf returns the half-edge next to the left of p whose face contains the
// points between, or -1. p is a vertex; only walls that pass its height count,
// lower ends included, upper ends not.
func (w *walls) leftOf(p pt) int32 {
	row := w.near.row(int64(p.y))
	best := int32(-1)
	var bestX float64
	for c := w.near.column(int64(p.x)); c >= 0; c-- {
		for _, i := range w.near.at(row*w.near.nx + c) {
			u, v := w.segs[i].a, w.segs[i].b
			if u.y <= p.y || v.y > p.y || orient(u, v, p) <= 0 { // p is not east of it
				continue
			}
			x := float64(u.x) + float64(int64(u.y-p.y))*float64(v.x-u.x)/float64(int64(u.y-v.y))
			if best < 0 || x > bestX+1e-3 || x > bestX-1e-3 && w.eastOf(i, best, p.y) {
				best, bestX = i, x
			}
		}
		// Walls of the cells further west lie west of this cell's west side.
		if west := w.near.minX + c<<w.near.log; best >= 0 && bestX > float64(west) {
			break
		}
	}
	if best < 0 {
		return -1
	}
	return w.halfs[best]
}

// eastOf reports in exact arithmetic whether wall g crosses a height further east
// than h does. Where both start upwards from one vertex at that height, the one
// further east just above counts.
func (w *walls) eastOf(g, h, y int32) bool {
	at := func(i int32) (x, slope *big.Rat) {
		u, v := w.segs[i].a, w.segs[i].b
		slope = big.NewRat(int64(u.x-v.x), int64(u.y-v.y))
		x = new(big.Rat).Mul(slope, big.NewRat(int64(y-v.y), 1))
		return x.Add(x, big.NewRat(int64(v.x), 1)), slope
	}
	gx, gSlope := at(g)
	hx, hSlope := at(h)
	if c := gx.Cmp(hx); c != 0 {
		return c > 0
	}
	return gSlope.Cmp(hSlope) > 0
}
