package vector

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
)

var anyGDAL = format{
	reads:  func(string, []byte) bool { return true },
	read:   readGDAL,
	layers: layersGDAL,
}

func openGDAL(file, encoding string) (*gdal.Dataset, error) {
	if err := checkArchive(file); err != nil {
		return nil, err
	}
	name, options := file, []string(nil)
	enc, err := normalEncoding(encoding)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".shp", ".dbf":
		if enc == "" {
			enc = shapefileEncoding(file)
		}
		if enc != "" {
			options = append(options, "ENCODING="+enc)
		}
	case ".dxf":
		if enc != "" {
			options = append(options, "ENCODING="+enc)
		}
	case ".zip":
		if !connection.MatchString(file) && !strings.HasSuffix(strings.ToLower(file), ".gdb.zip") {
			name = "/vsizip/" + file
		}
		if enc != "" {
			options = append(options, "ENCODING="+enc)
		}
	}
	d, err := gdal.Open(name, options...)
	if err != nil {
		return nil, unreadable(file, err)
	}
	return d, nil
}

func readGDAL(ctx context.Context, src Source) (layer *geo.Layer, err error) {
	d, err := openGDAL(src.File, src.Encoding)
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := d.Close(); err == nil && e != nil {
			layer, err = nil, unreadable(src.File, e)
		}
	}()
	l, err := chooseLayer(d, src)
	if err != nil {
		return nil, err
	}
	source := src.File + ":" + l.Name
	fields, err := chooseFields(l, src.Fields, source)
	if err != nil {
		return nil, err
	}
	layer = &geo.Layer{Source: source}
	if src.CRS == "" {
		c, err := layerCRS(l)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", source, err)
		}
		layer.CRS = c.Definition()
	}
	if err := readFeatures(ctx, l, fields, layer); err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		return nil, unreadable(source, err)
	}
	return layer, nil
}

// chooseLayer finds the layer that is meant. QGIS's table of styles is not
// meant unless it is named or alone.
func chooseLayer(d *gdal.Dataset, src Source) (*gdal.Layer, error) {
	layers := d.Layers()
	names := make([]string, len(layers))
	for i, l := range layers {
		names[i] = l.Name
	}
	if src.Layer != "" {
		if i := slices.Index(names, src.Layer); i >= 0 {
			return layers[i], nil
		}
		if l := d.Layer(src.Layer); l != nil {
			return l, nil
		}
		if len(names) == 0 {
			return nil, fmt.Errorf("%s: %w %q: the file has none", src.File, geo.ErrNoLayer, src.Layer)
		}
		return nil, fmt.Errorf("%s: %w %q: the file has %s", src.File, geo.ErrNoLayer, src.Layer, quoted(names))
	}
	if len(layers) > 1 {
		layers = slices.DeleteFunc(layers, func(l *gdal.Layer) bool { return l.Name == "layer_styles" })
	}
	switch len(layers) {
	case 0:
		return nil, fmt.Errorf("%s: %w: the file has none", src.File, geo.ErrNoLayer)
	case 1:
		return layers[0], nil
	default:
		return nil, fmt.Errorf("%s: %w named, and the file has several: %s", src.File, geo.ErrNoLayer, quoted(names))
	}
}

// chosen is a field to read.
type chosen struct {
	Field
	at int // position in the layer, or gdal.FID
}

func chooseFields(l *gdal.Layer, names []string, source string) ([]chosen, error) {
	var fields []chosen
	if names == nil {
		for i, f := range l.Fields {
			fields = append(fields, chosen{Field{f.Name, geoType(f.Kind)}, i})
		}
		return fields, nil
	}
	for _, name := range names {
		i := slices.IndexFunc(l.Fields, func(f gdal.Field) bool { return f.Name == name })
		switch {
		case i >= 0:
			fields = append(fields, chosen{Field{name, geoType(l.Fields[i].Kind)}, i})
		case name == l.FIDColumn && name != "":
			fields = append(fields, chosen{Field{name, geo.Integer}, gdal.FID})
		default:
			return nil, noField(source, name, slices.Collect(func(yield func(string) bool) {
				for _, f := range l.Fields {
					if !yield(f.Name) {
						return
					}
				}
			}))
		}
	}
	return fields, nil
}

func noField(source, name string, have []string) error {
	if len(have) == 0 {
		return fmt.Errorf("%s: %w %q: the layer has none", source, geo.ErrNoField, name)
	}
	return fmt.Errorf("%s: %w %q: the layer has %s", source, geo.ErrNoField, name, quoted(have))
}

func geoType(k gdal.Kind) geo.Type {
	return [...]geo.Type{gdal.Text: geo.Text, gdal.Integer: geo.Integer, gdal.Real: geo.Real}[k]
}

func layerCRS(l *gdal.Layer) (crs.CRS, error) {
	wkt, err := l.CRS()
	if err != nil {
		return crs.CRS{}, fmt.Errorf("%w: %w", geo.ErrBadCRS, err)
	}
	if wkt == "" {
		return crs.CRS{}, nil
	}
	return crs.Parse(wkt)
}

func readFeatures(ctx context.Context, l *gdal.Layer, fields []chosen, layer *geo.Layer) error {
	positions := make([]int, len(fields))
	layer.Columns = make([]geo.Column, len(fields))
	for i, f := range fields {
		positions[i] = f.at
		layer.Columns[i] = geo.Column{Name: f.Name, Type: f.Type}
	}
	r, err := gdal.NewReader(l, positions)
	if err != nil {
		return err
	}
	defer r.Close()
	expected := min(l.Estimate(), 1<<20) // a damaged file may promise anything
	layer.Shapes = slices.Grow(layer.Shapes, expected)
	for {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("%s: %w", layer.Source, err)
		}
		shapes, values, err := r.Next()
		if err != nil {
			return err
		}
		if len(shapes) == 0 {
			break
		}
		before := len(layer.Shapes)
		layer.Shapes = append(layer.Shapes, shapes...)
		for i := range layer.Columns {
			appendValues(&layer.Columns[i], values[i], before, len(shapes), expected)
		}
	}
	return nil
}

func appendValues(c *geo.Column, v gdal.Values, before, n, expected int) {
	if before == 0 {
		switch c.Type {
		case geo.Integer:
			c.Integers = make([]int64, 0, expected)
		case geo.Real:
			c.Reals = make([]float64, 0, expected)
		default:
			c.Texts = make([]string, 0, expected)
		}
	}
	c.Integers = append(c.Integers, v.Integers...)
	c.Reals = append(c.Reals, v.Reals...)
	c.Texts = append(c.Texts, v.Texts...)
	switch {
	case v.Nulls == nil && c.Nulls == nil:
	case c.Nulls == nil:
		c.Nulls = append(make([]bool, before, max(expected, before+n)), v.Nulls...)
	case v.Nulls == nil:
		c.Nulls = append(c.Nulls, make([]bool, n)...)
	default:
		c.Nulls = append(c.Nulls, v.Nulls...)
	}
}

func layersGDAL(ctx context.Context, file string) ([]Info, error) {
	d, err := openGDAL(file, "")
	if err != nil {
		return nil, err
	}
	defer d.Close()
	var infos []Info
	for _, l := range d.Layers() {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		info := Info{Name: l.Name, Geometry: l.Geometry, FIDColumn: l.FIDColumn}
		c, err := layerCRS(l)
		if err != nil {
			return nil, fmt.Errorf("%s:%s: %w", file, l.Name, err)
		}
		info.CRS, info.CRSName = c.Definition(), c.Name()
		if info.Count, info.Extent, err = l.Extent(); err != nil {
			return nil, unreadable(file+":"+l.Name, err)
		}
		for _, f := range l.Fields {
			info.Fields = append(info.Fields, Field{f.Name, geoType(f.Kind)})
		}
		infos = append(infos, info)
	}
	return infos, nil
}
