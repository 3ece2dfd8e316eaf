package crs

import (
	"regexp"
	"strings"

	"github.com/paulmach/orb"
)

// datum says how the longitudes and latitudes of a system are shifted.
type datum int8

const (
	published datum = iota // not at all: PROJ knows the datum
	gcj02
	bd09
)

func (d datum) String() string {
	switch d {
	case gcj02:
		return "GCJ-02"
	case bd09:
		return "BD-09"
	}
	return ""
}

// shifted changes WGS 84 longitudes and latitudes to the datum, in place.
func (d datum) shifted(pts []orb.Point) {
	for i, p := range pts {
		switch d {
		case gcj02:
			pts[i] = gcjFromWGS(p)
		case bd09:
			pts[i] = bdFromGCJ(gcjFromWGS(p))
		}
	}
}

// unshifted changes longitudes and latitudes of the datum to WGS 84, in place.
func (d datum) unshifted(pts []orb.Point) {
	for i, p := range pts {
		switch d {
		case gcj02:
			pts[i] = wgsFromGCJ(p)
		case bd09:
			pts[i] = wgsFromGCJ(gcjFromBD(p))
		}
	}
}

// What the shifted datums are called, in letters and digits only.
var shiftedNames = map[string]datum{
	"gcj02": gcj02, "gcj02ll": gcj02, "gcsgcj02": gcj02, "dgcj02": gcj02,
	"火星": gcj02, "火星坐标": gcj02, "火星坐标系": gcj02, "火星坐标系统": gcj02,
	"国测局坐标": gcj02, "国测局坐标系": gcj02, "高德坐标": gcj02, "高德坐标系": gcj02,
	"bd09": bd09, "bd09ll": bd09, "gcsbd09": bd09, "dbd09": bd09,
	"百度坐标": bd09, "百度坐标系": bd09, "百度经纬度": bd09,
}

// datumNamed is the shifted datum a name means, or published.
func datumNamed(name string) datum {
	return shiftedNames[strings.ToLower(separators.ReplaceAllString(name, ""))]
}

var separators = regexp.MustCompile(`[\s_\-–()（）]+`)

// splitShifted takes a definition apart into a shifted datum and the system
// that is applied to its longitudes and latitudes: "GCJ-02 / EPSG:4547" is
// gcj02 and "EPSG:4547", "GCJ-02" is gcj02 and "".
func splitShifted(definition string) (d datum, rest string) {
	name, rest, _ := strings.Cut(definition, "/")
	if len(name) > longestName {
		return published, ""
	}
	return datumNamed(name), strings.TrimSpace(rest)
}

// longestName is more bytes than any spelling of a shifted datum has; it keeps a
// definition of megabytes from being searched.
const longestName = 100
