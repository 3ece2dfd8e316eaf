// Package geodesic measures areas on the ellipsoid, from longitudes and
// latitudes in degrees.
//
// # Method
//
// C. F. F. Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013),
// 43–55. The edges of an area are geodesics, and its area is the sum over the
// edges of the area between the edge and a parallel,
//
//	∫ (q(φ) − q(φ₀)) dλ,
//
// where q(φ) is the area from the equator to the parallel of φ for each radian
// of longitude (his equation 58). The paper expands this integral, which it
// counts from the equator, into a series; here it is taken by Gauss's rule along
// the geodesic, and from a parallel φ₀ through the area itself: a parcel of
// 100 m then keeps eleven digits, although the equator is 4,000 km away. The
// geodesic between two vertices is found on the auxiliary sphere (his section
// 4), by iterating the difference of longitude there, which gains two digits
// and a half a round.
//
// # What the caller may rely on
//
// Results agree with GeographicLib to 10⁻⁹ from a kilometre upwards, to 10⁻¹²
// from a hundred; GeographicLib itself, which counts from the equator, is off by
// some 10⁻⁵ m² for a parcel of 100 m, and its parts add up no better. An edge more than 150 degrees of longitude long, or
// one that ends at a pole, and a coordinate that is not finite give NaN. Edges
// may cross the 180th meridian; of a ring around a pole the smaller side is
// meant.
package geodesic

import (
	"math"

	"github.com/paulmach/orb"
)

// Ellipsoid is an oblate ellipsoid of revolution, or a sphere.
type Ellipsoid struct {
	SemiMajor  float64 // metres
	Flattening float64 // from 0 to 0.02
}

// CGCS2000 is the ellipsoid of CGCS2000; that of GRS 80 is the same.
func CGCS2000() Ellipsoid { return Ellipsoid{6378137, 1 / 298.257222101} }

// WGS84 is the ellipsoid of WGS 84.
func WGS84() Ellipsoid { return Ellipsoid{6378137, 1 / 298.257223563} }

// Area is the area in square metres of a polygon or multipolygon in longitudes
// and latitudes: shells less holes, whichever way they run.
func (e Ellipsoid) Area(g orb.MultiPolygon) float64 {
	area := 0.0
	for _, p := range g {
		for i, r := range p {
			if a := math.Abs(e.RingArea(r)); i == 0 {
				area += a
			} else {
				area -= a
			}
		}
	}
	return area
}

// RingArea is the signed area of a ring: positive where it runs
// counter-clockwise. The ring may be closed or open.
func (e Ellipsoid) RingArea(r orb.Ring) float64 {
	if len(r) < 3 {
		return 0
	}
	base, sum, rest, turned := r[0][1]*degree, 0.0, 0.0, 0.0
	for i, p := range r {
		next := r[(i+1)%len(r)]
		turned += math.Remainder(next[0]-p[0], 360)
		v := -e.under(p, next, base)
		// Kahan's summation: the parts are larger than the whole.
		y := v - rest
		s := sum + y
		rest = (s - sum) - y
		sum = s
	}
	if math.Abs(turned) > 180 { // around a pole
		s0 := math.Sin(base)
		half := 2 * math.Pi * e.semiMinor2() / 2 * zone(1, 0, e.e2())
		cap := half - 2*math.Pi*e.semiMinor2()/2*zone(s0, 0, e.e2())
		// What lies on the left holds the north pole if the ring runs east. Of
		// the two parts of the ellipsoid the smaller one is meant.
		if sum += math.Copysign(cap, turned); math.Abs(sum) > half {
			sum -= math.Copysign(2*half, sum)
		}
	}
	return sum
}

const degree = math.Pi / 180

// under is the area between the geodesic from p to q and the parallel of base,
// which is in radians; negative where the geodesic runs west or below.
func (e Ellipsoid) under(p, q orb.Point, base float64) float64 {
	lon := math.Remainder(q[0]-p[0], 360) * degree
	if lon == 0 {
		return 0
	}
	g := e.between(p[1]*degree, q[1]*degree, lon)
	s0 := math.Sin(base)
	return e.semiMinor2() / 2 * g.along(func(sin2, sin float64) float64 {
		w := math.Sqrt(1 - g.e2*(1-sin2))
		s := sin / w // the sine of the latitude
		return zone(s, s0, g.e2) * w * g.sinA0 / (1 - sin2)
	})
}

// e2 is the squared eccentricity.
func (e Ellipsoid) e2() float64 { return e.Flattening * (2 - e.Flattening) }

func (e Ellipsoid) semiMinor2() float64 {
	b := e.SemiMajor * (1 - e.Flattening)
	return b * b
}

// zone is 2/b² times the area for each radian of longitude from the parallel
// with the sine s0 to that with the sine s, without loss where they are close:
//
//	s/(1−e²s²) − s₀/(1−e²s₀²) + (artanh es − artanh es₀)/e.
func zone(s, s0, e2 float64) float64 {
	d := s - s0
	first := d * (1 + e2*s*s0) / ((1 - e2*s*s) * (1 - e2*s0*s0))
	if e2 == 0 {
		return first + d
	}
	ecc := math.Sqrt(e2)
	return first + math.Atanh(ecc*d/(1-e2*s*s0))/ecc
}

// line is a geodesic: an arc of a great circle of the auxiliary sphere, which
// leaves the equator at the azimuth A0, from the arc length from to to.
type line struct {
	sinA0, cosA0 float64
	from, to     float64
	e2           float64 // squared eccentricity
}

// rounds is how often the difference of longitude on the sphere is corrected:
// each round leaves a share of the flattening, 1/298, of the error.
const rounds = 12

// farthest is how far apart the ends of an edge may be, in radians of longitude:
// between points all but opposite, the difference does not converge.
const farthest = 150 * degree

// between is the geodesic between the latitudes, lon apart; all in radians.
func (e Ellipsoid) between(lat1, lat2, lon float64) line {
	f := e.Flattening
	g := line{e2: e.e2()}
	if math.Abs(lon) > farthest || !(math.Abs(lat1) < math.Pi/2 && math.Abs(lat2) < math.Pi/2) {
		g.from, g.to = math.NaN(), math.NaN()
		return g
	}
	b1, b2 := math.Atan((1-f)*math.Tan(lat1)), math.Atan((1-f)*math.Tan(lat2))
	sin1, cos1 := math.Sincos(b1)
	sin2, cos2 := math.Sincos(b2)
	rise := math.Sin(b2 - b1)
	for omega, k := lon, 0; k < rounds; k++ {
		sin, half := math.Sin(omega), math.Sin(omega/2)
		// The azimuth at the first vertex, and the arc between the two.
		y, x := cos2*sin, rise+2*sin1*cos2*half*half
		h := math.Hypot(x, y)
		sinA, cosA := y/h, x/h
		g.sinA0, g.cosA0 = sinA*cos1, math.Hypot(cosA, sinA*sin1)
		g.from = math.Atan2(sin1, cosA*cos1)
		g.to = g.from + math.Atan2(h, sin1*sin2+cos1*cos2*math.Cos(omega))
		next := lon + g.sinA0*g.along(func(sin2, _ float64) float64 {
			return g.e2 / (1 + math.Sqrt(1-g.e2*(1-sin2)))
		})
		if next == omega {
			break
		}
		omega = next
	}
	return g
}

// panel is the longest arc that the rule integrates at once, as a share of the
// least distance from a pole, where what is integrated has its singularities:
// the error of the rule falls with the sixteenth power of the share. No edge is
// cut into more than mostPanels.
const (
	panel      = 0.25
	mostPanels = 4096
)

// along integrates f along the geodesic. It is given the squared sine of the
// reduced latitude, and the sine.
func (g *line) along(f func(sin2, sin float64) float64) float64 {
	// Cosines of the reduced latitude: at the ends, and at the vertex between.
	closest := math.Min(math.Hypot(g.sinA0, g.cosA0*math.Cos(g.from)), math.Hypot(g.sinA0, g.cosA0*math.Cos(g.to)))
	if math.Cos(g.from)*math.Cos(g.to) <= 0 {
		closest = math.Abs(g.sinA0)
	}
	n := math.Min(math.Max(math.Ceil((g.to-g.from)/(panel*closest)), 1), mostPanels)
	sum, width := 0.0, (g.to-g.from)/n
	for k := 0.0; k < n; k++ {
		middle := g.from + (k+0.5)*width
		for i, x := range gaussAt {
			for _, arc := range [2]float64{middle - x*width/2, middle + x*width/2} {
				sin := g.cosA0 * math.Sin(arc)
				sum += gaussWeight[i] * f(sin*sin, sin)
			}
		}
	}
	return sum * width / 2
}

// Gauss's rule of eight points: Abramowitz and Stegun, table 25.4.
var (
	gaussAt     = [4]float64{0.1834346424956498049394761, 0.5255324099163289858177390, 0.7966664774136267395915539, 0.9602898564975362316835609}
	gaussWeight = [4]float64{0.3626837833783619829651504, 0.3137066458778872873379622, 0.2223810344533744705443560, 0.1012285362903762591525314}
)
