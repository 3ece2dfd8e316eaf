package area_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

// pairOf are two areas of 17 and 85 vertices that overlap in part.
func pairOf() (a, b orb.MultiPolygon) {
	rng := rand.New(rand.NewPCG(1, 1))
	a, b = parcel(rng, 17, 100), parcel(rng, 85, 150)
	from, to := a[0][0][0], b[0][0][0]
	return moved(a, 1, orb.Point{to[0] - from[0], to[1] - from[1]}), b
}

func BenchmarkOf(b *testing.B) {
	p, q := pairOf()
	b.ReportAllocs()
	for b.Loop() {
		area.Of(p, q)
	}
}

// The same by building the intersection.
func BenchmarkOfBuilt(b *testing.B) {
	p, q := pairOf()
	b.ReportAllocs()
	for b.Loop() {
		g, err := geo.Intersection(p, q)
		if err != nil {
			b.Fatal(err)
		}
		geo.Area(g)
	}
}

func BenchmarkPrepare(b *testing.B) {
	for _, n := range []int{100, 1000, 5000, 50000} {
		g := city(n)
		b.Run(fmt.Sprintf("n=%d", n), func(b *testing.B) {
			for b.Loop() {
				area.Prepare(g)
			}
		})
	}
}

// Parcels of 20 m that straddle the edge, and parcels anywhere.
func BenchmarkOutlineOf(b *testing.B) {
	for _, n := range []int{100, 1000, 5000, 50000} {
		outline := area.Prepare(city(n))
		rng := rand.New(rand.NewPCG(2, 2))
		var straddle, anywhere []orb.MultiPolygon
		for len(straddle) < 500 {
			p := parcel(rng, 17, 20)
			if len(anywhere) < 500 {
				anywhere = append(anywhere, p)
			}
			if share := outline.Of(p); share > 0 && share < geo.Area(p) {
				straddle = append(straddle, p)
			}
		}
		for name, parcels := range map[string][]orb.MultiPolygon{"straddling": straddle, "anywhere": anywhere} {
			b.Run(fmt.Sprintf("n=%d/%s", n, name), func(b *testing.B) {
				b.ReportAllocs()
				for i := 0; b.Loop(); i++ {
					outline.Of(parcels[i%len(parcels)])
				}
			})
		}
	}
}

func BenchmarkContains(b *testing.B) {
	outline := area.Prepare(city(5000))
	rng := rand.New(rand.NewPCG(3, 3))
	for b.Loop() {
		outline.Contains(orb.Point{500000 + 16000*(rng.Float64()-0.5), 4e6 + 16000*(rng.Float64()-0.5)})
	}
}

func BenchmarkWithin(b *testing.B) {
	outline := area.Prepare(city(1000))
	rng := rand.New(rand.NewPCG(4, 4))
	var points []orb.Point
	for range 100 {
		points = append(points, orb.Point{500000 + 16000*(rng.Float64()-0.5), 4e6 + 16000*(rng.Float64()-0.5)})
	}
	for _, d := range []float64{100, 500, 2000} {
		b.Run(fmt.Sprintf("d=%g", d), func(b *testing.B) {
			for b.Loop() {
				outline.Within(points, d)
			}
		})
	}
}
