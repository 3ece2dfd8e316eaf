package partition

import (
	"context"
	"testing"

	"pgregory.net/rapid"
)

// The search, where the best is known: never below it, and how often it gets
// there is logged.
func TestSearchAgainstExact(t *testing.T) {
	reached, feasible := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s, _ := drawState(t)
		if s.c.n() > ExactNodes {
			return
		}
		_, best, err := s.c.exact(context.Background())
		group, _, failed := s.c.search(context.Background(), Options{})
		if err != nil && failed == nil {
			t.Fatalf("found %v, but proved that there is none: %v", group, err)
		}
		if err != nil {
			return
		}
		feasible++
		if failed != nil {
			return
		}
		cost, err := s.c.cost(group)
		if err != nil || cost < best-1e-9 {
			t.Fatalf("found %g (%v), below the best %g", cost, err, best)
		}
		if bound := s.c.bound(); bound > best {
			t.Fatalf("bound %g above the best %g", bound, best)
		}
		if cost < best+1e-9 {
			reached++
		}
	})
	t.Logf("the best was found in %d of %d", reached, feasible)
}
