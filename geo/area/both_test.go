package area_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// What three areas share is that of exact arithmetic, for areas that share edges and
// vertices, have holes and parts, and lie far from the origin; and it is the same
// whichever of them is the outline.
func TestOfBothAgainstExactArithmetic(t *testing.T) {
	n := 4000
	if testing.Short() {
		n = 400
	}
	rng := rand.New(rand.NewPCG(31, 7))
	worst, some := 0.0, 0
	for range n {
		a := drawn(rng)
		b, c := beside(rng, a), drawn(rng)
		if rng.IntN(2) == 0 {
			c = beside(rng, b)
		}
		scale, by := scales[rng.IntN(len(scales))], places[rng.IntN(len(places))]
		for _, g := range []*orb.MultiPolygon{&a, &b, &c} {
			*g = moved(anyhow(rng, *g), scale, by)
		}
		want, _ := new(big.Rat).Set(exactShared(a, b, c)).Float64()
		least := min(geo.Area(a), geo.Area(b), geo.Area(c))
		if want > 0 {
			some++
		}
		for way, got := range []float64{area.Prepare(a).OfBoth(b, c, nil), area.Prepare(b).OfBoth(c, a, nil), area.Prepare(c).OfBoth(a, b, nil)} {
			off := math.Abs(got-want) / least
			worst = max(worst, off)
			if off > 1e-9 || want == 0 && got != 0 || got > least {
				t.Errorf("%v\n%v\n%v\nway %d: %v, want %v", a, b, c, way, got, want)
			}
		}
	}
	t.Logf("%d threes, %d of them share land: off by %.1e of the least area at most", n, some, worst)
	if some < n/4 {
		t.Error("the areas are too easy")
	}
}

// Weighted by 1 the area is the same, an area that is nowhere shares nothing, and beyond
// the box of the weight nothing is known.
func TestOfBothWeighted(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	one, err := area.FitWeight(orb.Bound{Min: orb.Point{-1e4, -1e4}, Max: orb.Point{1e4, 1e4}}, func(orb.Point) (float64, error) { return 1, nil })
	if err != nil {
		t.Fatal(err)
	}
	for range 500 {
		a := drawn(rng)
		b, c := beside(rng, a), drawn(rng)
		o := area.Prepare(c)
		if plain, weighted := o.OfBoth(a, b, nil), o.OfBoth(a, b, one); math.Abs(plain-weighted) > 1e-9*geo.Area(c) {
			t.Errorf("%v\n%v\n%v\n%v, by a weight of 1 %v", a, b, c, plain, weighted)
		}
		if got := o.OfBoth(a, nil, nil) + o.OfBoth(nil, b, nil) + area.Prepare(nil).OfBoth(a, b, nil); got != 0 {
			t.Errorf("with nothing: %v", got)
		}
	}
	inside, beyond := closed(rectangle(0, 0, 10, 10)), closed(rectangle(5, 5, 2e4, 10))
	for way, got := range []float64{area.Prepare(inside).OfBoth(inside, beyond, one), area.Prepare(inside).OfBoth(beyond, inside, one)} {
		if !math.IsNaN(got) {
			t.Errorf("way %d: beyond the weight: %v", way, got)
		}
	}
}

// Two large areas that share a long border, which overlap in a sliver.
func BenchmarkOfBoth(b *testing.B) {
	x, y := city(200), moved(city(200), 1, orb.Point{3, 2})
	o := area.Prepare(city(150))
	for b.Loop() {
		o.OfBoth(x, y, nil)
	}
}
