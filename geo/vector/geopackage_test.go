package vector_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// mixed is a layer with every type of column, nulls and awkward values.
func mixed() *geo.Layer {
	square := func(x float64) orb.Ring {
		return orb.Ring{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x, 1}, {x, 0}}
	}
	return &geo.Layer{
		Name: "更新单元", Source: "mixed", CRS: "EPSG:4547",
		IDs: []string{"二七-01", `O'Neil "x"`, "", "d"},
		Shapes: []orb.Geometry{
			orb.Polygon{square(0)},
			nil,
			orb.MultiPolygon{{square(2)}, {square(4)}},
			orb.MultiPolygon{},
		},
		Columns: []geo.Column{
			{Name: "名称", Type: geo.Text, Texts: []string{"城中村", "", "a\n\"b\"\\", ""}, Nulls: []bool{false, true, false, false}},
			{Name: "年代", Type: geo.Integer, Integers: []int64{math.MaxInt64, math.MinInt64, 0, 0}, Nulls: []bool{false, false, false, true}},
			{Name: "share", Type: geo.Real, Reals: []float64{0.1, 1e300, 0, -3}, Nulls: []bool{false, false, true, false}},
			{Name: "empty", Type: geo.Text, Texts: make([]string, 4), Nulls: []bool{true, true, true, true}},
		},
	}
}

func write(t testing.TB, path, definition string, layers ...vector.Output) {
	t.Helper()
	var c crs.CRS
	if definition != "" {
		c = system(t, definition)
	}
	if err := vector.WriteGeoPackage(context.Background(), path, c, layers); err != nil {
		t.Fatal(err)
	}
}

func TestGeoPackageComesBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "单元.gpkg")
	want := mixed()
	write(t, path, "EPSG:4547", vector.Output{Layer: want, Geometry: "MultiPolygon", IDField: "编号"})
	got := read(t, vector.Source{File: path})
	want.Source, want.Name = path+":"+want.Name, ""
	want.Shapes[0] = orb.MultiPolygon{want.Shapes[0].(orb.Polygon)} // promoted
	want.Columns = append([]geo.Column{{Name: "编号", Texts: want.IDs}}, want.Columns...)
	want.IDs = nil
	want.Origin = geo.Origin{Format: "GPKG", Encoding: "UTF-8", EncodingBy: geo.ByFormat, CRSBy: geo.InFile}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-written +read):\n%s", diff)
	}
}

func TestGeoPackageEveryShape(t *testing.T) {
	for _, g := range orb.AllGeometries {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		layer := &geo.Layer{Name: "a", Shapes: []orb.Geometry{g}}
		write(t, path, "", vector.Output{Layer: layer, Geometry: "Geometry"})
		got := read(t, vector.Source{File: path})
		if got.CRS != "" {
			t.Errorf("%T: system %q", g, got.CRS)
		}
		want := g
		switch v := g.(type) {
		case orb.Ring:
			want = orb.Polygon{v}
		case orb.Bound:
			want = v.ToPolygon()
		}
		if (want == nil) != (got.Shapes[0] == nil) || want != nil && got.Shapes[0].GeoJSONType() != want.GeoJSONType() {
			t.Errorf("%T: got %v, want %v", g, got.Shapes[0], want)
		}
	}
}

func TestGeoPackageTypes(t *testing.T) {
	square := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	line := orb.LineString{{0, 0}, {1, 1}}
	for _, c := range []struct {
		name, declared string
		shapes         []orb.Geometry
		want           string
	}{
		{"areas", "", []orb.Geometry{orb.Polygon{square}}, "MultiPolygon"},
		{"areas, some multiple", "", []orb.Geometry{orb.Polygon{square}, nil, orb.MultiPolygon{}}, "MultiPolygon"},
		{"lines", "", []orb.Geometry{line}, "MultiLineString"},
		{"points", "", []orb.Geometry{orb.Point{1, 2}}, "Point"},
		{"points, some multiple", "", []orb.Geometry{orb.MultiPoint{{1, 2}}, orb.Point{1, 2}}, "MultiPoint"},
		{"mixed", "", []orb.Geometry{line, orb.Point{1, 2}}, "Geometry"},
		{"none", "", []orb.Geometry{nil}, "None"},
		{"no features", "MultiPolygon", nil, "MultiPolygon"},
		{"table", "None", []orb.Geometry{nil}, "None"},
		{"collection of areas", "MultiPolygon", []orb.Geometry{orb.Collection{orb.Polygon{square}}}, "MultiPolygon"},
		{"one part", "LineString", []orb.Geometry{orb.MultiLineString{line}}, "LineString"},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.gpkg")
			layer := &geo.Layer{Name: "a", Shapes: c.shapes}
			write(t, path, "EPSG:4547", vector.Output{Layer: layer, Geometry: c.declared})
			infos, err := vector.Layers(context.Background(), path)
			if err != nil || len(infos) != 1 || infos[0].Geometry != c.want || infos[0].Count != len(c.shapes) {
				t.Errorf("got %+v, %v, want %s", infos, err, c.want)
			}
		})
	}
}

func TestGeoPackageTellsWhatIsWrong(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name  string
		o     vector.Output
		want  error
		words string
	}{
		{"a line among areas", vector.Output{Geometry: "MultiPolygon", Layer: &geo.Layer{
			Name: "a", IDs: []string{"x"}, Shapes: []orb.Geometry{orb.LineString{{0, 0}, {1, 1}}}}}, geo.ErrKind, "a/x: write: "},
		{"a shape in a table", vector.Output{Geometry: "None", Layer: &geo.Layer{
			Name: "a", Shapes: []orb.Geometry{orb.Point{}}}}, geo.ErrKind, "a/0: "},
		{"not finite", vector.Output{Layer: &geo.Layer{
			Name: "a", IDs: []string{"x", "y"}, Shapes: []orb.Geometry{nil, orb.Point{1, nan}}}}, geo.ErrNotFinite, "a/y: write: coordinate is not finite at (1, NaN)"},
		{"one name for two fields", vector.Output{Layer: &geo.Layer{
			Name: "a", Columns: []geo.Column{{Name: "Id"}, {Name: "ID"}}}}, nil, `"ID"`},
		{"no name", vector.Output{Layer: &geo.Layer{}}, nil, "name"},
		{"type unknown", vector.Output{Geometry: "Circle", Layer: &geo.Layer{Name: "a"}}, nil, "Circle"},
		{"values missing", vector.Output{Layer: &geo.Layer{
			Name: "a", Shapes: make([]orb.Geometry, 2), Columns: []geo.Column{{Name: "b", Texts: []string{""}}}}}, nil, "1 values for 2 features"},
	} {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		err := vector.WriteGeoPackage(context.Background(), path, crs.CRS{}, []vector.Output{c.o})
		if err == nil || !strings.Contains(err.Error(), c.words) || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
	if err := vector.WriteGeoPackage(context.Background(), filepath.Join(t.TempDir(), "no", "a.gpkg"), crs.CRS{}, nil); err == nil {
		t.Error("wrote into a folder that is not there")
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	err := vector.WriteGeoPackage(ctx, filepath.Join(t.TempDir(), "a.gpkg"), crs.CRS{}, []vector.Output{{Layer: mixed()}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Fields by the names that GDAL gives to its own columns stay what they are.
func TestGeoPackageFieldsNamedLikeItsOwn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	layer := &geo.Layer{Name: "a", Shapes: []orb.Geometry{orb.Point{1, 2}}, Columns: []geo.Column{
		{Name: "FID", Type: geo.Text, Texts: []string{"x"}},
		{Name: "geom", Type: geo.Integer, Integers: []int64{7}},
	}}
	write(t, path, "EPSG:4547", vector.Output{Layer: layer})
	got := read(t, vector.Source{File: path})
	if diff := cmp.Diff(layer.Columns, got.Columns); diff != "" {
		t.Error(diff)
	}
	if got = read(t, vector.Source{File: path, Fields: []string{"fid_1"}}); got.Columns[0].Integers[0] != 1 {
		t.Errorf("feature IDs: %v", got.Columns)
	}
}

func outputs() []vector.Output {
	lines := &geo.Layer{Name: "boundaries", Shapes: []orb.Geometry{orb.LineString{{0, 0}, {5, 5}}}}
	table := &geo.Layer{Name: "repairs", Shapes: []orb.Geometry{nil, nil}, Columns: []geo.Column{{Name: "n", Type: geo.Integer, Integers: []int64{1, 2}}}}
	return []vector.Output{
		{Layer: mixed(), Geometry: "MultiPolygon", Title: "更新规划单元 units", IDField: "GXDYBH",
			Aliases: map[string]string{"GXDYBH": "更新单元编号", "share": "占比 share", "年代": "建成年代"}},
		{Layer: quilt(80), Title: "parcels"},
		{Layer: lines, Title: "parcels"},
		{Layer: table, Geometry: "None"},
	}
}

func TestGeoPackageSameBytes(t *testing.T) {
	var first []byte
	for range 3 {
		path := filepath.Join(t.TempDir(), "a.gpkg")
		write(t, path, "EPSG:4547", outputs()...)
		bytesOf, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = bytesOf
		} else if !bytes.Equal(first, bytesOf) {
			t.Error("the bytes differ")
		}
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(entries) != 1 {
			t.Errorf("files beside it: %v, %v", entries, err)
		}
	}
	for _, stamp := range regexp.MustCompile(`20[0-9]{2}-[01][0-9]-[0-3][0-9]`).FindAll(first, -1) {
		if string(stamp) != "2000-01-01" {
			t.Errorf("a time in the file: %s", stamp)
		}
	}
}

func TestGeoPackageReplacesFile(t *testing.T) {
	path := file(t, "a.gpkg", "something else")
	write(t, path, "EPSG:4547", outputs()...)
	write(t, path, "EPSG:4547", vector.Output{Layer: quilt(2)})
	infos, err := vector.Layers(context.Background(), path)
	if err != nil || len(infos) != 1 || infos[0].Count != 4 || infos[0].CRS != "EPSG:4547" {
		t.Errorf("got %+v, %v", infos, err)
	}
}

func TestGeoPackageAliases(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.gpkg")
	all := outputs()
	all[1].Aliases = map[string]string{"far": "容积率", "share": "容积率", "x": "it's \"x\"", "nothing": "unused"}
	write(t, path, "EPSG:4547", all...)
	for _, info := range layersOf(t, path) {
		if strings.HasPrefix(info.Name, "gpkg") {
			t.Errorf("layer %s is listed", info.Name)
		}
	}
	rows := stored(t, path, "gpkg_data_columns")
	got := map[string]string{}
	for i := range rows.Len() {
		got[rows.Column("table_name").Texts[i]+"."+rows.Column("column_name").Texts[i]] = rows.Column("name").Texts[i]
	}
	want := map[string]string{
		"更新单元.GXDYBH": "更新单元编号", "更新单元.share": "占比 share", "更新单元.年代": "建成年代",
		"parcels.far": "容积率", "parcels.share": "容积率 (share)", "parcels.x": "it's \"x\"",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func layersOf(t *testing.T, path string) []vector.Info {
	t.Helper()
	infos, err := vector.Layers(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	return infos
}

// stored reads a table of a GeoPackage that is no layer.
func stored(t *testing.T, path, table string) *geo.Layer {
	t.Helper()
	d, err := gdal.Open(path, gdal.Opening{})
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	rows := &geo.Layer{}
	err = d.Query("SELECT * FROM "+table, func(l *gdal.Layer) error {
		var fields []int
		for i, f := range l.Fields {
			fields = append(fields, i)
			rows.Columns = append(rows.Columns, geo.Column{Name: f.Name})
		}
		r, err := gdal.NewReader(l, fields)
		if err != nil {
			return err
		}
		defer r.Close()
		shapes, values, err := r.Next()
		rows.Shapes = shapes
		for i, v := range values {
			rows.Columns[i].Texts = v.Texts
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}
