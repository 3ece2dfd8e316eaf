package area_test

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// The areas below are valid by the way they are drawn, and lie on whole numbers
// that four divides, from 0 to 256, so that there are whole numbers on edges.

// star runs once around a point that lies in it, and sees all of its border.
func star(rng *rand.Rand, points int) orb.MultiPolygon {
	const centre, step = 128, 4
	var r orb.Ring
	for range points {
		r = append(r, orb.Point{step * float64(rng.IntN(65)), step * float64(rng.IntN(65))})
	}
	upper := func(p orb.Point) bool { return p[1] > centre || p[1] == centre && p[0] > centre }
	cross := func(p, q orb.Point) float64 {
		return (p[0]-centre)*(q[1]-centre) - (q[0]-centre)*(p[1]-centre)
	}
	r = slices.DeleteFunc(r, func(p orb.Point) bool { return p == orb.Point{centre, centre} })
	slices.SortFunc(r, func(p, q orb.Point) int {
		if upper(p) != upper(q) {
			if upper(p) {
				return -1
			}
			return 1
		}
		return cmp.Compare(0, cross(p, q))
	})
	r = slices.CompactFunc(r, func(p, q orb.Point) bool { return upper(p) == upper(q) && cross(p, q) == 0 })
	for i := range r {
		if cross(r[i], r[(i+1)%len(r)]) <= 0 {
			return star(rng, points+1)
		}
	}
	if len(r) < 3 {
		return star(rng, points+1)
	}
	return closed(r)
}

func closed(rings ...orb.Ring) orb.MultiPolygon {
	var p orb.Polygon
	for _, r := range rings {
		p = append(p, append(r, r[0]))
	}
	return orb.MultiPolygon{p}
}

func rectangle(x0, y0, x1, y1 float64) orb.Ring {
	return orb.Ring{{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}}
}

// steps is a skyline: edges of two of them run along one another.
func steps(rng *rand.Rand, towers int) orb.MultiPolygon {
	x := float64(16 * rng.IntN(6))
	r := orb.Ring{{x + float64(16*towers), 0}}
	for k := towers; k > 0; k-- {
		h := float64(16 + 16*rng.IntN(8))
		r = append(r, orb.Point{x + float64(16*k), h}, orb.Point{x + float64(16*k-16), h})
	}
	return closed(append(r, orb.Point{x, 0}))
}

// comb has long narrow teeth; those of another lie between, beside or on them.
func comb(rng *rand.Rand, teeth int) orb.MultiPolygon {
	r := orb.Ring{{0, 0}, {float64(16 * teeth), 0}}
	shift := float64(4 * rng.IntN(3))
	for k := teeth; k > 0; k-- {
		x := float64(16*k) - shift
		r = append(r, orb.Point{x, 16}, orb.Point{x - 2, 256}, orb.Point{x - 4, 16})
	}
	return closed(r)
}

// nest is a frame with an island in its hole, and perhaps a hole in that.
func nest(rng *rand.Rand) orb.MultiPolygon {
	k := float64(4 * rng.IntN(8))
	island := []orb.Ring{rectangle(64, 64, 192, 192)}
	if rng.IntN(2) == 0 {
		island = append(island, orb.Ring{{96, 96}, {96, 160}, {160, 160}, {160, 96}})
	}
	frame := []orb.Ring{rectangle(k, k, 256-k, 256-k), {{40, 48}, {48, 208}, {208, 212}, {216, 44}}}
	if rng.IntN(2) == 0 { // the hole touches the shell, the island the hole
		frame[1] = orb.Ring{{k, 128}, {60, 200}, {200, 200}, {200, 60}, {60, 60}}
		island = []orb.Ring{{{60, 60}, {128, 68}, {188, 188}, {68, 128}}}
	}
	return slices.Concat(closed(frame...), closed(island...))
}

// parts are two to four areas, which touch at corners at most.
func parts(rng *rand.Rand) (g orb.MultiPolygon) {
	for k, n := 0, 2+rng.IntN(3); k < n; k++ {
		g = append(g, moved(star(rng, 3+rng.IntN(3)), 0.5, orb.Point{float64(128 * (k % 2)), float64(128 * (k / 2))})...)
	}
	return g
}

// sliver is a triangle all but flat.
func sliver(rng *rand.Rand) orb.MultiPolygon {
	a := orb.Point{4 * float64(rng.IntN(8)), 4 * float64(rng.IntN(8))}
	b := orb.Point{256 - 4*float64(rng.IntN(8)), 256 - 4*float64(rng.IntN(8))}
	c := orb.Point{a[0] + (b[0]-a[0])/4 + float64(1+rng.IntN(2)), a[1] + (b[1]-a[1])/4}
	if r := (orb.Ring{a, b, c}); geo.RingArea(r) != 0 {
		return closed(r)
	}
	return sliver(rng)
}

func drawn(rng *rand.Rand) orb.MultiPolygon {
	switch rng.IntN(8) {
	case 0, 1:
		return star(rng, 3+rng.IntN(8))
	case 2:
		return steps(rng, 1+rng.IntN(5))
	case 3:
		return comb(rng, 1+rng.IntN(3))
	case 4:
		return nest(rng)
	case 5:
		return parts(rng)
	case 6:
		return sliver(rng)
	default:
		x, y := 16*float64(rng.IntN(8)), 16*float64(rng.IntN(8))
		return closed(rectangle(x, y, x+float64(16+16*rng.IntN(8)), y+float64(16+16*rng.IntN(8))))
	}
}

// beside is an area that g's border has to do with.
func beside(rng *rand.Rand, g orb.MultiPolygon) orb.MultiPolygon {
	ring := g[rng.IntN(len(g))][0]
	k := rng.IntN(len(ring) - 1)
	a, b := ring[k], ring[k+1]
	third := orb.Point{4 * float64(rng.IntN(65)), 4 * float64(rng.IntN(65))}
	on := func(quarters float64) orb.Point {
		return orb.Point{a[0] + (b[0]-a[0])*quarters/4, a[1] + (b[1]-a[1])*quarters/4}
	}
	r := orb.Ring{a, b, third} // shares an edge
	switch rng.IntN(7) {
	case 0: // the same area
		return g
	case 1: // its edge lies on an edge
		r = orb.Ring{on(1), on(3), third}
	case 2: // its edge runs along an edge and past it
		r = orb.Ring{on(-2), on(2), third}
	case 3: // a vertex on an edge
		r = orb.Ring{on(2), third, {third[0] + 4, third[1]}}
	case 4: // an edge touches a vertex
		r = orb.Ring{{a[0] - 8, a[1] - 12}, {a[0] + 8, a[1] + 12}, third}
	case 5: // a sliver on an edge
		m := on(2)
		r = orb.Ring{a, b, {m[0] + 1, m[1]}}
	}
	if geo.RingArea(r) == 0 {
		return beside(rng, g)
	}
	return closed(r)
}

func TestDrawnAreasAreValid(t *testing.T) {
	rng := rand.New(rand.NewPCG(51, 52))
	for range 3000 {
		a := drawn(rng)
		for _, g := range []orb.MultiPolygon{a, beside(rng, a)} {
			if reason, at := geo.Check(g); reason != "" {
				t.Fatalf("%v: %s at %v", g, reason, at)
			}
		}
	}
}
