package vector_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"renewal/geo/vector"
)

// A folder of a planner: layers of several formats, what belongs to them, what
// is no layer, drafts, and folders within.
func TestUnfold(t *testing.T) {
	dir := t.TempDir()
	in := func(name string) string {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		return path
	}
	makeMatrix(t, "ESRI Shapefile", in("地块.shp"), "ENCODING=GBK")
	makeMatrix(t, "GPKG", in("b.gpkg"))
	makeMatrix(t, "OpenFileGDB", in("within/c.gdb"))
	makeMatrix(t, "FlatGeobuf", in("within/more/d.fgb"))
	makeMatrix(t, "FlatGeobuf", in("1/2/3/4/deep.fgb"))
	for name, text := range map[string]string{
		"e.geojson": `{"type": "FeatureCollection", "features": []}`, ".f.geojson": `{"type": "FeatureCollection", "features": []}`,
		"readme.txt": "words", "说明.pdf": "%PDF-1.4", "empty/note.txt": "words", "lone.dbf": "\x03",
	} {
		if err := os.WriteFile(in(name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var want []string
	for _, name := range []string{"b.gpkg", "e.geojson", "lone.dbf", "within/c.gdb", "within/more/d.fgb", "地块.shp"} {
		want = append(want, in(name))
	}
	if diff := cmp.Diff(want, vector.Unfold([]string{dir})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, whole := range []string{in("b.gpkg"), in("within/c.gdb"), in("empty"), in("nowhere"), "PG:dbname=city"} {
		if diff := cmp.Diff([]string{whole}, vector.Unfold([]string{whole})); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
