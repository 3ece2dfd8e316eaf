package units

import (
	"context"
	"fmt"
	"strconv"

	"github.com/paulmach/orb"

	"renewal/geo/coverage"
)

// Simplified is units.geojson for the web: borders are thinned, once for the units
// on both sides, and move by no more than the tolerance, in metres, which its name
// holds. Land that is no unit is left out, as there, but its borders count.
func Simplified(tolerance float64) (File, error) {
	if !(tolerance > 0 && tolerance <= 1000) {
		return File{}, fmt.Errorf("a tolerance of %g m: it must be above 0 and at most 1000", tolerance)
	}
	name := "units-" + strconv.FormatFloat(tolerance, 'f', -1, 64) + "m.geojson"
	return File{name, func(ctx context.Context, r *Result, path string) error {
		shapes := make([]orb.MultiPolygon, len(r.units))
		for i := range r.units {
			shapes[i] = r.units[i].Shape
		}
		thin, err := coverage.Simplify(ctx, shapes, tolerance, r.Report.Settings.Grid)
		if err != nil {
			return err
		}
		t := r.unitLayer("units", isUnit)
		n := 0
		for i := range r.units {
			if isUnit(&r.units[i]) {
				t.layer.Shapes[n] = thin[i]
				n++
			}
		}
		return r.writeUnits(ctx, path, t)
	}}, nil
}
