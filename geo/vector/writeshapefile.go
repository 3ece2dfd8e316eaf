package vector

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/text/encoding"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
)

// What a .dbf file holds: texts of 254 bytes, integers of 18 digits (more are
// read as reals), and reals in 24 characters, of which we use up to 15 behind the
// point.
const (
	mostText    = 254
	mostDigits  = 18
	realWidth   = 24
	mostDecimal = 15
)

// writeShapefile writes texts in UTF-8 or GBK and says so in a .cpg file. Each
// field is as wide as its values need. Reals are rounded to 15 decimals, or fewer
// where they are greater than 9,999,999. Empty texts come back as nulls.
func writeShapefile(ctx context.Context, path string, system crs.CRS, o Output, name string) error {
	e, err := shapefileEncoder(name)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	def, columns := define(o, system)
	if err := singleKind(&def, o.Layer); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	raw := *o.Layer // with texts in their bytes
	raw.Columns = nil
	if o.IDField != "" {
		raw.Columns = append(raw.Columns, geo.Column{Name: o.IDField, Texts: o.Layer.IDs})
	}
	for _, c := range columns {
		raw.Columns = append(raw.Columns, *c)
	}
	var names []string
	for i := range raw.Columns {
		names = append(names, raw.Columns[i].Name)
	}
	if names, err = ShapefileNames(names, name); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	for i := range raw.Columns {
		if err := narrow(&raw, i, e, &def.Fields[i]); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if def.Fields[i].Name, err = encoded(e, names[i]); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	def.Options = []string{"ENCODING="} // the bytes are those meant already
	err = writeSingle(ctx, "ESRI Shapefile", path, def, func(w *gdal.Writer) error {
		return writeRaw(ctx, w, &raw, def.Geometry)
	})
	if err != nil {
		return err
	}
	code := "UTF-8"
	if e != nil {
		code = "GBK"
	}
	base := strings.TrimSuffix(path, filepath.Ext(path))
	if err := os.WriteFile(base+".cpg", []byte(code), 0o666); err != nil {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	if err := os.Rename(base+".shp", path); err != nil { // GDAL writes .shp for .SHP
		return fmt.Errorf("%s: %w", path, err)
	}
	return nil
}

// singleKind refuses shapes of several kinds. Those of a multiple may have one
// part or several.
func singleKind(def *gdal.Definition, layer *geo.Layer) error {
	switch def.Geometry {
	case "Point", "MultiPoint", "LineString", "Polygon", "MultiLineString", "MultiPolygon":
		return nil
	case "None":
		return errors.New("a Shapefile holds shapes, and the layer has none")
	default:
		return fmt.Errorf("%w: a Shapefile holds shapes of one kind, and layer %q has several", geo.ErrKind, layer.Name)
	}
}

// narrow finds how wide a field must be, and makes texts the bytes to write.
func narrow(raw *geo.Layer, k int, e *encoding.Encoder, f *gdal.Field) error {
	c := &raw.Columns[k]
	field := func(i int, err error) error {
		return rowError(raw, i, fmt.Errorf("field %q: %w", c.Name, err))
	}
	f.Width = 1
	switch c.Type {
	case geo.Integer:
		for i, v := range c.Integers {
			size := len(strconv.FormatInt(v, 10))
			if c.Null(i) {
				continue
			}
			if size > mostDigits {
				return field(i, fmt.Errorf("%d has more than %d characters", v, mostDigits))
			}
			f.Width = max(f.Width, size)
		}
		f.Narrow = f.Width < 10
	case geo.Real:
		whole := 1
		for i, v := range c.Reals {
			if c.Null(i) || math.IsNaN(v) || math.IsInf(v, 0) {
				continue
			}
			whole = max(whole, len(strconv.FormatFloat(math.Abs(v), 'f', 0, 64)))
			if whole > realWidth-3 {
				return field(i, fmt.Errorf("%g has more than %d digits before the point", v, realWidth-3))
			}
		}
		f.Width, f.Places = realWidth, min(mostDecimal, realWidth-2-whole) // two for sign and point
	default:
		texts := make([]string, len(c.Texts))
		for i, text := range c.Texts {
			if c.Null(i) {
				continue
			}
			var err error
			if texts[i], err = encoded(e, clean(text)); err != nil {
				return field(i, err)
			}
			if len(texts[i]) > mostText {
				return field(i, fmt.Errorf("a text of %d bytes, where a Shapefile holds %d", len(texts[i]), mostText))
			}
			f.Width = max(f.Width, len(texts[i]))
		}
		c.Texts = texts
	}
	return nil
}

// writeRaw writes columns as they are.
func writeRaw(ctx context.Context, w *gdal.Writer, raw *geo.Layer, geometry string) error {
	for i, g := range raw.Shapes {
		shape, err := fit(g, geometry)
		if err == nil {
			err = finite(shape)
		}
		if err != nil {
			return rowError(raw, i, err)
		}
		w.Shape(shape)
		for k := range raw.Columns {
			writeValue(w, &raw.Columns[k], i, false)
		}
		if err := flushFull(ctx, w, raw); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return flush(w, raw)
}
