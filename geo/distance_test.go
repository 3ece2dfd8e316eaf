package geo_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
)

func TestDistanceTo(t *testing.T) {
	for _, c := range []struct {
		p, a, b orb.Point
		want    float64
		nearest orb.Point
	}{
		{orb.Point{5, 3}, orb.Point{0, 0}, orb.Point{10, 0}, 3, orb.Point{5, 0}},
		{orb.Point{13, 4}, orb.Point{0, 0}, orb.Point{10, 0}, 5, orb.Point{10, 0}},
		{orb.Point{-3, -4}, orb.Point{0, 0}, orb.Point{10, 0}, 5, orb.Point{0, 0}},
		{orb.Point{3, 4}, orb.Point{0, 0}, orb.Point{0, 0}, 5, orb.Point{0, 0}},
	} {
		if got := geo.Nearest(c.p, c.a, c.b); got != c.nearest {
			t.Errorf("of %v-%v %v is nearest to %v, want %v", c.a, c.b, got, c.p, c.nearest)
		}
		if got := geo.DistanceTo(c.p, c.a, c.b); got != c.want {
			t.Errorf("%v to %v-%v: %g, want %g", c.p, c.a, c.b, got, c.want)
		}
	}
}

// 3 +---+   +---+
//
//	| a |   | b |   c lies inside a large d
//
// 0 +---+   +---+
//
//	0   3   7  10
func TestWithin(t *testing.T) {
	box := func(x0, y0, x1, y1 float64) orb.MultiPolygon {
		return orb.MultiPolygon{{orb.Bound{Min: orb.Point{x0, y0}, Max: orb.Point{x1, y1}}.ToRing()}}
	}
	a, b, c, d := box(0, 0, 3, 3), box(7, 0, 10, 3), box(40, 40, 50, 50), box(0, 0, 100, 100)
	for _, test := range []struct {
		name     string
		p, q     orb.MultiPolygon
		distance float64
		want     bool
	}{
		{"as far as that", a, b, 4, true},
		{"too far", a, b, 3.9, false},
		{"touching", a, box(3, 0, 5, 3), 0, true},
		{"crossing without a vertex inside", box(0, 1, 10, 2), box(4, -5, 5, 5), 0, true},
		{"inside", c, d, 1, true},
		{"corner to corner", a, box(6, 7, 9, 9), 5, true},
	} {
		if geo.Within(test.p, test.q, test.distance) != test.want || geo.Within(test.q, test.p, test.distance) != test.want {
			t.Errorf("%s: want %v both ways", test.name, test.want)
		}
	}
}

func TestWithinOfEmptyParts(t *testing.T) {
	square := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}}}
	for _, empty := range []orb.MultiPolygon{nil, {}, {nil}, {{}}, {{nil}}, {{{}}}} {
		if geo.Within(empty, square, 10) || geo.Within(square, empty, 10) || geo.Within(empty, empty, 10) {
			t.Errorf("%v lies within 10 m of a square", empty)
		}
	}
}

func TestAlong(t *testing.T) {
	for _, c := range []struct {
		a, b, c, d orb.Point
		want       float64
	}{
		{orb.Point{0, 0}, orb.Point{10, 0}, orb.Point{2, 0}, orb.Point{5, 0}, 3},
		{orb.Point{0, 0}, orb.Point{10, 0}, orb.Point{15, 0}, orb.Point{5, 0}, 5},
		{orb.Point{0, 0}, orb.Point{3, 4}, orb.Point{6, 8}, orb.Point{-3, -4}, 5},
		{orb.Point{0, 0}, orb.Point{0, 10}, orb.Point{0, 10}, orb.Point{0, 20}, 0},
		{orb.Point{0, 0}, orb.Point{10, 0}, orb.Point{20, 0}, orb.Point{30, 0}, 0},
		{orb.Point{0, 0}, orb.Point{10, 0}, orb.Point{0, 1}, orb.Point{10, 1}, 0},
		{orb.Point{0, 0}, orb.Point{10, 0}, orb.Point{0, 0}, orb.Point{10, 1e-9}, 0},
		{orb.Point{4e6, 4e6}, orb.Point{4e6 + 10, 4e6}, orb.Point{4e6 + 9, 4e6}, orb.Point{4e6 + 11, 4e6}, 1},
		{orb.Point{0, 0}, orb.Point{0, 0}, orb.Point{-1, 0}, orb.Point{1, 0}, 0},
		{orb.Point{-1, 0}, orb.Point{1, 0}, orb.Point{0, 0}, orb.Point{0, 0}, 0},
	} {
		for _, got := range []float64{geo.Along(c.a, c.b, c.c, c.d), geo.Along(c.b, c.a, c.c, c.d), geo.Along(c.c, c.d, c.a, c.b)} {
			if math.Abs(got-c.want) > 1e-12 {
				t.Errorf("%v %v along %v %v: %g, want %g", c.a, c.b, c.c, c.d, got, c.want)
			}
		}
	}
}
