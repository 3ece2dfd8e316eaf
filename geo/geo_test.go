package geo_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"renewal/geo"
)

// areas reads WKT.
func areas(t testing.TB, text string) orb.MultiPolygon {
	t.Helper()
	g, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	m, ok := geo.Polygons(g)
	if !ok {
		t.Fatalf("%s is no area", text)
	}
	return m
}

func layer() *geo.Layer {
	return &geo.Layer{
		Name: "parcels", Source: "city.gpkg:parcels", CRS: "EPSG:4547",
		IDs:    []string{"a", "b", "c"},
		Shapes: []orb.Geometry{orb.Point{0, 0}, nil, orb.Point{2, 2}},
		Columns: []geo.Column{
			{Name: "name", Type: geo.Text, Texts: []string{"甲", "12.5", ""}, Nulls: []bool{false, false, true}},
			{Name: "floors", Type: geo.Integer, Integers: []int64{6, 9007199254740993, 0}},
			{Name: "ratio", Type: geo.Real, Reals: []float64{1.5, 0, 1e21}, Nulls: []bool{false, true, false}},
		},
	}
}

func TestLayer(t *testing.T) {
	l := layer()
	if l.Len() != 3 {
		t.Errorf("%d features", l.Len())
	}
	if s := l.Ref(1).String(); s != "parcels/b" {
		t.Errorf("ref %s", s)
	}
	if c := l.Column("floors"); c == nil || c.Type != geo.Integer || c.Len() != 3 {
		t.Errorf("column floors: %v", c)
	}
	if c := l.Column("Floors"); c != nil {
		t.Errorf("column Floors: %v", c)
	}
}

func TestPick(t *testing.T) {
	l := layer()
	p := l.Pick([]int{2, 0, 2})
	want := &geo.Layer{
		Name: "parcels", Source: "city.gpkg:parcels", CRS: "EPSG:4547",
		IDs:    []string{"c", "a", "c"},
		Shapes: []orb.Geometry{orb.Point{2, 2}, orb.Point{0, 0}, orb.Point{2, 2}},
		Columns: []geo.Column{
			{Name: "name", Type: geo.Text, Texts: []string{"", "甲", ""}, Nulls: []bool{true, false, true}},
			{Name: "floors", Type: geo.Integer, Integers: []int64{0, 6, 0}},
			{Name: "ratio", Type: geo.Real, Reals: []float64{1e21, 1.5, 1e21}, Nulls: []bool{false, false, false}},
		},
	}
	if diff := cmp.Diff(want, p); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(layer(), l); diff != "" {
		t.Errorf("the layer picked from was changed: %s", diff)
	}
	if none := l.Pick(nil); none.Len() != 0 || none.IDs == nil || len(none.Columns) != 3 {
		t.Errorf("picking nothing: %v", none)
	}
	raw := &geo.Layer{Shapes: []orb.Geometry{orb.Point{1, 1}}}
	if p := raw.Pick([]int{0}); p.IDs != nil || p.Len() != 1 {
		t.Errorf("a layer without IDs: %v", p)
	}
}

func TestColumn(t *testing.T) {
	l := layer()
	for _, c := range []struct {
		column string
		i      int
		text   string
		texts  bool
		real   float64
		reals  bool
	}{
		{"name", 0, "甲", true, 0, false},
		{"name", 1, "12.5", true, 12.5, true},
		{"name", 2, "", false, 0, false},
		{"floors", 0, "6", true, 6, true},
		{"floors", 1, "9007199254740993", true, 9007199254740992, true},
		{"ratio", 0, "1.5", true, 1.5, true},
		{"ratio", 1, "", false, 0, false},
		{"ratio", 2, "1000000000000000000000", true, 1e21, true},
	} {
		text, ok := l.Column(c.column).Text(c.i)
		if text != c.text || ok != c.texts {
			t.Errorf("%s of %d as text: %q, %v", c.column, c.i, text, ok)
		}
		v, ok := l.Column(c.column).Real(c.i)
		if ok != c.reals || ok && v != c.real {
			t.Errorf("%s of %d as number: %v, %v", c.column, c.i, v, ok)
		}
		if null := l.Column(c.column).Null(c.i); null == c.texts {
			t.Errorf("%s of %d null: %v", c.column, c.i, null)
		}
	}
	for _, s := range []string{"NaN", "Inf", "-inf", "", "1e999", "12 ", "十二"} {
		c := geo.Column{Texts: []string{s}}
		if v, ok := c.Real(0); ok {
			t.Errorf("%q is the number %v", s, v)
		}
	}
	for typ, want := range map[geo.Type]string{geo.Text: "text", geo.Integer: "integer", geo.Real: "real"} {
		if typ.String() != want {
			t.Errorf("type %v, want %s", typ, want)
		}
	}
}
