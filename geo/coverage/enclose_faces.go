package coverage

import "slices"

// findFaces follows the half-edges into cycles, each along one face, and joins
// those of one face. A connected part of the web has one cycle that runs around
// it; every other is the outer border of a face. The cycle around a part belongs
// to the face that the part lies in.
func (w *web) findFaces() {
	const none = -1
	cycle := make([]int32, len(w.next))
	for h := range cycle {
		cycle[h] = none
	}
	cycles := int32(0)
	for h := range cycle {
		if cycle[h] != none {
			continue
		}
		for g := int32(h); cycle[g] == none; g = w.next[g] {
			cycle[g] = cycles
		}
		cycles++
	}
	// At the least vertex of a part every edge leaves eastwards. What lies to the
	// west is outside of the part, on the left of the last of these.
	rims := w.leastVertices()
	face := make([]int32, cycles)
	for _, v := range rims {
		face[cycle[w.east[v]]] = none
	}
	w.faces = 1
	for c := range face {
		if face[c] != none {
			face[c] = int32(w.faces)
			w.faces++
		}
	}
	// Parts are met in the order of their least vertices, so what lies west of
	// one has its face already.
	var index *edgeIndex
	for k, v := range rims {
		into := int32(0)
		if k > 0 {
			if index == nil {
				index = newEdgeIndex(w)
			}
			if h := index.westOf(w.at[v]); h >= 0 {
				into = face[cycle[h]]
			}
		}
		face[cycle[w.east[v]]] = into
	}
	for h, c := range cycle {
		cycle[h] = face[c]
	}
	w.face = cycle
}

// leastVertices returns the least vertex of each connected part, ascending.
func (w *web) leastVertices() []int32 {
	root := make([]int32, len(w.at))
	for v := range root {
		root[v] = int32(v)
	}
	find := func(v int32) int32 {
		for root[v] != v {
			root[v] = root[root[v]]
			v = root[v]
		}
		return v
	}
	for _, e := range w.ends {
		p, q := find(e[0]), find(e[1])
		root[max(p, q)] = min(p, q)
	}
	var least []int32
	for v := range root {
		if root[v] == int32(v) && w.degree[v] > 0 {
			least = append(least, int32(v))
		}
	}
	return least
}

// edgeIndex finds the edge next to the west of a spot.
type edgeIndex struct {
	web     *web
	strokes []stroke // of the edges
	near    *cells
}

func newEdgeIndex(w *web) *edgeIndex {
	x := &edgeIndex{web: w, strokes: make([]stroke, len(w.ends))}
	bound := box{w.at[0].x, w.at[0].y, w.at[len(w.at)-1].x + 1, w.at[0].y}
	all := make([]int32, len(w.ends))
	for e, v := range w.ends {
		s := stroke{w.at[v[0]], w.at[v[1]]}
		x.strokes[e], all[e] = s, int32(e)
		bound.y0, bound.y1 = min(bound.y0, s.a.y, s.b.y), max(bound.y1, s.a.y+1, s.b.y+1)
	}
	x.near = newCells(bound, x.strokes, all)
	return x
}

// westOf returns the half-edge whose left side is the first that a ray from p to
// the west meets, or -1. The ray runs a little above the height of p, so that it
// meets no vertex: an edge from that height upwards counts, one that reaches it
// from below does not.
func (x *edgeIndex) westOf(p spot) int32 {
	best, west := int32(-1), stroke{}
	row := x.near.row(p.y)
	for c := x.near.column(p.x); c >= 0; c-- {
		for _, e := range x.near.near(row*x.near.nx + c) {
			s, h := x.strokes[e], 2*e+1 // the half-edge that runs down has its left to the east
			if s.a.y > s.b.y {
				s, h = stroke{s.b, s.a}, 2*e
			}
			if s.a.y > p.y || s.b.y <= p.y || turn(s.a, s.b, p) >= 0 {
				continue // it does not reach the ray, or p is not east of it
			}
			if best < 0 || furtherEast(s, west) {
				best, west = h, s
			}
		}
		// What only the cells further west know lies west of this one, but for
		// the margin.
		if best >= 0 && west.eastAt(p.y) > float64(x.near.x0+c*x.near.size+3*pad) {
			break
		}
	}
	return best
}

// eastAt is about where an upward stroke crosses a height.
func (s stroke) eastAt(y int64) float64 {
	return float64(s.a.x) + float64(y-s.a.y)*(float64(s.b.x-s.a.x)/float64(s.b.y-s.a.y))
}

// furtherEast reports whether upward stroke s crosses a height further east than
// t does, given that both reach it and meet at ends at most: the lower end that
// is higher lies on one side of the other stroke, or on its lower end.
func furtherEast(s, t stroke) bool {
	if s.a == t.a {
		return turn(t.a, t.b, s.b) < 0
	}
	if s.a.y >= t.a.y {
		return turn(t.a, t.b, s.a) < 0
	}
	return turn(s.a, s.b, t.a) > 0
}

// findLoose tells the edges apart: what is left after the free ends are taken
// away, again and again, is a border or, where the same face lies on both sides,
// a bridge.
func (w *web) findLoose() {
	w.role = make([]role, len(w.ends))
	left := slices.Clone(w.degree)
	for h, f := range w.face {
		if w.face[h^1] == f {
			w.role[h>>1] = bridging
		}
	}
	// The edge that is left at a vertex is found in the sum of all that are.
	sum := make([]int32, len(w.at))
	for e, v := range w.ends {
		sum[v[0]] ^= int32(e)
		sum[v[1]] ^= int32(e)
	}
	for v := range left {
		for at := int32(v); left[at] == 1; {
			e := sum[at]
			w.role[e] = dangling
			to := w.ends[e][0] ^ w.ends[e][1] ^ at
			left[at]--
			left[to]--
			sum[to] ^= e
			at = to
		}
	}
}

// clip takes away what lies outside of the limit: it counts, from the unbounded
// face inwards, how often the rings of the limit run around each face.
func (w *web) clip() {
	across := make([][]int32, w.faces) // half-edges with the face on their left
	for h, f := range w.face {
		if w.face[h^1] != f {
			across[f] = append(across[f], int32(h))
		}
	}
	const unknown = -1 << 31
	around := make([]int32, w.faces)
	for f := range around {
		around[f] = unknown
	}
	around[0] = 0
	queue := []int32{0}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for _, h := range across[f] {
			g := w.face[h^1]
			if around[g] != unknown {
				continue
			}
			by := int32(0) // how much more often on the left of half-edge 2e
			for _, source := range w.sources[w.first[h>>1]:w.first[h>>1+1]] {
				switch source {
				case limitOn:
					by++
				case limitBack:
					by--
				}
			}
			if h&1 == 0 {
				by = -by
			}
			around[g] = around[f] + by
			queue = append(queue, g)
		}
	}
	for e := range w.role {
		if around[w.face[2*e]] <= 0 && around[w.face[2*e+1]] <= 0 {
			w.role[e] = outside
		}
	}
	w.beyond = make([]bool, w.faces)
	for f := range around {
		w.beyond[f] = around[f] <= 0
	}
}
