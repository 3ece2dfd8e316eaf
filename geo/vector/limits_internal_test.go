package vector

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

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
