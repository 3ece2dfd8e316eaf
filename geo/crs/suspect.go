package crs

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
)

// Suspect looks whether coordinates within bound can be of system c, and if they
// cannot, what they look like instead. why is "" where there is nothing to
// suspect; suggestion is zero where no one system suggests itself. Of a layer
// without a system, c being zero, it says what the coordinates look like.
//
// It knows the mistakes that planners' files have: eastings with a zone number
// in a system without them and the reverse, zones of 6 degrees for zones of 3,
// degrees for metres and metres for degrees, Web Mercator, and latitude or
// northing given first. It goes by the middle of the bound. A neighbouring zone
// is no mistake it can see: planes are used beyond their edges, up to 3 degrees.
// Nor is a shift by GCJ-02, which [MeasureShift] finds.
func Suspect(c CRS, bound orb.Bound) (suggestion CRS, why string) {
	at := bound.Center()
	if bound.IsEmpty() || firstNotFinite([]orb.Point{at}) >= 0 {
		return CRS{}, ""
	}
	if c.IsZero() {
		return guess(at)
	}
	swapped := orb.Point{at[1], at[0]}
	// Before all else: a few metres from its origin a plane may well be in use.
	if c.srs.Projected && (inDegrees(at) && c.near(at) || inDegrees(swapped) && latitudeFirst(at)) {
		return degreesIn(c, at)
	}
	if c.plausible(at) {
		return CRS{}, ""
	}
	if c.plausible(swapped) {
		if c.srs.Projected {
			return CRS{}, "northing stands before easting"
		}
		return CRS{}, "latitude stands before longitude"
	}
	for _, p := range []orb.Point{at, swapped} {
		found, why := c.otherPlane(p)
		if why == "" {
			continue
		}
		if p != at {
			return found, "northing stands before easting, and " + why
		}
		return found, why
	}
	return CRS{}, fmt.Sprintf("the coordinates lie outside the area of use of %s", c)
}

// usedBeyond is how far beyond its area of use a system is in use, in degrees.
const usedBeyond = 3.0

// plausible reports whether a point lies in or near the area of use.
func (c CRS) plausible(p orb.Point) bool {
	if !c.srs.Projected && !inDegrees(p) {
		return false
	}
	lonlat, ok := c.lonLatOf(p)
	return ok && c.near(lonlat)
}

// near reports whether a longitude and latitude lies in or near the area of use.
// A transverse Mercator plane without one has its zone of 3 degrees, and any
// other system the world.
func (c CRS) near(lonlat orb.Point) bool {
	domain, known := c.Domain()
	if !known {
		domain = orb.Bound{Min: orb.Point{-180, -90}, Max: orb.Point{180, 90}}
		if meridian, _, ok := c.transverse(); ok {
			domain.Min[0], domain.Max[0] = meridian-1.5, meridian+1.5
		}
	}
	return domain.Pad(usedBeyond).Contains(lonlat)
}

// lonLatOf is the WGS 84 position of a point of c.
func (c CRS) lonLatOf(p orb.Point) (orb.Point, bool) {
	if !c.srs.Projected && c.srs.Geographic {
		return p, true
	}
	to, err := Parse(wgs84)
	if err != nil {
		return p, false
	}
	t, err := NewTransform(c, to)
	if err != nil {
		return p, false
	}
	pts := []orb.Point{p}
	err = t.Points(pts)
	return pts[0], err == nil
}

func inDegrees(p orb.Point) bool { return math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90 }

// latitudeFirst reports whether degrees make sense in China only if the latitude
// comes first: taken the other way they lie in the far north, or beyond it.
func latitudeFirst(p orb.Point) bool {
	china := orb.Bound{Min: orb.Point{73, 15}, Max: orb.Point{136, 54}}
	return !china.Contains(p) && china.Contains(orb.Point{p[1], p[0]})
}

// degreesIn is about degrees in a projected system.
func degreesIn(c CRS, at orb.Point) (CRS, string) {
	if latitudeFirst(at) {
		return CRS{}, fmt.Sprintf("degrees, latitude before longitude, where %s has lengths", c)
	}
	base := wgs84
	if _, _, ok := c.transverse(); ok {
		base = planesOf(c).base
		if under, err := c.base(); err == nil && under != "" {
			base = under
		}
	}
	found, err := Parse(base)
	if err == nil && c.datum != published {
		found, err = parseShifted(c.datum, "")
	}
	if err != nil || !found.plausible(at) {
		return CRS{}, fmt.Sprintf("degrees where %s has lengths", c)
	}
	return found, fmt.Sprintf("degrees where %s has lengths", c)
}

// otherPlane finds the plane whose coordinates these look like, in the datum of
// c.
func (c CRS) otherPlane(at orb.Point) (CRS, string) {
	p := planesOf(c)
	if code, ok := p.numbered(at[0]); ok {
		if found, ok := c.inDatum(code, at); ok {
			return found, fmt.Sprintf("eastings begin with the zone number %.0f", math.Floor(at[0]/1e6))
		}
	}
	if meridian, easting, ok := c.transverse(); ok && easting >= 1e6 && math.Abs(at[0]-500_000) <= halfZone {
		if code, ok := p.unnumbered(meridian, easting < firstZone3*1e6); ok {
			if found, ok := c.inDatum(code, at); ok {
				return found, fmt.Sprintf("eastings lack the zone number %.0f", math.Floor(easting/1e6))
			}
		}
	}
	if found, ok := mercator(at); ok {
		if lonlat, _ := found.lonLatOf(at); !c.srs.Projected || c.near(lonlat) {
			return found, "metres of Web Mercator"
		}
	}
	if !c.srs.Projected && max(math.Abs(at[0]), math.Abs(at[1])) > 360 { // less may be a slip in degrees
		return CRS{}, fmt.Sprintf("lengths, not degrees, where %s has degrees; of which plane they do not tell", c)
	}
	return CRS{}, ""
}

// inDatum is the system with the code, shifted as c is, if the point can be of
// it.
func (c CRS) inDatum(code string, at orb.Point) (CRS, bool) {
	found, err := Parse(code)
	if err == nil && c.datum != published {
		found, err = parseShifted(c.datum, code)
	}
	return found, err == nil && found.plausible(at)
}

// mercator is Web Mercator if its metres put the point where GCJ-02 reaches,
// which is China and its neighbours.
func mercator(at orb.Point) (CRS, bool) {
	found, err := Parse("EPSG:3857")
	if err != nil {
		return CRS{}, false
	}
	lonlat, ok := found.lonLatOf(at)
	return found, ok && gcjBox.Contains(lonlat) && math.Abs(at[0]) > 1e6
}

// guess says what coordinates without a system look like.
func guess(at orb.Point) (CRS, string) {
	if latitudeFirst(at) {
		return CRS{}, "degrees, latitude before longitude"
	}
	if inDegrees(at) {
		found, err := Parse(wgs84)
		if err != nil {
			return CRS{}, ""
		}
		if gcjBox.Contains(at) {
			return found, "degrees of WGS 84 or CGCS2000, which differ by less than a metre, or shifted ones of GCJ-02 or BD-09"
		}
		return found, "degrees"
	}
	for _, p := range []orb.Point{at, {at[1], at[0]}} {
		first := ""
		if p != at {
			first = ", northing before easting"
		}
		web, webToo := mercator(p)
		code, numbered := cgcsPlanes.numbered(p[0])
		switch found, ok := (CRS{}).inDatum(code, p); {
		case numbered && ok && webToo:
			return CRS{}, fmt.Sprintf("metres of %s or of Web Mercator%s", found, first)
		case numbered && ok:
			return found, fmt.Sprintf("eastings begin with the zone number %.0f, of CGCS2000, Xian 1980 or Beijing 1954%s", math.Floor(p[0]/1e6), first)
		case webToo:
			return web, "metres of Web Mercator" + first
		}
		if math.Abs(p[0]-500_000) <= halfZone && p[1] > southOfChina && p[1] < northOfChina {
			return CRS{}, "metres of a Gauss-Krüger or UTM plane, whose central meridian they do not tell" + first
		}
	}
	return CRS{}, "the coordinates are of no plane that is usual in China, nor degrees"
}

// Northings of China in metres, from 15° to 54.5°N.
const (
	southOfChina = 1_650_000.0
	northOfChina = 6_050_000.0
)
