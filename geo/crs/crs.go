// Package crs knows coordinate systems and takes points from one to another.
//
// Coordinates are x, y: easting before northing, longitude before latitude,
// whatever axis order a definition declares. A system is two-dimensional: a
// vertical part of a definition is dropped. Longitudes and latitudes are in
// degrees.
//
// Transformations are PROJ's best known ones, without a network. Between
// CGCS2000 (EPSG:4490) and WGS 84 (EPSG:4326) that is no change at all. Between
// systems whose datums have no published relation (Beijing 1954 or Xian 1980
// and CGCS2000 in most of China) PROJ takes the datums as equal, which can be
// wrong by a hundred metres; [Transform.Accuracy] tells.
//
// The shifted datums of Chinese web maps, GCJ-02 and BD-09, are systems like any
// other here, though PROJ does not know them.
package crs

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// CRS is a coordinate system, or none: the zero value. It does not change and
// may be copied.
type CRS struct {
	srs   gdal.SRS // of a shifted datum: the system as it were without the shift
	datum datum
}

// Parse reads a definition: a code ("EPSG:4547", "ESRI:102025", "OGC:CRS84", a
// URN), WKT of any age, a PROJ string, PROJJSON, or the name of a system as EPSG
// or Esri has it. It never opens a file or a network address.
//
// A definition that certainly is an EPSG system becomes that system. A code
// inside WKT is believed only if the rest of the WKT agrees with it, and WKT
// without a code is matched only if one system alone fits it.
//
// "GCJ-02" and "BD-09" (also 火星坐标系, "bd09ll" and the like) are longitudes and
// latitudes of these datums; "GCJ-02 / EPSG:4547" is the projection of EPSG:4547
// applied to longitudes and latitudes of GCJ-02. The system behind the stroke
// must be built on WGS 84 or CGCS2000, which are what the datums shift.
func Parse(definition string) (CRS, error) {
	d := strings.TrimSpace(definition)
	if d == "" {
		return CRS{}, fmt.Errorf("%w: empty definition", geo.ErrBadCRS)
	}
	if shift, rest := splitShifted(d); shift != published {
		return parseShifted(shift, rest)
	}
	d = renamed(d)
	if baiduMetres.MatchString(d) {
		return CRS{}, fmt.Errorf("%w %q: only longitudes and latitudes of BD-09 are known, not Baidu's metres", geo.ErrBadCRS, d)
	}
	if strings.ContainsRune(d, 0) || !safe(d) {
		return CRS{}, fmt.Errorf("%w %q", geo.ErrBadCRS, shorten(d))
	}
	srs, err := gdal.Describe(d)
	if err != nil {
		return CRS{}, fmt.Errorf("%w %q: %w", geo.ErrBadCRS, shorten(d), err)
	}
	if shift, inner := unshiftedWKT(srs.WKT); shift != published {
		return parseShifted(shift, inner)
	}
	return CRS{srs: srs}, nil
}

// structured matches what GDAL parses without looking at files.
var structured = regexp.MustCompile(`(?is)^(\+?(proj|init)=|[a-z_]+[0-9]*(:[0-9.]*)?:[a-z0-9_]+$|urn:|[a-z0-9_]+ *\[|\{)`)

// baiduMetres matches the name of Baidu's own Mercator projection.
var baiduMetres = regexp.MustCompile(`(?i)^bd[-_ ]?09[-_ ]?mc$`)

var epsg = regexp.MustCompile(`(?i)^epsg:[0-9]+(\+[0-9]+)?$`)

// safe keeps GDAL from taking a definition for the name of a file to read or an
// address to fetch.
func safe(d string) bool {
	if len(d) > 5 && strings.EqualFold(d[:5], "EPSG:") { // GDAL ignores what follows the digits
		return epsg.MatchString(d)
	}
	if structured.MatchString(d) {
		return !strings.Contains(strings.ToLower(d), "init=")
	}
	if i := strings.Index(d, "://"); i >= 0 {
		rest := strings.TrimPrefix(d[i+3:], "www.")
		return strings.HasPrefix(rest, "opengis.net/def/crs/") || strings.HasPrefix(rest, "opengis.net/gml/srs/")
	}
	if len(d) > 200 || strings.HasPrefix(d, "/") {
		return false
	}
	_, err := os.Lstat(d)
	return os.IsNotExist(err)
}

func shorten(d string) string {
	d = strings.Join(strings.Fields(d), " ")
	if r := []rune(d); len(r) > 60 {
		return string(r[:57]) + "..."
	}
	return d
}

// IsZero reports whether c is no system at all.
func (c CRS) IsZero() bool { return c.srs.WKT == "" }

// Code is the EPSG code, "EPSG:4547", or "" if c is none of EPSG's systems.
func (c CRS) Code() string {
	if c.datum != published {
		return ""
	}
	return c.srs.Code
}

// Name is the name of the system, "CGCS2000 / 3-degree Gauss-Kruger CM 114E".
func (c CRS) Name() string { return c.shiftedText(c.srs.Name) }

// WKT is the definition as WKT 2:2019 on one line. That of a shifted datum
// bears its name; no other program knows what it means, but Parse does.
func (c CRS) WKT() string {
	if c.datum != published {
		return c.shiftedWKT()
	}
	return c.srs.WKT
}

// Definition is the code if there is one and WKT otherwise: what Parse turns
// back into c. For a shifted datum that is "GCJ-02", or "GCJ-02 / " and the
// definition of the system applied to it.
func (c CRS) Definition() string {
	if c.srs.Code != "" {
		return c.shiftedText(c.srs.Code)
	}
	return c.shiftedText(c.srs.WKT)
}

// String is the code or else the name, for messages.
func (c CRS) String() string {
	if c.srs.Code != "" {
		return c.shiftedText(c.srs.Code)
	}
	return c.Name()
}

// Shifted reports whether coordinates are of a datum that is shifted on purpose,
// GCJ-02 or BD-09, in longitudes and latitudes or projected.
func (c CRS) Shifted() bool { return c.datum != published }

// Projected reports whether coordinates are lengths in a plane.
func (c CRS) Projected() bool { return c.srs.Projected }

// Metric reports whether coordinates are metres in a plane.
func (c CRS) Metric() bool { return c.srs.Projected && c.srs.Unit == 1 }

// Same reports whether two systems give a place the same coordinates. Names,
// codes and declared axis orders do not matter. Two zero values are the same.
// Different datums are different, even CGCS2000 and WGS 84.
func (c CRS) Same(d CRS) bool {
	if c.IsZero() || d.IsZero() {
		return c.IsZero() && d.IsZero()
	}
	if c.datum != d.datum {
		return false
	}
	if c.srs.WKT == d.srs.WKT {
		return true
	}
	if c.srs.Code != "" && c.srs.Code == d.srs.Code {
		return true
	}
	return gdal.Same(c.srs.WKT, d.srs.WKT)
}

// Domain is the area of use that EPSG states, in longitudes and latitudes; ok is
// false where none is known. An area across the 180th meridian has a Max beyond
// 180. That of GCJ-02 and BD-09 is the box in which they shift.
func (c CRS) Domain() (lonlat orb.Bound, ok bool) {
	if c.datum != published && !c.srs.Projected {
		return gcjBox, true
	}
	if c.srs.Area == nil {
		return orb.Bound{}, false
	}
	b := *c.srs.Area
	if b.Max[0] < b.Min[0] {
		b.Max[0] += 360
	}
	return b, true
}
