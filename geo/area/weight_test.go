package area_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/area/geodesic"
	"renewal/geo/crs"
)

func fitWeight(t testing.TB, box orb.Bound, density func(orb.Point) (float64, error)) *area.Weight {
	t.Helper()
	w, err := area.FitWeight(box, density)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestWeightArea(t *testing.T) {
	box := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{10, 10}}
	for _, c := range []struct {
		name, shape string
		density     func(x, y float64) float64
		want        float64
	}{
		{"even", "POLYGON((1 1,4 1,4 3,1 3,1 1),(2 2,2 3,3 3,3 2,2 2))", func(x, y float64) float64 { return 2 }, 10},
		{"x", "POLYGON((0 0,6 0,0 6,0 0))", func(x, y float64) float64 { return x + 1 }, 36 + 18},
		{"xy", "POLYGON((0 0,2 0,2 4,0 4,0 0))", func(x, y float64) float64 { return x*y + 1 }, 16 + 8},
		{"clockwise", "POLYGON((0 0,0 6,6 0,0 0))", func(x, y float64) float64 { return 1 + y*y }, 108 + 18},
		{"fifth power", "POLYGON((0 0,10 0,10 10,0 10,0 0))", func(x, y float64) float64 { return 1 + x*x*x*x*y }, 1e6 + 100},
		{"none", "MULTIPOLYGON EMPTY", func(x, y float64) float64 { return 1 }, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := fitWeight(t, box, func(p orb.Point) (float64, error) { return c.density(p[0], p[1]), nil })
			if got := w.Area(areas(t, c.shape)); math.Abs(got-c.want) > 1e-12*c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestFitWeightRefuses(t *testing.T) {
	box := orb.Bound{Min: orb.Point{-1, -1}, Max: orb.Point{1, 1}}
	flat := orb.Bound{Min: orb.Point{-1, -1}, Max: orb.Point{1, -1}}
	one := func(orb.Point) (float64, error) { return 1, nil }
	outside := errors.New("outside")
	for _, c := range []struct {
		name    string
		box     orb.Bound
		density func(orb.Point) (float64, error)
		want    error
	}{
		{"a step", box, func(p orb.Point) (float64, error) { return 2 + math.Copysign(1, p[0]), nil }, area.ErrRough},
		{"nothing", box, func(p orb.Point) (float64, error) { return 0, nil }, area.ErrRough},
		{"not a number", box, func(p orb.Point) (float64, error) { return math.NaN(), nil }, area.ErrRough},
		{"a box without extent", flat, one, area.ErrRough},
		{"its own error", box, func(p orb.Point) (float64, error) { return 0, outside }, outside},
	} {
		if _, err := area.FitWeight(c.box, c.density); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
	beyond := []orb.MultiPolygon{areas(t, "POLYGON((0 0,4 0,4 4,0 4,0 0))")}
	_, err := area.Overlay(context.Background(), beyond, beyond, area.OverlayOptions{Weight: fitWeight(t, box, one)})
	if got := area.Prepare(beyond[0]).WeightedOf(beyond[0], fitWeight(t, box, one)); !math.IsNaN(got) {
		t.Errorf("an area beyond the weight: %v, want NaN", got)
	}
	if got := area.Prepare(beyond[0]).WeightedOf(nil, fitWeight(t, box, one)); got != 0 {
		t.Errorf("nothing, weighted: %v", got)
	}
	if !errors.Is(err, area.ErrUnweighted) {
		t.Errorf("an area beyond the weight: %v", err)
	}
}

// Weighted pairs are what the weight gives the built intersection; the parts of
// an area add up to it, and under an even weight nothing changes.
func TestWeightedOverlay(t *testing.T) {
	rng := rand.New(rand.NewPCG(81, 82))
	by := orb.Point{500000, 4e6}
	box := orb.Bound{Min: by, Max: orb.Point{by[0] + 256, by[1] + 256}}
	steep := fitWeight(t, box, func(p orb.Point) (float64, error) { return math.Exp((p[0] - by[0] - p[1] + by[1]) / 300), nil })
	even := fitWeight(t, box, func(p orb.Point) (float64, error) { return 0.5, nil })
	var a, b []orb.MultiPolygon
	for range 120 {
		a, b = append(a, moved(drawn(rng), 1, by)), append(b, moved(drawn(rng), 1, by))
	}
	beyond := func(g orb.MultiPolygon) bool {
		return !box.Contains(g.Bound().Min) || !box.Contains(g.Bound().Max)
	}
	a, b = slices.DeleteFunc(a, beyond), slices.DeleteFunc(b, beyond)
	plain := overlay(t, a, b, 0)
	for name, w := range map[string]*area.Weight{"steep": steep, "even": even} {
		pairs, err := area.Overlay(context.Background(), a, b, area.OverlayOptions{Weight: w})
		if err != nil || len(pairs) != len(plain) {
			t.Fatalf("%s: %d pairs, %d unweighted; %v", name, len(pairs), len(plain), err)
		}
		for i, p := range pairs {
			least := math.Min(w.Area(a[p.A]), w.Area(b[p.B]))
			if got := area.Prepare(a[p.A]).WeightedOf(b[p.B], w); math.Abs(got-p.Area) > 1e-12*least {
				t.Errorf("prepared: %v, want %v", got, p.Area)
			}
			if name == "even" && math.Abs(p.Area-plain[i].Area/2) > 1e-12*least {
				t.Errorf("%v, want half of %v", p.Area, plain[i].Area)
			}
			if i%20 != 0 {
				continue
			}
			built, err := geo.Intersection(a[p.A], b[p.B])
			if err != nil {
				t.Fatal(err)
			}
			if want := w.Area(built); math.Abs(p.Area-want) > 1e-9*least {
				t.Errorf("%s: %v\n%v: %v, want %v", name, a[p.A], b[p.B], p.Area, want)
			}
		}
	}
	// A box cut into strips holds all of an area.
	var strips []orb.MultiPolygon
	for i := range 16 {
		k := float64(i)
		strips = append(strips, orb.MultiPolygon{orb.Bound{Min: orb.Point{by[0] + 16*k, by[1]}, Max: orb.Point{by[0] + 16*k + 16, by[1] + 256}}.ToPolygon()})
	}
	sums := make([]float64, len(a))
	pairs, err := area.Overlay(context.Background(), a, strips, area.OverlayOptions{Weight: steep})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pairs {
		sums[p.A] += p.Area
	}
	for i, sum := range sums {
		if want := steep.Area(a[i]); math.Abs(sum-want) > 1e-11*want {
			t.Errorf("%v: the parts add up to %v, the whole is %v", a[i], sum, want)
		}
	}
}

// Areas on the ellipsoid by a weight on the map, against Karney's method on the
// same border in points 1 to 25 m apart: in Web Mercator the geodesic leaves an
// edge of 25 m by a hundredth of a millimetre.
func TestEllipsoidByWeight(t *testing.T) {
	for _, c := range []struct {
		system string
		middle orb.Point // of the study
	}{
		{"EPSG:4547", orb.Point{113.65, 34.76}}, // Zhengzhou, close to the central meridian
		{"EPSG:4547", orb.Point{115.4, 34.4}},   // the edge of the zone
		{"EPSG:3857", orb.Point{113.65, 34.76}},
	} {
		plane, err := crs.Parse(c.system)
		if err != nil {
			t.Fatal(err)
		}
		lonlat, err := crs.Parse("EPSG:4490")
		ellipsoid := geodesic.CGCS2000()
		if c.system == "EPSG:3857" {
			lonlat, err = crs.Parse("EPSG:4326")
			ellipsoid = geodesic.WGS84()
		}
		if err != nil {
			t.Fatal(err)
		}
		there, err1 := crs.NewTransform(lonlat, plane)
		back, err2 := crs.NewTransform(plane, lonlat)
		middle := []orb.Point{c.middle}
		if err := errors.Join(err1, err2, there.Points(middle)); err != nil {
			t.Fatal(err)
		}
		m := middle[0]
		box := orb.Bound{Min: orb.Point{m[0] - 30000, m[1] - 30000}, Max: orb.Point{m[0] + 30000, m[1] + 30000}}
		w := fitWeight(t, box, func(p orb.Point) (float64, error) {
			s, err := crs.ArealScale(plane, p)
			return 1 / s, err
		})
		for _, radius := range []float64{100, 1000, 5000, 25000} {
			rng := rand.New(rand.NewPCG(91, uint64(radius)))
			g := moved(star(rng, 9), radius/128, orb.Point{m[0] - radius, m[1] - radius})
			ring := slices.Clone(dense(g[0][0], math.Min(25, radius/100)))
			if err := back.Points(ring); err != nil {
				t.Fatal(err)
			}
			want, got := ellipsoid.RingArea(ring), w.Area(g)
			off := math.Abs(got/want - 1)
			t.Logf("%s at %v, %6g m: %.6f m², off by %.2g; planar off by %.2g; weight off by %.2g",
				c.system, c.middle, radius, got, off, math.Abs(geo.Area(g)/want-1), w.Deviation())
			if off > 1e-9 {
				t.Errorf("%s, %v m: %.9g, want %.9g", c.system, radius, got, want)
			}
		}
	}
}

// dense is a ring with points at most so far apart.
func dense(r orb.Ring, step float64) (d orb.Ring) {
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		n := math.Ceil(math.Hypot(b[0]-a[0], b[1]-a[1]) / step)
		for k := 0.0; k < n; k++ {
			d = append(d, orb.Point{a[0] + (b[0]-a[0])*k/n, a[1] + (b[1]-a[1])*k/n})
		}
	}
	return d
}
