package crs

import (
	"math"
	"regexp"
	"strings"
)

// shiftedWKT is WKT that any program can read and that bears the name of the
// datum, so that a file written with it is not taken for an unshifted one: the
// node of the longitudes and latitudes is replaced and codes go.
func (c CRS) shiftedWKT() string {
	name := c.datum.String()
	ellipsoid := `"WGS 84",6378137,298.257223563`
	if math.Abs(c.srs.InvFlat-cgcsInvFlat) < 1e-7 {
		ellipsoid = `"CGCS2000",6378137,298.257222101`
	}
	base := `["` + name + `",DATUM["` + name + `",ELLIPSOID[` + ellipsoid + `,LENGTHUNIT["metre",1]]],` +
		`PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]`
	if !c.srs.Projected {
		return `GEOGCRS` + base + `,CS[ellipsoidal,2],AXIS["longitude",east],AXIS["latitude",north],` +
			`ANGLEUNIT["degree",0.0174532925199433]]`
	}
	wkt := c.srs.WKT
	from, to := node(wkt, "BASEGEOGCRS[")
	if to == 0 {
		return ""
	}
	// The name of the system keeps its words, so that reading finds them again.
	wkt = wkt[:from] + "BASEGEOGCRS" + base + "]" + wkt[to:]
	wkt = strings.Replace(wkt, `PROJCRS["`, `PROJCRS["`+name+` / `, 1)
	if from, to = node(wkt, `,ID["EPSG"`); to == len(wkt)-1 {
		wkt = wkt[:from] + "]"
	}
	return wkt
}

// cgcsInvFlat is 1/f of the ellipsoid of CGCS2000; that of WGS 84 is 1.5e-6 more.
const cgcsInvFlat = 298.257222101

// node finds the last node of WKT that opens as given, up to behind its closing
// bracket; to is 0 where there is none.
func node(wkt, opens string) (from, to int) {
	from = strings.LastIndex(wkt, opens)
	if from < 0 {
		return 0, 0
	}
	depth, quoted := 0, false
	for i := from; i < len(wkt); i++ {
		switch c := wkt[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			depth++
		case c == ']':
			if depth--; depth == 0 {
				return from, i + 1
			}
		}
	}
	return 0, 0
}

var (
	datumNode   = regexp.MustCompile(`\bDATUM\["([^"]{1,100})"`)
	shiftedName = regexp.MustCompile(`^PROJCRS\["[^"/]+ / `)
)

// unshiftedWKT recognises WKT 2 whose datum bears the name of a shifted one, and
// returns the system without the shift, on WGS 84 or, where the ellipsoid is
// that of CGCS2000, on CGCS2000.
func unshiftedWKT(wkt string) (d datum, inner string) {
	m := datumNode.FindStringSubmatch(wkt)
	if m == nil {
		return published, ""
	}
	if d = datumNamed(m[1]); d == published {
		return published, ""
	}
	from, to := node(wkt, "BASEGEOGCRS[")
	if to == 0 {
		return d, ""
	}
	datum := `"WGS 84",DATUM["World Geodetic System 1984",ELLIPSOID["WGS 84",6378137,298.257223563]]`
	if strings.Contains(wkt[from:to], "298.257222101") {
		datum = `"China Geodetic Coordinate System 2000",DATUM["China 2000",ELLIPSOID["CGCS2000",6378137,298.257222101]]`
	}
	wkt = wkt[:from] + `BASEGEOGCRS[` + datum + `,PRIMEM["Greenwich",0]]` + wkt[to:]
	return d, shiftedName.ReplaceAllString(wkt, `PROJCRS["`)
}
