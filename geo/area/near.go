package area

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// Within is the area of the outline within the distance of any of the points.
// The circles are true circles, and where they overlap the area counts once. It
// is 0 where the distance is not above 0 and NaN if a point or the distance is
// NaN or a point is infinite.
//
// Each point answers for what lies closer to it than to any other: the outline
// is clipped to those half-planes, and the area of what remains within the
// circle is a sum over its edges of the circle's share of a triangle. No step
// decides which circles meet, so circles may touch or coincide. The result is
// off by some 10⁻¹⁵ of a circle's area for each edge clipped.
func (o *Outline) Within(points []orb.Point, distance float64) float64 {
	return o.within(points, distance, nil)
}

// WeightedWithin is Within, weighted; the outline has to lie in the box of the
// weight, and is NaN where it does not. Distances are those of the plane.
func (o *Outline) WeightedWithin(points []orb.Point, distance float64, w *Weight) float64 {
	if o.points > 0 && !o.bound.IsEmpty() && !w.covers(o.bound) {
		return math.NaN()
	}
	return o.within(points, distance, w)
}

func (o *Outline) within(points []orb.Point, distance float64, by *Weight) float64 {
	for _, p := range points {
		if p[0]-p[0] != 0 || p[1]-p[1] != 0 {
			return math.NaN()
		}
	}
	switch {
	case math.IsNaN(distance) || math.IsNaN(o.size):
		return math.NaN()
	case len(points) == 0 || distance <= 0 || o.size == 0 || !o.sound():
		return 0
	}
	most := o.size
	if by != nil {
		most = by.Area(o.shape)
	}
	if math.IsInf(distance, 1) {
		return most
	}
	origin := near(o.bound)
	centres := o.centres(points, distance, origin)
	rings := o.rings(origin)
	t := total{by: weigher{Weight: by}}
	for i, c := range centres {
		cell := o.around(rings, c, distance, origin)
		cell = nearest(cell, centres, i, distance)
		d := disc{distance, by.from(orb.Point{origin[0] + c[0], origin[1] + c[1]})}
		d.addTo(&t, cell, c)
	}
	return t.area(most)
}

// centres are the distinct points whose circles reach the box of the outline,
// from the origin, ordered by x, then y.
func (o *Outline) centres(points []orb.Point, distance float64, origin orb.Point) []orb.Point {
	var centres []orb.Point
	w := boxAt(o.bound, origin)
	for _, p := range points {
		c := at(p, origin)
		dx, dy := c[0]-clamp(c[0], w.x0, w.x1), c[1]-clamp(c[1], w.y0, w.y1)
		if math.Hypot(dx, dy) < distance {
			centres = append(centres, c)
		}
	}
	slices.SortFunc(centres, func(a, b orb.Point) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
	return slices.Compact(centres)
}

// rings are the open rings of the outline from the origin, with the area on
// their left.
func (o *Outline) rings(origin orb.Point) []orb.Ring {
	var rings []orb.Ring
	for _, p := range o.shape {
		for i, r := range p {
			turn := exact.Turn(r)
			if turn == 0 {
				continue
			}
			ring := make(orb.Ring, len(r))
			for k, c := range r {
				ring[k] = at(c, origin)
			}
			if turn > 0 != (i == 0) {
				slices.Reverse(ring)
			}
			rings = append(rings, ring)
		}
	}
	return rings
}

// around is the outline clipped to the box of a circle. Rings may be left with
// edges that run to and fro along the sides of the box; their areas cancel.
func (o *Outline) around(rings []orb.Ring, c orb.Point, distance float64, origin orb.Point) []orb.Ring {
	low, high := orb.Point{c[0] - distance, c[1] - distance}, orb.Point{c[0] + distance, c[1] + distance}
	b := orb.Bound{Min: low, Max: high}
	if o.covers(orb.Bound{Min: orb.Point{origin[0] + low[0], origin[1] + low[1]}, Max: orb.Point{origin[0] + high[0], origin[1] + high[1]}}) {
		return []orb.Ring{b.ToRing()}
	}
	var cell []orb.Ring
	for _, r := range rings {
		if !r.Bound().Intersects(b) {
			continue
		}
		for k := range 2 {
			r = half(r, func(p orb.Point) float64 { return low[k] - p[k] })
			r = half(r, func(p orb.Point) float64 { return p[k] - high[k] })
		}
		if len(r) > 2 {
			cell = append(cell, r)
		}
	}
	return cell
}

// nearest is the part of the cell that is nearer to centre i than to any other.
func nearest(cell []orb.Ring, centres []orb.Point, i int, distance float64) []orb.Ring {
	c := centres[i]
	type neighbour struct {
		p orb.Point
		d float64
	}
	var others []neighbour
	add := func(p orb.Point) {
		if d := math.Hypot(p[0]-c[0], p[1]-c[1]); d < 2*distance {
			others = append(others, neighbour{p, d})
		}
	}
	for k := i - 1; k >= 0 && c[0]-centres[k][0] < 2*distance; k-- {
		add(centres[k])
	}
	for k := i + 1; k < len(centres) && centres[k][0]-c[0] < 2*distance; k++ {
		add(centres[k])
	}
	slices.SortStableFunc(others, func(a, b neighbour) int { return cmp.Compare(a.d, b.d) })
	for _, n := range others {
		if n.d/2 > farthest(cell, c) {
			break // and so are all that follow
		}
		m := orb.Point{(c[0] + n.p[0]) / 2, (c[1] + n.p[1]) / 2}
		dx, dy := n.p[0]-c[0], n.p[1]-c[1]
		kept := cell[:0]
		for _, r := range cell {
			r = half(r, func(p orb.Point) float64 { return (p[0]-m[0])*dx + (p[1]-m[1])*dy })
			if len(r) > 2 {
				kept = append(kept, r)
			}
		}
		cell = kept
	}
	return cell
}

// farthest is the distance from c of the point of the cell farthest from it.
func farthest(cell []orb.Ring, c orb.Point) float64 {
	far := 0.0
	for _, r := range cell {
		for _, p := range r {
			far = max(far, math.Hypot(p[0]-c[0], p[1]-c[1]))
		}
	}
	return far
}

// half is the part of an area where side is not above 0: Sutherland and
// Hodgman, "Reentrant polygon clipping" (1974). side has to be linear. What two
// halves cut from one ring fits together point for point.
func half(r orb.Ring, side func(orb.Point) float64) orb.Ring {
	if len(r) == 0 {
		return nil
	}
	clipped := make(orb.Ring, 0, len(r)+4)
	last := r[len(r)-1]
	atLast := side(last)
	for _, p := range r {
		atP := side(p)
		if atLast < 0 && atP > 0 || atLast > 0 && atP < 0 {
			t := atLast / (atLast - atP)
			clipped = append(clipped, orb.Point{last[0] + t*(p[0]-last[0]), last[1] + t*(p[1]-last[1])})
		}
		if atP <= 0 {
			clipped = append(clipped, p)
		}
		last, atLast = p, atP
	}
	return clipped
}
