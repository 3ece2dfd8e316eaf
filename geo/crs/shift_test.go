package crs_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
)

// town draws the streets of a made-up town around 0, 0: a few bundles of long
// streets with bends, each bundle in a direction of its own, and short lanes.
func town(seed uint64) []orb.LineString {
	r := rand.New(rand.NewPCG(seed, 1))
	var lines []orb.LineString
	for range 2 + r.IntN(3) {
		angle := r.Float64() * math.Pi
		for range 10 + r.IntN(20) {
			lines = append(lines, street(r, angle, 1000+4000*r.Float64()))
			lines = append(lines, street(r, angle+math.Pi/2, 1000+4000*r.Float64()))
		}
	}
	for range 50 + r.IntN(150) {
		lines = append(lines, street(r, r.Float64()*math.Pi, 50+400*r.Float64()))
	}
	return lines
}

// street walks from somewhere in 5 km in about a direction.
func street(r *rand.Rand, angle, length float64) orb.LineString {
	at := orb.Point{(r.Float64() - 0.5) * 5000, (r.Float64() - 0.5) * 5000}
	l := orb.LineString{at}
	for length > 0 {
		step := 50 + 250*r.Float64()
		angle += 0.08 * r.NormFloat64()
		at = orb.Point{at[0] + step*math.Cos(angle), at[1] + step*math.Sin(angle)}
		l, length = append(l, at), length-step
	}
	return l
}

func moved(lines []orb.LineString, by orb.Point) []orb.LineString {
	var out []orb.LineString
	for _, l := range lines {
		m := l.Clone()
		for i := range m {
			m[i] = orb.Point{m[i][0] + by[0], m[i][1] + by[1]}
		}
		out = append(out, m)
	}
	return out
}

func measure(t interface{ Fatal(...any) }, lines, reference []orb.LineString, opt crs.ShiftOptions) (crs.Shift, bool) {
	s, ok, err := crs.MeasureShift(context.Background(), lines, reference, opt)
	if err != nil {
		t.Fatal(err)
	}
	return s, ok
}

// Lines moved by any vector up to 1.2 km against themselves are measured to a
// decimetre, and believed if the vector is not a short one.
func TestMovedLinesAreMeasured(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	for seed := range uint64(9) {
		sin, cos := math.Sincos(2 * math.Pi * r.Float64())
		far := 1200 * r.Float64()
		if seed%3 == 0 {
			far = 120 * r.Float64()
		}
		lines, by := town(seed), orb.Point{far * cos, far * sin}
		s, ok := measure(t, moved(lines, by), lines, crs.ShiftOptions{})
		if off := math.Hypot(s.X+by[0], s.Y+by[1]); off > 0.1 || s.Share < 0.99 {
			t.Errorf("seed %d moved by %v, measured %+v", seed, by, s)
		}
		if ok != (far >= 50) {
			t.Errorf("seed %d moved by %v, %.1f m: %v, %+v", seed, by, far, ok, s)
		}
		back, again := measure(t, lines, moved(lines, by), crs.ShiftOptions{})
		if again != ok || math.Hypot(s.X+back.X, s.Y+back.Y) > 0.2 {
			t.Errorf("seed %d, roles swapped: %+v is not the reverse of %+v", seed, back, s)
		}
	}
}

// Two towns that have nothing in common are not found shifted.
func TestUnrelatedTowns(t *testing.T) {
	for seed := range uint64(10) {
		if s, ok := measure(t, town(2*seed), town(2*seed+1), crs.ShiftOptions{}); ok {
			t.Errorf("seeds %d and %d: %+v", 2*seed, 2*seed+1, s)
		}
	}
}

// The order of features does not matter, to the last bit.
func TestOrderOfLines(t *testing.T) {
	a, b := town(7), moved(town(7), orb.Point{300, -400})
	want, _ := measure(t, a, b, crs.ShiftOptions{})
	r := rand.New(rand.NewPCG(1, 1))
	for range 3 {
		c, d := slices.Clone(a), slices.Clone(b)
		r.Shuffle(len(c), func(i, j int) { c[i], c[j] = c[j], c[i] })
		r.Shuffle(len(d), func(i, j int) { d[i], d[j] = d[j], d[i] })
		if got, _ := measure(t, c, d, crs.ShiftOptions{}); got != want {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// An ideal grid fits itself at many shifts, so no one of them is believed.
func TestIdealGrid(t *testing.T) {
	var grid []orb.LineString
	for k := -3000.0; k <= 3000; k += 200 {
		grid = append(grid, orb.LineString{{k, -3000}, {k, 3000}}, orb.LineString{{-3000, k}, {3000, k}})
	}
	for _, by := range []orb.Point{{0, 0}, {400, -200}, {70, 90}} {
		if s, ok := measure(t, moved(grid, by), grid, crs.ShiftOptions{}); ok {
			t.Errorf("moved by %v: %+v", by, s)
		}
	}
}

func TestTooLittleToTell(t *testing.T) {
	long := []orb.LineString{{{0, 0}, {20000, 0}}, {{0, 500}, {20000, 500}}}
	few := []orb.LineString{{{0, 0}, {4000, 0}, {4000, 3000}, {0, 3000}, {0, 0}}, {{1700, -100}, {1700, 3100}}, {{-100, 900}, {4100, 1000}}}
	for _, c := range []struct {
		name             string
		lines, reference []orb.LineString
	}{
		{"nothing", nil, nil},
		{"no reference", town(1), nil},
		{"points", []orb.LineString{{{0, 0}}, {{5, 5}, {5, 5}}, {}}, town(1)},
		{"a short street", []orb.LineString{{{0, 0}, {300, 20}, {500, 400}}}, town(1)},
		{"a few straight lines", moved(few, orb.Point{300, 100}), few},
		{"parallels only", moved(long, orb.Point{0, 200}), long},
		{"far from each other", moved(town(1), orb.Point{1e6, 0}), town(1)},
		{"beyond all planes", []orb.LineString{{{1e300, 0}, {1e300, 1e300}}, {{-1e300, 0}, {1e300, 1}}}, town(1)},
	} {
		if s, ok := measure(t, c.lines, c.reference, crs.ShiftOptions{}); ok {
			t.Errorf("%s: %+v", c.name, s)
		}
	}
}

func TestBadShiftInput(t *testing.T) {
	ctx := context.Background()
	nan := []orb.LineString{{{0, 0}, {math.NaN(), 1}}}
	if _, ok, err := crs.MeasureShift(ctx, town(1), nan, crs.ShiftOptions{}); ok || !errors.Is(err, geo.ErrNotFinite) {
		t.Errorf("not finite: %v %v", ok, err)
	}
	for _, opt := range []crs.ShiftOptions{{Reach: -1}, {Reach: math.NaN()}, {Reach: 1e9}, {Chance: -1}, {Least: math.NaN()}} {
		if _, ok, err := crs.MeasureShift(ctx, town(1), town(1), opt); ok || err == nil {
			t.Errorf("%+v: %v %v", opt, ok, err)
		}
	}
	for _, far := range []float64{3.85e10, -1e18} { // millimetres taken for metres, and nonsense
		there := moved(town(1), orb.Point{far, far})
		if s, ok, err := crs.MeasureShift(ctx, there, there, crs.ShiftOptions{}); ok || err != nil || s.Length != 0 {
			t.Errorf("at %g: %+v %v %v", far, s, ok, err)
		}
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, ok, err := crs.MeasureShift(stopped, town(1), town(1), crs.ShiftOptions{}); ok || !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v %v", ok, err)
	}
}

func TestDatumOfShift(t *testing.T) {
	at := orb.Point{113.65, 34.75}
	for _, c := range []struct {
		s    crs.Shift
		want string
	}{
		{crs.Shift{X: -556, Y: 127}, "GCJ-02"},
		{crs.Shift{X: -530, Y: 150}, "GCJ-02"},
		{crs.Shift{X: 556, Y: -127}, ""},
		{crs.Shift{}, ""},
		{crs.Shift{X: -1000, Y: -1000}, ""},
	} {
		got, ok := c.s.Datum(at)
		if got.Definition() != c.want || ok != (c.want != "") {
			t.Errorf("%+v: %q %v, want %q", c.s, got, ok, c.want)
		}
	}
	expected, err := crs.ExpectedShifts(parse(t, "EPSG:4547"), orb.Point{463374, 3846931})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"GCJ-02", "GCJ-02", "BD-09", "BD-09"} {
		s := crs.Shift{X: expected[i][0], Y: expected[i][1]}
		if i%2 == 1 {
			s = s.Reversed()
		}
		if got, ok := s.Datum(orb.Point{113.6, 34.75}); !ok || got.Definition() != want {
			t.Errorf("expected %v: datum %q, want %q", expected[i], got, want)
		}
	}
	if _, ok := (crs.Shift{X: -556, Y: 127}).Datum(orb.Point{-0.1, 51.5}); ok {
		t.Error("GCJ-02 in London")
	}
	if none, err := crs.ExpectedShifts(parse(t, "EPSG:27700"), orb.Point{530000, 180000}); err != nil || len(none) != 2 {
		t.Errorf("London: %v %v", none, err) // BD-09 shifts everywhere
	}
}
