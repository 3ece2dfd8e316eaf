package area_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

type ratPoint struct{ x, y *big.Rat }

// exactContains is whether p is in g or on its border, in rational arithmetic.
func exactContains(g orb.MultiPolygon, p ratPoint) bool {
	in := false
	for _, polygon := range g {
		for _, r := range polygon {
			for i := range r {
				ax, ay := rat(r[i][0]), rat(r[i][1])
				bx, by := rat(r[(i+1)%len(r)][0]), rat(r[(i+1)%len(r)][1])
				if ay.Cmp(by) > 0 {
					ax, ay, bx, by = bx, by, ax, ay
				}
				l := new(big.Rat).Mul(new(big.Rat).Sub(bx, ax), new(big.Rat).Sub(p.y, ay))
				side := l.Cmp(new(big.Rat).Mul(new(big.Rat).Sub(by, ay), new(big.Rat).Sub(p.x, ax)))
				between := func(v, a, b *big.Rat) bool { return a.Cmp(v)*v.Cmp(b) >= 0 }
				if side == 0 && between(p.x, ax, bx) && between(p.y, ay, by) {
					return true
				}
				if side > 0 && ay.Cmp(p.y) <= 0 && p.y.Cmp(by) < 0 {
					in = !in
				}
			}
		}
	}
	return in
}

func TestContains(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 12))
	for i := range 100 {
		g := scribble(t, rng, 7)
		by, scale := orb.Point{}, 1.0
		if i%2 == 1 {
			by, scale = orb.Point{500000, 4e6}, 0.1 // so that no vertex is a whole number
		}
		g = moved(g, scale, by)
		o := area.Prepare(anyhow(rng, g))
		ask := func(p orb.Point) {
			if got, want := o.Contains(p), exactContains(g, ratPoint{rat(p[0]), rat(p[1])}); got != want {
				t.Fatalf("%v contains %v: %v, want %v", g, p, got, want)
			}
		}
		for range 60 {
			ask(orb.Point{by[0] + scale*float64(rng.IntN(19)-1)/2, by[1] + scale*float64(rng.IntN(19)-1)/2})
		}
		for _, p := range g {
			for _, r := range p {
				for k := 1; k < len(r); k++ {
					ask(r[k])
					// As near to the edge as coordinates go, on it or on either side.
					s := rng.Float64()
					near := orb.Point{r[k][0] + s*(r[k-1][0]-r[k][0]), r[k][1] + s*(r[k-1][1]-r[k][1])}
					ask(near)
					ask(orb.Point{math.Nextafter(near[0], 0), near[1]})
				}
			}
		}
	}
}

// A box that is covered is shared as a whole, to the last digit, and known to be covered;
// with one that is disjoint nothing is shared.
func TestWhereBoxesLie(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	covered, disjoint := 0, 0
	for range 150 {
		g := blocks(t, rng, 25)
		o := area.Prepare(g)
		for range 40 {
			x, y := float64(rng.IntN(33))/4, float64(rng.IntN(33))/4
			b := orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + 0.25, y + 0.25}}
			square := orb.MultiPolygon{b.ToPolygon()}
			shared, known := area.Of(g, square), o.Covers(b)
			if got := o.Of(square); got != shared || known != (shared == 0.0625) {
				t.Fatalf("%v and %v share %v; prepared %v, covered: %v", g, b, shared, got, known)
			}
			switch shared {
			case 0.0625:
				covered++
			case 0:
				disjoint++
			}
		}
	}
	if covered < 200 || disjoint < 400 {
		t.Errorf("only %d covered and %d disjoint", covered, disjoint)
	}
}

// exactShare is how much of the segment from a to b is in g or on its border.
func exactShare(g orb.MultiPolygon, a, b orb.Point) float64 {
	at := func(t *big.Rat) ratPoint {
		p := ratPoint{new(big.Rat).Sub(rat(b[0]), rat(a[0])), new(big.Rat).Sub(rat(b[1]), rat(a[1]))}
		p.x.Add(p.x.Mul(p.x, t), rat(a[0]))
		p.y.Add(p.y.Mul(p.y, t), rat(a[1]))
		return p
	}
	cross := func(ux, uy, vx, vy *big.Rat) *big.Rat {
		return new(big.Rat).Sub(new(big.Rat).Mul(ux, vy), new(big.Rat).Mul(uy, vx))
	}
	dx, dy := new(big.Rat).Sub(rat(b[0]), rat(a[0])), new(big.Rat).Sub(rat(b[1]), rat(a[1]))
	ts := []*big.Rat{big.NewRat(0, 1), big.NewRat(1, 1)}
	add := func(t *big.Rat) {
		if t.Sign() > 0 && t.Cmp(ts[1]) < 0 {
			ts = append(ts, t)
		}
	}
	for _, p := range g {
		for _, r := range p {
			for i := range r {
				c, d := r[i], r[(i+1)%len(r)]
				ex, ey := new(big.Rat).Sub(rat(d[0]), rat(c[0])), new(big.Rat).Sub(rat(d[1]), rat(c[1]))
				ox, oy := new(big.Rat).Sub(rat(c[0]), rat(a[0])), new(big.Rat).Sub(rat(c[1]), rat(a[1]))
				if n := cross(dx, dy, ex, ey); n.Sign() != 0 {
					add(new(big.Rat).Quo(cross(ox, oy, ex, ey), n))
				}
				// Where it runs along the edge it starts or ends at a vertex.
				l := new(big.Rat).Add(new(big.Rat).Mul(dx, dx), new(big.Rat).Mul(dy, dy))
				dot := new(big.Rat).Add(new(big.Rat).Mul(dx, ox), new(big.Rat).Mul(dy, oy))
				add(dot.Quo(dot, l))
			}
		}
	}
	slices.SortFunc(ts, (*big.Rat).Cmp)
	share := new(big.Rat)
	for i := 1; i < len(ts); i++ {
		middle := new(big.Rat).Mul(new(big.Rat).Add(ts[i-1], ts[i]), big.NewRat(1, 2))
		if exactContains(g, at(middle)) {
			share.Add(share, new(big.Rat).Sub(ts[i], ts[i-1]))
		}
	}
	v, _ := share.Float64()
	return v
}

func TestLength(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	for i := range 50 {
		// Lines on the grid run along edges of blocks; next to scribbles, whose
		// crossings were rounded, such lines are too near to the border to call.
		g, off := blocks(t, rng, 14), 0.0
		if i%2 == 0 {
			g, off = scribble(t, rng, 5), rng.Float64()
		}
		by := orb.Point{}
		if i%3 == 0 {
			by = orb.Point{500000, 4e6}
		}
		g = moved(g, 1, by)
		o := area.Prepare(anyhow(rng, g))
		for range 8 {
			a := orb.Point{by[0] + float64(rng.IntN(9)), by[1] + float64(rng.IntN(9)) + off}
			b := orb.Point{by[0] + float64(rng.IntN(9)), by[1] + float64(rng.IntN(9))}
			if a == b {
				continue
			}
			want := exactShare(g, a, b) * math.Hypot(b[0]-a[0], b[1]-a[1])
			if got := o.Length(orb.MultiLineString{{a, b}}); math.Abs(got-want) > 1e-8 || by[0] == 0 && math.Abs(got-want) > 1e-12 {
				t.Fatalf("%v to %v in %v: %v, want %v", a, b, g, got, want)
			}
		}
	}
}

// The border belongs to the area: its whole length is inside.
func TestLengthOfBorder(t *testing.T) {
	rng := rand.New(rand.NewPCG(17, 18))
	for range 300 {
		g := scribble(t, rng, 7)
		rings, _ := geo.Lines(g)
		outline, want := area.Prepare(g), geo.Length(g)
		if got, border := outline.Lengths(rings); math.Abs(got-want) > 1e-12*(1+want) || math.Abs(border-want) > 1e-12*(1+want) {
			t.Fatalf("%v: %v of its border inside, %v along it, want %v", g, got, border, want)
		}
		// A line that goes in and out and along: what is known of one segment tells
		// nothing wrong of the next.
		var walk orb.LineString
		for range 30 {
			walk = append(walk, orb.Point{float64(rng.IntN(9)), float64(rng.IntN(9))})
		}
		sum := 0.0
		for i := 1; i < len(walk); i++ {
			sum += outline.Length(orb.MultiLineString{walk[i-1 : i+1]})
		}
		if got := outline.Length(orb.MultiLineString{walk}); math.Abs(got-sum) > 1e-12*(1+sum) {
			t.Fatalf("%v: %v of %v inside, its segments have %v", g, got, walk, sum)
		}
	}
	big := city(2000)
	rings, _ := geo.Lines(big)
	if got, want := area.Prepare(big).Length(rings), geo.Length(big); math.Abs(got-want) > 1e-9*want {
		t.Errorf("city: %v of its border inside, want %v", got, want)
	}
	if got := area.Prepare(big).Length(orb.MultiLineString{{{0, 4e6}, {1e6, 4e6}}}); got < 10000 || got > 20000 {
		t.Errorf("a line through the city: %v", got)
	}
}
