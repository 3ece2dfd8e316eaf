package area_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/area"
)

// lineBeside is a segment that g's border has to do with: along an edge, past
// its ends or short of them, through a vertex, between vertices, or anywhere.
func lineBeside(rng *rand.Rand, g orb.MultiPolygon) (p, q orb.Point) {
	anywhere := func() orb.Point { return orb.Point{4 * float64(rng.IntN(65)), 4 * float64(rng.IntN(65))} }
	vertex := func() (a, b orb.Point) {
		polygon := g[rng.IntN(len(g))]
		r := polygon[rng.IntN(len(polygon))]
		k := rng.IntN(len(r) - 1)
		return r[k], r[k+1]
	}
	a, b := vertex()
	on := func(quarters float64) orb.Point {
		return orb.Point{a[0] + (b[0]-a[0])*quarters/4, a[1] + (b[1]-a[1])*quarters/4}
	}
	switch rng.IntN(7) {
	case 0: // an edge
		return a, b
	case 1: // along an edge, and past it
		return on(float64(rng.IntN(4) - 2)), on(float64(3 + rng.IntN(4)))
	case 2: // through a vertex
		c := anywhere()
		return c, orb.Point{2*a[0] - c[0], 2*a[1] - c[1]}
	case 3: // from vertex to vertex
		c, _ := vertex()
		return a, c
	case 4: // from a point on an edge
		return on(2), anywhere()
	case 5: // level or upright through a vertex
		if rng.IntN(2) == 0 {
			return orb.Point{-8, a[1]}, orb.Point{264, a[1]}
		}
		return orb.Point{a[0], -8}, orb.Point{a[0], 264}
	default:
		return anywhere(), anywhere()
	}
}

// Against exact arithmetic, on areas of every kind and lines that meet their
// borders in every way.
func TestLengthAgainstExactArithmetic(t *testing.T) {
	n := 10000
	if testing.Short() {
		n = 500
	}
	rng := rand.New(rand.NewPCG(101, 102))
	worst, inside := 0.0, 0
	for i := 0; i < n; {
		g := drawn(rng)
		scale, by := scales[rng.IntN(len(scales))], places[rng.IntN(len(places))]
		m := moved(g, scale, by)
		o := area.Prepare(anyhow(rng, m))
		for range 10 {
			p, q := lineBeside(rng, g)
			ends := moved(orb.MultiPolygon{{{p, q}}}, scale, by)[0][0]
			p, q = ends[0], ends[1]
			length := math.Hypot(q[0]-p[0], q[1]-p[1])
			if length == 0 {
				continue
			}
			i++
			want := exactShare(m, p, q) * length
			got := o.Length(orb.MultiLineString{{p, q}})
			off := math.Abs(got-want) / length
			worst = max(worst, off)
			if want > 0 {
				inside++
			}
			if off > 1e-12 {
				t.Errorf("%v to %v in %v: %v, want %v", p, q, m, got, want)
			}
		}
	}
	t.Logf("%d lines, %d of them in part inside: at most %.2g of their length off", n, inside, worst)
}
