package compare_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"io"
	"math"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"renewal/geo"
	"renewal/geo/vector"
	"renewal/units/compare"
)

// The land that is written is the land that the report tells of, pair by pair, and the
// lines are as far as it says.
func TestWhatIsWrittenIsWhatIsReported(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 7))
	for range 5 {
		a, b := town(rng, 4), town(rng, 5)
		for i := range b.IDs {
			b.IDs[i] = strings.Replace(b.IDs[i], "U", "V", 1)
		}
		r := compared(t, a, b, compare.Options{})
		path := filepath.Join(t.TempDir(), "moved.gpkg")
		if err := r.WriteGeoPackage(context.Background(), path); err != nil {
			t.Fatal(err)
		}
		read := func(name string) *geo.Layer {
			l, err := vector.Read(context.Background(), vector.Source{File: path, Layer: name})
			if err != nil {
				t.Fatal(err)
			}
			return l
		}
		want, got := map[[2]string]float64{}, map[[2]string]float64{}
		for _, u := range r.Units {
			for _, l := range u.To {
				want[[2]string{u.ID, l.Unit}] += l.AreaM2
			}
		}
		land := read("moved_land")
		for i := range land.Len() {
			from, known := land.Column("from_unit").Text(i)
			to, _ := land.Column("to_unit").Text(i)
			area, _ := land.Column("area_m2").Real(i)
			if known {
				got[[2]string{from, to}] += area
			}
			if math.Abs(geo.Area(land.Shapes[i])-area) > 1e-3 {
				t.Errorf("%s to %s: %v m², the shape has %v", from, to, area, geo.Area(land.Shapes[i]))
			}
		}
		if d := cmp.Diff(want, got, cmp.Comparer(func(x, y float64) bool { return math.Abs(x-y) < 0.01 })); d != "" {
			t.Error(d)
		}
		lines, furthest := read("moved_lines"), 0.0
		for i := range lines.Len() {
			most, _ := lines.Column("max_m").Real(i)
			length, _ := lines.Column("length_m").Real(i)
			furthest = max(furthest, most)
			if most < 1 || math.Abs(geo.Length(lines.Shapes[i])-length) > 0.002 {
				t.Errorf("line %d: up to %v m, %v m long, drawn %v", i, most, length, geo.Length(lines.Shapes[i]))
			}
		}
		if math.Abs(furthest-r.City.Boundary.HausdorffM) > 0.001 {
			t.Errorf("lines are up to %v m off, the report says %v", furthest, r.City.Boundary.HausdorffM)
		}
		if units := read("compared_units"); units.Len() != len(r.Units) {
			t.Errorf("%d units, not %d", units.Len(), len(r.Units))
		}
	}
}

// Names come from strangers: nothing in them breaks XML or a table.
func TestNamesOfStrangers(t *testing.T) {
	a := layer("PQ", [4]float64{0, 0, 100, 100}, [4]float64{100, 0, 200, 100})
	b := layer("XY", [4]float64{0, 0, 100, 100}, [4]float64{300, 0, 400, 100})
	for i, name := range []string{"]]>&\"'", "a\x00\x1b[31m|<b>\n`c`"} {
		a.IDs[i], b.IDs[i] = name, name+"2"
	}
	r := compared(t, a, b, compare.Options{})
	var junit, markdown bytes.Buffer
	if err := r.WriteJUnit(&junit); err != nil {
		t.Fatal(err)
	}
	for d := xml.NewDecoder(&junit); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
	}
	if err := r.WriteMarkdown(&markdown); err != nil {
		t.Fatal(err)
	}
	text := markdown.String()
	for _, bad := range []string{"\x00", "\x1b", "<b>"} {
		if strings.Contains(text, bad) {
			t.Errorf("%q in the summary", bad)
		}
	}
	columns := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			columns = 0
			continue
		}
		n := strings.Count(strings.ReplaceAll(line, `\|`, ""), "|")
		if columns > 0 && n != columns {
			t.Errorf("%d columns, not %d: %s", n-1, columns-1, line)
		}
		columns = n
	}
	if !strings.Contains(text, "| new | 0 | | 10000.0 | |") || !strings.Contains(text, "❌ failed: 2 units") {
		t.Errorf("%s", text)
	}
	same := compared(t, a, a, compare.Options{})
	markdown.Reset()
	if err := same.WriteMarkdown(&markdown); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(markdown.String(), "✅ passed") || !strings.Contains(markdown.String(), "Nothing moved.") {
		t.Errorf("%s", markdown.String())
	}
}
