package study

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"renewal/geo"
)

// infoOf describes a layer named in the words of the case: of areas, in the
// metres of Zhengzhou, with a column of kinds if values are given.
func infoOf(name, geometry string, columns []string, values ...string) foundLayer {
	return foundLayer{
		file: "city.gpkg", written: "city.gpkg", layer: name, geometry: geometry, columns: columns, count: 9,
		crs: "EPSG:4547", crsName: "CGCS2000 / 3-degree Gauss-Kruger CM 114E", box: [4]float64{4.6e5, 3.8e6, 4.7e5, 3.9e6},
		values:   func(string) []string { return values },
		greatest: func(string) (float64, bool) { return 0, false },
	}
}

func TestGuessRole(t *testing.T) {
	for _, c := range []struct {
		name, geometry string
		columns        []string
		want           string
	}{
		{"control_units", "MultiPolygon", nil, "control_units"},
		{"控规单元2024", "Polygon", nil, "control_units"},
		{"KGDY", "MultiPolygon", []string{"DYBH"}, "control_units"},
		{"units", "LineString", nil, ""},
		{"layer1", "MultiPolygon", []string{"DYBH", "DYMC"}, "control_units"},
		{"行政区划", "MultiPolygon", []string{"XZQDM"}, "districts"},
		{"parcels", "MultiPolygon", []string{"XZQDM", "DKBH"}, "parcels"},
		{"DLTB", "Polygon", []string{"DLBM"}, "parcels"},
		{"现状用地", "MultiPolygon", []string{"地类代码"}, "parcels"},
		{"roads", "MultiLineString", []string{"highway"}, "barriers"},
		{"gis_osm_railways_free", "LineString", []string{"fclass"}, "barriers"},
		{"地铁站点", "Point", nil, "stations"},
		{"metro_stations", "MultiPoint", nil, "stations"},
		{"CZC", "MultiPolygon", nil, "resources"},
		{"工业区块线", "MultiPolygon", nil, "policy_zones"},
		{"规划范围", "Polygon", nil, "scope"},
		{"buildings", "Point", nil, ""},
		{"sidkick", "MultiPolygon", nil, ""},
		{"roads", "Geometry", nil, "barriers"},
		{"parcels", "None", []string{"DKBH"}, ""},
	} {
		if got, _, _ := guessRole(infoOf(c.name, c.geometry, c.columns)); got != c.want {
			t.Errorf("%s (%s, %v): %q, want %q", c.name, c.geometry, c.columns, got, c.want)
		}
	}
}

func TestGuessFields(t *testing.T) {
	id, fields, kind, rest := guessFields(infoOf("地块", "MultiPolygon", []string{"fid", "DKBH", "DLDM", "地类代码", "JCNF", "BZ"}), Parcels)
	want := []FieldMapping{{Attr: "landuse", Field: "DLDM"}, {Attr: "build_year", Field: "JCNF"}}
	if id != "DKBH" || kind != nil || cmp.Diff(want, fields) != "" || cmp.Diff([]string{"fid", "地类代码", "BZ"}, rest) != "" {
		t.Errorf("%s %v %v %v", id, fields, kind, rest)
	}
}

// Shares that go beyond 1 are percents; other numbers, and shares beyond 100, are
// what they are.
func TestGuessScale(t *testing.T) {
	for _, c := range []struct {
		attr  string
		most  float64
		known bool
		want  float64
	}{
		{"vacancy", 90, true, 0.01}, {"vacancy", 100, true, 0.01}, {"vacancy", 1, true, 0}, {"vacancy", 0.9, true, 0},
		{"vacancy", 9999, true, 0}, {"vacancy", 90, false, 0}, {"far", 8, true, 0}, {"build_year", 2015, true, 0},
	} {
		l := infoOf("地块", "MultiPolygon", nil)
		l.greatest = func(string) (float64, bool) { return c.most, c.known }
		if got := guessScale(l, Parcels, c.attr, "X"); got != c.want {
			t.Errorf("%s up to %g: scale %g, want %g", c.attr, c.most, got, c.want)
		}
	}
}

func TestGuessID(t *testing.T) {
	for want, columns := range map[string][]string{
		"DKBH":     {"fid", "id", "DKBH"},
		"分区编号":     {"分区名称", "分区编号"},
		"block_id": {"block_id", "area"},
		"":         {"fid", "plan_id", "owner_id"}, // two that may point elsewhere, and the file's own numbers
	} {
		l := infoOf("parcels", "MultiPolygon", columns)
		if id, _, _, _ := guessFields(l, Parcels); id != want {
			t.Errorf("%v: %q, want %q", columns, id, want)
		}
	}
}

func TestGuessKind(t *testing.T) {
	for _, c := range []struct {
		l    foundLayer
		role string
		want *FieldMapping
	}{
		{infoOf("roads", "LineString", []string{"fclass"}, "footway", "primary", "rail"), Barriers,
			&FieldMapping{Attr: "kind", Field: "fclass", Values: map[string]string{"footway": "", "primary": "arterial", "rail": "railway"}}},
		{infoOf("railways", "LineString", []string{"gauge"}), Barriers, &FieldMapping{Attr: "kind", Const: "railway"}},
		{infoOf("railways", "LineString", []string{"type"}, "x1", "x2"), Barriers, &FieldMapping{Attr: "kind", Const: "railway"}},
		{infoOf("分区", "MultiPolygon", []string{"GXFQ"}, "老城片区", "城市新区"), PolicyZones,
			&FieldMapping{Attr: "kind", Field: "GXFQ", Values: map[string]string{"老城片区": "old_city", "城市新区": "new_city"}}},
		{infoOf("分区", "MultiPolygon", []string{"BH", "FQLX"}, "历史文化街区", "城市中心", "其他地方"), PolicyZones, // a column of any name
			&FieldMapping{Attr: "kind", Field: "FQLX", Values: map[string]string{"历史文化街区": "historic_district", "城市中心": "centre", "其他地方": ""}}},
		{infoOf("分区", "MultiPolygon", []string{"FQMC"}, "老街", "中心"), PolicyZones, nil}, // names, one of which is a word for a kind
		{infoOf("分区", "MultiPolygon", []string{"BH"}, "中心"), PolicyZones, nil},
		{infoOf("资源", "MultiPolygon", []string{"MC"}, "anything"), Resources, nil}, // whose kinds are the ruleset's
		{infoOf("roads", "LineString", nil), Barriers, nil},
		{infoOf("parcels", "MultiPolygon", []string{"type"}, "a"), Parcels, nil},
	} {
		if d := cmp.Diff(c.want, guessKind(c.l, c.role, "BH")); d != "" {
			t.Errorf("%s: %s", c.l.layer, d)
		}
	}
}

func TestGuessCRS(t *testing.T) {
	at := func(crs string, west, south float64) sketched {
		l := sketched{foundLayer: infoOf("units", "MultiPolygon", nil)}
		l.crs, l.box = crs, [4]float64{west, south, west + .1, south + .1}
		return l
	}
	for _, c := range []struct {
		name   string
		layers []sketched
		want   string
	}{
		{"metres", []sketched{at("EPSG:3826", 2.7e5, 2.7e6)}, "EPSG:3826"},
		{"Zhengzhou in degrees", []sketched{at("EPSG:4490", 113.6, 34.7)}, "EPSG:4547"},
		{"Shenzhen in degrees", []sketched{at("EPSG:4326", 114, 22.5)}, "EPSG:4547"},
		{"Shanghai in degrees", []sketched{at("EPSG:4326", 121.4, 31.2)}, "EPSG:4549"},
		{"Urumqi in degrees", []sketched{at("EPSG:4326", 87.6, 43.8)}, "EPSG:4538"},
		{"Zhengzhou in web mercator", []sketched{at("EPSG:3857", 12645000, 4125000)}, "EPSG:4547"},
		{"Bristol in degrees", []sketched{at("EPSG:4326", -2.6, 51.4)}, "EPSG:32630"},
		{"Lima in degrees", []sketched{at("EPSG:4326", -77, -12)}, "EPSG:32718"},
		{"the first that states one", []sketched{at("", 0, 0), at("EPSG:4547", 4e5, 3e6)}, "EPSG:4547"},
		{"none", []sketched{at("", 0, 0)}, ""},
		{"no layers", nil, ""},
	} {
		if got, _ := guessCRS(c.layers); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// Control units and parcels are taken from one layer each.
func TestGuessTakesLandOnce(t *testing.T) {
	g := guessLayers([]foundLayer{
		infoOf("用地 old", "MultiPolygon", nil), infoOf("parcels", "MultiPolygon", nil),
		infoOf("道路", "LineString", nil), infoOf("铁路", "LineString", nil),
	})
	if p := g.of(Parcels); len(p) != 1 || p[0].layer != "parcels" {
		t.Errorf("parcels: %+v", p)
	}
	if len(g.of(Barriers)) != 2 || len(g.of("")) != 1 || len(g.notes) != 1 {
		t.Errorf("%+v", g)
	}
}

// What is sketched can be read, whatever names the layers and columns have.
func TestSketchIsAStudy(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "city.gpkg"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "study.yaml")
	text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[-?:,\[\]{}#&*!|>'"%@ \n0-9a-z单元~.]{1,9}`),
		rapid.SampledFrom([]string{"null", "~", "true", "No", "0701", "1e3", "a: b", "# x", "- a", "<<", ".5", "...", "---", "a\u2028b", "\u0085"}))
	rapid.Check(t, func(t *rapid.T) {
		some := text.Filter(func(s string) bool { return s != "" })
		name, column, kind := some.Draw(t, "layer"), some.Draw(t, "column"), some.Draw(t, "kind")
		g := guessLayers([]foundLayer{
			infoOf("units", "MultiPolygon", []string{"DYBH", column}), infoOf("districts", "MultiPolygon", []string{column}),
			infoOf("parcels", "MultiPolygon", []string{column, "DLDM"}), infoOf(name, "MultiLineString", []string{column}),
			infoOf("roads", "MultiLineString", []string{"fclass"}, "rail", kind), infoOf("resources", "MultiPolygon", []string{"type"}, kind),
		})
		g.layers[0].layer, g.layers[0].id, g.name = name, column, kind
		text := writeSketch(g)
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := Read(path)
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		if s.Sources[0].Layer != name || s.Sources[0].ID != column || s.Name != kind {
			t.Fatalf("read %q, %q and %q from\n%s", s.Sources[0].Layer, s.Sources[0].ID, s.Name, text)
		}
	})
}

func TestSketchOfNothing(t *testing.T) {
	_, _, err := Sketch(t.Context(), ".", []string{filepath.Join(t.TempDir(), "no.gpkg")})
	if !errors.Is(err, geo.ErrNoFile) {
		t.Error(err)
	}
	text := string(writeSketch(guessLayers(nil)))
	for _, want := range []string{"# control_units: {file: FILE", "# crs: EPSG:4547", "name: study"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
}

func TestRelativeTo(t *testing.T) {
	for _, c := range []struct{ dir, file, want string }{
		{".", "a.gpkg", "a.gpkg"}, {"out", "a.gpkg", "../a.gpkg"}, {"a", "a/b.shp", "b.shp"}, {"a", "/b.shp", "/b.shp"}, {"a", "PG:dbname=x", "PG:dbname=x"},
	} {
		if got := relativeTo(c.dir, c.file); got != c.want {
			t.Errorf("%s from %s: %s", c.file, c.dir, got)
		}
	}
}
