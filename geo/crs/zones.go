package crs

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"renewal/geo/internal/gdal"
)

// The Gauss-Krüger planes of China come in four kinds on each datum: zones of 3
// or 6 degrees, with the number of the zone before the easting or without it.
type zoneKind int

const (
	zone3     zoneKind = iota // easting 38 500 000 on the central meridian of zone 38, 114°E
	meridian3                 // easting 500 000 there
	zone6                     // easting 19 500 000 on the central meridian of zone 19, 111°E
	meridian6                 // easting 500 000 there
)

const (
	firstZone3    = 25   // central meridian 75°E
	firstZone6    = 13   // central meridian 75°E
	firstMeridian = 75.0 // degrees
	lastMeridian  = 135.0
)

// planes are the Gauss-Krüger planes of a datum: the EPSG codes of the first of
// each kind, after which they follow one by one.
type planes struct {
	base  string // longitudes and latitudes
	first [4]int // by zoneKind
}

var (
	cgcsPlanes  = planes{cgcs2000, [4]int{zone3: 4513, meridian3: 4534, zone6: 4491, meridian6: 4502}}
	xian1980    = planes{"EPSG:4610", [4]int{zone3: 2349, meridian3: 2370, zone6: 2327, meridian6: 2338}}
	beijing1954 = planes{"EPSG:4214", [4]int{zone3: 2401, meridian3: 2422, zone6: 21413, meridian6: 21453}}
)

func (p planes) code(kind zoneKind, nth int) string {
	return fmt.Sprintf("EPSG:%d", p.first[kind]+nth)
}

// planesOf are the planes of the datum of c; those of CGCS2000 for any datum
// that has none.
func planesOf(c CRS) planes {
	if under, err := gdal.Geographic(c.srs.WKT); err == nil {
		for _, p := range []planes{xian1980, beijing1954} {
			if gdal.Same(under, p.base) {
				return p
			}
		}
	}
	return cgcsPlanes
}

var (
	meridianNode = regexp.MustCompile(`PARAMETER\["Longitude of natural origin",([-0-9.eE]+)`)
	eastingNode  = regexp.MustCompile(`PARAMETER\["False easting",([-0-9.eE]+)`)
)

// transverse is the central meridian and false easting of a transverse Mercator
// projection.
func (c CRS) transverse() (meridian, easting float64, ok bool) {
	if !c.srs.Projected || !transverseNode.MatchString(c.srs.WKT) {
		return 0, 0, false
	}
	m, e := meridianNode.FindStringSubmatch(c.srs.WKT), eastingNode.FindStringSubmatch(c.srs.WKT)
	if m == nil || e == nil {
		return 0, 0, false
	}
	meridian, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0, 0, false
	}
	easting, err = strconv.ParseFloat(e[1], 64)
	return meridian, easting, err == nil
}

var transverseNode = regexp.MustCompile(`METHOD\["Transverse Mercator`)

// numbered is the plane whose zone number stands before an easting.
func (p planes) numbered(easting float64) (code string, ok bool) {
	zone := math.Floor(easting / 1e6)
	if math.Abs(easting-zone*1e6-500_000) > halfZone {
		return "", false
	}
	switch {
	case zone >= firstZone3 && zone <= firstZone3+20:
		return p.code(zone3, int(zone)-firstZone3), true
	case zone >= firstZone6 && zone <= firstZone6+10:
		return p.code(zone6, int(zone)-firstZone6), true
	}
	return "", false
}

// unnumbered is the plane of a central meridian whose eastings bear no number.
func (p planes) unnumbered(meridian float64, six bool) (code string, ok bool) {
	width, kind := 3.0, meridian3
	if six {
		width, kind = 6, meridian6
	}
	nth := (meridian - firstMeridian) / width
	if meridian < firstMeridian || meridian > lastMeridian || nth != math.Trunc(nth) {
		return "", false
	}
	return p.code(kind, int(nth)), true
}

// halfZone is how far from its central meridian, in metres, a plane is in use: 4
// degrees at the south of China, which is a zone of 6 degrees and some more.
const halfZone = 450_000.0
