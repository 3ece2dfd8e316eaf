package coverage

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// What is passed over would not have been nearer: the distance has the bits of the
// plain formula, whatever the order of the edges.
func TestNearerIsThePlainFormula(t *testing.T) {
	plain := func(p, a, b orb.Point) float64 {
		dx, dy := b[0]-a[0], b[1]-a[1]
		px, py := p[0]-a[0], p[1]-a[1]
		if l := dx*dx + dy*dy; l > 0 {
			along := min(max((px*dx+py*dy)/l, 0), 1)
			px, py = px-along*dx, py-along*dy
		}
		return px*px + py*py
	}
	rapid.Check(t, func(t *rapid.T) {
		size := rapid.SampledFrom([]float64{1e-6, 1e-3, 1, 1e3, 1e5}).Draw(t, "size")
		coordinate := rapid.OneOf(rapid.Float64Range(-size, size), rapid.Map(rapid.IntRange(-3, 3), func(n int) float64 { return float64(n) * size / 3 }))
		point := rapid.Custom(func(t *rapid.T) orb.Point { return orb.Point{coordinate.Draw(t, "x"), coordinate.Draw(t, "y")} })
		edges := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) [2]orb.Point { return [2]orb.Point{point.Draw(t, "a"), point.Draw(t, "b")} }), 1, 30).Draw(t, "edges")
		p, want := point.Draw(t, "p"), math.Inf(1)
		for _, e := range edges {
			want = min(want, plain(p, e[0], e[1]))
		}
		if got := nearer(edges, p, math.Inf(1)); got != want {
			t.Fatalf("%v, by the plain formula %v", got, want)
		}
		half := len(edges) / 2
		if got := nearer(edges[:half], p, nearer(edges[half:], p, math.Inf(1))); got != want {
			t.Fatalf("second half first %v, by the plain formula %v", got, want)
		}
	})
}

// A search that has seen other shapes finds the circle that a new one finds.
func TestSearchAgain(t *testing.T) {
	used := new(search)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(3, 40).Draw(t, "corners")
		ring := make(orb.Ring, n, n+1)
		for i := range ring {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
			r := rapid.Float64Range(0.5, 10).Draw(t, "radius")
			ring[i] = orb.Point{5 * r * cos, r * sin}
		}
		shape := orb.MultiPolygon{{append(ring, ring[0])}}
		enough := rapid.SampledFrom([]float64{0, 1, 3}).Draw(t, "enough")
		got, settled := used.inscribed(shape, enough)
		if want, settles := new(search).inscribed(shape, enough); got != want || settled != settles {
			t.Fatalf("%v, %v; a new search finds %v, %v", got, settled, want, settles)
		}
	})
}

// Squares come out of the heap by their reach.
func TestProbesInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var queue probes
		var got, want []float64
		for _, n := range rapid.SliceOf(rapid.IntRange(0, 9)).Draw(t, "reaches") {
			queue.push(probe{reach: float64(n)})
			want = append(want, float64(n))
		}
		for len(queue) > 0 {
			got = append(got, queue.pop().reach)
		}
		slices.Sort(want)
		slices.Reverse(want)
		if !slices.Equal(got, want) {
			t.Fatalf("out come %v of %v", got, want)
		}
	})
}
