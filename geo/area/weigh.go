package area

import (
	"math"

	"github.com/paulmach/orb"
)

// weigher integrates a weight in coordinates from an origin.
type weigher struct {
	*Weight
	u0, v0 float64 // of the origin, in −1…1
	nodes  []float64
	shares []float64 // of the nodes; they add up to 1
}

func (w *Weight) from(origin orb.Point) weigher {
	if w == nil {
		return weigher{}
	}
	g := weigher{Weight: w, u0: (origin[0] - w.centre[0]) * w.scale[0], v0: (origin[1] - w.centre[1]) * w.scale[1]}
	// Along an edge, the integral over y is a polynomial in x of one degree
	// more: k points integrate up to degree 2k−1.
	r := gauss[w.degree/2-1]
	g.nodes, g.shares = r.at, r.share
	return g
}

// under is the weight between the height base and a line that runs from y0 above
// it at x0 to y1 at x1.
func (g *weigher) under(x0, x1, y0, y1, base float64) float64 {
	var column [mostDegree + 1]float64
	sum := 0.0
	for i, s := range g.nodes {
		g.column(&column, g.u0+(x0+(x1-x0)*s)*g.scale[0])
		y := y0 + (y1-y0)*s
		mean := 0.0
		for k, r := range g.nodes {
			mean += g.shares[k] * horner(column[:g.degree+1], g.v0+(base+y*r)*g.scale[1])
		}
		sum += g.shares[i] * y * mean
	}
	return sum * (x1 - x0)
}

// lower is the weight under the lower of two lines, which run from e0 to e1 and
// from f0 to f1.
func (g *weigher) lower(x0, x1, e0, e1, f0, f1, base float64) float64 {
	d0, d1 := e0-f0, e1-f1
	switch {
	case d0 <= 0 && d1 <= 0:
		return g.under(x0, x1, e0, e1, base)
	case d0 >= 0 && d1 >= 0:
		return g.under(x0, x1, f0, f1, base)
	}
	t := d0 / (d0 - d1)
	x, y := x0+t*(x1-x0), e0+t*(e1-e0)
	if d0 < 0 {
		return g.under(x0, x, e0, y, base) + g.under(x, x1, y, f1, base)
	}
	return g.under(x0, x, f0, y, base) + g.under(x, x1, y, e1, base)
}

// Area is the weighted area of g: shells less holes, whichever way they run.
func (w *Weight) Area(g orb.MultiPolygon) float64 {
	b := boundOf(g)
	size := sizeOf(g)
	if none := zero(size); none != 0 || b.IsEmpty() {
		return none
	}
	origin := near(b)
	from, sum := w.from(origin), total{}
	base := b.Min[1] - origin[1]
	s := borrow()
	defer scratches.Put(s)
	s.a = appendSegments(s.a, g, mixed, origin, everywhere)
	for _, e := range s.a {
		// An edge that runs to the left has the area below it.
		sum.add(from.under(e.b[0], e.a[0], e.b[1]-base, e.a[1]-base, base))
	}
	return math.Max(sum.sum+sum.rest, 0)
}

// rule is Gauss's rule on 0…1.
type rule struct{ at, share []float64 }

// gauss are the rules of 2 to 7 points: Abramowitz and Stegun, table 25.4.
var gauss = [6]rule{
	onUnit([]float64{0.5773502691896257645091488}, []float64{1}, 0),
	onUnit([]float64{0.7745966692414833770358531}, []float64{0.5555555555555555555555556}, 0.8888888888888888888888889),
	onUnit([]float64{0.3399810435848562648026658, 0.8611363115940525752239465}, []float64{0.6521451548625461426269361, 0.3478548451374538573730639}, 0),
	onUnit([]float64{0.5384693101056830910363144, 0.9061798459386639927976269}, []float64{0.4786286704993664680412915, 0.2369268850561890875142640}, 0.5688888888888888888888889),
	onUnit([]float64{0.2386191860831969086305017, 0.6612093864662645136613996, 0.9324695142031520278123016}, []float64{0.4679139345726910473898703, 0.3607615730481386075698335, 0.1713244923791703450402961}, 0),
	onUnit([]float64{0.4058451513773971669066064, 0.7415311855993944398638648, 0.9491079123427585245261897}, []float64{0.3818300505051189449503698, 0.2797053914892766679014678, 0.1294849661688696932706114}, 0.4179591836734693877551020),
}

// onUnit moves a rule from −1…1, of which the right half and the weight of the
// middle, if it is a node, are given.
func onUnit(at, weight []float64, middle float64) (r rule) {
	for i, x := range at {
		r.at = append(r.at, (1-x)/2, (1+x)/2)
		r.share = append(r.share, weight[i]/2, weight[i]/2)
	}
	if middle > 0 {
		r.at, r.share = append(r.at, 0.5), append(r.share, middle/2)
	}
	return r
}
