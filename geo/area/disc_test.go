package area_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/area"
)

// Known answers: of a density in powers of x and y, what a circle holds is its
// area times a value at its centre, and half of it follows by symmetry.
func TestWeightedWithin(t *testing.T) {
	box := orb.Bound{Min: orb.Point{-20, -20}, Max: orb.Point{20, 20}}
	const square = "POLYGON((-10 -10,10 -10,10 10,-10 10,-10 -10))"
	even := func(x, y float64) float64 { return 3 }
	slope := func(x, y float64) float64 { return 40 + x - y/2 }
	bowl := func(x, y float64) float64 { return 1 + x*x + 2*y*y }
	for _, c := range []struct {
		name     string
		density  func(x, y float64) float64
		points   []orb.Point
		distance float64
		want     float64
	}{
		{"even", even, []orb.Point{{1, 2}}, 2, 12 * math.Pi},
		{"slope", slope, []orb.Point{{1, 2}}, 3, 9 * math.Pi * 40},
		{"slope, half of it outside", slope, []orb.Point{{10, 2}}, 3, 4.5*math.Pi*49 - 18},
		{"bowl", bowl, []orb.Point{{1, 2}}, 2, 4*math.Pi*10 + 12*math.Pi},
		{"bowl, a quarter of it", bowl, []orb.Point{{10, 10}}, 2, 304*math.Pi - 160},
		{"two circles", slope, []orb.Point{{-5, 0}, {5, 0}}, 2, 4 * math.Pi * 80},
		{"everything", slope, []orb.Point{{1, 1}}, 1e3, 400 * 40},
		{"no limit", bowl, []orb.Point{{1, 1}}, math.Inf(1), 400 + 400*100},
		{"out of reach", bowl, []orb.Point{{19, 19}}, 1, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := fitWeight(t, box, func(p orb.Point) (float64, error) { return c.density(p[0], p[1]), nil })
			if got := area.Prepare(areas(t, square)).WeightedWithin(c.points, c.distance, w); math.Abs(got-c.want) > 1e-9*c.want {
				t.Errorf("%.9g, want %.9g", got, c.want)
			}
		})
	}
}

// Under an even weight nothing changes; the parts of an area add up to it, though
// circles reach beyond the box of the weight.
func TestWeightedWithinLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(61, 62))
	by := orb.Point{500000, 4e6}
	box := orb.Bound{Min: orb.Point{by[0] - 10, by[1] - 10}, Max: orb.Point{by[0] + 266, by[1] + 266}}
	even := fitWeight(t, box, func(orb.Point) (float64, error) { return 0.5, nil })
	steep := fitWeight(t, box, func(p orb.Point) (float64, error) { return 1 + (p[0]-by[0])*(p[1]-by[1])/1e7, nil })
	var strips []*area.Outline
	for k := range 8 {
		x := by[0] + 32*float64(k)
		strips = append(strips, area.Prepare(orb.MultiPolygon{orb.Bound{Min: orb.Point{x, by[1]}, Max: orb.Point{x + 32, by[1] + 256}}.ToPolygon()}))
	}
	whole := area.Prepare(orb.MultiPolygon{orb.Bound{Min: by, Max: orb.Point{by[0] + 256, by[1] + 256}}.ToPolygon()})
	for range 200 {
		var points []orb.Point
		for range 1 + rng.IntN(9) {
			points = append(points, orb.Point{by[0] + 400*rng.Float64() - 70, by[1] + 400*rng.Float64() - 70})
		}
		distance := 80 * rng.Float64()
		plain := whole.Within(points, distance)
		if got := whole.WeightedWithin(points, distance, even); math.Abs(got-plain/2) > 1e-9*(1+plain) {
			t.Fatalf("within %v of %v: %v, want half of %v", distance, points, got, plain)
		}
		sum, want := 0.0, whole.WeightedWithin(points, distance, steep)
		for _, s := range strips {
			sum += s.WeightedWithin(points, distance, steep)
		}
		if math.Abs(sum-want) > 1e-9*(1+want) {
			t.Fatalf("within %v of %v: the parts add up to %v, the whole is %v", distance, points, sum, want)
		}
	}
	if got := area.Prepare(areas(t, "POLYGON((0 0,1 0,1 1,0 0))")).WeightedWithin([]orb.Point{{0, 0}}, 1, even); !math.IsNaN(got) {
		t.Errorf("beyond the box of the weight: %v", got)
	}
}

// A weight that stands for a large plane is no slower by an order of magnitude.
func BenchmarkWeightedOverlay(b *testing.B) {
	grid, _ := layer(b, "wuhan/wuhan_faces.gpkg", "grid317", "")
	faces, _ := layer(b, "wuhan/wuhan_faces.gpkg", "faces_all", "")
	box := grid[0].Bound()
	for _, g := range append(grid, faces...) {
		box = box.Union(g.Bound())
	}
	centre := box.Center()
	w := fitWeight(b, box, func(p orb.Point) (float64, error) {
		return 1 + math.Pow((p[0]-centre[0])/6.4e6, 2), nil
	})
	for name, by := range map[string]*area.Weight{"plane": nil, "weighted": w} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := area.Overlay(context.Background(), grid, faces, area.OverlayOptions{Weight: by, Workers: 1}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
