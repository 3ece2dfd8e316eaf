package distance_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/distance"
)

const seed = 9

// Against plain search: places along the lines, each measured to every segment.
// No place is further than the most; the mean of many places is the mean; and the
// share of them within a distance is that of the length.
func TestAgainstPlainSearch(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 1))
	for n := range 100 {
		a, b := wander(rng, 1+rng.IntN(12), 20), wander(rng, 1+rng.IntN(120), 20)
		p := distance.From(a, distance.Prepare(b))
		most, _ := p.Max()
		r := most * rng.Float64()
		const places = 1000
		sum, within, furthest := 0.0, 0.0, 0.0
		for i := 1; i < len(a); i++ {
			length := math.Hypot(a[i][0]-a[i-1][0], a[i][1]-a[i-1][1])
			for k := range places {
				s := (float64(k) + 0.5) / places
				d := plain(orb.Point{a[i-1][0] + s*(a[i][0]-a[i-1][0]), a[i-1][1] + s*(a[i][1]-a[i-1][1])}, b)
				sum += d * length / places
				if d <= r {
					within += length / places
				}
				furthest = max(furthest, d)
			}
		}
		step := geo.Length(a) / places // the distance between places, at most
		if furthest > most+1e-9 || furthest < most-step {
			t.Errorf("case %d: at most %v, but a place is at %v", n, most, furthest)
		}
		if math.Abs(p.Mean()-sum/p.Length()) > 1e-3 {
			t.Errorf("case %d: on average %v, not %v", n, p.Mean(), sum/p.Length())
		}
		if got := p.Within(r); math.Abs(got-within) > 20*step {
			t.Errorf("case %d: %v m within %v, not %v", n, got, r, within)
		}
	}
}

func plain(p orb.Point, l orb.LineString) float64 {
	d := math.Inf(1)
	for i := 1; i < len(l); i++ {
		d = min(d, geo.DistanceTo(p, l[i-1], l[i]))
	}
	return d
}

// The place of the most is that far, and on the line measured.
func TestThePlaceIsThatFar(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 2))
	for range 500 {
		a, b := wander(rng, 20, 30), wander(rng, 200, 30)
		to := distance.Prepare(b)
		most, place := distance.From(a, to).Max()
		if d := to.To(place); !near(d, most) {
			t.Errorf("the most is %v, its place at %v", most, d)
		}
		if d := distance.Prepare(a).To(place); d > 1e-9 {
			t.Errorf("the place is %v off the line", d)
		}
	}
}

// A shape moved by d is nowhere further than d from where it was, and at its
// outermost place, in the direction of the move, it is just that far.
func TestAShiftIsItsHausdorffDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 3))
	for range 500 {
		a := wander(rng, 2+rng.IntN(40), 100)
		sin, cos := math.Sincos(2 * math.Pi * rng.Float64())
		d := math.Exp(8 * (rng.Float64() - 0.5))
		b := moved(a, orb.Point{d * cos, d * sin})
		there, _ := distance.From(a, distance.Prepare(b)).Max()
		back, _ := distance.From(b, distance.Prepare(a)).Max()
		if !near(there, d) || !near(back, d) {
			t.Errorf("moved by %v: %v and back %v", d, there, back)
		}
	}
}

// Cutting segments in two, going backwards, turning the plane and enlarging it
// change no measure but by what they should.
func TestSameLinesSameDistances(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 4))
	for n := range 300 {
		a, b := wander(rng, 15, 40), wander(rng, 60, 40)
		want := distance.From(a, distance.Prepare(b))
		sin, cos := math.Sincos(rng.Float64())
		for name, c := range map[string]struct {
			a, b  orb.Geometry
			scale float64
		}{
			"cut":      {halved(rng, a), halved(rng, b), 1},
			"reversed": {backwards(a), backwards(b), 1},
			"turned":   {transformed(a, turn(sin, cos)), transformed(b, turn(sin, cos)), 1},
			"enlarged": {transformed(a, turn(0, 1000)), transformed(b, turn(0, 1000)), 1000},
			"twice":    {orb.MultiLineString{a, a}, orb.MultiLineString{b, b}, 1},
		} {
			got := distance.From(c.a, distance.Prepare(c.b))
			most, _ := got.Max()
			if m, _ := want.Max(); !near(most, c.scale*m) || !near(got.Mean(), c.scale*want.Mean()) || math.Abs(got.Within(c.scale*3)/got.Length()-want.Within(3)/want.Length()) > 1e-7 {
				t.Errorf("case %d, %s: %v, %v, not %v, %v", n, name, most, got.Mean(), m, want.Mean())
			}
		}
	}
}

func turn(sin, cos float64) func(orb.Point) orb.Point {
	return func(p orb.Point) orb.Point { return orb.Point{cos*p[0] - sin*p[1], sin*p[0] + cos*p[1]} }
}

func halved(rng *rand.Rand, l orb.LineString) orb.LineString {
	cut := orb.LineString{l[0]}
	for i := 1; i < len(l); i++ {
		s := rng.Float64()
		cut = append(cut, orb.Point{l[i-1][0] + s*(l[i][0]-l[i-1][0]), l[i-1][1] + s*(l[i][1]-l[i-1][1])}, l[i])
	}
	return cut
}

func backwards(l orb.LineString) orb.LineString {
	c := l.Clone()
	c.Reverse()
	return c
}

// Profiles of parts add up to that of the whole.
func TestPartsAddUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 5))
	for range 200 {
		a, b, c := wander(rng, 9, 40), wander(rng, 9, 40), wander(rng, 60, 40)
		to := distance.Prepare(c)
		whole, joined := distance.From(orb.MultiLineString{a, b}, to), distance.Join(distance.From(a, to), distance.From(b, to))
		m, at := whole.Max()
		if d, place := joined.Max(); d != m || place != at || !near(joined.Mean(), whole.Mean()) || !near(joined.Length(), whole.Length()) ||
			joined.Percentile(0.95) != whole.Percentile(0.95) {
			t.Errorf("joined %v, whole %v", d, m)
		}
	}
}

// Lines that run within rounding of each other, far from the origin, are at distances
// of that order.
func TestWithinRounding(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 8))
	for range 300 {
		a := wander(rng, 12, 100)
		far := moved(a, orb.Point{38_500_000, 4e6}).(orb.LineString)
		cut := halved(rng, far)
		for _, p := range []*distance.Profile{distance.From(far, distance.Prepare(cut)), distance.From(cut, distance.Prepare(far))} {
			if d, _ := p.Max(); d > 1e-7 || p.Mean() > d || p.Percentile(0.95) > d+distance.Fine {
				t.Errorf("%v apart, %v on average", d, p.Mean())
			}
		}
	}
}
