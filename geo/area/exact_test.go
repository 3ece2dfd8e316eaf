package area_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"runtime"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// deviation is how far results are from exact arithmetic.
type deviation struct {
	pairs, apart, touching int     // touching: the boxes share land, the areas do not
	looked                 int     // through the strips of the first
	relative               float64 // largest, of the smaller area
	lost                   float64 // largest area that was taken for nothing, likewise
	bound                  float64 // largest, of the bound on it
}

func (d *deviation) add(e deviation) {
	d.pairs, d.apart, d.touching = d.pairs+e.pairs, d.apart+e.apart, d.touching+e.touching
	d.looked += e.looked
	d.relative, d.lost, d.bound = max(d.relative, e.relative), max(d.lost, e.lost), max(d.bound, e.bound)
}

// places are the offsets of local, Gauss-Krüger and zone-prefixed coordinates;
// scales are powers of two, so that what lies on an edge stays on it.
var (
	places = []orb.Point{{0, 0}, {500000, 4e6}, {38500000, 4e6}, {-1e6, -3e6}}
	scales = []float64{1, 0.25, 8, 0x1p-10}
)

// Against exact arithmetic, on areas of every kind, whose borders meet in every
// way: an error is under 10⁻⁹ of the smaller area and under its bound, and areas
// that only touch share exactly nothing.
func TestAgainstExactArithmetic(t *testing.T) {
	n := 100000
	if testing.Short() {
		n = 4000
	}
	const batch = 500
	var mu sync.Mutex
	var wg sync.WaitGroup
	var all deviation
	next := make(chan uint64)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for seed := range next {
				d := compare(t, rand.New(rand.NewPCG(61, seed)), batch)
				mu.Lock()
				all.add(d)
				mu.Unlock()
			}
		})
	}
	for seed := range n / batch {
		next <- uint64(seed)
	}
	close(next)
	wg.Wait()
	t.Logf("%d pairs, of which %d apart and %d touching, %d looked at through strips: at most %.2g of the smaller area off, %.2g taken for nothing; errors up to %.2g of their bound",
		all.pairs, all.apart, all.touching, all.looked, all.relative, all.lost, all.bound)
	if all.touching < all.pairs/20 || all.apart > all.pairs/2 || all.looked < all.pairs/5 {
		t.Error("the pairs are too easy")
	}
}

func compare(t *testing.T, rng *rand.Rand, n int) (d deviation) {
	for range n {
		a := drawn(rng)
		b := beside(rng, a)
		if rng.IntN(2) == 0 {
			b = drawn(rng)
		}
		scale, by := scales[rng.IntN(len(scales))], places[rng.IntN(len(places))]
		if rng.IntN(4) == 0 { // nothing is on an edge any more
			scale, by = scale*(1+rng.Float64()), orb.Point{by[0] + rng.Float64(), by[1] + rng.Float64()}
		}
		a, b = moved(anyhow(rng, a), scale, by), moved(anyhow(rng, b), scale, by)
		pa, pb := area.Prepare(a), area.Prepare(b)
		exact := exactShared(a, b)
		want, _ := exact.Float64()
		least := math.Min(geo.Area(a), geo.Area(b))
		d.pairs++
		if want == 0 {
			if properly(a.Bound(), b.Bound()) {
				d.touching++
			} else {
				d.apart++
			}
		}
		hold := func(sum, bound float64) {
			err, _ := new(big.Rat).Sub(exact, new(big.Rat).SetFloat64(sum)).Float64()
			const speck = 1e-18 // of an area: where a is cut to nothing there is no bound
			if err = math.Abs(err); err > bound+speck*least {
				t.Errorf("%v\n%v: %v is off by %v, more than the bound of %v", a, b, sum, err, bound)
			} else if bound > 0 {
				d.bound = max(d.bound, err/bound)
			}
		}
		hold(area.Bounded(a, b))
		if sum, bound, ok := area.Looked(pa, b); ok {
			d.looked++
			hold(sum, bound)
		}
		for way, got := range []float64{area.Of(a, b), pa.Of(b), pb.Of(a), area.Treed(pa, b), pa.OfPrepared(pb)} {
			if got == 0 {
				d.lost = max(d.lost, want/least)
			}
			off := math.Abs(got-want) / least
			if got > 0 {
				d.relative = max(d.relative, off)
			}
			if off > 1e-9 || want == 0 && got != 0 || got > least {
				t.Errorf("%v\n%v\nway %d: %v, want %v", a, b, way, got, want)
			}
		}
	}
	return d
}

// properly reports whether two boxes share more than an edge.
func properly(a, b orb.Bound) bool {
	return a.Min[0] < b.Max[0] && b.Min[0] < a.Max[0] && a.Min[1] < b.Max[1] && b.Min[1] < a.Max[1]
}
