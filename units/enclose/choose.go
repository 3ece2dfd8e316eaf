package enclose

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/ring"
	"renewal/units/enclose/wording"
)

// choose takes one of several rings, and says what decided. Only rings that bridge as
// little as the best, to within what no bridge is listed for, are candidates.
func choose(rings []ring.Ring, a Area, touch float64) (chosen ring.Ring, by string, others []ring.Ring) {
	candidates := slices.DeleteFunc(slices.Clone(rings), func(r ring.Ring) bool { return r.Bridged > rings[0].Bridged+touch })
	if len(candidates) == 1 {
		return candidates[0], "", nil
	}
	right := func(r ring.Ring) bool {
		return !slices.ContainsFunc(r.Legs, func(l ring.Leg) bool { return !liesAt(r, l, a.Edges[l.Edge].Side) })
	}
	sided := slices.DeleteFunc(slices.Clone(candidates), func(r ring.Ring) bool { return !right(r) })
	by = "length"
	pool := candidates
	if len(sided) > 0 && len(sided) < len(candidates) {
		pool, by = sided, "sides"
	}
	if published := a.Statement.Area; published > 0 && len(pool) > 1 {
		by = "published_area"
		pool = slices.SortedStableFunc(slices.Values(pool), func(p, q ring.Ring) int {
			return cmp.Compare(math.Abs(p.Area-published), math.Abs(q.Area-published))
		})
	}
	chosen = pool[0]
	for _, r := range candidates {
		if !sameShape(r.Shape, chosen.Shape) {
			others = append(others, r)
		}
	}
	return chosen, by, others
}

func sameShape(a, b orb.Polygon) bool { return slices.Equal(a[0], b[0]) }

// directions of sides, as unit vectors.
var directions = map[wording.Side]orb.Point{
	wording.East: {1, 0}, wording.Northeast: {math.Sqrt2 / 2, math.Sqrt2 / 2}, wording.North: {0, 1}, wording.Northwest: {-math.Sqrt2 / 2, math.Sqrt2 / 2},
	wording.West: {-1, 0}, wording.Southwest: {-math.Sqrt2 / 2, -math.Sqrt2 / 2}, wording.South: {0, -1}, wording.Southeast: {math.Sqrt2 / 2, -math.Sqrt2 / 2},
}

// liesAt reports whether a leg lies on a side of its ring: the middle of what it is
// long, seen from the middle of the ring's box, within 90° of that side. A leg without a
// side lies right.
func liesAt(r ring.Ring, l ring.Leg, side wording.Side) bool {
	to, ok := directions[side]
	length := geo.Length(l.Path)
	if !ok || length == 0 || r.Area == 0 {
		return true
	}
	centre, middle := r.Shape.Bound().Center(), orb.Point{}
	for i := 1; i < len(l.Path); i++ {
		p, q := l.Path[i-1], l.Path[i]
		share := geo.Length(orb.LineString{p, q}) / length
		middle[0] += share * ((p[0]+q[0])/2 - centre[0])
		middle[1] += share * ((p[1]+q[1])/2 - centre[1])
	}
	return middle[0]*to[0]+middle[1]*to[1] > 0
}
