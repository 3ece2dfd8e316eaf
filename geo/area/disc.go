package area

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// disc is a circle around the origin, and what areas in it are weighted by, in
// coordinates from there.
type disc struct {
	radius float64
	by     weigher
}

// addTo adds the area of the cell within the circle around c. Each edge that is
// not wholly in the circle adds an angle with an error of a few roundings. What
// wedges hold beyond the cell, maybe beyond the box of the weight, cancels.
func (d *disc) addTo(t *total, cell []orb.Ring, c orb.Point) {
	whole := farthest(cell, c) <= d.radius
	for _, r := range cell {
		if whole && d.by.Weight == nil {
			t.add(geo.RingArea(r))
			continue
		}
		t.slack += float64(len(r)) * d.radius * d.radius
		last := at(r[len(r)-1], c)
		for _, p := range r {
			next := at(p, c)
			t.add(d.wedge(last, next))
			last = next
		}
	}
}

// wedge is the signed area that the triangle from the origin to a to b shares
// with the circle.
func (d *disc) wedge(a, b orb.Point) float64 {
	r := d.radius
	if math.Hypot(a[0], a[1]) <= r && math.Hypot(b[0], b[1]) <= r {
		return d.triangle(a, b)
	}
	cross := a[0]*b[1] - a[1]*b[0]
	dx, dy := b[0]-a[0], b[1]-a[1]
	l2 := dx*dx + dy*dy
	reach := l2*r*r - cross*cross // where the line meets the circle, if above 0
	if !(reach > 0) {
		return d.sector(a, b)
	}
	mid, root := -(a[0]*dx+a[1]*dy)/l2, math.Sqrt(reach)/l2
	t0, t1 := mid-root, mid+root
	if t0 >= 1 || t1 <= 0 {
		return d.sector(a, b)
	}
	p, q, area := a, b, 0.0
	if t0 > 0 {
		p = orb.Point{a[0] + t0*dx, a[1] + t0*dy}
		area += d.sector(a, p)
	}
	if t1 < 1 {
		q = orb.Point{a[0] + t1*dx, a[1] + t1*dy}
		area += d.sector(q, b)
	}
	return area + d.triangle(p, q)
}

// triangle is the signed area of the triangle from the origin to a to b. Where it
// is weighted, Gauss's rule along the edge and from the origin to it is exact.
func (d *disc) triangle(a, b orb.Point) float64 {
	cross := a[0]*b[1] - a[1]*b[0]
	if d.by.Weight == nil {
		return cross / 2
	}
	sum := 0.0
	for i, t := range d.by.nodes {
		x, y := a[0]+t*(b[0]-a[0]), a[1]+t*(b[1]-a[1])
		sum += d.by.shares[i] * d.by.ray(x, y)
	}
	return cross * sum
}

// sector is the signed area of the circle between the directions of a and b.
func (d *disc) sector(a, b orb.Point) float64 {
	angle := math.Atan2(a[0]*b[1]-a[1]*b[0], a[0]*b[0]+a[1]*b[1])
	if d.by.Weight == nil {
		return d.radius * d.radius / 2 * angle
	}
	// Around the circle a density is no polynomial, but nearly even: four points or
	// more to a quarter leave less than 10⁻⁷ of what it varies by.
	around := gauss[max(len(d.by.nodes), 4)-2]
	from, turns := math.Atan2(a[1], a[0]), math.Ceil(math.Abs(angle)/(math.Pi/2))
	sum := 0.0
	for k := 0.0; k < turns; k++ {
		for i, t := range around.at {
			sin, cos := math.Sincos(from + angle*(k+t)/turns)
			sum += around.share[i] / turns * d.by.ray(d.radius*cos, d.radius*sin)
		}
	}
	return d.radius * d.radius * angle * sum
}

// ray is the weight along the ray from the origin to a point, each place counting
// by its share of the way.
func (g *weigher) ray(x, y float64) float64 {
	sum := 0.0
	for i, s := range g.nodes {
		var column [mostDegree + 1]float64
		g.column(&column, g.u0+s*x*g.scale[0])
		sum += g.shares[i] * s * horner(column[:g.degree+1], g.v0+s*y*g.scale[1])
	}
	return sum
}
