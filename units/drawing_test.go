package units_test

import (
	"context"
	"math"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/units"
	"renewal/units/study"
)

func drawingOf(t *testing.T, r *units.Result, tolerance float64) *units.Drawing {
	t.Helper()
	d, err := r.Drawing(context.Background(), tolerance)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func sum(shapes []orb.MultiPolygon) float64 {
	total := 0.0
	for _, s := range shapes {
		total += geo.Area(s)
	}
	return total
}

// A drawing has the units and the control units of the report, both coverages of the
// same land, and lines for what their borders follow. It changes nothing: another is
// the same, and so are the files written afterwards.
func TestDrawing(t *testing.T) {
	s, err := study.Read(filepath.Join("..", "testdata", "studies", "default", "study.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	before, after := t.TempDir(), t.TempDir()
	if _, err := r.Write(context.Background(), before, nil); err != nil {
		t.Fatal(err)
	}
	d := drawingOf(t, r, 5)
	if len(d.Units) != len(r.Report.Units) || len(d.ControlUnits) != len(r.Report.ControlUnits) {
		t.Fatalf("%d units and %d control units drawn of %d and %d", len(d.Units), len(d.ControlUnits), len(r.Report.Units), len(r.Report.ControlUnits))
	}
	for what, shapes := range map[string][]orb.MultiPolygon{"units": d.Units, "control units": d.ControlUnits} {
		findings, err := coverage.Check(context.Background(), shapes, coverage.CheckOptions{})
		if err != nil || len(findings) > 0 {
			t.Errorf("%s: %d findings, %v", what, len(findings), err)
		}
	}
	if u, c := sum(d.Units), sum(d.ControlUnits); math.Abs(u-c) > 1e-6*c {
		t.Errorf("units have %.0f m², control units %.0f", u, c)
	}
	drawn := map[string]float64{}
	for _, l := range d.Borders {
		drawn[l.Kind] = geo.Length(l.Lines)
	}
	followed := 0.0 // by the borders of units, each twice
	for _, u := range r.Report.Units {
		for _, b := range u.Basis {
			if b.Basis == "railway" {
				followed += b.Length
			}
		}
	}
	if got := drawn["railway"]; got < followed/2*0.98 || got > followed*1.001 {
		t.Errorf("%.0f m of border along railways are drawn, of %.0f m in outlines", got, followed)
	}
	if len(d.Barriers) == 0 {
		t.Error("no barriers are drawn")
	}
	if !reflect.DeepEqual(drawingOf(t, r, 5), d) {
		t.Error("another drawing is another")
	}
	if _, err := r.Write(context.Background(), after, nil); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(folder(t, before), folder(t, after)) {
		t.Error("the files after a drawing are others")
	}
}
