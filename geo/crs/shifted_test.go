package crs_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/crs"
)

func TestShiftedNames(t *testing.T) {
	for _, c := range []struct {
		definition, want, name string
		projected              bool
	}{
		{"GCJ-02", "GCJ-02", "GCJ-02", false},
		{"GCJ02", "GCJ-02", "GCJ-02", false},
		{" gcj-02 ", "GCJ-02", "GCJ-02", false},
		{"gcj02ll", "GCJ-02", "GCJ-02", false},
		{"火星坐标系", "GCJ-02", "GCJ-02", false},
		{"火星坐标系（GCJ-02）", "", "", false}, // two names at once are no name
		{"BD09", "BD-09", "BD-09", false},
		{"bd-09", "BD-09", "BD-09", false},
		{"百度坐标系", "BD-09", "BD-09", false},
		{"GCJ-02 / EPSG:4326", "GCJ-02", "GCJ-02", false},
		{"GCJ-02 / EPSG:4490", "GCJ-02", "GCJ-02", false},
		{"gcj02/epsg:4547", "GCJ-02 / EPSG:4547", "GCJ-02 / CGCS2000 / 3-degree Gauss-Kruger CM 114E", true},
		{"GCJ-02 / " + esri4547, "GCJ-02 / EPSG:4547", "GCJ-02 / CGCS2000 / 3-degree Gauss-Kruger CM 114E", true},
		{"BD-09 / EPSG:3857", "BD-09 / EPSG:3857", "BD-09 / WGS 84 / Pseudo-Mercator", true},
	} {
		got, err := crs.Parse(c.definition)
		if c.want == "" {
			if !errors.Is(err, geo.ErrBadCRS) {
				t.Errorf("%q: got %v, %v", c.definition, got, err)
			}
			continue
		}
		if err != nil || got.Definition() != c.want || got.String() != c.want || got.Name() != c.name ||
			got.Projected() != c.projected || got.Metric() != c.projected || got.Code() != "" || got.IsZero() {
			t.Errorf("%q: got %q, %q, %v", c.definition, got.Definition(), got.Name(), err)
		}
		if again := parse(t, got.Definition()); !again.Same(got) || again.Definition() != c.want {
			t.Errorf("%q: definition does not come back", c.definition)
		}
		if got.Code() != "" || !strings.Contains(got.WKT(), got.String()[:5]) {
			t.Errorf("%q: its WKT does not name the datum: %s", c.definition, got.WKT())
		}
		if again := parse(t, got.WKT()); !again.Same(got) || again.Definition() != got.Definition() {
			t.Errorf("%q: WKT comes back as %q", c.definition, again.Definition())
		}
	}
}

// A city's own system keeps its parameters.
func TestShiftedLocal(t *testing.T) {
	c := parse(t, "GCJ-02 / "+local)
	for _, definition := range []string{c.Definition(), c.WKT()} {
		if again := parse(t, definition); !again.Same(c) {
			t.Errorf("came back as %s from %s", again.WKT(), definition)
		}
	}
}

func TestShiftedSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"GCJ-02", "gcj02", true},
		{"GCJ-02", "BD-09", false},
		{"GCJ-02", "EPSG:4326", false},
		{"GCJ-02", "EPSG:4490", false},
		{"GCJ-02 / EPSG:4547", "GCJ-02 / " + esri4547, true},
		{"GCJ-02 / EPSG:4547", "EPSG:4547", false},
		{"GCJ-02 / EPSG:4547", "GCJ-02 / EPSG:4526", false},
	} {
		a, b := parse(t, c.a), parse(t, c.b)
		if a.Same(b) != c.want || b.Same(a) != c.want {
			t.Errorf("%s and %s: got %v, want %v", a, b, a.Same(b), c.want)
		}
	}
}

func TestBadShifted(t *testing.T) {
	for _, c := range []struct{ definition, says string }{
		{"GCJ-02 / nonsense", "GCJ-02: unknown coordinate system \"nonsense\""},
		{"GCJ-02 / GCJ-02", "shifted already"},
		{"GCJ-02 / BD-09 / EPSG:4547", "shifted already"},
		{"GCJ-02 / EPSG:2437", "built on neither"}, // Beijing 1954
		{"bd09mc", "longitudes and latitudes"},
	} {
		_, err := crs.Parse(c.definition)
		if !errors.Is(err, geo.ErrBadCRS) || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: got %v, want %q in it", c.definition, err, c.says)
		}
	}
}

// Every way from a shifted datum leads to where the ways it is made of lead.
func TestShiftedTransforms(t *testing.T) {
	zhengzhou := orb.Point{113.65, 34.75}
	at := func(from, to string, p orb.Point) orb.Point {
		pts := []orb.Point{p}
		if err := transform(t, from, to).Points(pts); err != nil {
			t.Fatal(err)
		}
		return pts[0]
	}
	plain := at("EPSG:4326", "EPSG:4547", zhengzhou)
	shifted := at("EPSG:4326", "GCJ-02 / EPSG:4547", zhengzhou)
	if dx, dy := shifted[0]-plain[0], shifted[1]-plain[1]; math.Abs(dx-556) > 2 || math.Abs(dy+127) > 5 {
		t.Errorf("moved by %.1f, %.1f m", dx, dy)
	}
	if got := at("GCJ-02", "EPSG:4547", at("EPSG:4547", "GCJ-02", plain)); distance(got, plain) > 1e-3 {
		t.Errorf("there and back: %v, want %v", got, plain)
	}
	if got, want := at("GCJ-02 / EPSG:4547", "GCJ-02", shifted), at("EPSG:4490", "GCJ-02", zhengzhou); distance(got, want) > 1e-9 {
		t.Errorf("projection undone: %v, want %v", got, want)
	}
	if got, want := at("GCJ-02 / EPSG:4547", "GCJ-02 / EPSG:4526", shifted), shifted; math.Abs(got[0]-want[0]-38_000_000) > 1e-6 {
		t.Errorf("to another plane: %v, want %v", got, want)
	}
	baidu := at("EPSG:4326", "BD-09", zhengzhou)
	if got, want := at("BD-09", "GCJ-02", baidu), at("EPSG:4326", "GCJ-02", zhengzhou); distance(got, want) > 2e-9 {
		t.Errorf("from BD-09 to GCJ-02: %v, want %v", got, want)
	}
	if got := at("GCJ-02", "gcj02", zhengzhou); got != zhengzhou {
		t.Errorf("the same datum moved %v to %v", zhengzhou, got)
	}
	if got := at("EPSG:4326", "GCJ-02", orb.Point{-0.1, 51.5}); got != (orb.Point{-0.1, 51.5}) {
		t.Errorf("London was shifted to %v", got)
	}
}

// Both ways over the area of use of EPSG:4547 within a millimetre.
func TestShiftedThereAndBack(t *testing.T) {
	for _, system := range []string{"GCJ-02", "BD-09", "GCJ-02 / EPSG:4547", "BD-09 / EPSG:3857"} {
		there, back := transform(t, "EPSG:4547", system), transform(t, system, "EPSG:4547")
		rapid.Check(t, func(t *rapid.T) {
			want := orb.Point{
				rapid.Float64Range(370_000, 630_000).Draw(t, "x"),
				rapid.Float64Range(2_600_000, 4_700_000).Draw(t, "y"),
			}
			pts := []orb.Point{want}
			if err := errors.Join(there.Points(pts), back.Points(pts)); err != nil {
				t.Fatal(err)
			}
			if d := distance(pts[0], want); d > 1e-3 {
				t.Fatalf("%s: %v came back as %v", system, want, pts[0])
			}
		})
	}
}

func TestShiftedOutside(t *testing.T) {
	for _, bad := range []orb.Point{{math.NaN(), 30}, {113, math.Inf(1)}} {
		pts := []orb.Point{{113, 34}, bad}
		var outside *crs.OutsideError
		if err := transform(t, "GCJ-02", "EPSG:4326").Points(pts); !errors.As(err, &outside) || outside.Index != 1 {
			t.Errorf("%v: got %v", bad, err)
		}
	}
	if _, ok := parse(t, "GCJ-02").Domain(); !ok {
		t.Error("GCJ-02 has no area of use")
	}
}

func TestShiftedArealScale(t *testing.T) {
	for _, c := range []string{"GCJ-02 / EPSG:4547", "BD-09 / EPSG:4547"} {
		got, err := crs.ArealScale(parse(t, c), orb.Point{464_000, 3_847_000})
		if err != nil || math.Abs(got-1) > 0.02 || got == 1 {
			t.Errorf("%s: got %g, %v", c, got, err)
		}
	}
}
