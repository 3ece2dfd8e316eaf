package geo_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

func TestMeasure(t *testing.T) {
	square := orb.Ring{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}
	hole := orb.Ring{{1, 1}, {1, 3}, {3, 3}, {3, 1}, {1, 1}}
	back := slices.Clone(hole)
	slices.Reverse(back)
	for _, c := range []struct {
		name         string
		shape        orb.Geometry
		area, length float64
	}{
		{"polygon", orb.Polygon{square}, 16, 16},
		{"hole", orb.Polygon{square, hole}, 12, 24},
		{"hole that runs the wrong way", orb.Polygon{square, back}, 12, 24},
		{"parts", orb.MultiPolygon{{square, hole}, {back}}, 16, 32},
		{"box", square.Bound(), 16, 16},
		{"line", orb.LineString{{0, 0}, {3, 4}, {3, 5}}, 0, 6},
		{"lines", orb.MultiLineString{{{0, 0}, {3, 4}}, {{0, 0}, {0, 1}}}, 0, 6},
		{"ring", square, 0, 16},
		{"point", orb.Point{1, 1}, 0, 0},
		{"collection", orb.Collection{orb.Polygon{square}, nil, orb.LineString{{0, 0}, {3, 4}}, orb.Point{}}, 16, 21},
		{"nothing", nil, 0, 0},
	} {
		if got := geo.Area(c.shape); got != c.area {
			t.Errorf("%s: area %v, want %v", c.name, got, c.area)
		}
		if got := geo.Length(c.shape); got != c.length {
			t.Errorf("%s: length %v, want %v", c.name, got, c.length)
		}
	}
	far := orb.Ring{{4e7 + 0.25, 4e7}, {4e7 + 0.5, 4e7}, {4e7 + 0.5, 4e7 + 0.25}}
	if got := geo.RingArea(far); got != 0.03125 {
		t.Errorf("far from the origin: %v", got)
	}
}

// No function panics on any shape, and sizes are never negative.
func TestEveryShape(t *testing.T) {
	for _, g := range slices.Concat(orb.AllGeometries, []orb.Geometry{
		orb.MultiPolygon{{}, {nil}, {{}}}, orb.Collection{nil}, orb.Collection{orb.Collection{nil, orb.Ring{}}},
		orb.MultiLineString{nil, {{1, 1}}}, orb.Bound{Min: orb.Point{1, 1}},
	}) {
		if geo.Area(g) < 0 || geo.Length(g) < 0 {
			t.Errorf("%v: area %v, length %v", g, geo.Area(g), geo.Length(g))
		}
		geo.Bound(g)
		geo.Points(g)
		geo.Lines(g)
		geo.Buffer(g, 1)
		if m, ok := geo.Polygons(g); ok {
			geo.Check(m)
			geo.Repair(m)
			geo.Union([]orb.MultiPolygon{m})
			geo.Intersection(m, m)
			geo.Difference(m, m)
			if p := geo.InteriorPoint(m); math.IsNaN(p[0] + p[1]) {
				t.Errorf("%v: interior point %v", m, p)
			}
		}
	}
}

func TestParts(t *testing.T) {
	ring := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	if m, ok := geo.Polygons(orb.Collection{orb.Polygon{ring}, orb.MultiPolygon{{ring}, {ring}}}); !ok || len(m) != 3 {
		t.Errorf("polygons %v, %v", m, ok)
	}
	for _, g := range []orb.Geometry{nil, orb.Point{}, ring, orb.Collection{orb.Polygon{ring}, orb.Point{}}} {
		if m, ok := geo.Polygons(g); ok {
			t.Errorf("%v has polygons %v", g, m)
		}
	}
	if l, ok := geo.Lines(orb.MultiPolygon{{ring, ring}}); !ok || len(l) != 2 {
		t.Errorf("lines %v, %v", l, ok)
	}
	if l, ok := geo.Lines(orb.Collection{orb.LineString{{0, 0}, {1, 1}}, orb.Point{}}); ok {
		t.Errorf("lines of a collection with a point: %v", l)
	}
	if p, ok := geo.Points(orb.MultiPoint{{1, 1}, {2, 2}}); !ok || len(p) != 2 {
		t.Errorf("points %v, %v", p, ok)
	}
	if b := geo.Bound(nil); !b.IsEmpty() {
		t.Errorf("the box of nothing is %v", b)
	}
}

// Whoever goes through the paths of a shape may stop, and sees all but points.
func TestPaths(t *testing.T) {
	square := orb.Ring{{0, 0}, {1, 0}, {1, 1}, {0, 0}}
	line := orb.LineString{{0, 0}, {1, 0}}
	nested := orb.Collection{orb.MultiPolygon{{square, square}, {square}}, orb.MultiLineString{line, line}, orb.Point{7, 7}, orb.MultiPoint{{8, 8}}, orb.Collection{line, square}}
	for _, c := range []struct {
		shape orb.Geometry
		want  int
	}{
		{nil, 0}, {orb.Point{}, 0}, {orb.MultiPoint{{1, 1}}, 0}, {line, 1}, {square, 1}, {orb.Bound{Max: orb.Point{1, 1}}, 1}, {nested, 7},
	} {
		n := 0
		for range geo.Paths(c.shape) {
			n++
		}
		if n != c.want {
			t.Errorf("%v has %d paths, want %d", c.shape, n, c.want)
		}
		for stop := 1; stop <= n; stop++ {
			seen := 0
			for range geo.Paths(c.shape) {
				if seen++; seen == stop {
					break
				}
			}
			if seen != stop {
				t.Errorf("%v: %d paths, asked to stop at %d", c.shape, seen, stop)
			}
		}
	}
}

// The box of areas is what orb says, whatever is missing.
func TestBoundIsThatOfOrb(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		point := rapid.Custom(func(t *rapid.T) orb.Point {
			return orb.Point{rapid.Float64Range(-9, 9).Draw(t, "x"), rapid.Float64Range(-9, 9).Draw(t, "y")}
		})
		ring := rapid.Custom(func(t *rapid.T) orb.Ring { return rapid.SliceOfN(point, 0, 5).Draw(t, "ring") })
		polygon := rapid.Custom(func(t *rapid.T) orb.Polygon { return rapid.SliceOfN(ring, 0, 3).Draw(t, "polygon") })
		shape := orb.MultiPolygon(rapid.SliceOfN(polygon, 0, 4).Draw(t, "shape"))
		got, want := geo.Bound(shape), shape.Bound()
		if got != want && !(got.IsEmpty() && want.IsEmpty()) {
			t.Fatalf("%v has the box %v, orb says %v", shape, got, want)
		}
	})
}
