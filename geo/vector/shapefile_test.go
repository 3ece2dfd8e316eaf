package vector_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// shapefile makes a Shapefile in the given encoding, states cpg in its .cpg file
// (none if "") and writes the language byte.
func shapefile(t *testing.T, encoding, cpg string, language byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "parcels.shp")
	def := gdal.Definition{
		Name: "parcels", CRS: "EPSG:4547", Geometry: "Polygon",
		Fields: []gdal.Field{{Name: "用地"}}, Options: []string{"ENCODING=" + encoding},
	}
	square := orb.Polygon{{{0, 0}, {0, 1}, {1, 1}, {0, 0}}}
	create(t, "ESRI Shapefile", path, def, []row{{"城中村", square}, {"-", square}, {"老旧小区", nil}, {"R2", square}})
	redeclare(t, path, cpg, language)
	return path
}

// redeclare states cpg in the .cpg file of a Shapefile (none if "") and writes
// the language byte.
func redeclare(t *testing.T, path, cpg string, language byte) {
	t.Helper()
	base := strings.TrimSuffix(path, ".shp")
	if err := os.RemoveAll(base + ".cpg"); err != nil {
		t.Fatal(err)
	}
	if cpg != "" {
		if err := os.WriteFile(base+".cpg", []byte(cpg), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	dbf, err := os.ReadFile(base + ".dbf")
	if err != nil {
		t.Fatal(err)
	}
	dbf[29] = language
	if err := os.WriteFile(base+".dbf", dbf, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestShapefileEncodings(t *testing.T) {
	for _, c := range []struct {
		name, written, cpg string
		language           byte
		stated             string
	}{
		{"GBK declared", "GBK", "GBK", 0, ""},
		{"GBK as ANSI 936", "GBK", "ANSI 936", 0, ""},
		{"GBK as 936, new line", "GBK", "936\r\n", 0, ""},
		{"GBK as OEM", "GBK", "OEM", 0, ""},
		{"GBK by language", "GBK", "", 0x4D, ""},
		{"GBK undeclared", "GBK", "", 0, ""},
		{"GBK as ANSI language", "GBK", "", 0x57, ""},
		{"GBK that says UTF-8", "GBK", "UTF-8", 0, ""},
		{"GBK stated", "GBK", "UTF-8", 0, "cp936"},
		{"GBK stated as GB2312", "GBK", "", 0, "gb2312"},
		{"UTF-8 declared", "UTF-8", "UTF-8", 0, ""},
		{"UTF-8 undeclared", "UTF-8", "", 0, ""},
		{"UTF-8 as ANSI language", "UTF-8", "", 0x57, ""},
		{"UTF-8 stated", "UTF-8", "", 0, "utf8"},
		{"Big5 stated", "BIG5", "", 0, "big5"},
		{"Big5 declared", "BIG5", "950", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			names := []string{"用地", "城中村", "老旧小区"}
			path := shapefile(t, c.written, c.cpg, c.language)
			got := read(t, vector.Source{File: path, Encoding: c.stated})
			column := got.Column(names[0])
			if column == nil {
				if c.written == "BIG5" {
					t.Skip("this iconv has no Big5 for it")
				}
				t.Fatalf("fields: %v", got.Columns)
			}
			if c.written != "BIG5" && (column.Texts[0] != names[1] || column.Texts[2] != names[2]) || column.Texts[3] != "R2" || !column.Null(1) || column.Null(0) {
				t.Errorf("got %q, nulls %v", column.Texts, column.Nulls)
			}
			if got.CRS != "EPSG:4547" || got.Shapes[2] != nil {
				t.Errorf("system %q, shape %v", got.CRS, got.Shapes[2])
			}
		})
	}
}

func TestShapefileUnknownEncoding(t *testing.T) {
	path := shapefile(t, "GBK", "", 0)
	_, err := vector.Read(context.Background(), vector.Source{File: path, Encoding: "klingon"})
	if err == nil || !strings.Contains(err.Error(), `unknown encoding "klingon"`) {
		t.Errorf("got %v", err)
	}
}

// Fields of a fixed width cut letters in two. That is neither an error nor a
// reason to take the encoding for another.
func TestShapefileCutLetters(t *testing.T) {
	for _, encoding := range []string{"GBK", "UTF-8"} {
		path := filepath.Join(t.TempDir(), "a.shp")
		def := gdal.Definition{Name: "a", Geometry: "Point", Fields: []gdal.Field{{Name: "t"}}, Options: []string{"ENCODING=" + encoding}}
		create(t, "ESRI Shapefile", path, def, []row{{"x" + strings.Repeat("郑", 200), orb.Point{1, 2}}})
		if err := os.Remove(strings.TrimSuffix(path, ".shp") + ".cpg"); err != nil {
			t.Fatal(err)
		}
		got := read(t, vector.Source{File: path}).Columns[0].Texts[0]
		if !strings.HasPrefix(got, "x"+strings.Repeat("郑", 80)) {
			t.Errorf("%s: got %q", encoding, got)
		}
	}
}

func TestShapefileTruncated(t *testing.T) {
	for _, part := range []string{".shp", ".dbf"} {
		path := filepath.Join(t.TempDir(), "a.shp")
		def := gdal.Definition{Name: "a", Geometry: "Point", Fields: []gdal.Field{{Name: "t"}}}
		var rows []row
		for i := range 500 {
			rows = append(rows, row{"名称", orb.Point{float64(i), 1}})
		}
		create(t, "ESRI Shapefile", path, def, rows)
		cut := strings.TrimSuffix(path, ".shp") + part
		info, err := os.Stat(cut)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(cut, info.Size()/2); err != nil {
			t.Fatal(err)
		}
		if l, err := vector.Read(context.Background(), vector.Source{File: path}); err == nil {
			t.Errorf("%s cut in half: %d features and no error", part, l.Len())
		}
	}
}
