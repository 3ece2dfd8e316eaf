package area_test

import (
	"cmp"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"renewal/geo"
)

// areas reads WKT.
func areas(t testing.TB, text string) orb.MultiPolygon {
	t.Helper()
	g, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	m, ok := geo.Polygons(g)
	if !ok {
		t.Fatalf("%s is no area", text)
	}
	return m
}

// number is an exact number beside the nearest float64, which settles most
// comparisons: rounding keeps order.
type number struct {
	exact *big.Rat
	near  float64
}

func numberOf(r *big.Rat) number {
	f, _ := r.Float64()
	return number{r, f}
}

func (n number) cmp(m number) int {
	if c := cmp.Compare(n.near, m.near); c != 0 {
		return c
	}
	return n.exact.Cmp(m.exact)
}

func rat(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }

// ratEdge is the line y = slope·x + rise between x0 and x1, left and right.
type ratEdge struct {
	x0, x1      number
	slope, rise *big.Rat
}

// ratEdges are the edges of g that are not vertical.
func ratEdges(g orb.MultiPolygon) (edges []ratEdge) {
	for _, p := range g {
		for _, r := range p {
			for i := range r {
				a, b := r[i], r[(i+1)%len(r)]
				if a[0] > b[0] {
					a, b = b, a
				}
				if a[0] == b[0] {
					continue
				}
				e := ratEdge{x0: number{rat(a[0]), a[0]}, x1: number{rat(b[0]), b[0]}}
				e.slope = new(big.Rat).Sub(rat(b[1]), rat(a[1]))
				e.slope.Quo(e.slope, new(big.Rat).Sub(e.x1.exact, e.x0.exact))
				e.rise = new(big.Rat).Mul(e.slope, e.x0.exact)
				e.rise.Sub(rat(a[1]), e.rise)
				edges = append(edges, e)
			}
		}
	}
	return edges
}

func (e ratEdge) at(x *big.Rat) *big.Rat {
	y := new(big.Rat).Mul(e.slope, x)
	return y.Add(y, e.rise)
}

// exactShared is the area that all of some areas share in rational arithmetic: the plane is cut into
// upright slabs at every vertex and every crossing, and what each slab holds is
// read off its middle line by the even-odd rule. It shares no idea with the
// package but the plane.
func exactShared(areas ...orb.MultiPolygon) *big.Rat {
	of := make([][]ratEdge, len(areas))
	for i, a := range areas {
		of[i] = ratEdges(a)
	}
	all := slices.Concat(of...)
	var xs []number
	for i, e := range all {
		xs = append(xs, e.x0, e.x1)
		for _, f := range all[i+1:] {
			low, high := e.x0, e.x1
			if f.x0.cmp(low) > 0 {
				low = f.x0
			}
			if f.x1.cmp(high) < 0 {
				high = f.x1
			}
			turn := new(big.Rat).Sub(e.slope, f.slope)
			if low.cmp(high) >= 0 || turn.Sign() == 0 {
				continue
			}
			x := new(big.Rat).Sub(f.rise, e.rise)
			if at := numberOf(x.Quo(x, turn)); at.cmp(low) > 0 && at.cmp(high) < 0 {
				xs = append(xs, at)
			}
		}
	}
	slices.SortFunc(xs, number.cmp)
	xs = slices.CompactFunc(xs, func(x, y number) bool { return x.cmp(y) == 0 })
	sum := new(big.Rat)
	for i := 1; i < len(xs); i++ {
		middle := new(big.Rat).Add(xs[i].exact, xs[i-1].exact)
		middle.Mul(middle, big.NewRat(1, 2))
		within := heights(of[0], xs[i-1], middle)
		for _, edges := range of[1:] {
			within = common(within, heights(edges, xs[i-1], middle))
		}
		depth := new(big.Rat)
		for k := 0; k+1 < len(within); k += 2 {
			depth.Add(depth, new(big.Rat).Sub(within[k+1].exact, within[k].exact))
		}
		if depth.Sign() != 0 {
			sum.Add(sum, depth.Mul(depth, new(big.Rat).Sub(xs[i].exact, xs[i-1].exact)))
		}
	}
	return sum
}

// heights are the heights, from below, at which edges meet the upright line at
// the middle of the slab that begins at x.
func heights(edges []ratEdge, x number, middle *big.Rat) (ys []number) {
	for _, e := range edges {
		if e.x0.cmp(x) <= 0 && x.cmp(e.x1) < 0 {
			ys = append(ys, numberOf(e.at(middle)))
		}
	}
	slices.SortFunc(ys, number.cmp)
	return ys
}

// common are the stretches that lie in stretches of both a and b: each is from a
// number to the next.
func common(a, b []number) (both []number) {
	for i := 0; i+1 < len(a); i += 2 {
		for k := 0; k+1 < len(b); k += 2 {
			low, high := a[i], a[i+1]
			if b[k].cmp(low) > 0 {
				low = b[k]
			}
			if b[k+1].cmp(high) < 0 {
				high = b[k+1]
			}
			if low.cmp(high) < 0 {
				both = append(both, low, high)
			}
		}
	}
	return both
}

func TestOracle(t *testing.T) {
	a := areas(t, "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 3,3 3,3 1,1 1))")
	b := areas(t, "POLYGON((0 0,4 0,0 4,0 0))")
	if got := exactShared(a, a); got.Cmp(big.NewRat(12, 1)) != 0 {
		t.Errorf("a in itself: %v", got)
	}
	if got := exactShared(a, b); got.Cmp(big.NewRat(6, 1)) != 0 {
		t.Errorf("a in b: %v", got)
	}
	if got := exactShared(a, b, moved(b, 1, orb.Point{0, 2})); got.Cmp(big.NewRat(3, 2)) != 0 {
		t.Errorf("a in b and b: %v", got)
	}
}

// scribble is a valid area made of a few rings of random points on a grid: it has
// holes and parts, and its edges meet those of other scribbles in every way.
func scribble(t testing.TB, rng *rand.Rand, points int) orb.MultiPolygon {
	var g orb.MultiPolygon
	for range 1 + rng.IntN(2) {
		var r orb.Ring
		for range 3 + rng.IntN(points) {
			r = append(r, orb.Point{float64(rng.IntN(9)), float64(rng.IntN(9))})
		}
		g = append(g, orb.Polygon{r})
	}
	return repaired(t, g)
}

func repaired(t testing.TB, g orb.MultiPolygon) orb.MultiPolygon {
	t.Helper()
	valid, _, _, err := geo.Repair(g)
	if err != nil {
		t.Fatal(err)
	}
	return valid
}

// blocks is a valid area made of squares and half squares of a grid: its edges
// coincide with those of other blocks.
func blocks(t testing.TB, rng *rand.Rand, n int) orb.MultiPolygon {
	var parts []orb.MultiPolygon
	for range n {
		x, y := float64(rng.IntN(7)), float64(rng.IntN(7))
		corners := []orb.Point{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}
		if k := rng.IntN(8); k < 4 {
			corners = slices.Delete(corners, k, k+1)
		}
		ring := append(orb.Ring(corners), corners[0])
		parts = append(parts, orb.MultiPolygon{{ring}})
	}
	g, err := geo.Union(parts)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// moved is g scaled and shifted, rounded to what float64 can hold.
func moved(g orb.MultiPolygon, scale float64, by orb.Point) orb.MultiPolygon {
	m := g.Clone()
	for _, p := range m {
		for _, r := range p {
			for i, c := range r {
				r[i] = orb.Point{c[0]*scale + by[0], c[1]*scale + by[1]}
			}
		}
	}
	return m
}

// anyhow is g with its rings turned round and some left unclosed.
func anyhow(rng *rand.Rand, g orb.MultiPolygon) orb.MultiPolygon {
	m := g.Clone()
	alike, turned := rng.IntN(2) == 0, rng.IntN(2) == 0
	for _, p := range m {
		for i, r := range p {
			if !alike {
				turned = rng.IntN(2) == 0
			}
			if turned {
				slices.Reverse(r)
			}
			if rng.IntN(2) == 0 {
				p[i] = r[:len(r)-1]
			}
		}
	}
	return m
}
