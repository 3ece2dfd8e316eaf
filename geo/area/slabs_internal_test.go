package area

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Slab by slab, edges share what they share when each is held to each, but for rounding
// that the slack allows.
func TestSlabsShareTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := box{0, 0, rapid.SampledFrom([]float64{1, 1000, 1e-9, 3e6}).Draw(t, "width"), 50}
		edges := func(name string) []edge {
			places := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.1, 0.25, 1. / 3, 0.5, 0.7, 1}), 2, 2)
			return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) edge {
				x := places.Draw(t, "x")
				if rapid.Bool().Draw(t, "anywhere") {
					x[1] = rapid.Float64Range(0, 1).Draw(t, "end")
				}
				e := edge{min(x[0], x[1]) * w.x1, max(x[0], x[1]) * w.x1, rapid.Float64Range(0, 50).Draw(t, "left"), rapid.Float64Range(0, 50).Draw(t, "right"), 0, 1}
				if e.x0 == e.x1 {
					e.x0, e.x1 = 0, w.x1
				}
				e.slope = (e.y1 - e.y0) / (e.x1 - e.x0)
				return e
			}), 1, 60).Draw(t, name)
		}
		ea, eb := edges("first"), edges("second")
		var one, two scratch
		one.slack = (w.y1 - w.y0) * one.pairsAtOnce(ea, eb, 0)
		two.pairsBySlabs(ea, eb, w)
		if a, b := one.sum+one.rest, two.sum+two.rest; math.Abs(a-b) > (one.slack+two.slack)*bound {
			t.Fatalf("%v and %v share %v at once, %v in slabs", ea, eb, a, b)
		}
	})
}
