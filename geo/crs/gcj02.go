package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// GCJ-02 is the datum that maps published in China must use: longitudes and
// latitudes of WGS 84 (or CGCS2000), each moved by some 100 to 700 m that vary
// with the place. The official method is not published. This is the public
// reconstruction that all open software shares (the "eviltransform" of about
// 2010, tabulated in Wikipedia, "Restrictions on geographic data in China"): a
// polynomial and sines in degrees from 105°E 35°N, on the ellipsoid of
// Krasovsky. It is said to meet the official maps within a metre or two.
//
// The shift holds inside a box, which includes Hong Kong, Macao, Taiwan and
// parts of the neighbouring countries, whether or not maps there are shifted:
// providers differ, so whoever declares GCJ-02 for them should know. Nothing is
// shifted outside. Across the edge of the box positions jump by the full shift.
const (
	krasovskyAxis = 6378245.0              // metres
	krasovskyE2   = 0.00669342162296594323 // squared eccentricity, in the digits of the public algorithm
)

// gcjBox is where GCJ-02 shifts WGS 84 positions.
var gcjBox = orb.Bound{Min: orb.Point{72.004, 0.8293}, Max: orb.Point{137.8347, 55.8271}}

// gcjOffset is the shift at a WGS 84 longitude and latitude, in degrees, as if
// the box had no edge.
func gcjOffset(p orb.Point) (dlon, dlat float64) {
	x, y := p[0]-105, p[1]-35
	root := math.Sqrt(math.Abs(x))
	sin := func(turns float64) float64 { return math.Sin(turns * math.Pi) }
	common := 20*sin(6*x) + 20*sin(2*x)
	east := 300 + x + 2*y + 0.1*x*x + 0.1*x*y + 0.1*root +
		(common+20*sin(x)+40*sin(x/3)+150*sin(x/12)+300*sin(x/30))*2/3
	north := -100 + 2*x + 3*y + 0.2*y*y + 0.1*x*y + 0.2*root +
		(common+20*sin(y)+40*sin(y/3)+160*sin(y/12)+320*sin(y/30))*2/3
	const degree = math.Pi / 180
	s, c := math.Sincos(p[1] * degree)
	w := 1 - krasovskyE2*s*s
	meridian := krasovskyAxis * (1 - krasovskyE2) / (w * math.Sqrt(w))
	parallel := krasovskyAxis / math.Sqrt(w) * c
	return east / (parallel * degree), north / (meridian * degree)
}

// gcjFromWGS is the GCJ-02 position of a WGS 84 one.
func gcjFromWGS(p orb.Point) orb.Point {
	if !gcjBox.Contains(p) {
		return p
	}
	dlon, dlat := gcjOffset(p)
	return orb.Point{p[0] + dlon, p[1] + dlat}
}

// wgsFromGCJ is the WGS 84 position of a GCJ-02 one, to 1e-9 degrees.
//
// It is the fixed point of q = p − offset(q). The offset changes by less than a
// hundredth of the change of place throughout the box, so each round gives two
// digits and five or six rounds do. The box is asked about the
// answer, not about p: the strip along its edge where no WGS 84 position has
// the GCJ-02 position p (a gap the edge tears open) counts as not shifted, and
// where two have (an overlap) the one inside the box wins.
func wgsFromGCJ(p orb.Point) orb.Point {
	q := p
	for range inverseRounds {
		dlon, dlat := gcjOffset(q)
		next := orb.Point{p[0] - dlon, p[1] - dlat}
		done := math.Abs(next[0]-q[0]) < inverseTolerance && math.Abs(next[1]-q[1]) < inverseTolerance
		q = next
		if done {
			break
		}
	}
	if !gcjBox.Contains(q) {
		return p
	}
	return q
}

const (
	inverseTolerance = 1e-10 // degrees: a step this small leaves an error far below the 1e-9 promised
	inverseRounds    = 30    // three times what the slowest place needs; ends the search for NaN
)
