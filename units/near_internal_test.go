package units

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

// TestNearKnowsAllWithinReach draws edges and points on a coarse grid, so that
// distances often equal the reach, and shifts them to where maps are.
func TestNearKnowsAllWithinReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.SampledFrom([]float64{0, 3_848_000.25}).Draw(t, "shift")
		point := rapid.Custom(func(t *rapid.T) orb.Point {
			x, y := rapid.IntRange(-40, 40).Draw(t, "x"), rapid.IntRange(-40, 40).Draw(t, "y")
			return orb.Point{float64(x)/2 + shift, float64(y)/2 - shift}
		})
		var edges []straight
		for range rapid.IntRange(0, 40).Draw(t, "edges") {
			if e := (straight{point.Draw(t, "a"), point.Draw(t, "b")}); e.a != e.b {
				edges = append(edges, e)
			}
		}
		reach := float64(rapid.IntRange(0, 12).Draw(t, "reach")) / 4
		n := newNear(edges, reach)
		for range 20 {
			p := point.Draw(t, "p")
			known := n.at(p)
			if !slices.IsSorted(known) {
				t.Fatalf("edges near %v are not in order: %v", p, known)
			}
			for i, e := range edges {
				if d := geo.DistanceTo(p, e.a, e.b); d <= reach && !slices.Contains(known, int32(i)) {
					t.Fatalf("edge %d, %v, is %g from %v, and is not known there", i, e, d, p)
				}
			}
		}
	})
}

// TestNearStaysSmall has one square for about each edge, and few edges to a square,
// however they lie.
func TestNearStaysSmall(t *testing.T) {
	for name, edge := range map[string]func(i int) straight{
		"on a line":    func(i int) straight { return straight{orb.Point{float64(i), 0}, orb.Point{float64(i + 1), 0}} },
		"on a slope":   func(i int) straight { x := float64(i); return straight{orb.Point{x, x}, orb.Point{x + 1, x + 1}} },
		"far and wide": func(i int) straight { return straight{orb.Point{0, float64(i)}, orb.Point{10_000, float64(i + 1)}} },
		"in two heaps": func(i int) straight { x := float64(i%2) * 1e7; return straight{orb.Point{x, 0}, orb.Point{x + 1, 1}} },
	} {
		edges := make([]straight, 10_000)
		for i := range edges {
			edges[i] = edge(i)
		}
		n := newNear(edges, 0.25)
		if squares := n.columns * n.rows; squares > 3*len(edges) || len(n.items) > 8*len(edges) {
			t.Errorf("%s: %d squares that know %d of %d edges", name, squares, len(n.items), len(edges))
		}
	}
}
