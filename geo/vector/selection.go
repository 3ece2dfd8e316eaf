package vector

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// chosen is a field to read.
type chosen struct {
	Field
	at int // position in the layer, or gdal.FID
}

// selection is what to read of a layer: the fields asked for, behind them those
// that conditions alone ask for, and the features that meet these.
type selection struct {
	fields []chosen
	asked  int // how many of the fields were asked for
	tests  []test
	within *orb.Bound
	sql    string // keeps at least the features that meet the tests
	decode func(string) string
}

func (d *driver) choose(data *gdal.Dataset, l *gdal.Layer, src Source, source string, decode func(string) string) (*selection, error) {
	var all []chosen
	names := fieldNames(l, decode)
	for i, f := range l.Fields {
		all = append(all, chosen{Field{Name: names[i], Type: geoType(f.Kind)}, i})
	}
	s := &selection{within: src.Within, decode: decode}
	find := func(name string) (chosen, error) {
		if i := slices.Index(names, name); i >= 0 {
			return all[i], nil
		}
		if name == l.FIDColumn && name != "" {
			return chosen{Field{Name: name, Type: geo.Integer}, gdal.FID}, nil
		}
		return chosen{}, noField(source, name, names)
	}
	s.fields = all
	if src.Fields != nil {
		s.fields = nil
		for _, name := range src.Fields {
			f, err := find(name)
			if err != nil {
				return nil, err
			}
			s.fields = append(s.fields, f)
		}
	}
	s.asked = len(s.fields)
	for _, c := range src.Where {
		f, err := find(c.Field)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(s.fields, f) {
			s.fields = append(s.fields, f)
		}
	}
	fields := make([]Field, len(s.fields))
	for i, f := range s.fields {
		fields[i] = f.Field
	}
	var err error
	if s.tests, err = compile(src.Where, fields, source); err != nil {
		return nil, err
	}
	s.sql = d.dialect.condition(data, l, s)
	return s, nil
}

// fieldNames are the names of a layer's fields in UTF-8. A letter that was cut at
// the end of one, as Shapefiles do, is left out; of fields that have one name the
// second is called name_2, and so on.
func fieldNames(l *gdal.Layer, decode func(string) string) []string {
	names := make([]string, len(l.Fields))
	taken := map[string]bool{}
	for i, f := range l.Fields {
		name := gdal.Valid(f.Name)
		if decode != nil && beyondASCII(f.Name) {
			name = decode(f.Name)
		}
		names[i] = name
		for n := 2; taken[names[i]]; n++ {
			names[i] = name + "_" + strconv.Itoa(n)
		}
		taken[names[i]] = true
	}
	return names
}

// A feature takes at least smallestFeature bytes of a file that is not packed, so
// that a damaged one cannot make us set aside memory for more than it has.
const smallestFeature = 4

// read fills a layer.
func (s *selection) read(ctx context.Context, l *gdal.Layer, layer *geo.Layer, p place) error {
	if s.sql != "" {
		if err := l.Filter(s.sql); err != nil {
			return err
		}
	}
	positions := make([]int, len(s.fields))
	layer.Columns = make([]geo.Column, len(s.fields))
	for i, f := range s.fields {
		positions[i] = f.at
		layer.Columns[i] = geo.Column{Name: f.Name, Type: f.Type}
	}
	r, err := gdal.NewReader(l, positions)
	if err != nil {
		return err
	}
	defer r.Close()
	r.Decode, r.MostText = s.decode, maxText
	bounds := yield{size: p.unpacked(), columns: int64(len(s.fields))}
	expected := 0
	if s.within == nil && s.tests == nil {
		expected = int(min(int64(l.Estimate()), 1<<20, p.size()/smallestFeature/int64(len(s.fields)+1)))
	}
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
		if err := bounds.add(len(shapes), r.Bytes()); err != nil {
			return err
		}
		if s.within != nil || s.tests != nil {
			shapes, values = s.kept(shapes, values)
		}
		before := len(layer.Shapes)
		layer.Shapes = append(layer.Shapes, shapes...)
		for i := range layer.Columns {
			appendValues(&layer.Columns[i], values[i], before, len(shapes), expected)
		}
	}
	layer.Columns = layer.Columns[:s.asked]
	return nil
}

// kept leaves out the features of a batch that the driver should have, and those
// that it could not know of.
func (s *selection) kept(shapes []orb.Geometry, values []gdal.Values) ([]orb.Geometry, []gdal.Values) {
	batch := geo.Layer{Shapes: shapes}
	for i, v := range values {
		batch.Columns = append(batch.Columns, geo.Column{
			Type: s.fields[i].Type, Texts: v.Texts, Integers: v.Integers, Reals: v.Reals, Nulls: v.Nulls,
		})
	}
	positions := keep(shapes, batch.Columns, s.tests, s.within)
	if len(positions) == len(shapes) {
		return shapes, values
	}
	picked := batch.Pick(positions)
	for i, c := range picked.Columns {
		values[i] = gdal.Values{Texts: c.Texts, Integers: c.Integers, Reals: c.Reals, Nulls: c.Nulls}
	}
	return picked.Shapes, values
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
