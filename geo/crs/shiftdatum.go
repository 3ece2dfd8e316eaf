package crs

import (
	"math"

	"github.com/paulmach/orb"
)

// ExpectedShifts are the shifts that a layer in metres of a plane has near a
// place of the plane if it or its reference is in GCJ-02 or BD-09 and does not
// say so: of GCJ-02, of BD-09, and of the reference being in these.
func ExpectedShifts(plane CRS, at orb.Point) ([]orb.Point, error) {
	lonlat, err := Parse(wgs84)
	if err != nil {
		return nil, err
	}
	down, err := NewTransform(plane, lonlat)
	if err != nil {
		return nil, err
	}
	back, err := NewTransform(lonlat, plane)
	if err != nil {
		return nil, err
	}
	place := []orb.Point{at}
	if err := down.Points(place); err != nil {
		return nil, err
	}
	var found []orb.Point
	for _, d := range []datum{gcj02, bd09} {
		pts := []orb.Point{place[0]}
		d.unshifted(pts)
		if pts[0] == place[0] { // outside the box
			continue
		}
		if err := back.Points(pts); err != nil {
			return nil, err
		}
		v := orb.Point{pts[0][0] - at[0], pts[0][1] - at[1]}
		found = append(found, v, orb.Point{-v[0], -v[1]})
	}
	return found, nil
}

// datumNear is how far, in metres, a measured shift may lie from what a datum
// predicts and still be taken for it: what the shift varies by over a city, and
// the angle between grid north and true north.
const datumNear = 60.0

// Datum is the datum that the lines are in, and do not say so, going by their
// shift at a WGS 84 longitude and latitude amid them: GCJ-02 or BD-09. ok is
// false if it is neither. To ask whether it is the reference that is shifted,
// ask [Shift.Reversed].
func (s Shift) Datum(at orb.Point) (c CRS, ok bool) {
	best := datumNear
	for _, d := range []datum{gcj02, bd09} {
		pts := []orb.Point{at}
		d.shifted(pts)
		if pts[0] == at {
			continue
		}
		x, y := metresTo(at, pts[0])
		off := math.Hypot(s.X+x, s.Y+y)
		if off > best {
			continue
		}
		if found, err := parseShifted(d, ""); err == nil {
			best, c, ok = off, found, true
		}
	}
	return c, ok
}

// metresTo is the way east and north from one place to another nearby, in metres
// on the ellipsoid of WGS 84.
func metresTo(from, to orb.Point) (east, north float64) {
	const axis, e2 = 6378137.0, 0.00669437999014
	const degree = math.Pi / 180
	sin, cos := math.Sincos((from[1] + to[1]) / 2 * degree)
	w := 1 - e2*sin*sin
	prime := axis / math.Sqrt(w)
	return (to[0] - from[0]) * degree * prime * cos, (to[1] - from[1]) * degree * prime * (1 - e2) / w
}
