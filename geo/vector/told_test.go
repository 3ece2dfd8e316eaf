package vector_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"

	"renewal/geo/vector"
)

// What is wrong with a file is told in words that help.
func TestTold(t *testing.T) {
	for _, name := range []string{"a.xlsx", "a.ods"} {
		refuses(t, file(t, name, "PK\x03\x04and so on"), "", "it is a workbook: save the sheet as CSV")
	}
	folder := filepath.Join(t.TempDir(), "all")
	path := filepath.Join(folder, "in", "a.shp")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	err := vector.Write(context.Background(), path, system(t, "EPSG:4547"), []vector.Output{{Layer: quilt(2), Geometry: "MultiPolygon"}}, vector.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	refuses(t, folder, "", `name what is meant in it: "in"`)
	if got := read(t, vector.Source{File: filepath.Join(folder, "in")}); got.Len() != 4 {
		t.Errorf("%d features", got.Len())
	}
	if err := os.Remove(filepath.Join(folder, "in", "a.shx")); err != nil {
		t.Fatal(err)
	}
	refuses(t, path, "", "its .shx file is missing")
}

// A journal beside a database tells that a program was stopped amid writing.
func TestJournal(t *testing.T) {
	path := squares(t)
	out, err := os.Create(path + "-journal")
	if err != nil {
		t.Fatal(err)
	}
	// Of a journal: its mark, no pages, a number, the pages before, sector, page.
	head := "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01\x00\x00\x00\x07\x00\x00\x00\x18\x00\x00\x02\x00\x00\x00\x10\x00"
	if _, err := io.WriteString(out, head+string(make([]byte, 512-len(head)+8+4096))); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	refuses(t, path, "", "another program is writing it")
}

// A system of a shifted datum has no code; the file says which it is.
func TestWriteShifted(t *testing.T) {
	for _, definition := range []string{"GCJ-02", "BD-09", "GCJ-02 / EPSG:4547"} {
		for _, ending := range []string{".gpkg", ".fgb", ".shp"} {
			path := filepath.Join(t.TempDir(), "a"+ending)
			want := system(t, definition)
			err := vector.Write(context.Background(), path, want, []vector.Output{{Layer: quilt(2), Geometry: "MultiPolygon"}}, vector.WriteOptions{})
			if err != nil {
				t.Errorf("%s%s: %v", definition, ending, err)
				continue
			}
			if got := system(t, read(t, vector.Source{File: path}).CRS); !got.Same(want) {
				t.Errorf("%s%s: read as %s", definition, ending, got)
			}
		}
	}
}
