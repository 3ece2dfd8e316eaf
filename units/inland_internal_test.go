package units

import (
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/distance"
)

func shoreOf(land orb.MultiPolygon, width float64) *shore {
	return &shore{area.Prepare(land), distance.Prepare(land), geo.Bound(land), width}
}

// A square of 400 m, with a hole of 100 m in its middle.
func TestBarriersThatFollowTheShore(t *testing.T) {
	land := orb.MultiPolygon{{
		{{0, 0}, {400, 0}, {400, 400}, {0, 400}, {0, 0}},
		{{150, 150}, {150, 250}, {250, 250}, {250, 150}, {150, 150}},
	}}
	for _, c := range []struct {
		name string
		line orb.LineString
		want bool
	}{
		{"on the edge", orb.LineString{{0, 0}, {400, 0}}, true},
		{"within the strip", orb.LineString{{30, 0}, {30, 400}}, true},
		{"within the strip, beyond both ends", orb.LineString{{30, -5000}, {30, 5000}}, true},
		{"beside the hole", orb.LineString{{120, 130}, {120, 270}}, true},
		{"across the hole, the strip between them", orb.LineString{{160, 240}, {240, 160}}, true},
		{"beside the strip", orb.LineString{{50, 100}, {50, 300}}, false},
		{"a stub", orb.LineString{{200, 0}, {200, 100}}, false},
		{"across", orb.LineString{{-1000, 60}, {1000, 60}}, false},
		{"across the corner", orb.LineString{{-50, 100}, {100, -50}}, true},
		{"far away", orb.LineString{{900, 0}, {900, 400}}, true},
		{"a point of the strip", orb.LineString{{10, 200}, {10, 200}}, true},
		{"a point beside it", orb.LineString{{80, 200}, {80, 200}}, false},
	} {
		if got := shoreOf(land, 40).follow(orb.MultiLineString{c.line}); got != c.want {
			t.Errorf("%s: follows the shore %v", c.name, got)
		}
	}
}

// What follows the shore is outside of the land shrunk; and hard barriers inside are
// what of them lies in the land shrunk, whether they follow the shore or not.
func TestHardBarriersInsideByShrinking(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	point := func() orb.Point { return orb.Point{400 * r.Float64(), 400 * r.Float64()} }
	points := func(n int) (all []orb.Point) {
		for range n {
			all = append(all, point())
		}
		return all
	}
	followed, left := 0, 0
	for n := range 300 {
		ring := orb.Ring(points(3 + r.IntN(7)))
		land, _, _, err := geo.Repair(orb.MultiPolygon{{append(ring, ring[0])}})
		if err != nil {
			t.Fatal(err)
		}
		width := []float64{0.5, 5, 40}[n%3]
		line := orb.LineString(points(2 + r.IntN(3)))
		if n%2 == 0 && len(land) > 0 { // it runs beside the outline
			line = nil
			for _, p := range land[0][0] {
				line = append(line, orb.Point{p[0] + width*(r.Float64()-0.5), p[1] + width*(r.Float64()-0.5)})
			}
		}
		core, err := geo.Buffer(land, -width)
		if err != nil {
			t.Fatal(err)
		}
		want := area.Prepare(core).Length(orb.MultiLineString{line})
		if !shoreOf(land, nearly*width).follow(orb.MultiLineString{line}) {
			left++
		} else if followed++; want != 0 {
			t.Fatalf("%v follows the shore of %v, and %g m are inland", line, land, want)
		}
		g := &givens{hard: orb.MultiLineString{line}, near: geo.NewIndex([]orb.Bound{line.Bound()})}
		g.set.FollowBarrier = width
		if got := g.hardInside(&Unit{Shape: land}); got.Low != want || !got.Exact() {
			t.Fatalf("inside %v are %v of %v, want %g", land, got, line, want)
		}
	}
	if followed < 50 || left < 50 {
		t.Errorf("%d lines followed the shore, %d did not", followed, left)
	}
}

// A strip of no width, or of less than coordinates can tell apart, comes to an end: what
// crosses the outline leaves it, what keeps out of the land does not.
func TestShoreWithoutWidth(t *testing.T) {
	land := orb.MultiPolygon{{{{500000.1, 4000000.1}, {500100.3, 4000020.7}, {500050.9, 4000090.2}, {500000.1, 4000000.1}}}}
	for _, width := range []float64{0, 1e-12, 1e-3} {
		s := shoreOf(land, width)
		if s.follow(orb.MultiLineString{{{500050.7, 3999950.3}, {500051.3, 4000150.9}}}) {
			t.Errorf("width %g: a line across the land keeps to its edge", width)
		}
		if !s.follow(orb.MultiLineString{{{500000, 3999999}, {500150, 4000025}}}) {
			t.Errorf("width %g: a line off the land leaves its edge", width)
		}
		s.follow(orb.MultiLineString{{{500100.3, 3999900.9}, {500100.3, 4000120.4}}}) // touches a corner: either answer
	}
}
