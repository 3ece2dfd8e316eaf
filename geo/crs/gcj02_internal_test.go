package crs

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// apart is the distance of two positions in metres, on a sphere.
func apart(p, q orb.Point) float64 {
	const degree = 6371000 * math.Pi / 180
	return degree * math.Hypot((p[0]-q[0])*math.Cos(p[1]*math.Pi/180), p[1]-q[1])
}

// Known answers: the public algorithm run elsewhere, in Python, on the same
// constants.
func TestShiftAtZhengzhou(t *testing.T) {
	for _, c := range []struct{ wgs, gcj orb.Point }{
		{orb.Point{113.65, 34.75}, orb.Point{113.65607766850398, 34.748856447706196}},
	} {
		if got := gcjFromWGS(c.wgs); apart(got, c.gcj) > 1e-6 {
			t.Errorf("GCJ-02 of %v: got %v, want %v", c.wgs, got, c.gcj)
		}
		dx := (c.gcj[0] - c.wgs[0]) * 111320 * math.Cos(c.wgs[1]*math.Pi/180)
		dy := (c.gcj[1] - c.wgs[1]) * 110930
		if math.Abs(dx-556) > 2 || math.Abs(dy+127) > 2 || math.Abs(math.Hypot(dx, dy)-570) > 2 {
			t.Errorf("shift by %.1f, %.1f m", dx, dy)
		}
	}
}

// There and back over China is the same place to 1e-9 degrees, a tenth of a
// millimetre, in both datums.
func TestShiftAndBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := orb.Point{
			rapid.Float64Range(72.02, 137.82).Draw(t, "longitude"),
			rapid.Float64Range(0.85, 55.81).Draw(t, "latitude"),
		}
		for _, d := range []datum{gcj02, bd09} {
			pts := []orb.Point{want}
			d.shifted(pts)
			if far := apart(pts[0], want); far > 2500 {
				t.Fatalf("%v: %v moved by %.0f m", d, want, far)
			}
			d.unshifted(pts)
			if math.Abs(pts[0][0]-want[0]) > 1e-9 || math.Abs(pts[0][1]-want[1]) > 1e-9 {
				t.Fatalf("%v: %v came back as %v", d, want, pts[0])
			}
			d.unshifted(pts)
			back := want
			d.shifted(pts)
			if math.Abs(pts[0][0]-back[0]) > 1e-9 || math.Abs(pts[0][1]-back[1]) > 1e-9 {
				t.Fatalf("%v: unshifted and shifted, %v came back as %v", d, back, pts[0])
			}
		}
	})
}

// What the iteration relies on: the shift changes much less than the place.
func TestShiftIsContracting(t *testing.T) {
	gcj, bd := 0.0, 0.0
	const h = 1e-5
	for lon := gcjBox.Min[0]; lon < gcjBox.Max[0]; lon += 0.171 {
		for lat := gcjBox.Min[1]; lat < gcjBox.Max[1]; lat += 0.133 {
			for _, by := range []orb.Point{{h, 0}, {0, h}} {
				a, b := gcjOffset(orb.Point{lon, lat})
				c, d := gcjOffset(orb.Point{lon + by[0], lat + by[1]})
				gcj = max(gcj, math.Hypot(a-c, b-d)/h)
				p, q := bdFromGCJ(orb.Point{lon, lat}), bdFromGCJ(orb.Point{lon + by[0], lat + by[1]})
				bd = max(bd, math.Hypot(q[0]-p[0]-by[0], q[1]-p[1]-by[1])/h)
			}
		}
	}
	if gcj > 0.01 || bd > 0.025 {
		t.Errorf("the shift of GCJ-02 changes by %.4f of the place, that of BD-09 by %.4f", gcj, bd)
	}
}

// The box has an edge: outside nothing is shifted, and either way of it no
// position is lost or without end.
func TestEdgeOfTheBox(t *testing.T) {
	for _, p := range []orb.Point{
		{72.0039, 30}, {137.8348, 30}, {100, 0.8292}, {100, 55.8272}, {-0.1, 51.5}, {0, 0}, {-180, -90}, {180, 90},
	} {
		if got := gcjFromWGS(p); got != p {
			t.Errorf("%v outside the box was shifted to %v", p, got)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		p := orb.Point{
			rapid.Float64Range(137.81, 137.86).Draw(t, "longitude"),
			rapid.Float64Range(0.8, 55.85).Draw(t, "latitude"),
		}
		if far := apart(p, wgsFromGCJ(p)); !(far < 2500) {
			t.Fatalf("%v moved by %g m", p, far)
		}
	})
	if nan := wgsFromGCJ(orb.Point{math.NaN(), 30}); !math.IsNaN(nan[0]) {
		t.Errorf("no number became %v", nan)
	}
}
