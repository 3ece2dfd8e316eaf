package gdal_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo/internal/gdal"
)

func open(t testing.TB, path string) *gdal.Dataset {
	t.Helper()
	d, err := gdal.Open(path, gdal.Opening{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}

// all reads every field of the only layer.
func all(t testing.TB, d *gdal.Dataset) (shapes []orb.Geometry, values map[string]gdal.Values) {
	t.Helper()
	l := d.At(0)
	var fields []int
	for i := range l.Fields {
		fields = append(fields, i)
	}
	r, err := gdal.NewReader(l, fields)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	values = map[string]gdal.Values{}
	for {
		s, v, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if len(s) == 0 {
			return shapes, values
		}
		shapes = append(shapes, s...)
		for i, f := range l.Fields {
			values[f.Name] = v[i]
		}
	}
}

// csv makes a file whose shapes are given as WKT, which GDAL reads as they are.
func csv(t testing.TB, lines ...string) *gdal.Dataset {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte("id;WKT\n"+strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

func TestShapes(t *testing.T) {
	for _, c := range []struct {
		wkt  string
		want orb.Geometry
	}{
		{"POINT (1 2)", orb.Point{1, 2}},
		{"POINT Z (1 2 3)", orb.Point{1, 2}},
		{"POINT ZM (1 2 3 4)", orb.Point{1, 2}},
		{"POINT EMPTY", nil},
		{"LINESTRING (1 2, 3 4)", orb.LineString{{1, 2}, {3, 4}}},
		{"LINESTRING EMPTY", orb.LineString{}},
		{"LINESTRING M (1 2 9, 3 4 9)", orb.LineString{{1, 2}, {3, 4}}},
		{"POLYGON ((0 0, 1 0, 1 1, 0 0))", orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}},
		{"POLYGON ((0 0, 9 0, 9 9, 0 0), (5 1, 6 1, 6 2, 5 1))", orb.Polygon{{{0, 0}, {9, 0}, {9, 9}, {0, 0}}, {{5, 1}, {6, 1}, {6, 2}, {5, 1}}}},
		{"POLYGON ((0 0, 1 0, 1 1))", orb.Polygon{{{0, 0}, {1, 0}, {1, 1}}}}, // open
		{"POLYGON EMPTY", orb.Polygon{}},
		{"MULTIPOINT ((1 2), (3 4))", orb.MultiPoint{{1, 2}, {3, 4}}},
		{"MULTIPOINT ((1 2), EMPTY)", orb.MultiPoint{{1, 2}}},
		{"MULTILINESTRING ((1 2, 3 4), EMPTY)", orb.MultiLineString{{{1, 2}, {3, 4}}, {}}},
		{"MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), EMPTY)", orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}, {}}},
		{"MULTIPOLYGON EMPTY", orb.MultiPolygon{}},
		{"GEOMETRYCOLLECTION (POINT (1 2), POINT EMPTY, GEOMETRYCOLLECTION (LINESTRING (1 2, 3 4)))",
			orb.Collection{orb.Point{1, 2}, orb.Collection{orb.LineString{{1, 2}, {3, 4}}}}},
		{"TRIANGLE ((0 0, 1 0, 1 1, 0 0))", orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}},
		{"TIN Z (((0 0 5, 1 0 5, 1 1 5, 0 0 5)))", orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}},
		{"POLYHEDRALSURFACE Z (((0 0 5, 1 0 5, 1 1 5, 0 0 5)))", orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}}},
	} {
		shapes, _ := all(t, csv(t, "x;"+c.wkt))
		if diff := cmp.Diff([]orb.Geometry{c.want}, shapes); diff != "" {
			t.Errorf("%s:\n%s", c.wkt, diff)
		}
	}
}

// A circle given by arcs becomes a ring that keeps to it.
func TestCurves(t *testing.T) {
	for _, wkt := range []string{
		"CURVEPOLYGON (CIRCULARSTRING (1 0, 0 1, -1 0, 0 -1, 1 0))",
		"MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (1 0, 0 1, -1 0, 0 -1, 1 0)))",
	} {
		shapes, _ := all(t, csv(t, "x;"+wkt))
		p, ok := shapes[0].(orb.Polygon)
		if m, multiple := shapes[0].(orb.MultiPolygon); multiple {
			p, ok = m[0], true
		}
		if !ok || len(p[0]) < 60 {
			t.Fatalf("%s: got %v", wkt, shapes[0])
		}
		for _, q := range p[0] {
			if math.Abs(math.Hypot(q[0], q[1])-1) > 1e-9 {
				t.Errorf("%s: %v is off the circle", wkt, q)
			}
		}
	}
}

func TestDeepCollections(t *testing.T) {
	wkt := strings.Repeat("GEOMETRYCOLLECTION (", 31) + "POINT (1 2)" + strings.Repeat(")", 31)
	if shapes, _ := all(t, csv(t, "x;"+wkt)); shapes[0] == nil {
		t.Error("31 deep: no shape")
	}
	w := writer(t, "GPKG", "a.gpkg", "Geometry")
	var g orb.Geometry = orb.Point{1, 2}
	for range 100 {
		g = orb.Collection{g}
	}
	w.Shape(g)
	if err := w.Flush(); err == nil {
		t.Error("wrote 100 deep")
	}
}

func TestValues(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.geojson")
	text := `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":null,"properties":{` +
		`"date":"2020/01/02","time":"03:04:05","at":"2020-01-02T03:04:05.678+08:00","utc":"2020-01-02T03:04:05Z","late":"2020-12-31T23:59:59.9996Z",` +
		`"texts":["a\"b\\","城\n"],"ints":[1,2],"longs":[1,12345678901],"reals":[0.5,2],"bool":true,"n":null}}]}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	_, values := all(t, open(t, path))
	for name, want := range map[string]string{
		"date": "2020-01-02", "time": "03:04:05", "at": "2020-01-02T03:04:05.678+08:00", "utc": "2020-01-02T03:04:05Z",
		"late":  "2020-12-31T23:59:59.999Z",
		"texts": `["a\"b\\","城\u000a"]`, "ints": "[1,2]", "longs": "[1,12345678901]", "reals": "[0.5,2]",
	} {
		if got := values[name].Texts; len(got) != 1 || got[0] != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got := values["bool"].Integers; len(got) != 1 || got[0] != 1 {
		t.Errorf("bool: %v", values["bool"])
	}
	if got := values["n"].Nulls; len(got) != 1 || !got[0] {
		t.Errorf("n: %v", values["n"])
	}
}

func TestBytesThatAreNoUTF8(t *testing.T) {
	_, values := all(t, csv(t, "a\xffb;POINT (1 2)"))
	if got := values["id"].Texts[0]; got != "a\uFFFDb" {
		t.Errorf("got %q", got)
	}
}

func writer(t testing.TB, driver, name, geometry string, fields ...gdal.Field) *gdal.Writer {
	t.Helper()
	d, err := gdal.Create(driver, filepath.Join(t.TempDir(), name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	w, err := d.CreateLayer(gdal.Definition{Name: "a", CRS: "EPSG:4547", Geometry: geometry, Fields: fields})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// Errors are in GDAL's words, on one line, and name the feature.
func TestErrors(t *testing.T) {
	w := writer(t, "FlatGeobuf", "a.fgb", "Point")
	w.Shape(orb.Point{1, 2})
	w.Shape(orb.LineString{{1, 2}, {3, 4}})
	var row *gdal.RowError
	if err := w.Flush(); err == nil {
		t.Error("a line among points")
	} else if !asRow(err, &row) || row.Row != 1 {
		t.Errorf("got %v", err)
	}
	for _, err := range []error{
		second(gdal.Open(filepath.Join(t.TempDir(), "no.gpkg"), gdal.Opening{})),
		second(gdal.Create("Nonsense", "a")),
		second(gdal.Create("GPKG", filepath.Join(t.TempDir(), "no", "a.gpkg"))),
		second(gdal.Describe("EPSG:1")),
		second(gdal.NewTransform("EPSG:1", "EPSG:4326")),
	} {
		if err == nil || err.Error() == "" || strings.Contains(err.Error(), "\n") {
			t.Errorf("got %v", err)
		}
	}
}

func asRow(err error, to **gdal.RowError) bool {
	r, ok := err.(*gdal.RowError)
	*to = r
	return ok
}

func second[T any](_ T, err error) error { return err }

func TestCloseTwice(t *testing.T) {
	d := csv(t, "x;POINT (1 2)")
	if err := d.Close(); err != nil {
		t.Error(err)
	}
	if err := d.Close(); err != nil {
		t.Error(err)
	}
}

// Datasets are independent of each other, whatever thread a call comes on; what
// goes wrong in one is not said of another.
func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			for range 10 {
				path := filepath.Join(dir, fmt.Sprint("a", i, ".fgb"))
				os.Remove(path)
				d, err := gdal.Create("FlatGeobuf", path)
				if err != nil {
					t.Error(err)
					return
				}
				w, err := d.CreateLayer(gdal.Definition{Name: "a", Geometry: "Point"})
				if err != nil {
					t.Error(err)
					return
				}
				for k := range 5000 {
					w.Shape(orb.Point{float64(k), float64(i)})
				}
				if err := w.Flush(); err != nil {
					t.Error(err)
				}
				if err := d.Close(); err != nil {
					t.Error(err)
				}
				if _, err := gdal.Open(path+".no", gdal.Opening{}); err == nil || !strings.Contains(err.Error(), fmt.Sprint("a", i, ".fgb.no")) {
					t.Errorf("got %v", err)
				}
			}
		})
	}
	wait.Wait()
}
