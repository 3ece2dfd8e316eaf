package coverage_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

func TestWidthOfKnownShapes(t *testing.T) {
	for name, c := range map[string]struct {
		shape string
		want  float64
	}{
		"square":                 {"POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", 10},
		"strip":                  {"POLYGON((0 0, 1000 0, 1000 3, 0 3, 0 0))", 3},
		"oblique strip":          {"POLYGON((0 0, 400 300, 397 304, -3 4, 0 0))", 5},
		"triangle 3-4-5":         {"POLYGON((0 0, 40 0, 0 30, 0 0))", 20},
		"frame":                  {"POLYGON((0 0, 30 0, 30 30, 0 30, 0 0), (4 4, 4 26, 26 26, 26 4, 4 4))", 8 * math.Sqrt2 / (1 + math.Sqrt2)}, // in a corner
		"the widest of parts":    {"MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0)), ((50 0, 90 0, 90 40, 50 40, 50 0)))", 40},
		"runs the other way":     {"POLYGON((0 0, 0 10, 10 10, 10 0, 0 0))", 10},
		"far from the origin":    {"POLYGON((500000 3800000, 500010 3800000, 500010 3800010, 500000 3800010, 500000 3800000))", 10},
		"nothing":                {"MULTIPOLYGON EMPTY", 0},
		"an area without extent": {"POLYGON((0 0, 10 0, 20 0, 0 0))", 0},
	} {
		got, _ := coverage.Width(areas(t, c.shape)[0])
		if got > c.want+1e-9 || got < c.want-max(c.want/20, 0.01) {
			t.Errorf("%s: got %g, want %g less a twentieth at most", name, got, c.want)
		}
	}
}

// Overlays leave points an ulp apart, which may fall together once the shape is
// turned along its longest edge.
func TestWidthOfPointsAnUlpApart(t *testing.T) {
	for turn := range 60 {
		sin, cos := math.Sincos(float64(turn) / 10)
		at := func(x, y float64) orb.Point { return orb.Point{x*cos - y*sin, x*sin + y*cos} }
		ring := orb.Ring{at(0, 0), at(40, 0), at(40, 10)}
		for range 12 {
			p := ring[len(ring)-1]
			ring = append(ring, orb.Point{math.Nextafter(p[0], 0), p[1]})
		}
		ring = append(ring, at(0, 10), at(0, 0))
		if width, _ := coverage.Width(orb.MultiPolygon{{ring}}); math.Abs(width-10) > 0.5 {
			t.Errorf("turned by %.1f: got %g, want 10", float64(turn)/10, width)
		}
	}
}

// The circle fits: its centre lies inside, no nearer to the border than its
// radius. No larger one does, as far as a grid of 40 by 40 points can tell.
func TestWidthIsThatOfACircleInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		union, err := geo.Union(drawCells(t, 10))
		if err != nil || len(union) == 0 {
			return
		}
		width, place := coverage.Width(union)
		if !planar.MultiPolygonContains(union, place) {
			t.Fatalf("place %v lies outside", place)
		}
		if d := toBorder(union, place); math.Abs(d-width/2) > 1e-6 {
			t.Fatalf("place %v is %g m from the border, the width is %g", place, d, width)
		}
		box := union.Bound()
		for i := range 40 {
			for k := range 40 {
				p := orb.Point{
					box.Min[0] + (float64(i)+0.5)/40*(box.Max[0]-box.Min[0]),
					box.Min[1] + (float64(k)+0.5)/40*(box.Max[1]-box.Min[1]),
				}
				if d := toBorder(union, p); planar.MultiPolygonContains(union, p) && 2*d-width > max(0.01, width/20)+1e-9 {
					t.Fatalf("width %g, but %v is %g from the border", width, p, d)
				}
			}
		}
	})
}

func toBorder(shape orb.MultiPolygon, p orb.Point) float64 {
	least := math.Inf(1)
	lines, _ := geo.Lines(shape)
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			least = min(least, geo.DistanceTo(p, l[i-1], l[i]))
		}
	}
	return least
}
