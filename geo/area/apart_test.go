package area_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

func TestApart(t *testing.T) {
	const square = "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))"
	for _, c := range []struct {
		name, a, b string
		want       bool
	}{
		{"along a whole side", square, "POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))", true},
		{"a corner in the middle of a side", square, "POLYGON((10 5, 20 0, 20 10, 10 5))", true},
		{"corner to corner", square, "POLYGON((10 10, 20 10, 20 20, 10 10))", true},
		{"the boxes overlap", "POLYGON((0 0, 10 10, 0 10, 0 0))", "POLYGON((0 0, 10 0, 10 10, 0 0))", true},
		{"only the second has the edge between them", "POLYGON((0 0, 2 1, 3 3, 1 2, 0 0))", "POLYGON((5 0, 10 -1, 9 5, 0 10, 5 0))", true},
		{"with a hole", "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))", "POLYGON((10 0, 20 0, 20 10, 10 0))", true},
		{"by a grain", square, "POLYGON((9.999 0, 20 0, 20 10, 9.999 0))", false},
		{"the same", square, square, false},
		{"inside", square, "POLYGON((2 2, 8 2, 8 8, 2 8, 2 2))", false},
		{"in the hole: no line parts them", "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))", "POLYGON((4 4, 6 4, 6 6, 4 6, 4 4))", false},
		{"in the corner of an L: no line parts them", "POLYGON((0 0, 10 0, 10 4, 4 4, 4 10, 0 10, 0 0))", "POLYGON((4 4, 10 4, 10 10, 4 10, 4 4))", false},
		{"in the bay of a U: no line parts them", "POLYGON((0 0, 10 0, 10 10, 8 10, 8 2, 2 2, 2 10, 0 10, 0 0))", "POLYGON((2 2, 8 2, 8 9, 2 9, 2 2))", false},
		{"several parts are not looked at", "MULTIPOLYGON(((0 0, 1 0, 0 1, 0 0)), ((0 5, 1 5, 0 6, 0 5)))", "POLYGON((20 0, 30 0, 30 10, 20 0))", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := areas(t, c.a), areas(t, c.b)
			for _, by := range []orb.Point{{0, 0}, {500000, 4e6}, {1e7, 1e7}} {
				p, q := moved(a, 1, by), moved(b, 1, by)
				if area.Apart(p, q) != c.want || area.Apart(q, p) != c.want {
					t.Errorf("at %v they are apart: %t, %t", by, area.Apart(p, q), area.Apart(q, p))
				}
			}
		})
	}
}

// Areas said to be apart share nothing in exact arithmetic but for rounding, and
// nothing by the kernel; most of the areas that only touch are said to be.
func TestApartShareNothing(t *testing.T) {
	rng := rand.New(rand.NewPCG(71, 72))
	said, touching := 0, 0
	for range 4000 {
		a := drawn(rng)
		b := beside(rng, a)
		scale, by := scales[rng.IntN(len(scales))], places[rng.IntN(len(places))]
		if rng.IntN(4) == 0 {
			scale, by = scale*(1+rng.Float64()), orb.Point{by[0] + rng.Float64(), by[1] + rng.Float64()}
		}
		a, b = moved(anyhow(rng, a), scale, by), moved(anyhow(rng, b), scale, by)
		shared := area.Of(a, b)
		if shared == 0 && properly(a.Bound(), b.Bound()) && len(a) == 1 {
			touching++
		}
		if !area.Apart(a, b) {
			continue
		}
		if properly(a.Bound(), b.Bound()) {
			said++
		}
		exact, _ := exactShared(a, b).Float64()
		if _, most := area.Bounded(a, b); shared != 0 || exact > most+1e-18*geo.Area(a) {
			t.Fatalf("%v\n%v: said to be apart, but share %v, exactly %v", a, b, shared, exact)
		}
	}
	if said < touching/2 {
		t.Errorf("of %d pairs that touch only %d were settled", touching, said)
	}
	t.Logf("%d of %d pairs that touch were settled", said, touching)
}

// Layers give the same as single pairs, whether or not a line parts the areas.
func TestOverlapsAreThoseOfPairs(t *testing.T) {
	rng := rand.New(rand.NewPCG(73, 74))
	var all []orb.MultiPolygon
	for range 150 {
		a := drawn(rng)
		all = append(all, moved(a, 1, places[1]), moved(beside(rng, a), 1, places[1]))
	}
	pairs, err := area.Overlaps(t.Context(), all, area.OverlayOptions{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[[2]int]float64{}
	for _, p := range pairs {
		found[[2]int{p.A, p.B}] = p.Area
	}
	for i, a := range all {
		for j, b := range all[:i] {
			least := math.Min(geo.Area(a), geo.Area(b))
			if got, want := found[[2]int{j, i}], area.Of(a, b); math.Abs(got-want) > 1e-10*least {
				t.Fatalf("%v\n%v: %v in layers, %v as a pair", a, b, got, want)
			}
		}
	}
}
