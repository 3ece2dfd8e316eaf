package crs

import (
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// Ellipsoid is the semi-major axis of the ellipsoid of c in metres, and the inverse
// of its flattening, which is 0 for a sphere.
func (c CRS) Ellipsoid() (semiMajor, inverseFlattening float64) {
	return c.srs.SemiMajor, c.srs.InvFlat
}

// LonLat takes points of c to the longitudes and latitudes on its ellipsoid, in
// place. A shift on purpose is undone.
func (c CRS) LonLat(pts []orb.Point) error {
	if c.IsZero() {
		return geo.ErrNoCRS
	}
	if c.srs.Projected {
		definition := c.srs.Code
		if definition == "" {
			definition = c.srs.WKT
		}
		t, err := gdal.NewTransform(definition, "")
		if err != nil {
			return fmt.Errorf("%w: %s: %w", geo.ErrBadCRS, c, err)
		}
		if bad, err := t.Points(pts); bad >= 0 {
			return &OutsideError{Index: bad, From: c, To: c, Reason: err}
		}
	}
	c.datum.unshifted(pts)
	return nil
}
