package vector_test

import (
	"bytes"
	"context"
	"errors"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector"
)

// What is written comes back, through our reader and through GDAL's own tools,
// in the order it had, and twice the same bytes.
func TestWriteComesBack(t *testing.T) {
	for _, c := range []struct {
		name, encoding string
		origin         geo.Origin
	}{
		{"a.gpkg", "", geo.Origin{Format: "GPKG", Encoding: "UTF-8", EncodingBy: geo.ByFormat, CRSBy: geo.InFile}},
		{"a.fgb", "", geo.Origin{Format: "FlatGeobuf", Encoding: "UTF-8", EncodingBy: geo.ByFormat, CRSBy: geo.InFile}},
		{"a.shp", "", geo.Origin{Format: "ESRI Shapefile", Encoding: "UTF-8", EncodingBy: geo.InFile, CRSBy: geo.InFile}},
		{"A.SHP", "cp936", geo.Origin{Format: "ESRI Shapefile", Encoding: "GBK", EncodingBy: geo.InFile, CRSBy: geo.InFile}},
		{"a.geojson", "", geo.Origin{}},
		{"a.geojson.gz", "", geo.Origin{}},
		{"a.geojsonl", "", geo.Origin{}},
		{"a.ndjson.gz", "", geo.Origin{}},
	} {
		t.Run(c.name+c.encoding, func(t *testing.T) {
			want := matrix()
			if c.name == "a.fgb" {
				want = want.Pick([]int{0, 1, 2})
			}
			blankIsNull := strings.EqualFold(filepath.Ext(c.name), ".shp")
			var bytesOf [2]map[string][]byte
			for k := range 2 {
				path := filepath.Join(t.TempDir(), c.name)
				err := vector.Write(context.Background(), path, system(t, "EPSG:4326"), []vector.Output{{Layer: want}}, vector.WriteOptions{Encoding: c.encoding})
				if err != nil {
					t.Fatal(err)
				}
				checkMatrix(t, vector.Source{File: path}, want, blankIsNull, c.origin)
				bytesOf[k] = folder(t, filepath.Dir(path))
				if k == 0 {
					translated(t, path, want, blankIsNull)
				}
			}
			if diff := cmp.Diff(bytesOf[0], bytesOf[1]); diff != "" {
				t.Errorf("written twice:\n%.2000s", diff)
			}
		})
	}
}

// folder is what lies in a folder.
func folder(t testing.TB, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	contents := map[string][]byte{}
	for _, e := range entries {
		if e.IsDir() {
			contents[e.Name()] = nil
			for name, content := range folder(t, filepath.Join(dir, e.Name())) {
				contents[e.Name()+"/"+name] = content
			}
			continue
		}
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		contents[e.Name()] = content
	}
	return contents
}

// translated lets ogr2ogr read a file and compares what it found.
func translated(t *testing.T, path string, want *geo.Layer, blankIsNull bool) {
	t.Helper()
	tool, err := exec.LookPath("ogr2ogr")
	if err != nil {
		t.Log("ogr2ogr is not installed: not compared")
		return
	}
	to := filepath.Join(t.TempDir(), "b.gpkg")
	source := path
	if strings.HasSuffix(path, ".gz") {
		source = "/vsigzip/" + path
	}
	if out, err := exec.Command(tool, "-f", "GPKG", to, source, "-nln", "parcels").CombinedOutput(); err != nil {
		t.Fatalf("ogr2ogr: %v\n%s", err, out)
	}
	checkMatrix(t, vector.Source{File: to}, want, blankIsNull, geo.Origin{})
}

func TestWriteProjects(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.geojsonl")
	layer := quilt(3)
	if err := vector.Write(context.Background(), path, system(t, "EPSG:4547"), []vector.Output{{Layer: layer}}, vector.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	got := read(t, vector.Source{File: path})
	p := got.Shapes[4].(orb.Polygon)[0][0]
	if got.CRS != "EPSG:4326" || got.Len() != 9 || math.Abs(p[0]-113.6) > 0.1 || math.Abs(p[1]-34.7) > 0.1 {
		t.Errorf("got %v in %s", p, got.CRS)
	}
	if err := vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{}); !errors.Is(err, geo.ErrNoCRS) {
		t.Errorf("without a system: %v", err)
	}
}

func TestWriteSaysWhatDoesNotFit(t *testing.T) {
	point := []orb.Geometry{orb.Point{1, 2}, orb.Point{3, 4}}
	text := func(v string) *geo.Layer {
		return &geo.Layer{Name: "a", IDs: []string{"x", "y"}, Shapes: point, Columns: []geo.Column{{Name: "t", Texts: []string{"", v}}}}
	}
	for _, c := range []struct {
		name, encoding string
		layers         []*geo.Layer
		words          string
	}{
		{"a.txt", "", []*geo.Layer{text("")}, "no format is written under such a name"},
		{"a.gpkg.gz", "", []*geo.Layer{text("")}, "no format is written under such a name"},
		{"a.shp", "", []*geo.Layer{text(""), text("")}, "one layer, not 2"},
		{"a.shp", "", []*geo.Layer{text(strings.Repeat("郑", 85))}, `a/y: write: field "t": a text of 255 bytes, where a Shapefile holds 254`},
		{"a.shp", "GBK", []*geo.Layer{text("😀")}, `a/y: write: field "t": "😀" cannot be written in GBK`},
		{"a.shp", "GBK", []*geo.Layer{text("5 €")}, `"5 €" cannot be written in GBK`},
		{"a.shp", "big5", []*geo.Layer{text("")}, "UTF-8 or GBK, not in BIG5"},
		{"a.shp", "", []*geo.Layer{{Name: "a", Shapes: []orb.Geometry{orb.Point{}, orb.LineString{{0, 0}, {1, 1}}}}}, "shapes of one kind"},
		{"a.shp", "", []*geo.Layer{{Name: "a", Shapes: []orb.Geometry{nil}}}, "holds shapes"},
		{"a.shp", "", []*geo.Layer{{Name: "a", Shapes: point[:1], Columns: []geo.Column{{Name: "n", Type: geo.Integer, Integers: []int64{math.MinInt64}}}}}, "more than 18 characters"},
		{"a.shp", "", []*geo.Layer{{Name: "a", Shapes: point[:1], Columns: []geo.Column{{Name: "n", Type: geo.Real, Reals: []float64{1e300}}}}}, "digits before the point"},
		{"a.fgb", "", []*geo.Layer{{Name: "a", IDs: []string{"x", "y"}, Shapes: []orb.Geometry{orb.Point{}, nil}}}, "a/y: write: this format holds no feature without a shape"},
		{"a.geojson", "", []*geo.Layer{{Name: "a", IDs: []string{"x"}, Shapes: []orb.Geometry{orb.Point{math.NaN(), 1}}}}, "a/x: write: coordinate is not finite"},
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, c.name)
		if err := os.WriteFile(path, []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
		var outputs []vector.Output
		for _, l := range c.layers {
			outputs = append(outputs, vector.Output{Layer: l})
		}
		err := vector.Write(context.Background(), path, system(t, "EPSG:4326"), outputs, vector.WriteOptions{Encoding: c.encoding})
		if err == nil || !strings.Contains(err.Error(), c.words) || !strings.HasPrefix(err.Error(), path) || strings.Contains(err.Error(), ".renewal") {
			t.Errorf("%s: got %v, want %s", c.name, err, c.words)
		}
		if got := folder(t, dir); len(got) != 1 || string(got[c.name]) != "before" {
			t.Errorf("%s: left behind: %v", c.name, got)
		}
	}
}

func TestShapefileNames(t *testing.T) {
	names := []string{"现状用地性质代码", "现状用地性质名称", "现状用", "building_height", "BUILDING_H", "code", "building_heights"}
	for encoding, want := range map[string][]string{
		"":    {"现状_1", "现状_2", "现状用", "building_1", "BUILDING_H", "code", "building_2"},
		"GBK": {"现状用地性", "现状用地_1", "现状用", "building_1", "BUILDING_H", "code", "building_2"},
	} {
		got, err := vector.ShapefileNames(names, encoding)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", encoding, diff)
		}
		layer := &geo.Layer{Name: "a", Shapes: []orb.Geometry{orb.Point{1, 2}}}
		for _, name := range names {
			layer.Columns = append(layer.Columns, geo.Column{Name: name, Texts: []string{name}})
		}
		path := filepath.Join(t.TempDir(), "a.shp")
		if err := vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{Encoding: encoding}); err != nil {
			t.Fatal(err)
		}
		read := read(t, vector.Source{File: path})
		for i, c := range read.Columns {
			if c.Name != want[i] || c.Texts[0] != names[i] {
				t.Errorf("field %d is %q: %q", i, c.Name, c.Texts)
			}
		}
	}
}

// Every letter of GBK comes back from a Shapefile as it was.
func TestShapefileEveryLetter(t *testing.T) {
	layer := &geo.Layer{Name: "a", Columns: []geo.Column{{Name: "t"}}}
	encoder := simplifiedchinese.GBK.NewEncoder()
	for r := rune(0x80); r < 0x10000; r++ {
		if b, err := encoder.String(string(r)); err == nil && len(b) == 2 {
			layer.Columns[0].Texts = append(layer.Columns[0].Texts, "x"+string(r))
			layer.Shapes = append(layer.Shapes, orb.Point{1, 2})
		}
	}
	if layer.Len() < 21_000 {
		t.Fatalf("%d letters", layer.Len())
	}
	path := filepath.Join(t.TempDir(), "a.shp")
	if err := vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{Encoding: "GBK"}); err != nil {
		t.Fatal(err)
	}
	got := read(t, vector.Source{File: path})
	wrong := 0
	for i, want := range layer.Columns[0].Texts {
		if got := got.Columns[0].Texts[i]; got != want {
			if wrong++; wrong < 20 {
				t.Errorf("%q (%x) became %q", want, want[1:], got)
			}
		}
	}
	if wrong > 0 {
		t.Errorf("%d of %d letters", wrong, layer.Len())
	}
}

// In the folder that one is in, too, an error names the file and not its draft.
func TestWriteHere(t *testing.T) {
	t.Chdir(t.TempDir())
	layer := &geo.Layer{Name: "a", Shapes: []orb.Geometry{nil}}
	err := vector.Write(context.Background(), "a.fgb", crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{})
	if err == nil || !strings.HasPrefix(err.Error(), "a.fgb: ") || strings.Contains(err.Error(), ".renewal") {
		t.Errorf("got %v", err)
	}
}

// A name that another program cut amid a letter does not end in half of it.
func TestShapefileNameCut(t *testing.T) {
	path := shapefile(t, "UTF-8", "UTF-8", 0)
	table := strings.TrimSuffix(path, ".shp") + ".dbf"
	content, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	copy(content[32:], "现状用地"[:10]+"\x00")
	if err := os.WriteFile(table, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := read(t, vector.Source{File: path}).Columns[0].Name; got != "现状用" {
		t.Errorf("got %q", got)
	}
}

// Of two names that were cut to the same, the second says so.
func TestShapefileNamesAlike(t *testing.T) {
	path := makeMatrix(t, "ESRI Shapefile", filepath.Join(t.TempDir(), "a.shp"), "ENCODING=UTF-8")
	table := strings.TrimSuffix(path, ".shp") + ".dbf"
	content, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	for field := range 2 {
		copy(content[32*(field+1):], "现状用地"[:10]+"\x00")
	}
	if err := os.WriteFile(table, content, 0o600); err != nil {
		t.Fatal(err)
	}
	got := read(t, vector.Source{File: path, Fields: []string{"现状用_2", "现状用"}})
	if got.Columns[0].Texts[0] != "0701" || got.Columns[1].Texts[0] != "城中村" {
		t.Errorf("got %+v", got.Columns)
	}
}

// hotJournal makes a GeoPackage of 500 features and returns its journal, as it
// is on the disk amid a transaction.
func hotJournal(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "old.gpkg")
	d, err := gdal.Create("GPKG", path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, sql := range []string{
		"CREATE TABLE old (fid INTEGER PRIMARY KEY, t TEXT)",
		"INSERT INTO old (t) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) SELECT hex(zeroblob(200)) FROM n",
		"BEGIN", "DELETE FROM old", "DROP TABLE old",
	} {
		if err := d.Execute(sql); err != nil {
			t.Fatal(err)
		}
	}
	journal, err := os.ReadFile(path + "-journal")
	if err != nil || len(journal) < 4096 {
		t.Fatalf("no journal to speak of: %d bytes, %v", len(journal), err)
	}
	return journal
}

// The journal of a GeoPackage that some program did not finish is not played
// back into the one that takes its place.
func TestWriteDropsJournals(t *testing.T) {
	journal := hotJournal(t)
	for name, write := range map[string]func(path string, o vector.Output) error{
		"Write": func(path string, o vector.Output) error {
			return vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{o}, vector.WriteOptions{})
		},
		"WriteGeoPackage": func(path string, o vector.Output) error {
			return vector.WriteGeoPackage(context.Background(), path, crs.CRS{}, []vector.Output{o})
		},
	} {
		path := file(t, "a.gpkg", "before")
		for _, ending := range []string{"-journal", "-wal", "-shm"} {
			if err := os.WriteFile(path+ending, journal, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := write(path, vector.Output{Layer: quilt(2)}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := read(t, vector.Source{File: path}); got.Len() != 4 {
			t.Errorf("%s: read %d features", name, got.Len())
		}
		if files := folder(t, filepath.Dir(path)); len(files) != 1 {
			t.Errorf("%s: left %d files", name, len(files))
		}
	}
}

// What another Shapefile of that name left does not speak for this one.
func TestWriteShapefileReplaces(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "a.shp")
	for _, ending := range []string{".prj", ".qix", ".cpg", ".shp"} {
		if err := os.WriteFile(filepath.Join(dir, "a"+ending), []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	layer := quilt(2)
	if err := vector.Write(context.Background(), path, crs.CRS{}, []vector.Output{{Layer: layer}}, vector.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	var names []string
	for name, content := range folder(t, dir) {
		names = append(names, name)
		if bytes.Equal(content, []byte("before")) {
			t.Errorf("%s is as it was", name)
		}
	}
	slices.Sort(names)
	if diff := cmp.Diff([]string{"a.cpg", "a.dbf", "a.shp", "a.shx"}, names); diff != "" {
		t.Error(diff)
	}
	if got := read(t, vector.Source{File: path}); got.CRS != "" || got.Len() != 4 {
		t.Errorf("got %d in %q", got.Len(), got.CRS)
	}
}
