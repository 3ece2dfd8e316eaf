package geo_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// boxes are n random boxes on a small grid; some are points, some empty.
func boxes(rng *rand.Rand, n int) []orb.Bound {
	all := make([]orb.Bound, n)
	for i := range all {
		x, y := float64(rng.IntN(40)), float64(rng.IntN(40))
		all[i] = orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + float64(rng.IntN(5)), y + float64(rng.IntN(5))}}
		if rng.IntN(10) == 0 {
			all[i] = geo.Bound(nil)
		}
	}
	return all
}

func TestTouching(t *testing.T) {
	//   2 +---+---+
	//     | 1 | 2 |
	//   1 +---+---+
	//     |   0   |
	//   0 +-------+
	//     0   1   2
	box := func(x0, y0, x1, y1 float64) orb.Bound {
		return orb.Bound{Min: orb.Point{x0, y0}, Max: orb.Point{x1, y1}}
	}
	x := geo.NewIndex([]orb.Bound{box(0, 0, 2, 1), box(0, 1, 1, 2), box(1, 1, 2, 2), geo.Bound(nil)})
	for _, c := range []struct {
		name string
		b    orb.Bound
		want []int
	}{
		{"inside one", box(0.2, 0.2, 0.4, 0.4), []int{0}},
		{"the corner of all", box(1, 1, 1, 1), []int{0, 1, 2}},
		{"along a side", box(2, 0, 3, 3), []int{0, 2}},
		{"around all", box(-9, -9, 9, 9), []int{0, 1, 2}},
		{"apart", box(3, 3, 4, 4), nil},
		{"empty", geo.Bound(nil), nil},
	} {
		if got := x.Touching(c.b); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	if got := geo.NewIndex(nil).Touching(box(0, 0, 1, 1)); len(got) != 0 {
		t.Errorf("an empty index finds %v", got)
	}
}

func TestTouchingFindsAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	all := boxes(rng, 500)
	x := geo.NewIndex(all)
	var wg sync.WaitGroup
	for range 4 {
		queries := boxes(rng, 200)
		wg.Go(func() {
			var found []int
			for _, q := range queries {
				var want []int
				for i, b := range all {
					if b.Intersects(q) {
						want = append(want, i)
					}
				}
				if found = x.AppendTouching(found, q); !slices.Equal(found, want) {
					t.Errorf("%v: %v, want %v", q, found, want)
				}
				if x.Touches(q) != (len(want) > 0) {
					t.Errorf("%v touches any: %t, but there are %v", q, x.Touches(q), want)
				}
			}
		})
	}
	wg.Wait()
}

func TestHilbertOrder(t *testing.T) {
	var cells []orb.Bound
	for x := range 16 {
		for y := range 16 {
			p := orb.Point{float64(x), float64(y)}
			cells = append(cells, orb.Bound{Min: p, Max: p})
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	rng.Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	order := geo.HilbertOrder(cells)
	for k := 1; k < len(order); k++ {
		a, b := cells[order[k-1]].Min, cells[order[k]].Min
		if d := math.Abs(a[0]-b[0]) + math.Abs(a[1]-b[1]); d != 1 {
			t.Fatalf("step %d goes from %v to %v", k, a, b)
		}
	}
}

// Whatever the boxes, the order names each position once, ties in order.
func TestHilbertOrderOfAnything(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	odd := []orb.Bound{geo.Bound(nil), {}, {Min: orb.Point{nan, 0}, Max: orb.Point{1, 1}},
		{Min: orb.Point{-inf, 0}, Max: orb.Point{inf, 1}}, {Min: orb.Point{1, 1}, Max: orb.Point{1, 1}}, {}}
	for _, all := range [][]orb.Bound{nil, {geo.Bound(nil)}, odd, boxes(rand.New(rand.NewPCG(5, 6)), 300)} {
		order := geo.HilbertOrder(all)
		sorted := slices.Sorted(slices.Values(order))
		for i, p := range sorted {
			if len(sorted) != len(all) || p != i {
				t.Fatalf("%v: order %v", all, order)
			}
		}
		geo.NewIndex(all).Touching(orb.Bound{Max: orb.Point{1, 1}})
	}
	same := make([]orb.Bound, 50)
	if order := geo.HilbertOrder(same); !slices.IsSorted(order) {
		t.Errorf("equal boxes in order %v", order)
	}
}

func TestIndexOverlooksNaN(t *testing.T) {
	nan := math.NaN()
	all := []orb.Bound{{Min: orb.Point{nan, nan}, Max: orb.Point{nan, nan}}, {Max: orb.Point{1, 1}}}
	if got := geo.NewIndex(all).Touching(orb.Bound{Max: orb.Point{2, 2}}); !slices.Equal(got, []int{1}) {
		t.Errorf("found %v", got)
	}
}
