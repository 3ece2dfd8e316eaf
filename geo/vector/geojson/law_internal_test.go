package geojson

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

// law: what has been written reads back as the same columns and the same kinds
// of shapes, and writing it again gives the same bytes.
func law(t interface{ Fatalf(string, ...any) }, layer *geo.Layer) {
	var first, second bytes.Buffer
	if err := Write(context.Background(), &first, layer, ""); err != nil {
		return // a coordinate that is not finite
	}
	back, err := decoded(first.Bytes(), Options{}, blockSize)
	if err != nil {
		t.Fatalf("what was written cannot be read: %v\n%s", err, first.Bytes())
	}
	if diff := cmp.Diff(layer.Columns, back.Columns); diff != "" && layer.Len() > 0 {
		t.Fatalf("columns (-written +read):\n%s", diff)
	}
	if back.Len() != layer.Len() {
		t.Fatalf("%d features became %d", layer.Len(), back.Len())
	}
	for i, g := range layer.Shapes {
		if (g == nil) != (back.Shapes[i] == nil) || g != nil && g.GeoJSONType() != back.Shapes[i].GeoJSONType() {
			t.Fatalf("shape %d: %v became %v", i, g, back.Shapes[i])
		}
	}
	if err := Write(context.Background(), &second, back, ""); err != nil {
		t.Fatalf("%v", err)
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Fatalf("written again:\n%s\n%s", first.Bytes(), second.Bytes())
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(`{"type":"FeatureCollection","features":[{"type":"Feature","id":7,"properties":{"名称":"老旧小区","n":-1.50},` +
		`"geometry":{"type":"Polygon","coordinates":[[[0,0,5],[1,0,5],[1,1,5],[0,0,5]]]}}]}`))
	f.Add([]byte(`{"type":"Feature","id":"x","properties":{"a":[1,{"b":null}],"c":1e5,"d":true},"geometry":null}` + "\n\x1e" +
		`{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]}]}`))
	f.Add([]byte(`{"type":"MultiPolygon","coordinates":[[[[0,0],[1e-9,1e-9],[2e-9,2.1e-9],[0,0]]],[]]}`))
	f.Add([]byte("{\"type\":\"Feature\",\"properties\":{\"\xc3\xfb\xb3\xc6\":\"\xb3\xc7\xd6\xd0\xb4\xe5\"},\"geometry\":null}"))
	f.Add([]byte(mixed(12, false)))
	f.Add([]byte(mixed(12, true)))
	f.Add([]byte(`{"crs":{"type":"name","properties":{"name":"EPSG:4547"}},"type":"MultiLineString","coordinates":[[],[[463374.123456789,3846931.987654321]]]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		layer, err := decoded(text, Options{}, 1<<14)
		if again, e := decoded(text, Options{}, 64); fmt.Sprint(e) != fmt.Sprint(err) || !same(layer, again) {
			t.Fatalf("in small blocks: %v, want %v\n%s", e, err, cmp.Diff(layer, again))
		}
		if err == nil {
			law(t, layer)
			chosenLaw(t, layer, text)
			lookLaw(t, layer, text)
		}
	})
}

// same compares as text, in which one NaN is another.
func same(a, b *geo.Layer) bool { return fmt.Sprintf("%#v", a) == fmt.Sprintf("%#v", b) }

// chosenLaw: reading what has a value gives what the whole layer has of it, with
// the same types.
func chosenLaw(t *testing.T, layer *geo.Layer, text []byte) {
	for _, c := range layer.Columns {
		if c.Null(0) {
			continue
		}
		value, _ := c.Text(0)
		pass := func(_ orb.Geometry, v []string) bool { return v[0] == value }
		want := layer.Pick(chosen(layer.Shapes, []geo.Column{c}, []int{0}, pass))
		got, err := decoded(text, passing(pass, c.Name), 64)
		if err != nil || len(got.Columns) != len(want.Columns) || !cmp.Equal(got.Shapes, want.Shapes, cmpopts.EquateNaNs()) {
			t.Fatalf("%q = %q: %v\n%s", c.Name, value, err, cmp.Diff(want, got))
		}
		for i, w := range want.Columns {
			for row := range want.Len() {
				a, aok := w.Text(row)
				b, bok := got.Columns[i].Text(row)
				if a != b || aok != bok || w.Type != got.Columns[i].Type {
					t.Fatalf("%q = %q, row %d of %q: %q became %q", c.Name, value, row, w.Name, a, b)
				}
			}
		}
		return
	}
}

// lookLaw: what is told of a text is true of its layer.
func lookLaw(t *testing.T, layer *geo.Layer, text []byte) {
	s, err := look(context.Background(), bytes.NewReader(text), Options{}, 64)
	if err != nil || s.Count != layer.Len() || s.Geometry != CommonType(layer.Shapes) || s.Origin != layer.Origin {
		t.Fatalf("told of %d features of %s in %+v, has %d: %v", s.Count, s.Geometry, s.Origin, layer.Len(), err)
	}
	var fields []Field
	for _, c := range layer.Columns {
		fields = append(fields, Field{c.Name, c.Type})
	}
	if diff := cmp.Diff(fields, s.Fields); diff != "" {
		t.Fatalf("fields (-read +told):\n%s", diff)
	}
}

func TestLaw(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 5).Draw(t, "features")
		ordinate := rapid.OneOf(rapid.Float64Range(-180, 180), rapid.Float64Range(-1e-8, 1e-8), rapid.Float64Range(-1e8, 1e8), rapid.Float64())
		layer := &geo.Layer{Columns: []geo.Column{
			{Name: "t", Texts: rapid.SliceOfN(rapid.String(), n, n).Draw(t, "t")},
			{Name: "i", Type: geo.Integer, Integers: rapid.SliceOfN(rapid.Int64(), n, n).Draw(t, "i")},
			{Name: "r", Type: geo.Real, Reals: rapid.SliceOfN(rapid.Float64Range(-math.MaxFloat64, math.MaxFloat64), n, n).Draw(t, "r")},
		}}
		for range n {
			var ring orb.Ring
			for range rapid.IntRange(0, 6).Draw(t, "points") {
				ring = append(ring, orb.Point{ordinate.Draw(t, "x"), ordinate.Draw(t, "y")})
			}
			layer.Shapes = append(layer.Shapes, rapid.SampledFrom([]orb.Geometry{
				nil, orb.Polygon{ring}, orb.MultiPolygon{{ring}, {}}, orb.LineString(ring), orb.MultiPoint(ring),
			}).Draw(t, "shape"))
		}
		law(t, layer)
	})
}

func TestWriteEveryShape(t *testing.T) {
	for _, g := range orb.AllGeometries {
		layer := &geo.Layer{Shapes: []orb.Geometry{g}}
		law(t, layer)
	}
}
