package units_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/units"
	"renewal/units/study"
)

// studies have golden results: what a run writes, byte for byte. A GeoPackage
// holds the version of SQLite that wrote it, so its layers are compared as text.
var studies = []string{"default", "drawn"}

func delineate(t testing.TB, path string) string {
	t.Helper()
	s, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if _, err := r.Write(context.Background(), dir, nil); err != nil {
		t.Fatal(err)
	}
	return dir
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// differ reports the first line in which two texts differ.
func differ(t testing.TB, name string, want, got []byte) {
	t.Helper()
	if bytes.Equal(want, got) {
		return
	}
	w, g := strings.Split(string(want), "\n"), strings.Split(string(got), "\n")
	for i := 0; i < max(len(w), len(g)); i++ {
		a, b := "(end)", "(end)"
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a == b {
			continue
		}
		k := 0
		for k < min(len(a), len(b)) && a[k] == b[k] {
			k++
		}
		clip := func(s string) string { return s[max(0, min(k-60, len(s))):min(len(s), k+60)] }
		t.Errorf("%s: line %d, column %d\nwant …%s…\n got …%s…", name, i+1, k+1, clip(a), clip(b))
		return
	}
}

func TestStudiesComeOutAsBefore(t *testing.T) {
	for _, study := range studies {
		folder := filepath.Join("..", "testdata", "studies", study)
		got := delineate(t, filepath.Join(folder, "study.yaml"))
		if err := os.WriteFile(filepath.Join(got, "units.gpkg.txt"), layersAsText(t, filepath.Join(got, "units.gpkg")), 0o666); err != nil {
			t.Fatal(err)
		}
		conserved(t, read(t, filepath.Join(got, "report.json")))
		for _, name := range []string{"report.json", "units.geojson", "units.gpkg.txt"} {
			golden := filepath.Join(folder, "want", name)
			data := read(t, filepath.Join(got, name))
			if os.Getenv("UPDATE") != "" {
				if err := os.MkdirAll(filepath.Dir(golden), 0o777); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(golden, data, 0o666); err != nil {
					t.Fatal(err)
				}
			}
			differ(t, golden, read(t, golden), data)
		}
	}
}

// conserved fails if the parcels of a report do not add up over atoms and outside.
func conserved(t *testing.T, report []byte) {
	t.Helper()
	var r struct{ Conservation units.Conservation }
	if err := json.Unmarshal(report, &r); err != nil {
		t.Fatal(err)
	}
	if c := r.Conservation; c.Layer != study.Parcels || c.Features == 0 || c.InsideM2 <= 0 || !(c.WorstRelative <= 1e-9) {
		t.Errorf("parcels do not add up: %+v", c)
	}
}

// layersAsText writes what a reader finds in a GeoPackage: every layer with its
// system, columns and attributes, and of each shape the area, length and box.
func layersAsText(t testing.TB, path string) []byte {
	t.Helper()
	infos, err := vector.Layers(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, info := range infos {
		l, err := vector.Read(context.Background(), vector.Source{File: path, Layer: info.Name})
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %s %s %d\n", info.Name, info.Geometry, info.CRS, l.Len())
		for i := range l.Columns {
			fmt.Fprintf(&b, " %s:%s", l.Columns[i].Name, l.Columns[i].Type)
		}
		b.WriteString("\n")
		if info.Name == "evidence" || info.Name == "layer_styles" {
			continue // the report has the one line by line, package qgis tests the other
		}
		for i, s := range l.Shapes {
			for k := range l.Columns {
				if text, known := l.Columns[k].Text(i); known {
					fmt.Fprintf(&b, " %s |", text)
				} else {
					b.WriteString(" null |")
				}
			}
			if s != nil {
				box := s.Bound()
				fmt.Fprintf(&b, " %s %.3f m2 %.3f m [%.3f %.3f %.3f %.3f]", s.GeoJSONType(), geo.Area(s), geo.Length(s), box.Min[0], box.Min[1], box.Max[0], box.Max[1])
			}
			b.WriteString("\n")
		}
	}
	return b.Bytes()
}

func TestCoresAndRepeatsMakeNoDifference(t *testing.T) {
	study := filepath.Join("..", "testdata", "studies", "default", "study.yaml")
	want := delineate(t, study)
	for _, cores := range []int{1, 2, 5} {
		was := runtime.GOMAXPROCS(cores)
		got := delineate(t, study)
		runtime.GOMAXPROCS(was)
		for _, name := range []string{"report.json", "units.geojson", "units.gpkg", "units.qgz", "units.xlsx"} {
			if !bytes.Equal(read(t, filepath.Join(want, name)), read(t, filepath.Join(got, name))) {
				t.Errorf("%s differs on %d cores", name, cores)
			}
		}
	}
}
