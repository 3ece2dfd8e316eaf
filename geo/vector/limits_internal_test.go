package vector

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestGrowth(t *testing.T) {
	for _, c := range []struct {
		packed, unpacked uint64
		ok               bool
	}{
		{0, freeUnpacked, true}, {1, 1 << 20, true}, {1 << 20, 20 << 20, true},
		{freeUnpacked / 100, freeUnpacked + 1, true}, {freeUnpacked / 1000, freeUnpacked + 1000, false}, {1 << 30, 200 << 30, true},
	} {
		if err := growth(c.packed, c.unpacked); (err == nil) != c.ok {
			t.Errorf("%d to %d: %v", c.packed, c.unpacked, err)
		}
	}
}

func TestCheckArchive(t *testing.T) {
	archive := func(names ...string) []byte {
		var b bytes.Buffer
		w := zip.NewWriter(&b)
		for _, name := range names {
			f, err := w.Create(name)
			if err == nil {
				_, err = fmt.Fprint(f, strings.Repeat("a table with words ", 100))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	sound := archive("a.shp", "a.dbf", "photos.zip")
	many := make([]string, 2000)
	for i := range many {
		many[i] = fmt.Sprint(i)
	}
	for _, c := range []struct {
		name  string
		bytes []byte
		words string // "" if it passes
	}{
		{"a.zip", sound, ""},
		{"a.dat", []byte("no archive"), ""},
		{"many.zip", archive(many...), ""},
		{"a.zip", []byte("no archive"), "a damaged archive"},
		{"a.dat", sound[:len(sound)-30], "a damaged archive"},
		{"a.kmz", archive("a.zip", "b.kmz"), "an archive of archives"},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		if err := os.WriteFile(path, c.bytes, 0o600); err != nil {
			t.Fatal(err)
		}
		switch err := checkArchive(path); {
		case c.words == "" && err != nil:
			t.Errorf("%s: %v", c.name, err)
		case c.words != "" && (err == nil || !strings.Contains(err.Error(), path+": cannot be read: "+c.words)):
			t.Errorf("%s: got %v, want %q", c.name, err, c.words)
		}
	}
	if err := checkArchive(t.TempDir()); err != nil {
		t.Errorf("a folder: %v", err)
	}
	if err := checkArchive("PG:dbname=city"); err != nil {
		t.Errorf("a connection: %v", err)
	}
}

// Few bytes cannot ask for much memory: fields are bounded, and so are cells.
func TestBoundsOnFields(t *testing.T) {
	wide := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"f%d":1,`, i)
		}
		return `{"type":"Feature","geometry":null,"properties":{` + b.String() + `"last":1}}` + "\n"
	}
	rows := strings.Repeat(`{"type":"Feature"}`, 50_000)
	for _, c := range []struct{ name, text, words string }{
		{"many", wide(maxColumns - 1), ""},
		{"too many", wide(maxColumns), "more than 4096 fields"},
		{"too many in blocks", wide(3000) + rows + strings.ReplaceAll(wide(3000), `"f`, `"g`), "more than 4096 fields"},
		{"too empty", wide(4000) + rows, "most are empty"},
	} {
		layer, _, err := decodeGeoJSON(context.Background(), strings.NewReader(c.text), Source{File: "f"}, blockSize)
		if c.words == "" && err != nil || c.words != "" && (err == nil || !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.words)
		}
		if c.words == "" && len(layer.Columns) != maxColumns {
			t.Errorf("%s: %d columns", c.name, len(layer.Columns))
		}
		// Who asks for few fields may have them.
		layer, _, err = decodeGeoJSON(context.Background(), strings.NewReader(c.text), Source{Fields: []string{"last"}}, blockSize)
		if err != nil && c.name != "too many in blocks" || err == nil && layer.Columns[0].Integers[0] != 1 {
			t.Errorf("%s, one field: %v", c.name, err)
		}
	}
}
