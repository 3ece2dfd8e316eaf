package crs

import (
	"fmt"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// parseShifted makes the system whose longitudes and latitudes are of a shifted
// datum; definition is what is applied to them, "" for nothing.
func parseShifted(d datum, definition string) (CRS, error) {
	if definition == "" {
		definition = wgs84
	}
	inner, err := Parse(definition)
	if err != nil {
		return CRS{}, fmt.Errorf("%v: %w", d, err)
	}
	if inner.datum != published {
		return CRS{}, fmt.Errorf("%w: %s is shifted already, and %v would shift it again", geo.ErrBadCRS, inner, d)
	}
	base, err := inner.base()
	if err != nil || base == "" {
		return CRS{}, fmt.Errorf("%w: %v shifts WGS 84 and CGCS2000, and %s is built on neither", geo.ErrBadCRS, d, inner)
	}
	if inner.srs.Geographic && inner.srs.Unit == degree { // one system, whichever of the two it was said with
		if inner, err = Parse(wgs84); err != nil {
			return CRS{}, err
		}
	}
	inner.datum = d
	return inner, nil
}

const (
	wgs84    = "EPSG:4326"
	cgcs2000 = "EPSG:4490"
	degree   = 0.017453292519943295 // radians
)

// base is the code of the longitudes and latitudes that c is built on if they
// are those of WGS 84 or CGCS2000, and "" otherwise. The shift is the same for
// both: between them PROJ changes nothing.
func (c CRS) base() (string, error) {
	under, err := gdal.Geographic(c.srs.WKT)
	if err != nil {
		return "", err
	}
	for _, code := range []string{wgs84, cgcs2000} {
		if gdal.Same(under, code) {
			return code, nil
		}
	}
	return "", nil
}

// shiftedText puts the name of a shifted datum before the words for what is
// applied to it.
func (c CRS) shiftedText(inner string) string {
	switch {
	case c.datum == published:
		return inner
	case c.srs.Code == wgs84:
		return c.datum.String()
	}
	return c.datum.String() + " / " + inner
}
