package coverage

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
