package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// BD-09 is the datum of Baidu's maps: GCJ-02 longitudes and latitudes, taken as
// polar coordinates about 0°, 0°, with a small wave added to radius and angle,
// and then moved by a constant. Baidu publishes no formula; this is the public
// reconstruction (in eviltransform, coordtransform and the like), which has the
// constants below in common. Baidu's metres (bd09mc) are another matter and not
// known here.
const (
	baiduWave   = math.Pi * 3000 / 180 // radians of the wave per degree
	baiduRadius = 0.00002              // amplitude, degrees
	baiduAngle  = 0.000003             // amplitude, radians
	baiduEast   = 0.0065               // degrees
	baiduNorth  = 0.006                // degrees
)

// bdFromGCJ is the BD-09 position of a GCJ-02 one. It shifts everywhere: the
// datum has no edge.
func bdFromGCJ(p orb.Point) orb.Point {
	r := math.Hypot(p[0], p[1]) + baiduRadius*math.Sin(p[1]*baiduWave)
	a := math.Atan2(p[1], p[0]) + baiduAngle*math.Cos(p[0]*baiduWave)
	sin, cos := math.Sincos(a)
	return orb.Point{r*cos + baiduEast, r*sin + baiduNorth}
}

// gcjFromBD is the GCJ-02 position of a BD-09 one, to 1e-9 degrees.
//
// The closed formula that usually goes for the inverse is off by up to a metre.
// Here the shift is taken at the answer, by iteration. The waves change by less
// than 0.025 of the change of place within gcjBox (150° from 0°, 0°, times the
// steepness of the wave of the angle), so seven or eight rounds do there.
func gcjFromBD(p orb.Point) orb.Point {
	q := orb.Point{p[0] - baiduEast, p[1] - baiduNorth}
	for range inverseRounds {
		image := bdFromGCJ(q)
		dx, dy := p[0]-image[0], p[1]-image[1]
		q = orb.Point{q[0] + dx, q[1] + dy}
		if math.Abs(dx) < inverseTolerance && math.Abs(dy) < inverseTolerance {
			break
		}
	}
	return q
}
