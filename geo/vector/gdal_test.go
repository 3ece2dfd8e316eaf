package vector_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

func TestNoFile(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "无.gpkg")
	for _, path := range []string{missing, missing + ".geojson", ""} {
		_, err := vector.Read(context.Background(), vector.Source{File: path})
		_, err2 := vector.Layers(context.Background(), path)
		if !errors.Is(err, geo.ErrNoFile) || !errors.Is(err2, geo.ErrNoFile) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%q: got %v, %v", path, err, err2)
		}
	}
}

// What would be waited for without end is refused.
func TestNeitherFileNorFolder(t *testing.T) {
	for _, path := range []string{"/dev/null", "/dev/zero"} {
		if _, err := os.Stat(path); err != nil {
			t.Skipf("no %s here", path)
		}
		_, err := vector.Read(context.Background(), vector.Source{File: path})
		if !errors.Is(err, geo.ErrUnreadable) || !strings.HasPrefix(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestUnreadable(t *testing.T) {
	whole := filepath.Join(t.TempDir(), "a.gpkg")
	write(t, whole, "EPSG:4547", vector.Output{Layer: quilt(60)})
	content, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		file(t, "a.gpkg", string(content[:len(content)/2])),
		file(t, "a.gpkg", string(content[:len(content)-5000])),
		file(t, "a.gpkg", "nonsense"),
		file(t, "a.gpkg", ""),
		file(t, "a.shp", "nonsense"),
		file(t, "a.txt", "nonsense"),
		file(t, "a.geojson", ""),
		t.TempDir(),
	} {
		l, err := vector.Read(context.Background(), vector.Source{File: path})
		if !errors.Is(err, geo.ErrUnreadable) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, %v", path, l, err)
		}
	}
}

// However a GeoPackage is cut short or spoilt, reading ends in the whole layer
// or an error.
func TestGeoPackageDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	write(t, path, "EPSG:4547", vector.Output{Layer: quilt(60)})
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := 1000; n < len(content); n += len(content) / 25 {
		l, err := vector.Read(context.Background(), vector.Source{File: file(t, "a.gpkg", string(content[:n]))})
		if err == nil && l.Len() != 3600 {
			t.Errorf("%d bytes of %d: %d features and no error", n, len(content), l.Len())
		}
	}
}

func TestLayerChoice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	a, b := quilt(2), quilt(3)
	a.Name, b.Name = "控规单元", "parcels"
	write(t, path, "EPSG:4547", vector.Output{Layer: a}, vector.Output{Layer: b})
	for _, layer := range []string{"", "units"} {
		_, err := vector.Read(context.Background(), vector.Source{File: path, Layer: layer})
		if !errors.Is(err, geo.ErrNoLayer) || !strings.Contains(err.Error(), `"控规单元", "parcels"`) {
			t.Errorf("layer %q: %v", layer, err)
		}
	}
	if got := read(t, vector.Source{File: path, Layer: "控规单元"}); got.Len() != 4 || got.Source != path+":控规单元" {
		t.Errorf("got %d from %s", got.Len(), got.Source)
	}
	// QGIS adds a table of styles; the file still has one layer.
	styles := &geo.Layer{Name: "layer_styles", Shapes: []orb.Geometry{nil}, Columns: []geo.Column{{Name: "styleQML", Texts: []string{"<qgis/>"}}}}
	write(t, path, "EPSG:4547", vector.Output{Layer: b}, vector.Output{Layer: styles, Geometry: "None"})
	if got := read(t, vector.Source{File: path}); got.Len() != 9 {
		t.Errorf("beside styles: %d", got.Len())
	}
	if got := read(t, vector.Source{File: path, Layer: "layer_styles"}); got.Column("styleQML") == nil {
		t.Errorf("styles by name: %v", got.Columns)
	}
}

func TestFieldChoice(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	write(t, path, "EPSG:4547", vector.Output{Layer: quilt(70)}) // more than one batch
	got := read(t, vector.Source{File: path, Fields: []string{"x", "fid", "用地"}})
	want := quilt(70)
	for i, name := range []string{"x", "fid", "用地"} {
		if got.Columns[i].Name != name || got.Columns[i].Len() != 4900 {
			t.Errorf("field %d is %q", i, got.Columns[i].Name)
		}
	}
	if got.Columns[1].Integers[4899] != 4900 {
		t.Errorf("feature IDs: %d", got.Columns[1].Integers[4899])
	}
	if diff := cmp.Diff(want.Column("用地"), got.Column("用地")); diff != "" {
		t.Error(diff)
	}
	if got = read(t, vector.Source{File: path, Fields: []string{}}); len(got.Columns) != 0 || got.Len() != 4900 {
		t.Errorf("no fields: %d columns", len(got.Columns))
	}
	_, err := vector.Read(context.Background(), vector.Source{File: path, Fields: []string{"DLDM"}})
	if !errors.Is(err, geo.ErrNoField) || !strings.Contains(err.Error(), `"DLDM"`) || !strings.Contains(err.Error(), `"用地"`) {
		t.Errorf("got %v", err)
	}
}

func TestReadCancelled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	write(t, path, "EPSG:4547", vector.Output{Layer: quilt(2)})
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := vector.Read(ctx, vector.Source{File: path})
	if !errors.Is(err, context.Canceled) || errors.Is(err, geo.ErrUnreadable) {
		t.Errorf("got %v", err)
	}
}

func TestFormats(t *testing.T) {
	square := orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 0}}}
	rows := []row{{"城中村", square}, {"-", square}, {"老旧小区", square}}
	def := gdal.Definition{Name: "parcels", CRS: "EPSG:4547", Geometry: "Polygon", Fields: []gdal.Field{{Name: "名称"}}}
	for _, c := range []struct{ driver, name string }{
		{"GPKG", "parcels.gpkg"}, {"FlatGeobuf", "parcels.fgb"},
		{"GML", "parcels.gml"}, {"GeoJSON", "parcels.geojson"}, {"SQLite", "parcels.sqlite"},
	} {
		t.Run(c.driver, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), c.name)
			create(t, c.driver, path, def, rows)
			got := read(t, vector.Source{File: path})
			texts := 0
			for i := range 3 {
				switch v, ok := got.Column("名称").Text(i); v {
				case "城中村", "老旧小区":
					texts++
				default:
					if ok {
						t.Errorf("feature %d: %q", i, v)
					}
				}
			}
			// FlatGeobuf may change the order of the features.
			if texts != 2 || got.Len() != 3 || got.CRS != "EPSG:4547" {
				t.Errorf("got %d features, %v, %q", got.Len(), got.Column("名称").Texts, got.CRS)
			}
			if p, ok := geo.Polygons(got.Shapes[1]); !ok || geo.Area(p) != 0.5 {
				t.Errorf("shape %v", got.Shapes[1])
			}
		})
	}
}

func TestLayerWithoutSystem(t *testing.T) {
	def := gdal.Definition{Name: "a", Geometry: "Point", Fields: []gdal.Field{{Name: "t"}}}
	for _, c := range []struct{ driver, name string }{{"GPKG", "a.gpkg"}, {"ESRI Shapefile", "a.shp"}, {"FlatGeobuf", "a.fgb"}} {
		path := filepath.Join(t.TempDir(), c.name)
		create(t, c.driver, path, def, []row{{"x", orb.Point{1, 2}}})
		if got := read(t, vector.Source{File: path}); got.CRS != "" {
			t.Errorf("%s: system %q", c.driver, got.CRS)
		}
		if got := read(t, vector.Source{File: path, CRS: "epsg:4547"}); got.CRS != "EPSG:4547" {
			t.Errorf("%s: stated %q", c.driver, got.CRS)
		}
		if infos, err := vector.Layers(context.Background(), path); err != nil || infos[0].CRS != "" || infos[0].CRSName != "" {
			t.Errorf("%s: %+v, %v", c.driver, infos, err)
		}
		if _, err := vector.Read(context.Background(), vector.Source{File: path, CRS: "nonsense"}); !errors.Is(err, geo.ErrBadCRS) {
			t.Errorf("%s: %v", c.driver, err)
		}
	}
}

func TestEmptyLayer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	layer := quilt(0)
	write(t, path, "EPSG:4547", vector.Output{Layer: layer, Geometry: "MultiPolygon"})
	got := read(t, vector.Source{File: path})
	if got.Len() != 0 || len(got.Columns) != 10 || got.CRS != "EPSG:4547" {
		t.Errorf("got %+v", got)
	}
	infos, err := vector.Layers(context.Background(), path)
	if err != nil || infos[0].Count != 0 || !infos[0].Extent.IsEmpty() || infos[0].Geometry != "MultiPolygon" {
		t.Errorf("got %+v, %v", infos, err)
	}
}

// What is called .json and is no GeoJSON goes to GDAL.
func TestOtherJSON(t *testing.T) {
	for _, text := range []string{
		`{"geometryType":"esriGeometryPoint","spatialReference":{"wkid":4547},"fields":[{"name":"n","type":"esriFieldTypeInteger"}],
			"features":[{"attributes":{"n":7},"geometry":{"x":1,"y":2}}]}`,
		`{"type":"Topology","arcs":[],"objects":{"a":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2],"properties":{"n":7}}]}}}`,
	} {
		got := read(t, vector.Source{File: file(t, "a.json", text)})
		if n := got.Column("n"); got.Len() != 1 || n == nil || n.Integers[0] != 7 || got.Shapes[0] != (orb.Point{1, 2}) {
			t.Errorf("got %+v from %s", got, text)
		}
	}
}

// A zipped Shapefile is read as it is; so is a name that GDAL alone resolves.
func TestZipped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.shp.zip")
	def := gdal.Definition{Name: "a", CRS: "EPSG:4547", Geometry: "Point", Fields: []gdal.Field{{Name: "t"}}}
	create(t, "ESRI Shapefile", path, def, []row{{"x", orb.Point{1, 2}}})
	for _, name := range []string{path, "/vsizip/" + path} {
		if got := read(t, vector.Source{File: name}); got.Len() != 1 || got.CRS != "EPSG:4547" {
			t.Errorf("%s: got %+v", name, got)
		}
	}
	if _, err := vector.Read(context.Background(), vector.Source{File: "/vsizip/" + path + ".no"}); !errors.Is(err, geo.ErrUnreadable) {
		t.Errorf("got %v", err)
	}
}
