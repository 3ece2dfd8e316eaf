package distance_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/distance"
)

// BenchmarkFrom measures an outline of n vertices against its jittered copy, and
// against one that it has nothing to do with.
func BenchmarkFrom(b *testing.B) {
	for _, n := range []int{40, 1000, 10000} {
		rng := rand.New(rand.NewPCG(seed, 7))
		line := wander(rng, n, 10)
		jittered := transformed(line, func(p orb.Point) orb.Point {
			return orb.Point{p[0] + 0.002*rng.Float64(), p[1] + 0.002*rng.Float64()}
		})
		for name, other := range map[string]orb.Geometry{"jittered": jittered, "another": wander(rng, n, 10)} {
			b.Run(fmt.Sprintf("%s/n=%d", name, n), func(b *testing.B) {
				for b.Loop() {
					distance.From(line, distance.Prepare(other))
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/segment")
			})
		}
	}
}
