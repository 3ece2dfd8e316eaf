package engine

import (
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// What can be wrong with a ring before GEOS sees it.
const (
	unclosed = "unclosed ring"
	tooShort = "ring with fewer than three distinct points"
)

// defect is what is wrong with a shape, and where.
type defect struct {
	reason string
	place  orb.Point
}

// tidy returns a copy of g whose rings are sound one by one: closed, without
// repeated consecutive points, with at least three distinct points, shells
// counter-clockwise and holes clockwise. A shell that is dropped takes its holes
// along. It reports the first unclosed and the first dropped ring; repeated
// points and rings that run the wrong way are no defects.
func tidy(g orb.MultiPolygon) (orb.MultiPolygon, []defect) {
	var defects []defect
	report := func(reason string, r orb.Ring) {
		if !slices.ContainsFunc(defects, func(d defect) bool { return d.reason == reason }) {
			d := defect{reason: reason}
			if len(r) > 0 {
				d.place = r[0]
			}
			defects = append(defects, d)
		}
	}
	tidied := make(orb.MultiPolygon, 0, len(g))
	for _, p := range g {
		var q orb.Polygon
		for i, r := range p {
			ring := without(r)
			if distinct(ring) < 3 {
				report(tooShort, r)
				if i == 0 {
					break
				}
				continue
			}
			if r[0] != r[len(r)-1] {
				report(unclosed, r)
			}
			q = append(q, directed(append(ring, ring[0]), i == 0))
		}
		if len(q) > 0 {
			tidied = append(tidied, q)
		}
	}
	return tidied, defects
}

// sound makes what GEOS returned sound: it drops the rings that reading at
// double precision left without extent.
func sound(g orb.MultiPolygon) orb.MultiPolygon {
	g, _ = tidy(g)
	return g
}

// without is an open copy of r without repeated consecutive points.
func without(r orb.Ring) orb.Ring {
	open := make(orb.Ring, 0, len(r)+1)
	for _, p := range r {
		if len(open) == 0 || open[len(open)-1] != p {
			open = append(open, p)
		}
	}
	for len(open) > 1 && open[len(open)-1] == open[0] {
		open = open[:len(open)-1]
	}
	return open
}

// distinct counts the distinct points of an open ring, up to three.
func distinct(r orb.Ring) int {
	n := min(len(r), 1)
	var second orb.Point
	for _, p := range r {
		switch {
		case p == r[0]:
		case n == 1:
			second, n = p, 2
		case p != second:
			return 3
		}
	}
	return n
}

// directed returns r, turned round in place if it runs the wrong way.
func directed(r orb.Ring, shell bool) orb.Ring {
	if t := exact.Turn(r); shell && t < 0 || !shell && t > 0 {
		slices.Reverse(r)
	}
	return r
}

// finite returns an error that wraps ErrNotFinite and tells which coordinate
// it is, counting from 0.
func finite(g orb.MultiPolygon) error {
	for i, p := range g {
		for j, r := range p {
			for k, c := range r {
				if c[0]-c[0] != 0 || c[1]-c[1] != 0 {
					return fmt.Errorf("%w: polygon %d, ring %d, point %d", ErrNotFinite, i, j, k)
				}
			}
		}
	}
	return nil
}
