package area

import (
	"errors"
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Weight is a density over a box of the plane, such as the area on the ellipsoid
// for each unit of area on the map: a polynomial, so that the weighted area of
// a ∩ b is the same sum over pairs of edges, each term of which is integrated
// exactly. Weighted areas therefore add up like areas do, whatever is cut.
//
// Edges stay straight in the plane. Where the geodesic between the same two
// points runs beside them, that is another area: at 150 km from the central
// meridian it leaves an edge of 1 km by half a millimetre.
type Weight struct {
	bound     orb.Bound
	centre    orb.Point
	scale     orb.Point // from coordinates to −1…1
	degree    int
	rows      [mostDegree + 1][mostDegree + 1]float64 // of uⁱ vʲ, by i; i + j ≤ degree
	most      float64                                 // no density is above it
	deviation float64
}

// ErrRough is why there is no weight: the density is not smooth enough for the
// box, or the box too large.
var ErrRough = errors.New("density is not smooth over the box")

// ErrUnweighted is what is wrong with an area outside the box of a weight.
var ErrUnweighted = errors.New("outside the box of the weight")

const (
	// mostDegree of a weight: with it, a Mercator map of China still fits.
	mostDegree = 12
	// tolerable is how far a weight may be from the density it stands for,
	// relative to it. Densities that are derived numerically have ten digits.
	tolerable = 1e-10
)

// FitWeight finds the polynomial that stands for a density over the box, of the
// least degree from 2 that comes as near as 10⁻¹⁰ of it. Of a density that does
// not get so near, such as one with a step, it makes nothing but an error that
// wraps [ErrRough]. The density must be above 0.
//
// Method: Chebyshev interpolation in both directions, terms above the degree
// left out, compared with the density half-way between the nodes.
func FitWeight(box orb.Bound, density func(orb.Point) (float64, error)) (*Weight, error) {
	w := &Weight{bound: box, centre: box.Center()}
	for k := range 2 {
		w.scale[k] = 2 / (box.Max[k] - box.Min[k])
		if !(w.scale[k] > 0 && w.scale[k] <= math.MaxFloat64) {
			return nil, fmt.Errorf("%w: it has no extent", ErrRough)
		}
	}
	for w.degree = 2; w.degree <= mostDegree; w.degree += 2 {
		if err := w.fit(density); err != nil {
			return nil, err
		}
		if w.deviation <= tolerable {
			return w, nil
		}
	}
	return nil, fmt.Errorf("%w: off by %.2g at degree %d", ErrRough, w.deviation, mostDegree)
}

// fit fills in the polynomial of the degree, and how far it deviates.
func (w *Weight) fit(density func(orb.Point) (float64, error)) error {
	n := w.degree + 1
	values := make([][]float64, n)
	w.most = 0
	for i := range values {
		values[i] = make([]float64, n)
		for j := range values[i] {
			v, err := density(w.place(knot(i, n), knot(j, n)))
			if err != nil {
				return err
			}
			if !(v > 0 && v <= math.MaxFloat64) {
				return fmt.Errorf("%w: %v", ErrRough, v)
			}
			values[i][j] = v
			w.most = math.Max(w.most, v)
		}
	}
	w.rows = [mostDegree + 1][mostDegree + 1]float64{}
	for p := range n {
		for q := range n - p {
			c := 0.0
			for i := range n {
				for j := range n {
					c += values[i][j] * math.Cos(float64(p)*angle(i, n)) * math.Cos(float64(q)*angle(j, n))
				}
			}
			c *= 4 / float64(n*n)
			if p == 0 {
				c /= 2
			}
			if q == 0 {
				c /= 2
			}
			for i, a := range chebyshev(p) {
				for j, b := range chebyshev(q) {
					w.rows[i][j] += c * a * b
				}
			}
		}
	}
	w.deviation = 0
	for i := range n + 1 {
		for j := range n + 1 {
			p := w.place(math.Cos(math.Pi*float64(i)/float64(n)), math.Cos(math.Pi*float64(j)/float64(n)))
			v, err := density(p)
			if err != nil {
				return err
			}
			w.most = math.Max(w.most, v)
			w.deviation = math.Max(w.deviation, math.Abs(w.At(p)/v-1))
		}
	}
	return nil
}

func angle(i, n int) float64 { return math.Pi * (float64(i) + 0.5) / float64(n) }

func knot(i, n int) float64 { return math.Cos(angle(i, n)) }

// chebyshev are the coefficients of the polynomial of Chebyshev, by power.
func chebyshev(n int) []float64 {
	a, b := []float64{1}, []float64{0, 1}
	if n == 0 {
		return a
	}
	for range n - 1 {
		c := make([]float64, len(b)+1)
		for i, v := range b {
			c[i+1] = 2 * v
		}
		for i, v := range a {
			c[i] -= v
		}
		a, b = b, c
	}
	return b
}

// place is the point of the plane with the coordinates u and v in −1…1.
func (w *Weight) place(u, v float64) orb.Point {
	return orb.Point{w.centre[0] + u/w.scale[0], w.centre[1] + v/w.scale[1]}
}

// At is the density at p, which has to be in the box.
func (w *Weight) At(p orb.Point) float64 {
	var column [mostDegree + 1]float64
	w.column(&column, (p[0]-w.centre[0])*w.scale[0])
	return horner(column[:w.degree+1], (p[1]-w.centre[1])*w.scale[1])
}

// Deviation is how far the weight is from the density it stands for, relative to
// it, as far as that was looked at.
func (w *Weight) Deviation() float64 { return w.deviation }

func (w *Weight) covers(b orb.Bound) bool { return w.bound.Contains(b.Min) && w.bound.Contains(b.Max) }

// column fills in the density along the upright line at u: the coefficients of
// the powers of v.
func (w *Weight) column(c *[mostDegree + 1]float64, u float64) {
	n := w.degree
	*c = w.rows[n]
	for i := n - 1; i >= 0; i-- {
		for j := 0; j <= n-i; j++ {
			c[j] = c[j]*u + w.rows[i][j]
		}
	}
}

func horner(c []float64, v float64) float64 {
	sum := 0.0
	for i := len(c) - 1; i >= 0; i-- {
		sum = sum*v + c[i]
	}
	return sum
}
