package coverage

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// strips finds the edges beside a point: upright strips of equal width know the
// edges that pass them. A long shape laid along the x axis has few in each.
type strips struct {
	low, width float64
	first      []int32 // strip i holds edges[first[i]:first[i+1]]
	edges      [][2]orb.Point
	next       []int32 // strip i: where its next edge goes
}

// mostStrips bounds the strips of one shape: with more, filling them costs more
// than they save.
const mostStrips = 1 << 12

// fill takes in edges that lie in the box, in the place of those it had.
func (x *strips) fill(edges [][2]orb.Point, box orb.Bound) {
	n := min(1+len(edges)/2, mostStrips)
	x.low, x.width = box.Min[0], (box.Max[0]-box.Min[0])/float64(n)
	x.first, x.next = zeros(x.first, n+1), x.next[:0]
	span := func(e [2]orb.Point) (from, to int) {
		return x.at(min(e[0][0], e[1][0])), x.at(max(e[0][0], e[1][0]))
	}
	total := int32(0)
	for _, e := range edges {
		from, to := span(e)
		for i := from; i <= to; i++ {
			x.first[i]++
			total++
		}
	}
	for i, sum := 0, int32(0); i < len(x.first); i++ {
		x.first[i], sum = sum, sum+x.first[i]
	}
	x.next = append(x.next, x.first...)
	x.edges = slices.Grow(x.edges[:0], int(total))[:total]
	for _, e := range edges {
		from, to := span(e)
		for i := from; i <= to; i++ {
			x.edges[x.next[i]] = e
			x.next[i]++
		}
	}
}

// zeros is n zeros, where there is room in the place of old numbers.
func zeros(old []int32, n int) []int32 {
	fresh := slices.Grow(old[:0], n)[:n]
	clear(fresh)
	return fresh
}

// at is the strip of an x, the first or last for one outside.
func (x *strips) at(v float64) int {
	if !(x.width > 0) {
		return 0
	}
	return int(min(max((v-x.low)/x.width, 0), float64(len(x.first)-2)))
}

func (x *strips) in(i int) [][2]orb.Point { return x.edges[x.first[i]:x.first[i+1]] }

// distance is the distance of p from the nearest edge, negative where an upright
// ray from p meets an even number of edges: outside the shape they bound.
func (x *strips) distance(p orb.Point) float64 {
	here := x.at(p[0])
	least, inside := nearer(x.in(here), p, math.Inf(1)), false
	for _, e := range x.in(here) {
		a, b := e[0], e[1]
		if (a[0] > p[0]) != (b[0] > p[0]) && p[1] < a[1]+(p[0]-a[0])*(b[1]-a[1])/(b[0]-a[0]) {
			inside = !inside
		}
	}
	// Outwards, until the strips are further than the nearest edge.
	for left, right := here-1, here+1; ; left, right = left-1, right+1 {
		searched := false
		if left >= 0 {
			if d := p[0] - (x.low + float64(left+1)*x.width); d <= 0 || d*d <= least {
				searched = true
				least = nearer(x.in(left), p, least)
			}
		}
		if right < len(x.first)-1 {
			if d := x.low + float64(right)*x.width - p[0]; d <= 0 || d*d <= least {
				searched = true
				least = nearer(x.in(right), p, least)
			}
		}
		if !searched {
			break
		}
	}
	if inside {
		return math.Sqrt(least)
	}
	return -math.Sqrt(least)
}

// nearer is the square of the distance from p to the nearest of the edges, or least
// where none is nearer. An edge whose line is further than that, and further than
// rounding tells, is passed over before its foot is found.
func nearer(edges [][2]orb.Point, p orb.Point, least float64) float64 {
	const more, micrometre = 1 + 1e-6, 1e-6
	for i := range edges {
		a, b := &edges[i][0], &edges[i][1]
		dx, dy := b[0]-a[0], b[1]-a[1]
		px, py := p[0]-a[0], p[1]-a[1]
		switch along, l := px*dx+py*dy, dx*dx+dy*dy; {
		case along <= 0: // a is nearest
		case along >= l: // b is
			px, py = px-dx, py-dy
		default:
			if off := px*dy - py*dx; off*off > (least*more+micrometre*micrometre)*l {
				continue
			}
			t := along / l
			px, py = px-t*dx, py-t*dy
		}
		least = min(least, px*px+py*py)
	}
	return least
}

// probes is a heap of squares to search, that of the furthest reach first.
type probes []probe

func (q *probes) push(p probe) {
	h := append(*q, p)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if h[up].reach >= p.reach {
			break
		}
		h[i] = h[up]
		i = up
	}
	h[i] = p
	*q = h
}

func (q *probes) pop() probe {
	h := *q
	top, last := h[0], len(h)-1
	p := h[last]
	h = h[:last]
	*q = h
	for i := 0; last > 0; {
		largest, reach := i, p.reach
		for c := 2*i + 1; c < min(2*i+3, last); c++ {
			if h[c].reach > reach {
				largest, reach = c, h[c].reach
			}
		}
		if largest == i {
			h[i] = p
			break
		}
		h[i] = h[largest]
		i = largest
	}
	return top
}
