package vector_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// matrix is what every format must tell alike: 0 is far from 1 because -0.5 lies
// between, a text may be empty, and a value or shape may be missing.
func matrix() *geo.Layer {
	square := func(x, y, size float64) orb.Ring {
		return orb.Ring{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}, {x, y}}
	}
	ring := func(x, size float64) orb.Ring { return square(x, 34.5, size) }
	return &geo.Layer{
		Name: "parcels", CRS: "EPSG:4326",
		Shapes: []orb.Geometry{
			orb.MultiPolygon{{ring(113.5, 0.125)}},
			orb.MultiPolygon{{ring(113.75, 0.25), square(113.8125, 34.5625, 0.0625)}},
			orb.MultiPolygon{{ring(114, 0.125)}, {ring(114.25, 0.125)}},
			nil,
		},
		Columns: []geo.Column{
			{Name: "名称", Texts: []string{"城中村", "老旧小区", "", "郑州市二七区"}, Nulls: []bool{false, false, false, false}},
			{Name: "code", Texts: []string{"0701", "R2", "", "0601"}, Nulls: []bool{false, false, true, false}},
			{Name: "层数", Type: geo.Integer, Integers: []int64{6, -1, 0, 0}, Nulls: []bool{false, false, false, true}},
			{Name: "big", Type: geo.Integer, Integers: []int64{1234567890123, -9007199254740992, 0, 7}, Nulls: []bool{false, false, true, false}},
			{Name: "far", Type: geo.Real, Reals: []float64{2.5, -0.5, 0, 1.0625}, Nulls: []bool{false, false, true, false}},
		},
	}
}

// make writes the matrix with GDAL's own driver.
func makeMatrix(t testing.TB, driver, path string, options ...string) string {
	t.Helper()
	m := matrix()
	def := gdal.Definition{Name: "parcels", CRS: m.CRS, Geometry: "MultiPolygon", Options: options}
	if driver == "ESRI Shapefile" {
		def.Geometry = "Polygon"
	}
	for _, c := range m.Columns {
		kind := [...]gdal.Kind{geo.Text: gdal.Text, geo.Integer: gdal.Integer, geo.Real: gdal.Real}[c.Type]
		def.Fields = append(def.Fields, gdal.Field{Name: c.Name, Kind: kind, Narrow: c.Name == "层数"})
	}
	d, err := gdal.Create(driver, path)
	if err != nil {
		t.Fatal(err)
	}
	w, err := d.CreateLayer(def)
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range m.Shapes {
		w.Shape(g)
		for k := range m.Columns {
			switch c := &m.Columns[k]; {
			case c.Null(i):
				w.Null()
			case c.Type == geo.Integer:
				w.Integer(c.Integers[i])
			case c.Type == geo.Real:
				w.Real(c.Reals[i])
			default:
				w.Text(c.Texts[i])
			}
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// table prints a layer as text: what formats may tell in different ways, as the
// start of a ring or a number's type, is the same there.
func table(l *geo.Layer, blankIsNull bool) string {
	var rows []string
	for i, g := range l.Shapes {
		var b strings.Builder
		for k := range l.Columns {
			v, ok := l.Columns[k].Text(i)
			if !ok || blankIsNull && v == "" {
				v = "null"
			}
			fmt.Fprintf(&b, "%s=%q ", l.Columns[k].Name, v)
		}
		b.WriteString(shapeText(g))
		rows = append(rows, b.String())
	}
	return strings.Join(rows, "\n")
}

func shapeText(g orb.Geometry) string {
	m, ok := geo.Polygons(g)
	if !ok || len(m) == 0 {
		return "none"
	}
	var rings []string
	for k, p := range m {
		for j, r := range p {
			var points []string
			for _, q := range r[:len(r)-1] {
				points = append(points, strconv.FormatFloat(q[0], 'f', 6, 64)+" "+strconv.FormatFloat(q[1], 'f', 6, 64))
			}
			slices.Sort(points)
			rings = append(rings, fmt.Sprintf("%d.%d(%s)", k, j, strings.Join(points, ", ")))
		}
	}
	return strings.Join(rings, " ")
}

func checkMatrix(t *testing.T, src vector.Source, want *geo.Layer, blankIsNull bool, origin geo.Origin) {
	t.Helper()
	got := read(t, src)
	// Drivers add columns of their own.
	got.Columns = slices.DeleteFunc(got.Columns, func(c geo.Column) bool {
		return matrix().Column(c.Name) == nil
	})
	if diff := cmp.Diff(table(want, blankIsNull), table(got, blankIsNull)); diff != "" {
		t.Errorf("(-want +read):\n%s", diff)
	}
	if got.CRS != "EPSG:4326" {
		t.Errorf("system %q", got.CRS)
	}
	if origin.Format != "" && got.Origin != origin {
		t.Errorf("origin %+v, want %+v", got.Origin, origin)
	}
	infos, err := vector.Layers(context.Background(), src.File)
	if err != nil {
		t.Fatal(err)
	}
	for _, info := range infos {
		if origin.Format != "" && src.Encoding == "" && info.Origin != origin {
			t.Errorf("origin in Layers %+v, want %+v", info.Origin, origin)
		}
	}
}

func TestMatrix(t *testing.T) {
	gdalSays := func(format string) geo.Origin {
		return geo.Origin{Format: format, Encoding: "UTF-8", EncodingBy: geo.ByFormat, CRSBy: geo.InFile}
	}
	for _, c := range []struct {
		driver, name string
		origin       geo.Origin
		options      []string
	}{
		{"GPKG", "parcels.gpkg", gdalSays("GPKG"), nil},
		{"SQLite", "parcels.sqlite", gdalSays("SQLite"), nil},
		{"FlatGeobuf", "parcels.fgb", gdalSays("FlatGeobuf"), []string{"SPATIAL_INDEX=NO"}},
		{"OpenFileGDB", "parcels.gdb", gdalSays("OpenFileGDB"), nil},
		{"GeoJSON", "parcels.geojson", geo.Origin{}, nil},
		{"GeoJSONSeq", "parcels.geojsonl", geo.Origin{}, nil},
		{"GML", "parcels.gml", geo.Origin{}, nil},
	} {
		t.Run(c.driver, func(t *testing.T) {
			path := makeMatrix(t, c.driver, filepath.Join(t.TempDir(), c.name), c.options...)
			want := matrix()
			if c.driver == "FlatGeobuf" { // GDAL writes no feature without a shape to it
				want = want.Pick([]int{0, 1, 2})
			}
			checkMatrix(t, vector.Source{File: path}, want, c.driver == "GML", c.origin)
		})
	}
}

func TestMatrixShapefile(t *testing.T) {
	for _, c := range []struct {
		written, cpg string
		language     byte
		encoding     string
		by           geo.Known
	}{
		{"UTF-8", "UTF-8", 0, "UTF-8", geo.InFile},
		{"UTF-8", "\ufeffutf8\r\n", 0, "UTF-8", geo.InFile},
		{"UTF-8", "", 0, "UTF-8", geo.Detected},
		{"UTF-8", "", 0x57, "UTF-8", geo.Detected},
		{"UTF-8", "GBK", 0, "UTF-8", geo.Detected}, // copied from elsewhere
		{"UTF-8", "ISO-8859-1", 0, "UTF-8", geo.Detected},
		{"GBK", "936", 0, "GBK", geo.InFile},
		{"GBK", "GBK", 0, "GBK", geo.InFile},
		{"GBK", "gbk\x00\x00", 0, "GBK", geo.InFile},
		{"GBK", "ANSI 936", 0, "GBK", geo.InFile},
		{"GBK", "cp936", 0, "GBK", geo.InFile},
		{"GBK", "GB18030", 0, "GB18030", geo.InFile},
		{"GBK", "", 0x4D, "GBK", geo.InFile},
		{"GBK", "", 0, "GB18030", geo.Detected},
		{"GBK", "OEM", 0x57, "GB18030", geo.Detected},
		{"GBK", "UTF-8", 0, "GB18030", geo.Detected}, // copied from elsewhere
	} {
		t.Run(fmt.Sprintf("%s %q %#x", c.written, c.cpg, c.language), func(t *testing.T) {
			origin := geo.Origin{Format: "ESRI Shapefile", Encoding: c.encoding, EncodingBy: c.by, CRSBy: geo.InFile}
			dir := t.TempDir()
			path := makeMatrix(t, "ESRI Shapefile", filepath.Join(dir, "parcels.shp"), "ENCODING="+c.written)
			redeclare(t, path, c.cpg, c.language)
			checkMatrix(t, vector.Source{File: path}, matrix(), true, origin)
			checkMatrix(t, vector.Source{File: dir}, matrix(), true, origin)
			for _, name := range []string{"地块.zip", "a.shz", "嵌套/地块.zip"} {
				archive := filepath.Join(t.TempDir(), filepath.Base(name))
				prefix := ""
				if strings.Contains(name, "/") {
					prefix = "数据/"
				}
				zippedFolder(t, archive, dir, prefix, c.written == "GBK")
				checkMatrix(t, vector.Source{File: archive}, matrix(), true, origin)
			}
			origin.Encoding, origin.EncodingBy = c.written, geo.Stated
			checkMatrix(t, vector.Source{File: path, Encoding: strings.ToLower(c.written)}, matrix(), true, origin)
		})
	}
}

// A drawing holds shapes, and the names of their layers.
func TestMatrixDXF(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.dxf")
	def := gdal.Definition{Name: "entities", Geometry: "Geometry", Fields: []gdal.Field{{Name: "Layer"}}}
	names := []string{"城中村", "老旧小区", "-", "控规单元"}
	var rows []row
	for i, g := range matrix().Shapes {
		if m, ok := g.(orb.MultiPolygon); ok && len(m) == 1 && len(m[0]) == 1 {
			rows = append(rows, row{names[i], orb.LineString(m[0][0])})
		}
	}
	create(t, "DXF", path, def, rows)
	written, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	declare := func(page, version string) []byte {
		text := bytes.Replace(written, []byte("ANSI_1252"), []byte(page), 1)
		return regexp.MustCompile(`AC10[0-9]{2}`).ReplaceAll(text, []byte(version))
	}
	toGBK := func(text []byte) []byte {
		gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes(text)
		if err != nil {
			t.Fatal(err)
		}
		return gbk
	}
	for _, c := range []struct {
		name, stated string
		text         []byte
		encoding     string
		by           geo.Known
	}{
		{"UTF-8 that says 1252", "", written, "UTF-8", geo.Detected},
		{"UTF-8 of 2007", "", declare("ANSI_936", "AC1021"), "UTF-8", geo.ByFormat},
		{"GBK", "", toGBK(declare("ANSI_936", "AC1014")), "GBK", geo.InFile},
		{"GBK that says 2007", "", toGBK(declare("ANSI_936", "AC1024")), "GB18030", geo.Detected},
		{"GBK without a word", "gb2312", toGBK(written), "GBK", geo.Stated},
	} {
		file := file(t, "地块.dxf", string(c.text))
		got := read(t, vector.Source{File: file, Encoding: c.stated})
		if want := (geo.Origin{Format: "DXF", Encoding: c.encoding, EncodingBy: c.by}); got.Origin != want {
			t.Errorf("%s: origin %+v", c.name, got.Origin)
		}
		if got.Len() != 1 || got.Column("Layer").Texts[0] != "城中村" {
			t.Errorf("%s: got %q", c.name, got.Column("Layer").Texts)
			continue
		}
		if l, ok := got.Shapes[0].(orb.LineString); !ok || len(l) != 5 {
			t.Errorf("%s: got %v", c.name, got.Shapes[0])
		}
	}
}
