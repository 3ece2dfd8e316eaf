package ring_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/ring"
)

// Eight edges that meet each other at a dozen places, in two thousand orders, take a few
// seconds and no more, and whatever comes out is sound.
func TestTangle(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	edges := make([]ring.Edge, 8)
	for e := range edges {
		var l orb.LineString
		for range 8 {
			p := orb.Point{6000 * rng.Float64(), 6000 * rng.Float64()}
			if e < 2 { // the first does not meet the second, so other orders are tried
				p[0] = p[0]/3 + 4000*float64(e)
			}
			l = append(l, p)
		}
		edges[e] = ring.Edge{l}
	}
	found, err := ring.Find(context.Background(), edges, ring.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range found.Rings {
		checkRing(t, r)
	}
}
