package engine_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/internal/engine"
)

// What Go computes without GEOS, GEOS gets too: the shared area, points inside,
// what is near a point.
func TestTwoWays(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for i := range 400 {
		off := []float64{0, 500000}[i%2]
		a, _, _, err1 := engine.Repair(scribble(rng, off))
		b, _, _, err2 := engine.Repair(scribble(rng, off))
		both, err3 := engine.Intersection(a, b, 0)
		if err1 != nil || err2 != nil || err3 != nil {
			t.Fatal(err1, err2, err3)
		}
		// GEOS rounds crossings to 1e-10 at this offset; borders are under 200 long.
		tolerance := 1e-12 + off*1e-13
		if got, want := area.Of(a, b), geo.Area(both); math.Abs(got-want) > tolerance {
			t.Fatalf("%v\n%v: area.Of %v, GEOS %v", a, b, got, want)
		}
		o := area.Prepare(a)
		p := orb.Point{off + 9*rng.Float64(), off + 9*rng.Float64()}
		spot, err := engine.Buffer(p, 1e-3)
		if err != nil {
			t.Fatal(err)
		}
		clear := func(share float64) bool { return share == 0 || share == geo.Area(spot) }
		if share := o.Of(spot); clear(share) && o.Contains(p) != (share > 0) {
			t.Fatalf("%v contains %v: %v, but GEOS's spot around it shares %v", a, p, o.Contains(p), share)
		}
		disc, err := engine.Buffer(p, 2)
		if err != nil {
			t.Fatal(err)
		}
		// The chords of GEOS's circle leave out 0.17% of it.
		if got, want := o.Within([]orb.Point{p}, 2), o.Of(disc); got < want-1e-9 || got > want+0.0021*math.Pi*4 {
			t.Fatalf("%v within 2 of %v: %v, with GEOS's circle %v", a, p, got, want)
		}
	}
}
