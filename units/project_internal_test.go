package units

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/units/study"
)

func system(t *testing.T, definition string) crs.CRS {
	t.Helper()
	c, err := crs.Parse(definition)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A layer may be in a system of a shifted datum, which is told by its name and
// by a warning that no accuracy of it is published; so may one be of whose datum
// no relation is.
func TestProjectAndItsAccuracy(t *testing.T) {
	for _, c := range []struct {
		from    string
		at      orb.Point
		warning string
		moves   float64 // m from where the coordinates would be in the datum of the study, roughly
	}{
		{"EPSG:4547", orb.Point{460_000, 3_845_000}, "", 0},
		{"EPSG:4490", orb.Point{113.6, 34.75}, "", 0},
		{"EPSG:4326", orb.Point{113.6, 34.75}, "", 0},
		{"GCJ-02", orb.Point{113.6, 34.75}, "stations (s.shp): nothing is published of how accurate the way from GCJ-02 to EPSG:4547 is here", 570},
		{"GCJ-02 / EPSG:4547", orb.Point{460_000, 3_845_000}, "the way from GCJ-02 / ", 570},
		{"EPSG:2383", orb.Point{460_000, 3_845_000}, "the way from EPSG:2383 to EPSG:4547", 0}, // Xian 1980
	} {
		p := drawn(t)
		l := &geo.Layer{Name: study.Stations, Source: "s.shp", IDs: []string{"S"}, Shapes: []orb.Geometry{c.at}}
		if err := p.project(l, system(t, c.from)); err != nil {
			t.Errorf("%s: %v", c.from, err)
			continue
		}
		if got := english(p.warnings); (got == "") != (c.warning == "") || !strings.Contains(got, c.warning) {
			t.Errorf("%s: warned %q, want %q", c.from, got, c.warning)
		}
		want := c.at
		if c.at[0] < 180 {
			plain, err := crs.NewTransform(system(t, "EPSG:4490"), p.crs)
			if err != nil {
				t.Fatal(err)
			}
			at := []orb.Point{c.at}
			if err := plain.Points(at); err != nil {
				t.Fatal(err)
			}
			want = at[0]
		}
		got := l.Shapes[0].(orb.Point)
		if d := math.Hypot(got[0]-want[0], got[1]-want[1]); math.Abs(d-c.moves) > 40 {
			t.Errorf("%s: moved by %.1f m, want about %g", c.from, d, c.moves)
		}
	}
}

// Coordinates that cannot be of the system are refused, whatever its datum.
func TestProjectRefusesOtherCoordinates(t *testing.T) {
	for _, c := range []struct {
		from string
		at   orb.Point
	}{
		{"GCJ-02", orb.Point{460_000, 3_845_000}},
		{"GCJ-02 / EPSG:4547", orb.Point{113.6, 34.75}},
		{"EPSG:4547", orb.Point{38_460_000, 3_845_000}},
	} {
		l := &geo.Layer{Name: study.Stations, Source: "s.shp", IDs: []string{"S"}, Shapes: []orb.Geometry{c.at}}
		err := drawn(t).project(l, system(t, c.from))
		var fault *geo.FeatureError
		if !errors.Is(err, geo.ErrOutside) || !errors.As(err, &fault) || fault.Ref.ID != "S" {
			t.Errorf("%s: %v", c.from, err)
		}
	}
}
