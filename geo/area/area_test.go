package area_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

func TestOf(t *testing.T) {
	const square = "POLYGON((0 0,4 0,4 4,0 4,0 0))"
	const frame = "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 3,3 3,3 1,1 1))"
	for _, c := range []struct {
		name, a, b string
		want       float64
	}{
		{"identical", square, square, 16},
		{"identical with a hole", frame, frame, 12},
		{"one covers the other", square, "POLYGON((1 1,2 1,2 2,1 2,1 1))", 1},
		{"in the hole", frame, "POLYGON((1 1,3 1,3 3,1 3,1 1))", 0},
		{"over the hole", frame, "POLYGON((1 0,3 0,3 4,1 4,1 0))", 4},
		{"apart", square, "POLYGON((5 5,6 5,6 6,5 5))", 0},
		{"boxes overlap, areas apart", "POLYGON((0 0,4 0,4 1,1 1,1 4,0 4,0 0))", "POLYGON((2 2,4 2,4 4,2 4,2 2))", 0},
		{"share an edge", square, "POLYGON((4 0,8 0,8 4,4 4,4 0))", 0},
		{"share part of a slanting edge", "POLYGON((0 0,3 0,0 3,0 0))", "POLYGON((2 1,3 3,1 2,2 1))", 0},
		{"share a vertex", square, "POLYGON((4 4,5 4,5 5,4 4))", 0},
		{"vertex on an edge", square, "POLYGON((4 2,6 1,6 3,4 2))", 0},
		{"edge inside along an edge", square, "POLYGON((4 1,4 3,2 2,4 1))", 2},
		{"cross", "POLYGON((0 1,3 1,3 2,0 2,0 1))", "POLYGON((1 0,2 0,2 3,1 3,1 0))", 1},
		{"diamond in square", square, "POLYGON((2 -1,5 2,2 5,-1 2,2 -1))", 14},
		{"parts", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((1 1,2 1,2 2,1 2,1 1)))", square, 2},
		{"parts against parts", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((1 1,2 1,2 2,1 2,1 1)))",
			"MULTIPOLYGON(((1 0,2 0,2 1,1 1,1 0)),((0 1,1 1,1 2,0 2,0 1)))", 0},
		{"nothing", square, "MULTIPOLYGON EMPTY", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, b := areas(t, c.a), areas(t, c.b)
			for _, by := range []orb.Point{{0, 0}, {500000, 4e6}, {38512345.678, -2345678.9}} {
				a, b := moved(a, 1, by), moved(b, 1, by)
				for _, got := range []float64{area.Of(a, b), area.Of(b, a), area.Prepare(a).Of(b), area.Prepare(b).Of(a)} {
					if math.Abs(got-c.want) > 1e-7 || by[0] == 0 && got != c.want {
						t.Errorf("at %v: %v, want %v", by, got, c.want)
					}
				}
			}
		})
	}
}

// Against exact arithmetic: nothing is exactly 0, and all else has nine digits.
func TestOfIsExact(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for i := range 300 {
		var a, b orb.MultiPolygon
		if i%2 == 0 {
			a, b = scribble(t, rng, 6), scribble(t, rng, 6)
		} else {
			a, b = blocks(t, rng, 12), blocks(t, rng, 12)
		}
		if i%3 == 0 {
			by := orb.Point{float64(400000 + rng.IntN(1000)), float64(4e6 + rng.IntN(1000))}
			a, b = moved(a, 12.5, by), moved(b, 12.5, by)
		}
		want, _ := exactShared(a, b).Float64()
		a, b = anyhow(rng, a), anyhow(rng, b)
		for way, got := range []float64{area.Of(a, b), area.Of(b, a), area.Prepare(a).Of(b), area.Prepare(b).Of(a)} {
			// Where repairs rounded a crossing, a sliver of 1e-16 may be real.
			if math.Abs(got-want) > 1e-9*want+1e-15 && !(want < 1e-5 && got == 0) {
				t.Fatalf("%v\n%v\nway %d: %v, want %v", a, b, way, got, want)
			}
		}
	}
}

func TestOfLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	near := func(got, want float64) bool { return math.Abs(got-want) <= 1e-12*(1+want) }
	for range 200 {
		a, b, cut := scribble(t, rng, 7), blocks(t, rng, 15), scribble(t, rng, 4)
		if got, want := area.Of(a, a), geo.Area(a); !near(got, want) || got > want {
			t.Fatalf("%v: of itself %v, want %v", a, got, want)
		}
		if got, want := area.Of(a, b), area.Of(b, a); !near(got, want) {
			t.Fatalf("%v\n%v\n%v one way, %v the other", a, b, got, want)
		}
		part, err1 := geo.Intersection(b, cut)
		rest, err2 := geo.Difference(b, cut)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if got, want := area.Of(a, part)+area.Of(a, rest), area.Of(a, b); !near(got, want) {
			t.Fatalf("%v\n%v\ncut by %v: %v, want %v", a, b, cut, got, want)
		}
	}
}

// city is a star of n points with a hole: an outline as large as districts are.
func city(n int) orb.MultiPolygon {
	rng := rand.New(rand.NewPCG(uint64(n), 1))
	ring := func(radius float64, k int) (r orb.Ring) {
		for i := range k {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(k))
			d := radius * (1 + 0.2*math.Sin(9*2*math.Pi*float64(i)/float64(k)) + 0.01*rng.Float64())
			r = append(r, orb.Point{500000 + d*cos, 4e6 + d*sin})
		}
		return append(r, r[0])
	}
	hole := ring(1000, n/4)
	slices.Reverse(hole)
	return orb.MultiPolygon{{ring(8000, n-n/4), hole}}
}

// parcel is a small area of k points somewhere in the box of the city.
func parcel(rng *rand.Rand, k int, radius float64) orb.MultiPolygon {
	x, y := 500000+20000*(rng.Float64()-0.5), 4e6+20000*(rng.Float64()-0.5)
	var r orb.Ring
	for i := range k {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(k))
		d := radius * (0.5 + rng.Float64()/2)
		r = append(r, orb.Point{x + d*cos, y + d*sin})
	}
	return orb.MultiPolygon{{append(r, r[0])}}
}

func TestPreparedIsTheSame(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	big := city(4000)
	if reason, at := geo.Check(big); reason != "" {
		t.Fatal(reason, at)
	}
	outline := area.Prepare(big)
	straddle := 0
	for i := range 1500 {
		p := parcel(rng, 5+i%20, []float64{30, 300, 3000}[i%3])
		want, got := area.Of(big, p), outline.Of(p)
		for way, got := range []float64{got, area.Treed(outline, p), outline.OfPrepared(area.Prepare(p))} {
			if math.Abs(got-want) > 1e-9*want && !(max(got, want) < 1e-6) {
				t.Fatalf("%v, way %d: prepared %v, unprepared %v", p, way, got, want)
			}
		}
		whole := geo.Area(p)
		if 0 < got && got < whole {
			straddle++
		}
	}
	if straddle < 150 {
		t.Errorf("only %d parcels straddled", straddle)
	}
	if got, want := outline.Of(big), geo.Area(big); math.Abs(got-want) > 1e-12*want {
		t.Errorf("the city in itself: %v, want %v", got, want)
	}
	if got, want := area.Of(big, big), geo.Area(big); math.Abs(got-want) > 1e-12*want {
		t.Errorf("the city in itself, unprepared: %v, want %v", got, want)
	}
}

// A comb of long teeth side by side must not blow up, nor must a fan of edges
// that meet in one point.
func TestCrowdedOutlines(t *testing.T) {
	comb := orb.Ring{{0, 0}}
	for i := range 800 {
		x := float64(i)
		comb = append(comb, orb.Point{x, 1000 + x}, orb.Point{x + 0.5, 1000 + x}, orb.Point{x + 0.5, 1}, orb.Point{x + 1, 1})
	}
	comb = append(comb, orb.Point{800, 0}, orb.Point{0, 0})
	fan := orb.MultiPolygon{}
	for i := range 400 {
		x := float64(2 * i)
		fan = append(fan, orb.Polygon{{{0, 0}, {x, -1000}, {x + 1, -1000}, {0, 0}}})
	}
	for name, g := range map[string]orb.MultiPolygon{"comb": {{comb}}, "fan": fan} {
		want := geo.Area(g)
		if got := area.Prepare(g).Of(g); math.Abs(got-want) > 1e-10*want {
			t.Errorf("%s in itself: %v, want %v", name, got, want)
		}
		strip := orb.MultiPolygon{orb.Bound{Min: orb.Point{100.2, -900}, Max: orb.Point{300.3, 900}}.ToPolygon()}
		if got, want := area.Prepare(g).Of(strip), area.Of(g, strip); math.Abs(got-want) > 1e-9*want || want == 0 {
			t.Errorf("%s in a strip: prepared %v, unprepared %v", name, got, want)
		}
	}
}

func TestManyCallersAtOnce(t *testing.T) {
	outline := area.Prepare(city(1000))
	want := make([]float64, 200)
	ask := func(i int) float64 {
		p := parcel(rand.New(rand.NewPCG(uint64(i), 9)), 12, 800)
		return outline.Of(p) + outline.Length(orb.MultiLineString{orb.LineString(p[0][0])}) +
			outline.Within(p[0][0], 100) + area.Of(p, city(40))
	}
	for i := range want {
		want[i] = ask(i)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range want {
				if got := ask(i); got != want[i] {
					t.Errorf("parcel %d: %v, want %v", i, got, want[i])
				}
			}
		})
	}
	wg.Wait()
}

// Nothing panics, whatever the shape; a coordinate that is not finite is never
// passed over in silence.
func TestEveryShape(t *testing.T) {
	shapes := []orb.MultiPolygon{nil, {}, {{}}, {{{}}}, {{{{1, 1}}}}, {{{{1, 1}, {2, 2}}}}, {{{{0, 0}, {1, 1}, {2, 2}}}},
		{{{{0, 0}, {2, 0}, {0, 2}}, {}}}, {{{{0, 0}, {1e300, 0}, {0, 1e300}}}}, {{{{0, 0}, {5e-324, 0}, {0, 1}}}},
		{{{{0, 0}}, {{4, 4}}}}, {{{{0, 0}, {0, 0}}}, {{{4, 4}, {4, 4}}}}, closed(rectangle(-1e200, -1e200, 1e200, 1e200)), closed(rectangle(0, 0, math.MaxFloat64, 1))}
	for _, g := range orb.AllGeometries {
		if m, ok := geo.Polygons(g); ok {
			shapes = append(shapes, m)
		}
	}
	nan := math.NaN()
	broken := []orb.MultiPolygon{{{{{0, 0}, {nan, 0}, {1, 1}, {0, 0}}}}, {{{{nan, nan}, {2, 0}, {1, 1}}}}, {{{{0, 0}, {math.Inf(1), 0}, {1, 1}}}}}
	square := areas(t, "POLYGON((0 0,4 0,4 4,0 4,0 0))")
	for _, g := range slices.Concat(shapes, broken) {
		o := area.Prepare(g)
		for _, f := range append(shapes, square) {
			area.Of(g, f)
			o.Of(f)
			o.OfPrepared(area.Prepare(f))
			o.OfBoth(f, square, nil)
		}
		o.Contains(orb.Point{1, 1})
		o.Contains(orb.Point{nan, 1})
		o.Length(orb.MultiLineString{nil, {}, {{0, 0}}, {{0, 0}, {0, 0}}, {{-1, -1}, {3, 3}, {nan, 0}}})
		o.Within([]orb.Point{{0, 0}, {1e300, 0}}, 1)
		o.Within([]orb.Point{{0, 0}}, 1e300)
	}
	for _, g := range broken {
		for _, got := range []float64{area.Of(g, square), area.Of(square, g), area.Prepare(g).Of(square), area.Prepare(square).Of(g)} {
			if !math.IsNaN(got) {
				t.Errorf("%v: %v, want NaN", g, got)
			}
		}
	}
}
