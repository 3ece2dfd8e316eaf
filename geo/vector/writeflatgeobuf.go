package vector

import (
	"context"
	"errors"
	"fmt"

	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
)

var errNoShape = errors.New("this format holds no feature without a shape")

// writeFlatGeobuf writes no index: with one, the features would stand in its
// order. GDAL would leave out features without points, so they are an error.
func writeFlatGeobuf(ctx context.Context, path string, system crs.CRS, o Output) error {
	for i, g := range o.Layer.Shapes {
		if empty(g) {
			return fmt.Errorf("%s: %w", path, rowError(o.Layer, i, errNoShape))
		}
	}
	def, columns := define(o, system)
	def.Options = []string{"SPATIAL_INDEX=NO"}
	return writeSingle(ctx, "FlatGeobuf", path, def, func(w *gdal.Writer) error {
		return writeRows(ctx, w, o, columns, def.Geometry)
	})
}

// writeSingle makes a file of one layer.
func writeSingle(ctx context.Context, driver, path string, def gdal.Definition, rows func(*gdal.Writer) error) (err error) {
	d, err := gdal.Create(driver, path)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer func() {
		if e := d.Close(); err == nil && e != nil {
			err = fmt.Errorf("%s: %w", path, e)
		}
	}()
	w, err := d.CreateLayer(def)
	if err == nil {
		err = rows(w)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}
