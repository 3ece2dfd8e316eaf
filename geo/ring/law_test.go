package ring_test

import (
	"context"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/ring"
)

// town draws four crooked roads of two carriageways in pieces, with gaps, around a
// square of a kilometre or so.
func town(rng *rand.Rand) []ring.Edge {
	edges := make([]ring.Edge, 4)
	for e := range edges {
		for _, aside := range []float64{-12, 12} {
			var l orb.LineString
			for x := -300.0; x <= 1300; x += 100 {
				y := aside + 20*rng.Float64()
				p := orb.Point{x, y}
				switch e {
				case 1:
					p = orb.Point{y, x}
				case 2:
					p = orb.Point{x, 1000 + y}
				case 3:
					p = orb.Point{1000 + y, x}
				}
				if l = append(l, p); len(l) > 1 && rng.IntN(3) == 0 {
					edges[e] = append(edges[e], l)
					l = orb.LineString{p}
					if rng.IntN(4) == 0 {
						l = nil // the next piece is missing
					}
				}
			}
			if len(l) > 1 {
				edges[e] = append(edges[e], l)
			}
		}
	}
	return []ring.Edge{edges[0], edges[1], edges[2], edges[3]}
}

// Neither the order of lines nor their direction makes a difference to the shape, and
// a shift by whole metres moves it.
func TestOrderMakesNoDifference(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 7))
		edges := town(rng)
		first, err := ring.Find(context.Background(), edges, ring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		shuffled := make([]ring.Edge, len(edges))
		for i, e := range edges {
			for _, l := range e {
				l = l.Clone()
				if rng.IntN(2) == 0 {
					l.Reverse()
				}
				shuffled[i] = append(shuffled[i], l)
			}
			rng.Shuffle(len(shuffled[i]), func(j, k int) { shuffled[i][j], shuffled[i][k] = shuffled[i][k], shuffled[i][j] })
		}
		second, err := ring.Find(context.Background(), shuffled, ring.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(first.Rings) == 0 || len(first.Rings) != len(second.Rings) {
			t.Fatalf("seed %d: %d and %d rings", seed, len(first.Rings), len(second.Rings))
		}
		for i := range first.Rings {
			checkRing(t, first.Rings[i])
			if !reflect.DeepEqual(first.Rings[i].Shape, second.Rings[i].Shape) || !reflect.DeepEqual(first.Rings[i].Bridges, second.Rings[i].Bridges) {
				t.Errorf("seed %d: ring %d depends on the order of lines", seed, i)
			}
		}
		if a := first.Rings[0].Area; a < 0.9e6 || a > 1.1e6 {
			t.Errorf("seed %d: %g m²", seed, a)
		}
	}
}

// Every bridge is within its limit, and named on both sides.
func TestBridgesKeepTheirLimit(t *testing.T) {
	for seed := range uint64(30) {
		edges := town(rand.New(rand.NewPCG(seed, 11)))
		for _, gap := range []float64{50, 150, 300} {
			found, err := ring.Find(context.Background(), edges, ring.Options{Gap: gap})
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range found.Rings {
				sum := 0.0
				for _, b := range r.Bridges {
					sum += b.Length
					if b.Length > gap || b.Length <= ring.DefaultTouch || b.Length > geo.Length(orb.LineString{b.From, b.To})+1e-9 {
						t.Errorf("seed %d, gap %g: bridge %v", seed, gap, b)
					}
				}
				if sum != r.Bridged {
					t.Errorf("seed %d: bridges of %g m, said to be %g", seed, sum, r.Bridged)
				}
			}
		}
	}
}
