package geo_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	geom "github.com/twpayne/go-geom"
	"pgregory.net/rapid"

	"renewal/geo"
)

// go-geom computes sizes on its own; it has to come to the same.
func TestSizesAgreeWithGoGeom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		offset := rapid.SampledFrom([]float64{0, 460_000, 3_850_000}).Draw(t, "offset")
		rings := rapid.SliceOfN(rapid.SliceOfN(rapid.Float64Range(-500, 500), 8, 40), 1, 3).Draw(t, "rings")
		var polygon orb.Polygon
		var flat []float64
		var ends []int
		for _, numbers := range rings {
			numbers = numbers[:len(numbers)/2*2]
			numbers = append(numbers, numbers[0], numbers[1])
			var ring orb.Ring
			for i := 0; i < len(numbers); i += 2 {
				ring = append(ring, orb.Point{numbers[i] + offset, numbers[i+1] + offset})
				flat = append(flat, numbers[i]+offset, numbers[i+1]+offset)
			}
			ends = append(ends, len(flat))
			polygon = append(polygon, ring)
		}
		other := geom.NewPolygonFlat(geom.XY, flat, ends)
		if a, b := geo.Length(polygon), other.Length(); math.Abs(a-b) > 1e-9*(1+b) {
			t.Fatalf("length %g, go-geom has %g", a, b)
		}
		// It takes coordinates as they are, so large offsets cost it digits.
		slack := 1e-15*offset*offset*float64(len(flat)) + 1e-9*1e6
		for i, ring := range polygon {
			single := geom.NewLinearRingFlat(geom.XY, flat[start(ends, i):ends[i]])
			if a, b := math.Abs(geo.RingArea(ring)), math.Abs(single.Area()); math.Abs(a-b) > slack {
				t.Fatalf("ring %d: area %g, go-geom has %g", i, a, b)
			}
		}
	})
}

func start(ends []int, i int) int {
	if i == 0 {
		return 0
	}
	return ends[i-1]
}
