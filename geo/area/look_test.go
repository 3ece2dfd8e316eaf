package area_test

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/area"
)

// An edge that is all but level and passes a corner of the window by a few units in the
// last place is cut there for the window and for what is above it, or for neither.
func TestEdgesThroughCorners(t *testing.T) {
	ulps := func(v float64, n int) float64 {
		for ; n > 0; n-- {
			v = math.Nextafter(v, math.Inf(1))
		}
		for ; n < 0; n++ {
			v = math.Nextafter(v, math.Inf(-1))
		}
		return v
	}
	rapid.Check(t, func(t *rapid.T) {
		by := rapid.SampledFrom([]orb.Point{{0, 0}, {500000, 4e6}, {-7, -3}, {-500000, -4e6}}).Draw(t, "offset")
		top := rapid.SampledFrom([]float64{0.5, 1. / 3, 0, -0.26, 40}).Draw(t, "top") + by[1]
		slope := rapid.SampledFrom([]float64{0, 1e-16, 3e-12, 1e-7, 1e-3, 0.3}).Draw(t, "slope")
		if rapid.Bool().Draw(t, "falling") {
			slope = -slope
		}
		width := rapid.SampledFrom([]float64{6, 0.5, 300}).Draw(t, "width")
		through := rapid.SampledFrom([]float64{18, 18 + width, 20, 0, 1000}).Draw(t, "through")
		at := func(x float64, name string) orb.Point {
			return orb.Point{x + by[0], ulps(top+slope*(x-through), rapid.IntRange(-3, 3).Draw(t, name))}
		}
		a := closed(orb.Ring{{by[0], by[1] - 900}, {1000 + by[0], by[1] - 900}, at(1000, "right end"), at(0, "left end")})
		b := closed(orb.Ring{{18 + by[0], by[1] - 5}, {18 + width + by[0], by[1] - 5}, {18 + width + by[0], top}, {18 + by[0], top}})
		if rapid.Bool().Draw(t, "upside down") {
			for _, g := range []orb.MultiPolygon{a, b} {
				for i := range g[0][0] {
					g[0][0][i][1] = -g[0][0][i][1]
				}
			}
		}
		agree(t, a, b)
		pa, pb := area.Prepare(a), area.Prepare(b)
		exact := exactShared(a, b)
		if sum, bound, ok := area.Looked(pa, b); ok {
			if err, _ := new(big.Rat).Sub(exact, new(big.Rat).SetFloat64(sum)).Float64(); math.Abs(err) > bound {
				t.Fatalf("%v\n%v: %v is off by %v, more than %v", a, b, sum, err, bound)
			}
		}
		want, _ := exact.Float64()
		if got := pa.OfPrepared(pb); math.Abs(got-want) > max(1e-9*geo.Area(b), 1e-6) {
			t.Fatalf("%v\n%v: %v, want %v", a, b, got, want)
		}
	})
}

// What is right of 0 is right left of it as well, however near.
func TestNearZero(t *testing.T) {
	for _, scale := range []float64{1e-10, 1e-16, 1e-20, 1} {
		for _, sign := range []float64{1, -1} {
			at := func(low, high float64) orb.MultiPolygon {
				low, high = sign*low*scale, sign*high*scale
				return closed(rectangle(min(low, high), min(low, high), max(low, high), max(low, high)))
			}
			want := scale * scale
			for way, got := range []float64{area.Of(at(1, 3), at(0.5, 2)), area.Prepare(at(1, 3)).Of(at(0.5, 2))} {
				if math.Abs(got-want) > 1e-12*want {
					t.Errorf("%v, way %d: %v, want %v", sign*scale, way, got, want)
				}
			}
		}
	}
}

// Which of two areas comes first makes no difference to the last digit of what they
// share, with so many edges that they meet in slabs, and prepared or not.
func TestOrderOfTwoAreas(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 5))
	for _, n := range []int{60, 200, 1500} {
		wavy := func(x float64) orb.MultiPolygon {
			var r orb.Ring
			for k := range n {
				sin, cos := math.Sincos(2 * math.Pi * float64(k) / float64(n))
				d := 100 + 10*rng.Float64()
				r = append(r, orb.Point{x + d*cos, d * sin})
			}
			return closed(r)
		}
		for range 20 {
			shapes := []orb.MultiPolygon{wavy(0), wavy(30)}
			one, err := area.Overlaps(context.Background(), shapes, area.OverlayOptions{})
			if err != nil {
				t.Fatal(err)
			}
			slices.Reverse(shapes)
			two, err := area.Overlaps(context.Background(), shapes, area.OverlayOptions{})
			if err != nil || len(one) != 1 || !slices.Equal(one, two) {
				t.Fatalf("%d points: %v, and the other way round %v (%v)", n, one, two, err)
			}
		}
	}
}

// Cases that were wrong once: an edge half a unit in the last place above a corner, and
// one that is level by rounding alone.
func TestEdgesAllButLevel(t *testing.T) {
	below := math.Nextafter(-0.26, 0)
	for _, c := range []struct{ a, b orb.MultiPolygon }{
		{closed(orb.Ring{{0, -1}, {100, -1}, {100, 0.4999999999999998}, {0, 0.5000000000000001}}), closed(rectangle(18, -5, 24, 0.5))},
		{closed(orb.Ring{{-0.75, -0.7}, {-0.3, -0.7}, {-0.3, -0.26}, {-0.75, below}}), closed(rectangle(-0.6, -0.6, -0.4, below))},
		{closed(orb.Ring{{0, -1}, {1000, -1}, {1000, 0}, {0, -5e-324}}), closed(rectangle(100, -0.5, 200, 1))},
	} {
		want, _ := exactShared(c.a, c.b).Float64()
		pa, pb := area.Prepare(c.a), area.Prepare(c.b)
		for way, got := range []float64{area.Of(c.a, c.b), pa.Of(c.b), pb.Of(c.a), area.Treed(pa, c.b), pa.OfPrepared(pb), pa.OfBoth(c.b, c.b, nil)} {
			if math.Abs(got-want) > 1e-12*want {
				t.Errorf("%v and %v, way %d: %v, want %v", c.a, c.b, way, got, want)
			}
		}
	}
}
