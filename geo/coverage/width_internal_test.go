package coverage

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// TestNarrowWithoutSearching draws bands that bend and change in width, turned and
// shifted: whether they are narrow comes out the same without a search, where the
// area or the box tells, as with one.
func TestNarrowWithoutSearching(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		turn := rapid.Float64Range(0, math.Pi).Draw(t, "turn")
		sin, cos := math.Sincos(turn)
		shift := rapid.SampledFrom([]float64{0, 1e5}).Draw(t, "shift")
		at := func(x, y float64) orb.Point { return orb.Point{shift + x*cos - y*sin, x*sin + y*cos - shift} }
		n := rapid.IntRange(2, 8).Draw(t, "n")
		var low, high orb.Ring
		x := 0.0
		for range n {
			x += rapid.Float64Range(1, 20).Draw(t, "step")
			y := rapid.Float64Range(-2, 2).Draw(t, "bend")
			low = append(low, at(x, y))
			high = append(orb.Ring{at(x, y+rapid.Float64Range(0.1, 4).Draw(t, "width"))}, high...)
		}
		ring := append(append(low, high...), low[0])
		shape := orb.MultiPolygon{{ring}}
		diameter := rapid.Float64Range(0.2, 5).Draw(t, "diameter")
		want, width, _ := new(search).narrow(shape, diameter)
		if got := new(search).isNarrow(shape, diameter); got != want && math.Abs(width-diameter) > 0.002 {
			t.Fatalf("narrower than %g m: %v without a search, %v with one, which found %g m in %v", diameter, got, want, width, shape)
		}
	})
}
