package area_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/area"
)

// long is a triangle about a thousand long and one wide: two of them share
// little of their common box, and their edges cross at small angles.
func long(rng *rand.Rand, off orb.Point) orb.MultiPolygon {
	p := func(x, y float64) orb.Point { return orb.Point{off[0] + x + rng.Float64(), off[1] + y + rng.Float64()} }
	r := orb.Ring{p(0, 0), p(1000, 1000), p(0, 1)}
	return orb.MultiPolygon{{append(r, r[0])}}
}

// The package comment's bound, in numbers: for two areas of few edges the error
// stays under 10⁻¹³ of their box, wherever they lie, and nine digits are right
// of what is more than 10⁻⁴ of it.
func TestErrorBound(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 32))
	worst := 0.0
	for i := range 400 {
		off := []orb.Point{{0, 0}, {500000, 4e6}, {38500000, 4e6}}[i%3]
		a, b := long(rng, off), long(rng, off)
		want, _ := exactShared(a, b).Float64()
		box := a.Bound().Union(b.Bound())
		size := (box.Max[0] - box.Min[0]) * (box.Max[1] - box.Min[1])
		for _, got := range []float64{area.Of(a, b), area.Prepare(a).Of(b), area.Prepare(b).Of(a)} {
			off := math.Abs(got-want) / size
			worst = max(worst, off)
			if off > 1e-13 || want > 1e-4*size && math.Abs(got-want) > 1e-9*want {
				t.Fatalf("%v\n%v: %v, want %v", a, b, got, want)
			}
		}
	}
	t.Logf("worst error: %.2g of the box", worst)
}
