package inspect

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// needle is how far apart the two sides of a spike may be, in metres: a
// centimetre is below what any survey of a plan resolves.
const needle = 0.01

// swapped is how many points in the wrong order still make a bow-tie: two, or
// three where the outer ones changed places. More are a stretch that runs
// backwards.
const swapped = 3

// flaw is something wrong with a ring.
type flaw struct {
	kind   Kind
	place  orb.Point
	count  int     // repeated points; points in the wrong order
	length float64 // of the spike, or of the stretch between crossings
}

// ringFlaws lists what is wrong with one ring by itself: not closed, too few or
// repeated points, spikes, crossings. deep also looks for crossings, which costs
// more; the others are seen in passing.
func ringFlaws(ring []orb.Point, deep bool) []flaw {
	var flaws []flaw
	if len(ring) == 0 {
		return nil
	}
	closed := ring[0] == ring[len(ring)-1]
	points := make([]orb.Point, 0, len(ring))
	repeats, first := 0, orb.Point{}
	for i, p := range ring {
		if i > 0 && p == ring[i-1] {
			if repeats++; repeats == 1 {
				first = p
			}
			continue
		}
		points = append(points, p)
	}
	if closed && len(points) > 1 {
		points = points[:len(points)-1]
	}
	if len(points) < 3 {
		return append(flaws, flaw{kind: TooFewPoints, place: ring[0], count: len(points)})
	}
	if repeats > 0 {
		flaws = append(flaws, flaw{kind: Repeated, place: first, count: repeats})
	}
	if !closed {
		gap := math.Hypot(ring[0][0]-ring[len(ring)-1][0], ring[0][1]-ring[len(ring)-1][1])
		flaws = append(flaws, flaw{kind: NotClosed, place: ring[len(ring)-1], length: gap})
	}
	if !deep {
		return flaws
	}
	crossed, inside := crossings(points)
	return append(append(flaws, crossed...), turnBacks(points, inside)...)
}

// turnBacks finds points where a ring turns back on itself: one is a spike, two
// close together are points in the wrong order along a straight line. Those in
// stretches that cross themselves anyhow are left out.
func turnBacks(points []orb.Point, inside []bool) []flaw {
	n := len(points)
	var flaws []flaw
	last := -1 // the point of the last flaw
	for i := range n {
		length, is := spikeAt(points[(i+n-1)%n], points[i], points[(i+1)%n])
		if !is || inside[i] {
			continue
		}
		if last >= 0 && i-last <= swapped {
			f := &flaws[len(flaws)-1]
			f.kind, f.count, f.length = BowTie, i-last+1, f.length+length
			continue
		}
		flaws, last = append(flaws, flaw{kind: Spike, place: points[i], length: length}), i
	}
	return flaws
}

// spikeAt reports whether the way from a to tip turns back on itself to b, and
// how far out the shorter side goes.
func spikeAt(a, tip, b orb.Point) (length float64, is bool) {
	ux, uy, vx, vy := a[0]-tip[0], a[1]-tip[1], b[0]-tip[0], b[1]-tip[1]
	u, v := math.Hypot(ux, uy), math.Hypot(vx, vy)
	if u == 0 || v == 0 || ux*vx+uy*vy <= 0 {
		return 0, false
	}
	apart := math.Abs(ux*vy-uy*vx) / max(u, v) // of the nearer end from the longer side
	return min(u, v), apart <= needle && min(u, v) > 10*apart
}

// crossing is a pair of edges that cross, i before j.
type crossing struct {
	i, j  int
	place orb.Point
}

// stretch is points of a ring in a row that are in the wrong order.
type stretch struct {
	from, points int
	place        orb.Point
}

// crossings groups the places where a ring crosses itself by the stretch of
// points between, and tells bow-ties from longer stretches. It also says which
// points belong to a stretch, or lie next to one.
func crossings(points []orb.Point) (flaws []flaw, inside []bool) {
	n := len(points)
	inside = make([]bool, n)
	for _, s := range stretchesOf(points) {
		f := flaw{kind: BowTie, place: s.place, count: s.points}
		if s.points > swapped {
			f.kind = SelfCrossing
		}
		for k := -1; k <= s.points; k++ {
			at := (s.from + k + n) % n
			inside[at] = true
			if k >= 0 && k < s.points {
				p, q := points[at], points[(at+1)%n]
				f.length += math.Hypot(q[0]-p[0], q[1]-p[1])
			}
		}
		flaws = append(flaws, f)
	}
	return flaws, inside
}

// stretchesOf finds the stretches between edges that cross. The points between
// two such edges are in the wrong order: i+1 to j, or the others if they are
// fewer. What lies within a longer stretch is part of it, and so is one nearer
// to it than it is long itself: where a stretch that runs backwards winds about
// the edges to its ends, it is cut in several.
func stretchesOf(points []orb.Point) []stretch {
	n := len(points)
	var all []stretch
	for _, c := range edgeCrossings(points) {
		s := stretch{c.i + 1, c.j - c.i, c.place}
		if 2*s.points > n {
			s.from, s.points = (c.j+1)%n, n-s.points
		}
		all = append(all, s)
	}
	slices.SortStableFunc(all, func(a, b stretch) int { return b.points - a.points })
	var kept []stretch
	for _, s := range all {
		if !slices.ContainsFunc(kept, func(k stretch) bool {
			after, before := (s.from-k.from+n)%n, (k.from-s.from+n)%n
			return after < k.points || before < s.points
		}) {
			kept = append(kept, s)
		}
	}
	slices.SortFunc(kept, func(a, b stretch) int { return a.from - b.from })
	var joined []stretch
	for _, s := range kept {
		if last := len(joined) - 1; last >= 0 {
			before := &joined[last]
			if apart := s.from - before.from - before.points; apart <= min(s.points, before.points) {
				before.points = s.from + s.points - before.from
				continue
			}
		}
		joined = append(joined, s)
	}
	return joined
}

// edgeCrossings finds the pairs of edges of an open ring that cross each other
// in their insides, in order. Edges that merely touch do not count.
func edgeCrossings(points []orb.Point) []crossing {
	n := len(points)
	boxes := make([]orb.Bound, n)
	for i, p := range points {
		e := edge{a: p, b: points[(i+1)%n]}
		boxes[i] = e.bound()
	}
	index := geo.NewIndex(boxes)
	var found []crossing
	var near []int
	for i, a := range points {
		b := points[(i+1)%n]
		near = index.AppendTouching(near, boxes[i])
		for _, j := range near {
			if j <= i {
				continue
			}
			if at, ok := crossAt(a, b, points[j], points[(j+1)%n]); ok {
				found = append(found, crossing{i, j, at})
			}
		}
	}
	return found
}

// crossAt is where two edges cross in their insides.
func crossAt(a, b, c, d orb.Point) (orb.Point, bool) {
	ca, da := side(a, b, c), side(a, b, d)
	ac, bc := side(c, d, a), side(c, d, b)
	if !(ca > 0 && da < 0 || ca < 0 && da > 0) || !(ac > 0 && bc < 0 || ac < 0 && bc > 0) {
		return orb.Point{}, false
	}
	t := ac / (ac - bc)
	return orb.Point{a[0] + t*(b[0]-a[0]), a[1] + t*(b[1]-a[1])}, true
}

// side is positive where c lies to the left of the way from a to b.
func side(a, b, c orb.Point) float64 {
	return (b[0]-a[0])*(c[1]-a[1]) - (b[1]-a[1])*(c[0]-a[0])
}
