package vector

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector/geojson"
)

// Output is a layer to write, under its Name.
type Output struct {
	Layer *geo.Layer
	// Geometry is "MultiPolygon", "LineString", "Point" and so on, to which single
	// shapes are promoted; "Geometry" for any; "None" for a table. "" takes the
	// narrowest type that holds all shapes, but multiple for lines and areas.
	Geometry    string
	Title       string            // for people; "" if the name will do
	Description string            // what the layer is and where it comes from; "" for the title
	Aliases     map[string]string // column → what people call it
	IDField     string            // first column, which the IDs go to; "" for none
}

// WriteGeoPackage writes layers to a new GeoPackage in the order given, each
// with a spatial index. A file that is there is replaced; it is complete only if
// there is no error. The same layers give the same bytes: the times in the file
// are all 2000-01-01.
//
// Shapes are in the system given; the zero value states none. A shape that is
// not of the layer's type is a geo.FeatureError with geo.ErrKind, a coordinate
// that is not finite one with geo.ErrNotFinite. A column that has the name of
// the IDField is left out.
func WriteGeoPackage(ctx context.Context, path string, system crs.CRS, layers []Output) (err error) {
	if err := distinct(layers); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if err := DropJournals(path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s: %w", path, cause(err))
	}
	d, err := gdal.Create("GPKG", path, "VERSION=1.2")
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer func() {
		if e := d.Close(); err == nil && e != nil {
			err = fmt.Errorf("%s: %w", path, e)
		}
	}()
	for _, o := range layers {
		if err := writeTable(ctx, d, system, o, uniqueTitle(layers, o)); err != nil {
			return fmt.Errorf("%s:%s: %w", path, o.Layer.Name, err)
		}
	}
	if err := writeAliases(d, layers); err != nil {
		return fmt.Errorf("%s: aliases: %w", path, err)
	}
	return nil
}

// distinct checks names, which SQLite compares without regard to case.
func distinct(layers []Output) error {
	seen := map[string]bool{}
	for _, o := range layers {
		name := strings.ToLower(o.Layer.Name)
		if name == "" || seen[name] {
			return fmt.Errorf("layer name %q is empty or there twice", o.Layer.Name)
		}
		seen[name] = true
		columns := map[string]bool{strings.ToLower(o.IDField): o.IDField != ""}
		for _, c := range o.Layer.Columns {
			if o.IDField != "" && c.Name == o.IDField {
				continue
			}
			name := strings.ToLower(c.Name)
			if name == "" || columns[name] {
				return fmt.Errorf("layer %q: field name %q is empty or there twice", o.Layer.Name, c.Name)
			}
			columns[name] = true
			if c.Len() != o.Layer.Len() {
				return fmt.Errorf("layer %q: field %q has %d values for %d features", o.Layer.Name, c.Name, c.Len(), o.Layer.Len())
			}
		}
		if o.IDField != "" && len(o.Layer.IDs) != o.Layer.Len() {
			return fmt.Errorf("layer %q: %d IDs for %d features", o.Layer.Name, len(o.Layer.IDs), o.Layer.Len())
		}
	}
	return nil
}

// uniqueTitle is the title of o as the format's identifier, of which no two may
// be equal.
func uniqueTitle(layers []Output, o Output) string {
	if o.Title == "" {
		return o.Layer.Name
	}
	for _, other := range layers {
		if other.Layer.Name != o.Layer.Name && (other.Title == o.Title || other.Layer.Name == o.Title) {
			return o.Title + " (" + o.Layer.Name + ")"
		}
	}
	return o.Title
}

func writeTable(ctx context.Context, d *gdal.Dataset, system crs.CRS, o Output, title string) error {
	def, columns := define(o, system)
	shapes := free(def.Fields, "geom")
	def.Options = []string{
		"FID=" + free(def.Fields, "fid"), "GEOMETRY_NAME=" + shapes,
		"SPATIAL_INDEX=NO", "IDENTIFIER=" + title, "DESCRIPTION=" + cmp.Or(o.Description, o.Title),
	}
	if err := d.Begin(); err != nil {
		return err
	}
	w, err := d.CreateLayer(def)
	if err != nil {
		return err
	}
	var index *spatialIndex
	if def.Geometry != "None" {
		if index, err = beginIndex(d, def.Name, shapes); err != nil {
			return err
		}
	}
	if err := writeRows(ctx, w, o, columns, def.Geometry); err != nil {
		return err
	}
	if index != nil {
		if err := index.finish(ctx, o.Layer.Shapes); err != nil {
			return err
		}
	}
	return d.Commit()
}

// define says what layer to make, and which columns follow the IDs, if any.
func define(o Output, system crs.CRS) (def gdal.Definition, columns []*geo.Column) {
	def = gdal.Definition{Name: o.Layer.Name, Geometry: o.Geometry}
	if def.Geometry == "" {
		def.Geometry = geojson.CommonType(o.Layer.Shapes)
		switch def.Geometry {
		case "Polygon", "LineString":
			def.Geometry = "Multi" + def.Geometry
		}
	}
	if def.Geometry != "None" {
		if def.CRS = system.Code(); def.CRS == "" {
			def.CRS = system.WKT() // also of a shifted datum, which GDAL has no code for
		}
	}
	if o.IDField != "" {
		def.Fields = append(def.Fields, gdal.Field{Name: o.IDField})
	}
	for i := range o.Layer.Columns {
		c := &o.Layer.Columns[i]
		if o.IDField == "" || c.Name != o.IDField {
			columns = append(columns, c)
			def.Fields = append(def.Fields, gdal.Field{Name: c.Name, Kind: gdalKind(c.Type)})
		}
	}
	return def, columns
}

// free is a name that no field has.
func free(fields []gdal.Field, name string) string {
	taken := func(n string) bool {
		return slices.ContainsFunc(fields, func(f gdal.Field) bool { return strings.EqualFold(f.Name, n) })
	}
	for n := 0; ; n++ {
		candidate := name
		if n > 0 {
			candidate += "_" + strconv.Itoa(n)
		}
		if !taken(candidate) {
			return candidate
		}
	}
}

func gdalKind(t geo.Type) gdal.Kind {
	return [...]gdal.Kind{geo.Text: gdal.Text, geo.Integer: gdal.Integer, geo.Real: gdal.Real}[t]
}

func writeRows(ctx context.Context, w *gdal.Writer, o Output, columns []*geo.Column, geometry string) error {
	for i, g := range o.Layer.Shapes {
		shape, err := fit(g, geometry)
		if err == nil {
			err = finite(shape)
		}
		if err != nil {
			return rowError(o.Layer, i, err)
		}
		w.Shape(shape)
		if o.IDField != "" {
			w.Text(clean(o.Layer.IDs[i]))
		}
		for _, c := range columns {
			writeValue(w, c, i, true)
		}
		if err := flushFull(ctx, w, o.Layer); err != nil {
			return err
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return flush(w, o.Layer)
}

// writeValue writes value i of a column; texts are in UTF-8 if utf8 is true.
func writeValue(w *gdal.Writer, c *geo.Column, i int, utf8 bool) {
	switch {
	case c.Null(i):
		w.Null()
	case c.Type == geo.Integer:
		w.Integer(c.Integers[i])
	case c.Type == geo.Real:
		w.Real(c.Reals[i])
	case utf8:
		w.Text(clean(c.Texts[i]))
	default:
		w.Text(c.Texts[i])
	}
}

func flushFull(ctx context.Context, w *gdal.Writer, layer *geo.Layer) error {
	if !w.Full() {
		return nil
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return flush(w, layer)
}

// clean makes a text fit to be UTF-8 in C: a zero byte would end it.
func clean(s string) string {
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "\uFFFD")
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

func flush(w *gdal.Writer, layer *geo.Layer) error {
	err := w.Flush()
	var row *gdal.RowError
	if errors.As(err, &row) && row.Row < layer.Len() {
		return rowError(layer, row.Row, row.Err)
	}
	return err
}

func rowError(layer *geo.Layer, i int, err error) error {
	e := &geo.FeatureError{Ref: geo.Ref{Layer: layer.Name, ID: strconv.Itoa(i)}, Op: "write", Err: err}
	if i < len(layer.IDs) {
		e.Ref = layer.Ref(i)
	}
	var at *placed
	if errors.As(err, &at) {
		e.Place, e.Err = &at.place, at.err
	}
	return e
}

// placed is an error at a place, on its way into a FeatureError.
type placed struct {
	place orb.Point
	err   error
}

func (p *placed) Error() string { return p.err.Error() }
