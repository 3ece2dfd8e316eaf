package coverage

import (
	"context"
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// drawPoint draws a grid point of a square with the given side around 0.
func drawPoint(t *rapid.T, side int32) pt {
	return pt{rapid.Int32Range(-side, side).Draw(t, "x"), rapid.Int32Range(-side, side).Draw(t, "y")}
}

func drawSegment(t *rapid.T, side int32) segment {
	for {
		if s := (segment{drawPoint(t, side), drawPoint(t, side)}); s.a != s.b {
			return s
		}
	}
}

// Two edges meet only at ends that they share: on the tiniest grids everything
// that can go wrong does.
func TestChainsMeetOnlyAtSharedPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom([]int32{2, 3, 5, 9, 40, 1000, 1 << 28}).Draw(t, "side")
		segs := make([]segment, rapid.IntRange(1, 14).Draw(t, "segments"))
		for i := range segs {
			segs[i] = drawSegment(t, side)
		}
		chains, err := node(context.Background(), segs)
		if err != nil {
			t.Fatal(err)
		}
		edges := map[segment]bool{}
		vertices := map[pt]bool{}
		for i, c := range chains {
			if c == nil {
				c = []pt{segs[i].a, segs[i].b}
			}
			if c[0] != segs[i].a || c[len(c)-1] != segs[i].b {
				t.Fatalf("chain %v does not join the ends of %v", c, segs[i])
			}
			vertices[c[0]] = true
			for k := 1; k < len(c); k++ {
				p, q := c[k-1], c[k]
				if p == q {
					t.Fatalf("chain %v stops at %v", c, p)
				}
				if q.less(p) {
					p, q = q, p
				}
				edges[segment{p, q}], vertices[c[k]] = true, true
			}
		}
		for e := range edges {
			for v := range vertices {
				if v != e.a && v != e.b && closerThanHalf(v, e) {
					t.Fatalf("edge %v passes vertex %v at less than half a step; segments %v", e, v, segs)
				}
			}
			for f := range edges {
				if _, cross := crossing(e, f); cross {
					t.Fatalf("edges %v and %v cross; segments %v", e, f, segs)
				}
			}
		}
	})
}

// closerThanHalf reports exactly whether p is less than half a step from s.
func closerThanHalf(p pt, s segment) bool {
	big64 := big.NewInt
	dx, dy := int64(s.b.x)-int64(s.a.x), int64(s.b.y)-int64(s.a.y)
	px, py := int64(p.x)-int64(s.a.x), int64(p.y)-int64(s.a.y)
	length := new(big.Int).Add(new(big.Int).Mul(big64(dx), big64(dx)), new(big.Int).Mul(big64(dy), big64(dy)))
	along := new(big.Int).Add(new(big.Int).Mul(big64(px), big64(dx)), new(big.Int).Mul(big64(py), big64(dy)))
	if along.Sign() <= 0 || along.Cmp(length) >= 0 {
		return false // nearest to an end, which is a grid point like p
	}
	off := new(big.Int).Sub(new(big.Int).Mul(big64(px), big64(dy)), new(big.Int).Mul(big64(py), big64(dx)))
	off.Mul(off, off)
	return off.Mul(off, big64(4)).Cmp(length) < 0
}

func TestCrossingIsExact(t *testing.T) {
	half := big.NewRat(1, 2)
	floor := func(r *big.Rat) int64 { // of r + ½: the nearest integer, halves up
		r = new(big.Rat).Add(r, half)
		return new(big.Int).Div(r.Num(), r.Denom()).Int64()
	}
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom([]int32{1, 2, 4, 30, 1 << 14, 1 << 28}).Draw(t, "side")
		s, u := drawSegment(t, side), drawSegment(t, side)
		rat := func(v int32) *big.Rat { return new(big.Rat).SetInt64(int64(v)) }
		minus := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
		times := func(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }
		dx, dy := minus(rat(s.b.x), rat(s.a.x)), minus(rat(s.b.y), rat(s.a.y))
		ex, ey := minus(rat(u.b.x), rat(u.a.x)), minus(rat(u.b.y), rat(u.a.y))
		ox, oy := minus(rat(u.a.x), rat(s.a.x)), minus(rat(u.a.y), rat(s.a.y))
		den := minus(times(dx, ey), times(dy, ex))
		var want pt
		cross := false
		if den.Sign() != 0 {
			// s.a + along·d = u.a + across·e
			along := new(big.Rat).Quo(minus(times(ox, ey), times(oy, ex)), den)
			across := new(big.Rat).Quo(minus(times(ox, dy), times(oy, dx)), den)
			one := big.NewRat(1, 1)
			if along.Sign() > 0 && along.Cmp(one) < 0 && across.Sign() > 0 && across.Cmp(one) < 0 {
				cross = true
				want = pt{
					int32(floor(new(big.Rat).Add(rat(s.a.x), times(along, dx)))),
					int32(floor(new(big.Rat).Add(rat(s.a.y), times(along, dy)))),
				}
			}
		}
		got, ok := crossing(s, u)
		if ok != cross || ok && got != want {
			t.Fatalf("%v and %v: got %v %t, want %v %t", s, u, got, ok, want, cross)
		}
		if back, _ := crossing(segment{u.b, u.a}, s); back != got {
			t.Fatalf("%v and %v: %v, the other way round %v", s, u, got, back)
		}
	})
}

// Whether a segment meets the half-open square around the origin, against a
// clipping of its parameter in rational numbers.
func TestPassesAgainstClipping(t *testing.T) {
	const side = 4
	for ax := int32(-side); ax <= side; ax++ {
		for ay := int32(-side); ay <= side; ay++ {
			for bx := int32(-side); bx <= side; bx++ {
				for by := int32(-side); by <= side; by++ {
					s := segment{pt{ax, ay}, pt{bx, by}}
					if got, want := passes(s, pt{}), meetsPixel(s); got != want {
						t.Errorf("%v: got %t, want %t", s, got, want)
					}
				}
			}
		}
	}
}

// meetsPixel clips s to -½ ≤ x, y < ½: it keeps an interval of the parameter
// whose ends may or may not belong to it.
func meetsPixel(s segment) bool {
	low, high := big.NewRat(0, 1), big.NewRat(1, 1)
	lowIn, highIn := true, true
	for _, c := range [][2]int64{{int64(s.a.x), int64(s.b.x)}, {int64(s.a.y), int64(s.b.y)}} {
		d := c[1] - c[0]
		if d == 0 {
			if c[0] != 0 {
				return false
			}
			continue
		}
		enter, leave := big.NewRat(-1-2*c[0], 2*d), big.NewRat(1-2*c[0], 2*d) // at -½ and ½
		enterIn, leaveIn := true, false
		if d < 0 {
			enter, leave, enterIn, leaveIn = leave, enter, false, true
		}
		if k := enter.Cmp(low); k > 0 {
			low, lowIn = enter, enterIn
		} else if k == 0 {
			lowIn = lowIn && enterIn
		}
		if k := leave.Cmp(high); k < 0 {
			high, highIn = leave, leaveIn
		} else if k == 0 {
			highIn = highIn && leaveIn
		}
	}
	k := low.Cmp(high)
	return k < 0 || k == 0 && lowIn && highIn
}
