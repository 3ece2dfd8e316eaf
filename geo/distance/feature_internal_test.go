package distance

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
)

// features are points and lines of all slopes, some of them at 0 or alike.
func randomFeature(rng *rand.Rand) feature {
	f := feature{x: math.Round(10 * rng.NormFloat64()), y: math.Round(5 * rng.NormFloat64())}
	if rng.IntN(2) == 0 {
		f.line, f.slope = true, []float64{0, 1, -1, 0.6, math.Sin(rng.Float64())}[rng.IntN(5)]
	}
	return f
}

// Between the places where they meet, and beyond them, one of two features is nearer
// all along; where they meet they are equally far.
func TestMeet(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 20000 {
		f, g := randomFeature(rng), randomFeature(rng)
		places, n := f.meet(&g)
		back, m := g.meet(&f)
		if n != m || n == 2 && places[0] > places[1] {
			t.Fatalf("%+v and %+v meet at %v, %v of them, but %v, %v", f, g, places, n, back, m)
		}
		ends := []float64{-200}
		for _, p := range places[:n] {
			if math.Abs(f.at(p)-g.at(p)) > 1e-9*max(1, math.Abs(p), f.at(p)) {
				t.Errorf("%+v and %+v at %v: %v and %v", f, g, p, f.at(p), g.at(p))
			}
			if p > -200 && p < 200 {
				ends = append(ends, p)
			}
		}
		ends = append(ends, 200)
		for i := 1; i < len(ends); i++ {
			signs := map[bool]bool{}
			for k := 1; k < 8; k++ {
				p := ends[i-1] + (ends[i]-ends[i-1])*float64(k)/8
				if d := f.at(p) - g.at(p); math.Abs(d) > 1e-7 {
					signs[d > 0] = true
				}
			}
			if len(signs) > 1 {
				t.Errorf("%+v and %+v change places between %v and %v", f, g, ends[i-1], ends[i])
			}
		}
	}
}

// The integral is that of Simpson's rule, and the stretch within a distance is where
// the distance is at most that.
func TestIntegralAndWithin(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		p := piece{near: randomFeature(rng)}
		p.from = 20 * rng.NormFloat64()
		p.to = p.from + 10*rng.Float64()
		const steps = 2000
		sum, h := 0.0, (p.to-p.from)/steps
		r := math.Abs(8 * rng.NormFloat64())
		within := 0.0
		for i := range steps {
			a := p.from + float64(i)*h
			sum += h / 6 * (p.near.at(a) + 4*p.near.at(a+h/2) + p.near.at(a+h))
			if p.near.at(a+h/2) <= r {
				within += h
			}
		}
		if got := p.integral(); math.Abs(got-sum) > 1e-4*max(1, sum) {
			t.Errorf("%+v: integral %v, not %v", p, got, sum)
		}
		if got := p.within(r); math.Abs(got-within) > 2.5*h {
			t.Errorf("%+v: %v within %v, not %v", p, got, r, within)
		}
		if g := p.greatest(); g < p.near.at((p.from+p.to)/2)-1e-12 {
			t.Errorf("%+v: greatest %v is not at an end", p, g)
		}
	}
}

// The pieces of a segment are its distance at every place.
func TestFeaturesAreTheDistance(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 3))
	point := func() orb.Point {
		return orb.Point{math.Round(9 * rng.NormFloat64()), math.Round(9 * rng.NormFloat64())}
	}
	for range 5000 {
		s, other := segment{point(), point()}, segment{point(), point()}
		if s.a == s.b {
			continue
		}
		f := newFrame(s)
		pieces := f.features(nil, other, 0, f.length)
		if pieces[0].from != 0 || pieces[len(pieces)-1].to != f.length {
			t.Fatalf("%v along %v: %+v", other, s, pieces)
		}
		for i, p := range pieces {
			if i > 0 && p.from != pieces[i-1].to {
				t.Errorf("%v along %v: a gap after %v", other, s, pieces[i-1].to)
			}
			for k := range 5 {
				at := p.from + (p.to-p.from)*float64(k)/4
				if d := other.to(f.point(at)); math.Abs(d-p.near.at(at)) > 1e-9 {
					t.Errorf("%v along %v at %v: %v, not %v", other, s, at, p.near.at(at), d)
				}
			}
		}
	}
}

// The nearest segment, and those near a box, are those that looking at all finds.
func TestTreeFindsWhatThereIs(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 4))
	for n := 1; n < 700; n += 1 + n/7 {
		var l orb.LineString
		p := orb.Point{}
		for range n + 1 {
			p = orb.Point{p[0] + rng.NormFloat64(), p[1] + rng.NormFloat64()}
			l = append(l, p)
		}
		lines := Prepare(l)
		if len(lines.segments) != n || len(lines.levels[len(lines.levels)-1]) != 1 {
			t.Fatalf("%d segments, %d levels", len(lines.segments), len(lines.levels))
		}
		for range 50 {
			q := orb.Point{10 * rng.NormFloat64(), 10 * rng.NormFloat64()}
			best := math.Inf(1)
			for _, s := range lines.segments {
				best = min(best, s.to(q))
			}
			for _, hint := range []int{-1, rng.IntN(n)} {
				if i, d := lines.nearest(q, hint); d != best || lines.segments[i].to(q) != best {
					t.Errorf("%d segments: nearest %v, not %v", n, d, best)
				}
			}
			r := 3 * rng.Float64()
			box := orb.MultiPoint{q, {q[0] + 1, q[1] + 1}}.Bound()
			found := map[int]bool{}
			for _, i := range lines.near(nil, box, r) {
				found[i] = true
			}
			for i, s := range lines.segments {
				if (orb.MultiPoint{s.a, s.b}).Bound().Intersects(box.Pad(r)) != found[i] {
					t.Errorf("%d segments: %d found: %v", n, i, found[i])
				}
			}
		}
	}
}
