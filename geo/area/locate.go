package area

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// strips hold the edges of an area by height, in the coordinates they were given
// in: what is asked of them has an exact answer.
type strips struct {
	low    float64   // where the first begins
	scale  float64   // strips to a unit of height
	starts []int32   // strip i holds edges[starts[i]:starts[i+1]]
	edges  []segment // with the area on their left
}

// newStrips sorts the edges of g into about a quarter as many strips as it has edges.
func newStrips(g orb.MultiPolygon, t turn) strips {
	points := 0
	for _, p := range g {
		for _, r := range p {
			points += len(r)
		}
	}
	all := make([]segment, 0, points)
	for _, p := range g {
		for i, r := range p {
			if len(r) == 0 {
				continue
			}
			forward := t == left || t == mixed && exact.Turn(r) > 0 == (i == 0)
			last := r[len(r)-1]
			for _, c := range r {
				switch {
				case c == last:
				case forward:
					all = append(all, segment{last, c})
				default:
					all = append(all, segment{c, last})
				}
				last = c
			}
		}
	}
	if len(all) == 0 {
		return strips{}
	}
	w := boxOf(all)
	n := max(len(all)/4, 1)
	// Edges that are high go into many strips, so there are fewer of those.
	high := 0.0
	for _, g := range all {
		high += math.Abs(g.b[1] - g.a[1])
	}
	h := w.y1 - w.y0
	if h > 0 {
		n = max(min(n, int(4*float64(len(all))*h/high)), 1)
	}
	s := strips{low: w.y0, scale: float64(n) / h, starts: make([]int32, n+1)}
	type stack struct{ from, to int32 }
	reach := make([]stack, len(all)) // the strips of each edge
	for k, g := range all {
		from, to := s.strip(g.a[1]), s.strip(g.b[1])
		if from > to {
			from, to = to, from
		}
		reach[k] = stack{int32(from), int32(to)}
		for i := from; i <= to; i++ {
			s.starts[i+1]++
		}
	}
	for i := range n {
		s.starts[i+1] += s.starts[i]
	}
	s.edges = make([]segment, s.starts[n])
	for k := len(all) - 1; k >= 0; k-- { // backwards, so that ends become starts
		for i := reach[k].from; i <= reach[k].to; i++ {
			s.starts[i+1]--
			s.edges[s.starts[i+1]] = all[k]
		}
	}
	copy(s.starts, s.starts[1:])
	s.starts[n] = int32(len(s.edges))
	return s
}

// strip is the number of the strip that height y falls into. It never falls as y
// grows, so an edge is in the strip of every height it reaches.
func (s *strips) strip(y float64) int {
	at := (y - s.low) * s.scale
	switch last := len(s.starts) - 2; {
	case !(at > 0): // also where there is no height
		return 0
	case at < float64(last):
		return int(at)
	default:
		return last
	}
}

// at are the edges that reach height y, and perhaps others.
func (s *strips) at(y float64) []segment {
	if len(s.edges) == 0 {
		return nil
	}
	i := s.strip(y)
	return s.edges[s.starts[i]:s.starts[i+1]]
}

// Contains reports whether p lies in the outline or on its border. The answer is
// exact for the coordinates as they are stored; it is false for a point that is
// not finite.
func (o *Outline) Contains(p orb.Point) bool {
	if !o.sound() || !o.bound.Contains(p) || p[0]-p[0] != 0 || p[1]-p[1] != 0 {
		return false
	}
	in := false
	for _, g := range o.strips().at(p[1]) {
		low, high := g.a, g.b
		if low[1] > high[1] {
			low, high = high, low
		}
		if p[1] < low[1] || p[1] > high[1] || p[0] > max(low[0], high[0]) {
			continue
		}
		if p[0] >= min(low[0], high[0]) {
			switch exact.Orientation(low, high, p) {
			case 0:
				return true // on the edge, or level with one that is level
			case -1:
				continue // right of the edge
			}
		}
		// The edge is to the right of p. It counts from its lower end up to,
		// not including, its upper end.
		if p[1] < high[1] {
			in = !in
		}
	}
	return in
}
