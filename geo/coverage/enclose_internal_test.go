package coverage

import (
	"context"
	"math/big"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// sides of squares to draw spots in: heaps, where everything that can go wrong
// does, up to as far as spots go.
var squares = []int64{2, 3, 5, 9, 40, 1000, 1 << 31, farthest}

func drawStroke(t *rapid.T, side int64) stroke {
	at := func() int64 { return rapid.Int64Range(-side, side).Draw(t, "at") }
	for {
		s := stroke{spot{at(), at()}, spot{at(), at()}}
		switch compareSpots(s.a, s.b) {
		case -1:
			return s
		case 1:
			return stroke{s.b, s.a}
		}
	}
}

// Strokes meet only at ends that they share, and pass no node at less than half
// a step; each is still one way from its first to its last end.
func TestNodedStrokesMeetOnlyAtSharedEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom(squares).Draw(t, "side")
		var strokes []stroke
		known := map[stroke]bool{}
		for range rapid.IntRange(1, 14).Draw(t, "strokes") {
			if s := drawStroke(t, side); !known[s] {
				strokes, known[s] = append(strokes, s), true
			}
		}
		drawn := append([]stroke(nil), strokes...)
		n, err := nodeByParts(context.Background(), strokes, rapid.IntRange(1, 20).Draw(t, "part"), 2)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range drawn {
			at := s.a
			for k := int32(i); ; k = n.next[k] {
				if n.strokes[k].a != at || n.strokes[k].b == at {
					t.Fatalf("%v: %v does not go on from %v", s, n.strokes[k], at)
				}
				at = n.strokes[k].b
				if n.next[k] == 0 {
					break
				}
			}
			if at != s.b {
				t.Fatalf("%v ends at %v", s, at)
			}
		}
		for i, s := range n.strokes {
			for _, p := range n.nodes {
				if p != s.a && p != s.b && nearerThanHalf(p, s) {
					t.Fatalf("%v passes %v at less than half a step", s, p)
				}
			}
			for _, u := range n.strokes[:i] {
				if compareSpots(s.a, s.b) > 0 {
					s.a, s.b = s.b, s.a
				}
				if compareSpots(u.a, u.b) > 0 {
					u.a, u.b = u.b, u.a
				}
				if _, crossing := cross(s, u); crossing {
					t.Fatalf("%v and %v cross", s, u)
				}
			}
		}
	})
}

// nearerThanHalf reports exactly whether p is less than half a step from s.
func nearerThanHalf(p spot, s stroke) bool {
	dx, dy, px, py := s.b.x-s.a.x, s.b.y-s.a.y, p.x-s.a.x, p.y-s.a.y
	dot := func(a, b, c, d int64) *big.Int {
		sum := new(big.Int).Mul(big.NewInt(a), big.NewInt(b))
		return sum.Add(sum, new(big.Int).Mul(big.NewInt(c), big.NewInt(d)))
	}
	length, along, off := dot(dx, dx, dy, dy), dot(px, dx, py, dy), dot(px, dy, -py, dx)
	if along.Sign() <= 0 || along.Cmp(length) >= 0 {
		return false // nearest to an end, which is a spot like p
	}
	off.Mul(off, off)
	return off.Mul(off, big.NewInt(4)).Cmp(length) < 0
}

// V − E + F = 1 + C, with the unbounded face.
func TestEulersFormula(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom(squares[:6]).Draw(t, "side")
		lines := make([]orb.LineString, rapid.IntRange(1, 20).Draw(t, "lines"))
		for i := range lines {
			s := drawStroke(t, side)
			lines[i] = orb.LineString{{float64(s.a.x), float64(s.a.y)}, {float64(s.b.x), float64(s.b.y)}}
		}
		g, err := newFineGrid(rapid.SampledFrom([]float64{0, 1, 2.5}).Draw(t, "grid"), lines, nil)
		if err != nil {
			t.Fatal(err)
		}
		d := strokesOf(g, lines, nil)
		n, err := nodeByParts(context.Background(), d.strokes, 3, 1)
		if err != nil {
			t.Fatal(err)
		}
		w, err := newWeb(context.Background(), n, d, 1)
		if err != nil {
			t.Fatal(err)
		}
		w.findFaces()
		for v, n := range w.degree {
			if n == 0 {
				t.Fatalf("no edge ends at node %v", w.at[v])
			}
		}
		if v, e, f, c := len(w.at), len(w.ends), w.faces, len(w.leastVertices()); v-e+f != 1+c {
			t.Fatalf("%d vertices, %d edges, %d faces, %d parts", v, e, f, c)
		}
	})
}

func TestDeterminantsAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := make([]int64, 4)
		side := rapid.SampledFrom([]int64{1, 3, 1 << 26, 1 << 27, 1 << 52}).Draw(t, "side")
		for i := range v {
			v[i] = rapid.Int64Range(-side, side).Draw(t, "v")
		}
		l := new(big.Int).Mul(big.NewInt(v[0]), big.NewInt(v[3]))
		r := new(big.Int).Mul(big.NewInt(v[1]), big.NewInt(v[2]))
		want := l.Cmp(r)
		if got := detSign(v[0], v[1], v[2], v[3]); got != want {
			t.Fatalf("%v: %d, want %d", v, got, want)
		}
		if got := product(v[0], v[3]).minus(product(v[1], v[2])).sign(); got != want {
			t.Fatalf("%v: %d in 128 bits, want %d", v, got, want)
		}
	})
}

// Against the parameters of the crossing in rational numbers.
func TestCrossIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom(squares).Draw(t, "side")
		s, u := drawStroke(t, side), drawStroke(t, side)
		along := func(s, u stroke) *big.Rat { // s.a + along·(s.b − s.a) is on the line of u
			num, den := det(u.a, u.b, s.a), det(u.a, u.b, s.b)
			den.Sub(num, den)
			if den.Sign() == 0 {
				return nil
			}
			return new(big.Rat).SetFrac(num, den)
		}
		inside := func(r *big.Rat) bool { return r != nil && r.Sign() > 0 && r.Cmp(big.NewRat(1, 1)) < 0 }
		at := along(s, u)
		want, crosses := spot{}, inside(at) && inside(along(u, s))
		if crosses {
			nearest := func(from, to int64) int64 {
				v := new(big.Rat).Mul(at, new(big.Rat).SetInt64(to-from))
				v.Add(v, new(big.Rat).SetInt64(from)).Add(v, big.NewRat(1, 2))
				return new(big.Int).Div(v.Num(), v.Denom()).Int64() // rounds down
			}
			want = spot{nearest(s.a.x, s.b.x), nearest(s.a.y, s.b.y)}
		}
		if got, ok := cross(s, u); got != want || ok != crosses {
			t.Fatalf("%v and %v: %v %t, want %v %t", s, u, got, ok, want, crosses)
		}
		if got, _ := cross(u, s); got != want {
			t.Fatalf("%v and %v, the other way round: %v, want %v", u, s, got, want)
		}
	})
}

// Against the test of pixels on the coarse grid, which is tested by clipping,
// near and far from (0, 0); and by halves of steps, where the corners are.
func TestMeetsPixels(t *testing.T) {
	const side = 4
	for _, far := range []int64{0, farthest - side} {
		for ax := int64(-side); ax <= side; ax++ {
			for ay := int64(-side); ay <= side; ay++ {
				for bx := int64(-side); bx <= side; bx++ {
					for by := int64(-side); by <= side; by++ {
						s := stroke{spot{far + ax, ay - far}, spot{far + bx, by - far}}
						want := meetsPixel(segment{pt{int32(ax), int32(ay)}, pt{int32(bx), int32(by)}})
						if got := meets(s, spot{far, -far}); got != want {
							t.Fatalf("%v: got %t, want %t", s, got, want)
						}
					}
				}
			}
		}
	}
}

// A long stroke through a corner of a pixel: the float64 determinant decides
// nothing there.
func TestMeetsCorners(t *testing.T) {
	const far = 1 << 49
	for _, c := range []struct {
		s    stroke
		want bool
	}{
		{stroke{spot{-far, far + 1}, spot{far, -far + 1}}, false}, // through the upper right corner of (0, 0)
		{stroke{spot{-far, far - 1}, spot{far, -far - 1}}, true},  // through the lower left one
		{stroke{spot{-far, -far + 1}, spot{far, far + 1}}, false}, // the upper left
		{stroke{spot{-far, -far - 1}, spot{far, far - 1}}, false}, // the lower right
		{stroke{spot{-far, -far}, spot{far, far}}, true},
		{stroke{spot{-far, far + 1}, spot{far, -far}}, true}, // half a step nearer
		{stroke{spot{-far, far + 2}, spot{far, -far + 1}}, false},
	} {
		if got := meets(c.s, spot{}); got != c.want {
			t.Errorf("%v: got %t, want %t", c.s, got, c.want)
		}
	}
}

func TestFineGrid(t *testing.T) {
	for _, c := range []struct{ largest, step, want float64 }{
		{0, 0, 1e-22}, {1, 0, 1e-15}, {834_000, 0, 1e-9}, {4_500_000, 0, 1e-8}, {180, 0, 1e-12}, {12e6, 0, 1e-7},
		{4_500_000, 0.001, 0.001}, {4_500_000, 0.3, 0.3}, {4_500_000, 8, 8},
	} {
		g, err := newFineGrid(c.step, []orb.LineString{{{c.largest, -1e-3 * c.largest}}}, nil)
		if err != nil {
			t.Errorf("%v: %v", c, err)
		}
		if got := 1 / g.perUnit; got != c.want {
			t.Errorf("step %g for coordinates up to %g, want %g", got, c.largest, c.want)
		}
	}
	// Decimals come back as they were.
	g, err := newFineGrid(0, []orb.LineString{{{500_000.123, 4_500_000.45678901}}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if p := (orb.Point{500_000.123, 4_321_000.12345678}); g.point(g.snap(p)) != p {
		t.Errorf("%v came back as %v", p, g.point(g.snap(p)))
	}
}
