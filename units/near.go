package units

import (
	"math"

	"github.com/paulmach/orb"
)

// straight is a straight piece of a line.
type straight struct{ a, b orb.Point }

func (s straight) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{min(s.a[0], s.b[0]), min(s.a[1], s.b[1])}, Max: orb.Point{max(s.a[0], s.b[0]), max(s.a[1], s.b[1])}}
}

// near tells which of many edges may come within reach of a point: the plane in
// squares, each of which knows the edges that come within reach of any point in it,
// so that a look into one square is enough.
type near struct {
	edges   []straight
	reach   float64
	low     orb.Point
	side    float64
	columns int
	rows    int
	first   []int32 // square s knows edges items[first[s]:first[s+1]]
	items   []int32
}

func newNear(edges []straight, reach float64) *near {
	n := &near{edges: edges, reach: reach}
	if len(edges) == 0 {
		return n
	}
	box, length := edges[0].bound(), 0.0
	for _, e := range edges {
		box.Min[0], box.Max[0] = min(box.Min[0], e.a[0], e.b[0]), max(box.Max[0], e.a[0], e.b[0])
		box.Min[1], box.Max[1] = min(box.Min[1], e.a[1], e.b[1]), max(box.Max[1], e.a[1], e.b[1])
		dx, dy := e.b[0]-e.a[0], e.b[1]-e.a[1]
		length += math.Sqrt(dx*dx + dy*dy)
	}
	box = box.Pad(reach)
	n.low = box.Min
	w, h := box.Max[0]-box.Min[0], box.Max[1]-box.Min[1]
	// About as many squares as edges, but none so small that an edge is known to
	// many.
	count := float64(len(edges))
	n.side = max(math.Sqrt(w*h/count), (w+h)/count, length/count/2, 2*reach)
	n.columns, n.rows = int(w/n.side)+1, int(h/n.side)+1
	n.first = make([]int32, n.columns*n.rows+1)
	for i := range edges {
		n.squares(i, func(s int) { n.first[s+1]++ })
	}
	for s := range n.columns * n.rows {
		n.first[s+1] += n.first[s]
	}
	n.items = make([]int32, n.first[len(n.first)-1])
	next := append([]int32(nil), n.first...)
	for i := range edges {
		n.squares(i, func(s int) {
			n.items[next[s]] = int32(i)
			next[s]++
		})
	}
	return n
}

// squares visits those that an edge comes within reach of, row by row, and at
// times one beside them.
func (n *near) squares(i int, visit func(s int)) {
	a, b := n.edges[i].a, n.edges[i].b
	if a[1] > b[1] {
		a, b = b, a
	}
	pad := n.reach + n.side/1024 // far beyond rounding
	left, right := min(a[0], b[0]), max(a[0], b[0])
	for r := n.row(a[1] - pad); r <= n.row(b[1]+pad); r++ {
		from, to := left, right
		if a[1] < b[1] {
			// The part of the edge within reach of the row.
			low, high := n.low[1]+float64(r)*n.side-pad, n.low[1]+float64(r+1)*n.side+pad
			slope := (b[0] - a[0]) / (b[1] - a[1])
			x, y := a[0]+(max(low, a[1])-a[1])*slope, a[0]+(min(high, b[1])-a[1])*slope
			from, to = max(left, min(x, y)), min(right, max(x, y))
		}
		for c := n.column(from - pad); c <= n.column(to+pad); c++ {
			visit(r*n.columns + c)
		}
	}
}

func (n *near) column(x float64) int {
	return int(min(max((x-n.low[0])/n.side, 0), float64(n.columns-1)))
}

func (n *near) row(y float64) int {
	return int(min(max((y-n.low[1])/n.side, 0), float64(n.rows-1)))
}

// at lists the edges that may come within reach of p, ascending: all that do, and
// others.
func (n *near) at(p orb.Point) []int32 {
	if len(n.edges) == 0 {
		return nil
	}
	s := n.row(p[1])*n.columns + n.column(p[0])
	return n.items[n.first[s]:n.first[s+1]]
}
