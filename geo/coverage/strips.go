package coverage

import (
	"math"

	"github.com/paulmach/orb"
)

// strips finds the edges beside a point: upright strips of equal width know the
// edges that pass them. A long shape laid along the x axis has few in each.
type strips struct {
	low, width float64
	first      []int32 // strip i holds edges[first[i]:first[i+1]]
	edges      [][2]orb.Point
}

// mostStrips bounds the strips of one shape: with more, filling them costs more
// than they save.
const mostStrips = 1 << 12

func newStrips(edges [][2]orb.Point, box orb.Bound) *strips {
	n := min(1+len(edges)/2, mostStrips)
	x := &strips{low: box.Min[0], width: (box.Max[0] - box.Min[0]) / float64(n), first: make([]int32, n+1)}
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
	next := append([]int32(nil), x.first...)
	x.edges = make([][2]orb.Point, total)
	for _, e := range edges {
		from, to := span(e)
		for i := from; i <= to; i++ {
			x.edges[next[i]] = e
			next[i]++
		}
	}
	return x
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
	least, inside := math.Inf(1), false
	for _, e := range x.in(here) {
		least = min(least, squaredDistance(p, e[0], e[1]))
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
				for _, e := range x.in(left) {
					least = min(least, squaredDistance(p, e[0], e[1]))
				}
			}
		}
		if right < len(x.first)-1 {
			if d := x.low + float64(right)*x.width - p[0]; d <= 0 || d*d <= least {
				searched = true
				for _, e := range x.in(right) {
					least = min(least, squaredDistance(p, e[0], e[1]))
				}
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

// probes is a heap of squares to search, that of the furthest reach first.
type probes []probe

func (q *probes) push(p probe) {
	h := append(*q, p)
	i := len(h) - 1
	for i > 0 {
		up := (i - 1) / 2
		if h[up].reach >= h[i].reach {
			break
		}
		h[up], h[i] = h[i], h[up]
		i = up
	}
	*q = h
}

func (q *probes) pop() probe {
	h := *q
	top, last := h[0], len(h)-1
	h[0] = h[last]
	h = h[:last]
	for i := 0; ; {
		largest := i
		for _, c := range [2]int{2*i + 1, 2*i + 2} {
			if c < last && h[c].reach > h[largest].reach {
				largest = c
			}
		}
		if largest == i {
			break
		}
		h[i], h[largest] = h[largest], h[i]
		i = largest
	}
	*q = h
	return top
}
