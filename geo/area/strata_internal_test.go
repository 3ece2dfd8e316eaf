package area

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"
)

// Every two boxes that share an extent are visited once, whatever their sizes: small
// ones, ribbons, towers and what covers all, points and boxes that are nowhere. No more
// is kept than three times as many as there are.
func TestStrataVisitAllThatMeet(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 1))
	for n := range 120 {
		boxes := make([]orb.Bound, n)
		for i := range boxes {
			x, y, w, h := float64(rng.IntN(60)), float64(rng.IntN(60)), float64(rng.IntN(4)), float64(rng.IntN(4))
			switch rng.IntN(12) {
			case 0:
				w = 60
			case 1:
				h = 60
			case 2:
				w, h = 1e6, 1e6
			case 3:
				h = 1e-3
			}
			boxes[i] = orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + w, y + h}}
			if rng.IntN(20) == 0 {
				boxes[i].Max[rng.IntN(2)] = math.NaN()
			}
		}
		var want [][2]int
		for i, a := range boxes {
			for j := i + 1; j < n; j++ {
				if b := boxes[j]; max(a.Min[0], b.Min[0]) < min(a.Max[0], b.Max[0]) && max(a.Min[1], b.Min[1]) < min(a.Max[1], b.Max[1]) {
					want = append(want, [2]int{i, j})
				}
			}
		}
		s := newStrata(boxes)
		var mu sync.Mutex
		var got [][2]int
		if err := s.meet(t.Context(), 2, func(_, i, j int) {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, [2]int{i, j})
		}); err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(got, func(p, q [2]int) int { return slices.Compare(p[:], q[:]) })
		if !slices.Equal(got, want) {
			t.Fatalf("of %v meet %v, want %v", boxes, got, want)
		}
		if len(s.items) > 3*n {
			t.Fatalf("%d boxes are kept %d times", n, len(s.items))
		}
	}
}
