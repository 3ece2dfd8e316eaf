//go:build unix

package engine_test

import (
	"context"
	"math"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/twpayne/go-geos"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/vector"
)

// blob is an area of n points, at half to whole radius from p.
func blob(rng *rand.Rand, p orb.Point, n int, radius float64) orb.MultiPolygon {
	var r orb.Ring
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		d := radius * (0.5 + rng.Float64()/2)
		r = append(r, orb.Point{p[0] + d*cos, p[1] + d*sin})
	}
	return orb.MultiPolygon{{append(r, r[0])}}
}

// BenchmarkPairs takes the areas that 100,000 pairs of a unit of 85 points and a
// parcel of 17 share, whose boxes touch ("touching") or whose borders cross
// ("straddling"): by GEOS, whose shapes are made and whose pairs are found
// beforehand, on one core; and by us, on one core and on two, who begin with
// nothing but the shapes in the first case and with the pairs in the second. All
// ways take turns and the figures are medians of ratios, on one core of processor
// time, so they hold although the machine has other work. GEOS takes 3 s a round: -benchtime 5x will do.
func BenchmarkPairs(b *testing.B) {
	const pairs = 100000
	rng := rand.New(rand.NewPCG(71, 72))
	var units, parcels []orb.MultiPolygon
	var boxes []orb.Bound
	for i := range 2500 {
		u := blob(rng, orb.Point{500000 + 400*float64(i%50), 4e6 + 400*float64(i/50)}, 85, 300)
		units, boxes = append(units, u), append(boxes, u.Bound())
	}
	outlines := make([]*area.Outline, len(units))
	for i := range units {
		outlines[i] = area.Prepare(units[i])
	}
	index := geo.NewIndex(boxes)
	var touching, straddling []area.Pair
	few := 0 // parcels of the pairs that touch
	for len(straddling) < pairs {
		p := blob(rng, orb.Point{500000 + 20000*rng.Float64(), 4e6 + 20000*rng.Float64()}, 17, 40)
		if len(touching) < pairs {
			few = len(parcels) + 1
		}
		for _, u := range index.Touching(p.Bound()) {
			pair := area.Pair{A: u, B: len(parcels)}
			if len(parcels) < few {
				touching = append(touching, pair)
			}
			if v := outlines[u].Of(p); v > 0 && v < geo.Area(p) {
				straddling = append(straddling, pair)
			}
		}
		parcels = append(parcels, p)
	}
	g := newGEOS(b, units, parcels)
	b.Run("touching", func(b *testing.B) {
		compare(b, len(touching), func() float64 { return g.areas(touching) }, func(workers int) (sum float64) {
			return overlaid(b, units, parcels[:few], workers)
		})
	})
	b.Run("straddling", func(b *testing.B) {
		straddling := straddling[:pairs]
		compare(b, pairs, func() float64 { return g.areas(straddling) }, func(workers int) float64 {
			outlines := make([]*area.Outline, len(units))
			for i := range units {
				outlines[i] = area.Prepare(units[i])
			}
			sums := make([]float64, workers)
			var wg sync.WaitGroup
			for w := range workers {
				wg.Go(func() {
					sum := 0.0
					for _, p := range straddling[len(straddling)*w/workers : len(straddling)*(w+1)/workers] {
						sum += outlines[p.A].Of(parcels[p.B])
					}
					sums[w] = sum
				})
			}
			wg.Wait()
			return sums[0] + sums[workers-1]*float64(workers-1)
		})
	})
}

// BenchmarkWuhan is the same for the grid over the blocks of Wuhan, where they are
// there: all pairs whose boxes touch.
func BenchmarkWuhan(b *testing.B) {
	const file = "../../../../shared/data/wuhan/wuhan_faces.gpkg"
	if _, err := os.Stat(file); err != nil {
		b.Skip("shared data is not here")
	}
	read := func(name string) (shapes []orb.MultiPolygon, boxes []orb.Bound) {
		l, err := vector.Read(context.Background(), vector.Source{File: file, Layer: name})
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range l.Shapes {
			m, _ := geo.Polygons(s)
			shapes, boxes = append(shapes, m), append(boxes, m.Bound())
		}
		return shapes, boxes
	}
	grid, cells := read("grid317")
	faces, boxes := read("faces_all")
	index := geo.NewIndex(boxes)
	var pairs []area.Pair
	for i, cell := range cells {
		for _, j := range index.Touching(cell) {
			pairs = append(pairs, area.Pair{A: i, B: j})
		}
	}
	g := newGEOS(b, grid, faces)
	compare(b, len(pairs), func() float64 { return g.areas(pairs) }, func(workers int) float64 { return overlaid(b, grid, faces, workers) })
}

// overlaid is the area that two layers share, pair by pair.
func overlaid(b *testing.B, units, parcels []orb.MultiPolygon, workers int) (sum float64) {
	found, err := area.Overlay(context.Background(), units, parcels, area.OverlayOptions{Workers: workers})
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range found {
		sum += p.Area
	}
	return sum
}

type geosShapes struct{ units, parcels []*geos.Geom }

func newGEOS(b *testing.B, units, parcels []orb.MultiPolygon) geosShapes {
	gc := geos.NewContext()
	shapes := func(all []orb.MultiPolygon) (geoms []*geos.Geom) {
		for _, g := range all {
			geom, err := gc.NewGeomFromWKB(wkb.MustMarshal(g[0]))
			if err != nil {
				b.Fatal(err)
			}
			geoms = append(geoms, geom)
		}
		return geoms
	}
	return geosShapes{shapes(units), shapes(parcels)}
}

func (g geosShapes) areas(pairs []area.Pair) (sum float64) {
	for _, p := range pairs {
		sum += g.units[p.A].Intersection(g.parcels[p.B]).Area()
	}
	return sum
}

func compare(b *testing.B, pairs int, theirs func() float64, ours func(workers int) float64) {
	var one, speedup, times, us []float64
	for b.Loop() {
		runtime.GC()
		begin := used()
		want := theirs()
		geos := used() - begin
		// Ours takes a fraction of that, so each round has several.
		for range 5 {
			begin = used()
			t := time.Now()
			got := ours(1)
			single, cpu := time.Since(t), used()-begin
			t = time.Now()
			again := ours(2)
			double := time.Since(t)
			if math.Abs(got-want) > 1e-9*want || math.Abs(again-want) > 1e-9*want {
				b.Fatalf("%v on one core, %v on two, GEOS %v", got, again, want)
			}
			one = append(one, float64(geos)/float64(cpu))
			speedup = append(speedup, float64(single)/float64(double))
			us = append(us, float64(cpu.Nanoseconds()))
		}
		times = append(times, float64(geos.Nanoseconds()))
	}
	median := func(v []float64) float64 { slices.Sort(v); return v[len(v)/2] }
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(float64(pairs), "pairs")
	b.ReportMetric(median(times)/float64(pairs), "geos-ns/pair")
	b.ReportMetric(median(us)/float64(pairs), "ours-ns/pair")
	b.ReportMetric(median(one), "x-geos")
	b.ReportMetric(median(speedup), "x-2-cores")
}

// used is the processor time that the process has used.
func used() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
