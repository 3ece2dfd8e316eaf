package crs_test

import (
	"errors"
	"math"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/crs"
)

func transform(t testing.TB, from, to string) *crs.Transform {
	t.Helper()
	tr, err := crs.NewTransform(parse(t, from), parse(t, to))
	if err != nil {
		t.Fatal(err)
	}
	return tr
}

// The centre of Zhengzhou in several systems.
func TestZhengzhou(t *testing.T) {
	for _, c := range []struct {
		crs  string
		at   orb.Point
		near float64
	}{
		{"EPSG:4547", orb.Point{463374.0, 3846931.0}, 1},
		{esri4547, orb.Point{463374.0, 3846931.0}, 1},
		{"EPSG:4526", orb.Point{38463374.0, 3846931.0}, 1},
		{"EPSG:4490", orb.Point{113.6, 34.75}, 1e-5},
		{"EPSG:4326", orb.Point{113.6, 34.75}, 1e-5},
		{"OGC:CRS84", orb.Point{113.6, 34.75}, 1e-5},
	} {
		pts := []orb.Point{{113.6, 34.75}}
		if err := transform(t, "EPSG:4326", c.crs).Points(pts); err != nil {
			t.Fatal(err)
		}
		if d := distance(pts[0], c.at); d > c.near {
			t.Errorf("%.20s: got %v, want %v", c.crs, pts[0], c.at)
		}
		if err := transform(t, c.crs, "EPSG:4326").Points(pts); err != nil {
			t.Fatal(err)
		}
		if d := distance(pts[0], orb.Point{113.6, 34.75}); d > 1e-9 {
			t.Errorf("%.20s: back at %v", c.crs, pts[0])
		}
	}
}

func distance(a, b orb.Point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// From plane to plane and back is the same place to a tenth of a micrometre
// within the area of use.
func TestThereAndBack(t *testing.T) {
	for _, way := range [][2]string{
		{"EPSG:4547", "EPSG:4326"}, {"EPSG:4547", "EPSG:32650"}, {"EPSG:4547", "EPSG:4526"}, {"EPSG:4547", "EPSG:4490"},
	} {
		there, back := transform(t, way[0], way[1]), transform(t, way[1], way[0])
		rapid.Check(t, func(t *rapid.T) {
			n := rapid.IntRange(0, 3000).Draw(t, "points")
			x := rapid.Float64Range(370_000, 630_000).Draw(t, "x")
			y := rapid.Float64Range(2_600_000, 4_700_000).Draw(t, "y")
			want := make([]orb.Point, n)
			for i := range want {
				want[i] = orb.Point{x + float64(i), y - float64(i)}
			}
			got := append([]orb.Point(nil), want...)
			if err := errors.Join(there.Points(got), back.Points(got)); err != nil {
				t.Fatal(err)
			}
			for i := range want {
				if d := distance(want[i], got[i]); d > 1e-7 {
					t.Fatalf("%v: point %d: %v came back as %v", way, i, want[i], got[i])
				}
			}
		})
	}
}

func TestSameSystemLeavesPointsAlone(t *testing.T) {
	pts := []orb.Point{{463374.123456789, 3846931.1}}
	if err := transform(t, "EPSG:4547", esri4547).Points(pts); err != nil || pts[0] != (orb.Point{463374.123456789, 3846931.1}) {
		t.Errorf("got %v, %v", pts, err)
	}
}

func TestOutside(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		from, to string
		bad      orb.Point
	}{
		{"EPSG:4547", "EPSG:4326", orb.Point{nan, 1}},
		{"EPSG:4547", "EPSG:4326", orb.Point{1, inf}},
		{"EPSG:4547", "EPSG:4547", orb.Point{nan, 1}},
		{"EPSG:4547", "EPSG:4547", orb.Point{1, -inf}},
		{"EPSG:4326", "EPSG:4547", orb.Point{463374, 3846931}}, // metres taken for degrees
		{"EPSG:4547", "EPSG:4326", orb.Point{1e30, 1e30}},
	} {
		for _, at := range []int{0, 1, 1023, 1024, 2500} {
			pts := make([]orb.Point, 2501)
			for i := range pts {
				pts[i] = orb.Point{114, 30}
			}
			pts[at] = c.bad
			err := transform(t, c.from, c.to).Points(pts)
			var outside *crs.OutsideError
			if !errors.Is(err, geo.ErrOutside) || !errors.As(err, &outside) || outside.Index != at {
				t.Errorf("%s to %s, %v at %d: got %v", c.from, c.to, c.bad, at, err)
			} else if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %v", err)
			}
		}
	}
}

func TestNoSystem(t *testing.T) {
	if _, err := crs.NewTransform(crs.CRS{}, parse(t, "EPSG:4326")); !errors.Is(err, geo.ErrNoCRS) {
		t.Errorf("got %v", err)
	}
	if _, err := crs.ArealScale(crs.CRS{}, orb.Point{}); !errors.Is(err, geo.ErrNoCRS) {
		t.Errorf("got %v", err)
	}
}

func TestShared(t *testing.T) {
	tr := transform(t, "EPSG:4326", "EPSG:4547")
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 50 {
				pts := []orb.Point{{113.6, 34.75}, {114, 35}}
				if err := tr.Points(pts); err != nil || math.Abs(pts[1][0]-500000) > 1e-6 {
					t.Errorf("got %v, %v", pts, err)
				}
			}
		})
	}
	wait.Wait()
}

// The areal scale of a conformal projection is the square of its linear scale:
// k0² on the central meridian, and to second order k0²·(1 + x²/R²) beside it.
func TestArealScale(t *testing.T) {
	for _, c := range []struct {
		crs  string
		at   orb.Point
		want float64
		near float64
	}{
		{"EPSG:4547", orb.Point{500_000, 3_850_000}, 1, 1e-8},
		{"EPSG:4526", orb.Point{38_500_000, 3_850_000}, 1, 1e-8},
		{"EPSG:32650", orb.Point{500_000, 3_850_000}, 0.9996 * 0.9996, 1e-8},
		{"EPSG:3826", orb.Point{250_000, 2_700_000}, 0.9999 * 0.9999, 1e-8},
		{"EPSG:4547", orb.Point{600_000, 3_850_000}, 1 + math.Pow(100_000/6_370_000.0, 2), 2e-6},
		{"EPSG:3857", orb.Point{12_645_000, 4_130_000}, 1.48, 0.01},                 // Zhengzhou, +48 %
		{"EPSG:4490", orb.Point{113.6, 0}, 1 / (111_319.49 * 110_574.28), 1e-15},    // square degrees
		{"EPSG:6933", orb.Point{10_000_000, 4_000_000}, 1, 1e-7},                    // equal-area
		{"+proj=cea +R=6371000 +units=m", orb.Point{1_000_000, 2_000_000}, 1, 1e-7}, // on a sphere
		{"+proj=cea +R=6371000 +units=km", orb.Point{1000, 2000}, 1e-6, 1e-13},      // km²
	} {
		got, err := crs.ArealScale(parse(t, c.crs), c.at)
		if err != nil || math.Abs(got-c.want) > c.near {
			t.Errorf("%s at %v: got %.10g, %v, want %.10g", c.crs, c.at, got, err, c.want)
		}
	}
	if s, err := crs.ArealScale(parse(t, "EPSG:4547"), orb.Point{1e30, 0}); !errors.Is(err, geo.ErrOutside) {
		t.Errorf("far away: %v, %v", s, err)
	}
}

func BenchmarkTransform(b *testing.B) {
	tr := transform(b, "EPSG:4547", "EPSG:4326")
	pts := make([]orb.Point, 100_000)
	for b.Loop() {
		for i := range pts {
			pts[i] = orb.Point{463374 + float64(i%300), 3846931 + float64(i/300)}
		}
		if err := tr.Points(pts); err != nil {
			b.Fatal(err)
		}
	}
}

// Every kind of shape goes where its points go, and what was given stays.
func TestTransformOfShapes(t *testing.T) {
	way := transform(t, "EPSG:4547", "EPSG:4326")
	a, b, c := orb.Point{450_000, 3_800_000}, orb.Point{450_100, 3_800_000}, orb.Point{450_000, 3_800_100}
	to := func(p orb.Point) orb.Point {
		at := []orb.Point{p}
		if err := way.Points(at); err != nil {
			t.Fatal(err)
		}
		return at[0]
	}
	ring, moved := orb.Ring{a, b, c, a}, orb.Ring{to(a), to(b), to(c), to(a)}
	for _, shape := range []struct{ given, want orb.Geometry }{
		{nil, nil},
		{a, to(a)},
		{orb.MultiPoint{a, b}, orb.MultiPoint{to(a), to(b)}},
		{orb.LineString{a, b}, orb.LineString{to(a), to(b)}},
		{orb.MultiLineString{{a, b}, {c, a}}, orb.MultiLineString{{to(a), to(b)}, {to(c), to(a)}}},
		{ring, moved},
		{orb.Polygon{ring}, orb.Polygon{moved}},
		{orb.MultiPolygon{{ring}, {ring, ring}}, orb.MultiPolygon{{moved}, {moved, moved}}},
		{orb.Bound{Min: a, Max: a}, orb.Bound{Min: to(a), Max: to(a)}.ToPolygon()},
		{orb.Collection{a, orb.Collection{ring}}, orb.Collection{to(a), orb.Collection{moved}}},
	} {
		var before orb.Geometry
		if shape.given != nil {
			before = orb.Clone(shape.given)
		}
		got, err := way.Shape(shape.given)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(shape.want, got); d != "" {
			t.Errorf("%v:\n%s", shape.given, d)
		}
		if d := cmp.Diff(before, shape.given); d != "" {
			t.Errorf("what was given has changed:\n%s", d)
		}
	}
	nan := orb.Point{math.NaN(), 0}
	for _, bad := range []orb.Geometry{nan, orb.MultiPoint{a, nan}, orb.LineString{a, nan}, orb.Collection{orb.Polygon{{a, nan}}}} {
		if _, err := way.Shape(bad); !errors.Is(err, geo.ErrOutside) {
			t.Errorf("%v: got %v", bad, err)
		}
	}
}
