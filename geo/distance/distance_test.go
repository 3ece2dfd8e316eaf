package distance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"pgregory.net/rapid"

	"renewal/geo/distance"
)

func shape(t *testing.T, text string) orb.Geometry {
	t.Helper()
	g, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return g
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(a), math.Abs(b)) }

// Means are worked out by hand: a line that runs away evenly is on average half as
// far as at its end, and ∫ √(t²+1) from 0 to 1 is (√2 + asinh 1)/2.
func TestDrawn(t *testing.T) {
	slope := (math.Sqrt2 + math.Asinh(1)) / 2
	for _, c := range []struct {
		name, a, b string
		max, mean  float64
	}{
		{"the same", "LINESTRING(0 0,10 0,10 7)", "LINESTRING(0 0,10 0,10 7)", 0, 0},
		{"the same in reverse", "LINESTRING(0 0,10 0,10 7)", "LINESTRING(10 7,10 0,0 0)", 0, 0},
		{"along a part", "LINESTRING(2 0,4 0)", "LINESTRING(0 0,10 0)", 0, 0},
		{"beside", "LINESTRING(0 3,10 3)", "LINESTRING(0 0,10 0)", 3, 3},
		{"beyond the end", "LINESTRING(10 0,14 0)", "LINESTRING(0 0,10 0)", 4, 2},
		{"past the end", "LINESTRING(10 1,11 1)", "LINESTRING(0 0,10 0)", math.Sqrt2, slope},
		{"running away", "LINESTRING(0 0,4 3)", "LINESTRING(0 0,9 0)", 3, 1.5},
		{"crossing", "LINESTRING(-2 -3,2 3)", "LINESTRING(-9 0,9 0)", 3, 1.5},
		{"at a right angle", "LINESTRING(5 2,5 6)", "LINESTRING(0 0,9 0)", 6, 4},
		{"to a point", "LINESTRING(0 1,1 1)", "LINESTRING(0 0,0 0)", math.Sqrt2, slope},
		// The furthest place is no vertex: half-way between two posts.
		{"between two posts", "LINESTRING(0 0,4 0)", "MULTILINESTRING((0 0,0 -3),(4 0,4 -3))", 2, 1},
		// A wedge whose sides are equally far on the bisector.
		{"along a bisector", "LINESTRING(0 0,5 0)", "MULTILINESTRING((0 0,4 3),(0 0,4 -3))", 3, 1.5},
		{"in a square", "LINESTRING(0 2,4 2)", "POLYGON((0 0,4 0,4 4,0 4,0 0))", 2, 1},
		{"along a hole", "LINESTRING(2 3,4 3)", "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,1 4,5 4,5 1,1 1))", 1, 1},
		{"a square and a larger one", "POLYGON((1 1,3 1,3 3,1 3,1 1))", "POLYGON((0 0,4 0,4 4,0 4,0 0))", 1, 1},
		{"a larger square and one in it", "POLYGON((0 0,4 0,4 4,0 4,0 0))", "POLYGON((1 1,3 1,3 3,1 3,1 1))", math.Sqrt2, (1 + slope) / 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := shape(t, c.a), shape(t, c.b)
			for _, by := range []orb.Point{{}, {500_000, 4e6}} {
				p := distance.From(moved(a, by), distance.Prepare(moved(b, by)))
				if got, _ := p.Max(); !near(got, c.max) || c.max == 0 && got != 0 {
					t.Errorf("at %v: at most %v, want %v", by, got, c.max)
				}
				if got := p.Mean(); !near(got, c.mean) {
					t.Errorf("at %v: on average %v, want %v", by, got, c.mean)
				}
			}
		})
	}
}

func TestWithinAndPercentile(t *testing.T) {
	// From 0 to 10 m away, evenly; then 2 m away.
	p := distance.From(shape(t, "MULTILINESTRING((0 0,0 10),(5 2,15 2))"), distance.Prepare(shape(t, "LINESTRING(-5 0,20 0)")))
	for _, c := range []struct{ r, want float64 }{{-1, 0}, {0, 0}, {1, 1}, {2, 12}, {5, 15}, {10, 20}, {11, 20}} {
		if got := p.Within(c.r); !near(got, c.want) {
			t.Errorf("within %v m: %v m, want %v", c.r, got, c.want)
		}
	}
	for _, c := range []struct{ share, want float64 }{{0, 0}, {0.05, 1}, {0.5, 2}, {0.75, 5}, {0.95, 9}, {1, 10}} {
		if got := p.Percentile(c.share); got < c.want-1e-9 || got > c.want+distance.Fine {
			t.Errorf("%v of the length is within %v, want %v", c.share, got, c.want)
		}
	}
}

func TestNothing(t *testing.T) {
	line := shape(t, "LINESTRING(0 0,3 4)")
	p := distance.From(line, distance.Prepare())
	if d, _ := p.Max(); !math.IsInf(d, 1) || !math.IsInf(p.Mean(), 1) || p.Within(1e9) != 0 || !math.IsInf(p.Percentile(0.5), 1) || p.Length() != 5 {
		t.Errorf("from a line to nothing: %v", p)
	}
	for _, g := range []orb.Geometry{nil, orb.Point{1, 2}, orb.MultiPolygon{}} {
		p := distance.From(g, distance.Prepare(line))
		if d, _ := p.Max(); d != 0 || p.Mean() != 0 || p.Length() != 0 || p.Percentile(0.5) != 0 {
			t.Errorf("from %v to a line: %v", g, p)
		}
	}
	if d := distance.Prepare().To(orb.Point{}); !math.IsInf(d, 1) {
		t.Errorf("a point is %v from nothing", d)
	}
}

func TestEveryShape(t *testing.T) {
	for _, g := range orb.AllGeometries {
		for _, h := range orb.AllGeometries {
			distance.From(g, distance.Prepare(h)).Percentile(0.5)
		}
	}
}

// moved is a shape moved by a vector.
func moved(g orb.Geometry, by orb.Point) orb.Geometry {
	return transformed(g, func(p orb.Point) orb.Point { return orb.Point{p[0] + by[0], p[1] + by[1]} })
}

func transformed(g orb.Geometry, to func(orb.Point) orb.Point) orb.Geometry {
	path := func(points []orb.Point) []orb.Point {
		var out []orb.Point
		for _, p := range points {
			out = append(out, to(p))
		}
		return out
	}
	switch g := g.(type) {
	case orb.LineString:
		return orb.LineString(path(g))
	case orb.MultiLineString:
		var out orb.MultiLineString
		for _, l := range g {
			out = append(out, path(l))
		}
		return out
	case orb.Polygon:
		var out orb.Polygon
		for _, r := range g {
			out = append(out, path(r))
		}
		return out
	}
	panic("no shape of these tests")
}

// wander is a line of n random steps.
func wander(rng *rand.Rand, n int, size float64) orb.LineString {
	p := orb.Point{size * rng.Float64(), size * rng.Float64()}
	l := orb.LineString{p}
	for range n {
		p[0] += size * (rng.Float64() - 0.5) / 2
		p[1] += size * (rng.Float64() - 0.5) / 2
		if rng.IntN(3) == 0 { // on a grid lines coincide, and touch
			p = orb.Point{math.Round(p[0]), math.Round(p[1])}
		}
		l = append(l, p)
	}
	return l
}

// Within a bound the distance is that to the nearest, at the bound and beyond it is
// the bound.
func TestWithin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := rapid.Float64Range(-50, 50)
		point := rapid.Custom(func(t *rapid.T) orb.Point { return orb.Point{at.Draw(t, "x"), at.Draw(t, "y")} })
		lines := distance.Prepare(orb.LineString(rapid.SliceOfN(point, 0, 40).Draw(t, "line")))
		p, bound := point.Draw(t, "p"), rapid.Float64Range(0, 60).Draw(t, "bound")
		if got, want := lines.Within(p, bound), min(lines.To(p), bound); got != want {
			t.Fatalf("within %g it is %g, want %g", bound, got, want)
		}
	})
}
