package area

import "github.com/paulmach/orb"

// apart reports whether some edge of one of two areas lies on a line between them,
// so that they share nothing. That is how most neighbours lie: parcels on either
// side of a border, whose boxes overlap because it runs aslant.
//
// A line is taken for one between them although rounding moved it by a unit in the
// last place of the areas' extent. What they share then is less than the bound of
// the package comment, and 0 by it.
func apart(a, b orb.MultiPolygon, ma, mb *measures) bool {
	const many = 32 // edges, past which trying each costs more than it saves
	if len(a) != 1 || len(b) != 1 || ma.points > many || mb.points > many {
		return false
	}
	return divides(a[0][0], b[0][0], ma.turn) || divides(b[0][0], a[0][0], mb.turn)
}

// divides reports whether a line along an edge of the ring has the ring on its one
// side and the other ring on its other. They may touch it.
func divides(ring, other orb.Ring, t turn) bool {
	sign := 1.0
	switch t {
	case mixed:
		return false
	case right:
		sign = -1
	}
	p := ring[len(ring)-1]
	for _, q := range ring {
		if dx, dy := sign*(q[0]-p[0]), sign*(q[1]-p[1]); dx != 0 || dy != 0 {
			if !beyond(other, p, -dx, -dy) && !beyond(ring, p, dx, dy) {
				return true
			}
		}
		p = q
	}
	return false
}

// beyond reports whether a point of the ring lies on the right of the line from p
// in the direction (dx, dy).
func beyond(ring orb.Ring, p orb.Point, dx, dy float64) bool {
	for _, c := range ring {
		// Products are rounded on their own, so that the ends of the edge lie on it.
		if float64(dx*(c[1]-p[1]))-float64(dy*(c[0]-p[0])) < 0 {
			return true
		}
	}
	return false
}
