package geo

import (
	"slices"

	"github.com/paulmach/orb"
)

// Doubt tells how far the drawing of an invalid area leaves open which land it
// means, mended being what [Repair] made of it. Rings that cross, overlap or
// run backwards can be read in several ways, each of which some program follows:
//
//   - as mended
//   - by parity: in a polygon, what its rings enclose an odd number of times; parts
//     are united
//   - by winding: what the shell goes round at all and no hole does
//   - by direction: the same, of one direction only, the one in which the larger
//     part of the ring runs
//   - by parity of all rings of all parts together, as drawn on a screen
//
// all is the land that any reading takes, in m², and doubt the part of it that
// not every reading takes: it bounds what a mend can have moved, whatever was
// meant. In a bow-tie, whose signed areas cancel, it is the smaller lobe; of a
// hole outside its shell, the hole; where parts overlap, the overlap. A part that is
// there twice, point by point, counts once. On a valid area all readings agree,
// and doubt is 0. A drawing too tangled to be swept in maxSweep steps is in doubt
// as a whole.
//
// The plane is swept in strips between the heights of vertices and crossings, so
// that rounding moves no more than the strip of a rounded crossing. The shape may
// have unclosed rings; its coordinates must be finite.
func Doubt(shape, mended orb.MultiPolygon) (all, doubt float64) {
	s := newSweep(shape, mended)
	for k := 1; k < len(s.heights); k++ {
		if s.strip(s.heights[k-1], s.heights[k]); s.steps > maxSweep {
			whole := Area(mended)
			return whole, whole
		}
	}
	return s.all, s.doubt
}

// maxSweep bounds the edges looked at in all strips, so that no drawing holds a run
// up for long.
const maxSweep = 1e8

// sweep adds up land by how the rings go round it.
type sweep struct {
	edges   []ringEdge // by ascending low end
	heights []float64  // of the vertices, each once
	shells  []bool     // ring → it is the first of its polygon
	signs   []int      // ring → the direction of its larger part
	polygon []int      // ring → its polygon
	mend    int        // the polygon that stands for the mended shape
	steps   int        // edges looked at so far
	next    int        // the first edge that no strip has reached
	active  []ringEdge // edges across the strip

	all, doubt float64
	state      readings
}

// ringEdge is an edge from its low end to its high one.
type ringEdge struct {
	low, high orb.Point
	ring      int
	turn      int // what crossing it to the right adds to the turns of its ring
	at        [2]float64
}

func newSweep(shape, mended orb.MultiPolygon) *sweep {
	s := &sweep{mend: len(shape)}
	for p, rings := range shape {
		if slices.ContainsFunc(shape[:p], rings.Equal) {
			continue // drawn twice, which leaves nothing open
		}
		for k, r := range rings {
			s.take(r, p, k == 0)
		}
	}
	for _, rings := range mended {
		for _, r := range rings {
			s.take(r, s.mend, true)
		}
	}
	slices.Sort(s.heights)
	s.heights = slices.Compact(s.heights)
	slices.SortFunc(s.edges, func(e, f ringEdge) int { return compareFloats(e.low[1], f.low[1]) })
	s.state.turns = make([]int, len(s.shells))
	s.state.of = make([]reading, len(shape)+1)
	return s
}

// take takes in a ring of a polygon.
func (s *sweep) take(r orb.Ring, polygon int, shell bool) {
	ring, sign := len(s.shells), 1
	if RingArea(r) < 0 {
		sign = -1
	}
	s.shells, s.polygon, s.signs = append(s.shells, shell), append(s.polygon, polygon), append(s.signs, sign)
	for i := range r {
		a, b := r[i], r[(i+1)%len(r)]
		s.heights = append(s.heights, a[1])
		switch { // going round the land on its left
		case a[1] < b[1]:
			s.edges = append(s.edges, ringEdge{low: a, high: b, ring: ring, turn: -1})
		case a[1] > b[1]:
			s.edges = append(s.edges, ringEdge{low: b, high: a, ring: ring, turn: 1})
		}
	}
}

// x is where an edge is at a height.
func (e *ringEdge) x(y float64) float64 {
	switch y {
	case e.low[1]:
		return e.low[0]
	case e.high[1]:
		return e.high[0]
	}
	return e.low[0] + (e.high[0]-e.low[0])*((y-e.low[1])/(e.high[1]-e.low[1]))
}

// strip adds up the land between two heights, where every active edge goes all
// the way across. Where two of them cross, the strip is cut.
func (s *sweep) strip(from, to float64) {
	s.active = slices.DeleteFunc(s.active, func(e ringEdge) bool { return e.high[1] <= from })
	for ; s.next < len(s.edges) && s.edges[s.next].low[1] <= from; s.next++ {
		s.active = append(s.active, s.edges[s.next])
	}
	s.steps += len(s.active)
	for i := range s.active {
		s.active[i].at = [2]float64{s.active[i].x(from), s.active[i].x(to)}
	}
	slices.SortFunc(s.active, func(e, f ringEdge) int {
		if c := compareFloats(e.at[0], f.at[0]); c != 0 {
			return c
		}
		return compareFloats(e.at[1], f.at[1])
	})
	cuts := []float64{from, to}
	// Sorting by the upper ends by insertion takes a step for each crossing.
	for j := range s.active {
		for i := j; i > 0 && s.active[i-1].at[1] > s.active[i].at[1]; i-- {
			e, f := &s.active[i-1], &s.active[i]
			below, above := f.at[0]-e.at[0], e.at[1]-f.at[1]
			if s.steps++; s.steps > maxSweep {
				return
			}
			cuts = append(cuts, from+(to-from)*(below/(below+above)))
			*e, *f = *f, *e
		}
	}
	slices.Sort(cuts)
	for k := 1; k < len(cuts); k++ {
		s.add(cuts[k-1], cuts[k])
	}
}

// add adds up a strip in which no edges cross. Between two that follow each other
// lies a trapezium, as wide as at half its height.
func (s *sweep) add(from, to float64) {
	if s.steps += len(s.active); s.steps > maxSweep {
		return
	}
	middle := from + (to-from)/2
	for i := range s.active {
		s.active[i].at[0] = s.active[i].x(middle)
	}
	slices.SortFunc(s.active, func(e, f ringEdge) int { return compareFloats(e.at[0], f.at[0]) })
	s.state.clear()
	for i := range s.active {
		e := &s.active[i]
		s.state.cross(s, e)
		if i+1 == len(s.active) {
			break
		}
		land := (s.active[i+1].at[0] - e.at[0]) * (to - from)
		some, every := s.state.taken()
		if some {
			s.all += land
			if !every {
				s.doubt += land
			}
		}
	}
}

// readings is how the land right of the edges crossed so far is read.
type readings struct {
	turns    []int     // by ring: how often it goes round the land, signed
	of       []reading // by polygon; the last is the mended shape
	crossed  int       // edges drawn
	polygons [3]int    // how many polygons take the land, by reading
}

// reading is what one polygon says of the land.
type reading struct {
	crossed int // edges of the polygon
	shell   int // turns of the shell
	sign    int // in which it counts
	holes   int // that go round it at all
	proper  int // holes that go round it in their own direction
}

func (r *readings) clear() {
	clear(r.turns)
	clear(r.of)
	r.crossed, r.polygons = 0, [3]int{}
}

func (r *readings) cross(s *sweep, e *ringEdge) {
	p := &r.of[s.polygon[e.ring]]
	if s.polygon[e.ring] == s.mend {
		p.crossed++
		return
	}
	r.count(p, -1)
	was := r.turns[e.ring]
	is := was + e.turn
	r.turns[e.ring] = is
	sign := s.signs[e.ring]
	if s.shells[e.ring] {
		p.shell, p.sign = is, sign
	} else {
		p.holes += one(is != 0) - one(was != 0)
		p.proper += one(is*sign > 0) - one(was*sign > 0)
	}
	p.crossed++
	r.crossed++
	r.count(p, 1)
}

func (r *readings) count(p *reading, n int) {
	if p.crossed%2 == 1 {
		r.polygons[0] += n
	}
	if p.shell != 0 && p.holes == 0 {
		r.polygons[1] += n
	}
	if p.shell*p.sign > 0 && p.proper == 0 {
		r.polygons[2] += n
	}
}

// taken tells whether some reading takes the land, and whether every one does.
func (r *readings) taken() (some, every bool) {
	drawn, mended := r.crossed%2 == 1, r.of[len(r.of)-1].crossed%2 == 1
	some, every = drawn || mended, drawn && mended
	for _, n := range r.polygons {
		some, every = some || n > 0, every && n > 0
	}
	return some, every
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// compareFloats orders finite numbers, faster than cmp.Compare, which looks for
// NaN.
func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
