package coverage

import (
	"math"
	"math/big"
	"math/bits"
)

// wide is a signed integer of 128 bits.
type wide struct {
	hi int64
	lo uint64
}

func product(a, b int64) wide {
	hi, lo := bits.Mul64(uint64(a), uint64(b))
	// Two's complement: a negative factor was taken 2^64 too large.
	hi -= uint64(a>>63)&uint64(b) + uint64(b>>63)&uint64(a)
	return wide{int64(hi), lo}
}

func (w wide) minus(v wide) wide {
	lo, borrow := bits.Sub64(w.lo, v.lo, 0)
	hi, _ := bits.Sub64(uint64(w.hi), uint64(v.hi), borrow)
	return wide{int64(hi), lo}
}

func (w wide) sign() int {
	switch {
	case w.hi < 0:
		return -1
	case w.hi == 0 && w.lo == 0:
		return 0
	default:
		return 1
	}
}

// rounding exceeds the relative error of a float64 determinant of integers that
// float64 holds: each product is rounded once, their difference too.
const rounding = 4 * 0x1p-53

// detSign is the sign of ux·vy − uy·vx.
func detSign(ux, uy, vx, vy int64) int {
	l, r := float64(ux)*float64(vy), float64(uy)*float64(vx)
	bound := rounding * (math.Abs(l) + math.Abs(r))
	if d := l - r; d > bound {
		return 1
	} else if d < -bound {
		return -1
	}
	return product(ux, vy).minus(product(uy, vx)).sign()
}

// turn is 1 where c lies left of a→b, -1 where right, 0 where on it.
func turn(a, b, c spot) int { return detSign(b.x-a.x, b.y-a.y, c.x-a.x, c.y-a.y) }

// cross returns the spot nearest to where the interiors of two strokes cross,
// halves rounded up. Strokes that only touch, or overlap, have none: their own
// ends are the nodes.
func cross(s, t stroke) (spot, bool) {
	// a.x ≤ b.x by the order of the ends, not so for y.
	if s.b.x < t.a.x || t.b.x < s.a.x ||
		max(s.a.y, s.b.y) < min(t.a.y, t.b.y) || max(t.a.y, t.b.y) < min(s.a.y, s.b.y) {
		return spot{}, false
	}
	d1, d2 := turn(t.a, t.b, s.a), turn(t.a, t.b, s.b)
	if d1 == 0 || d1 != -d2 {
		return spot{}, false
	}
	if d3, d4 := turn(s.a, s.b, t.a), turn(s.a, s.b, t.b); d3 == 0 || d3 != -d4 {
		return spot{}, false
	}
	num, den := det(t.a, t.b, s.a), det(t.a, t.b, s.b)
	den.Sub(num, den)
	if den.Sign() < 0 {
		num.Neg(num)
		den.Neg(den)
	}
	return spot{s.a.x + share128(s.b.x-s.a.x, num, den), s.a.y + share128(s.b.y-s.a.y, num, den)}, true
}

// det is twice the signed area of the triangle a, b, c.
func det(a, b, c spot) *big.Int {
	l := new(big.Int).Mul(big.NewInt(b.x-a.x), big.NewInt(c.y-a.y))
	return l.Sub(l, new(big.Int).Mul(big.NewInt(b.y-a.y), big.NewInt(c.x-a.x)))
}

// share128 is d·num/den rounded to the nearest integer, halves up, for
// 0 < num < den.
func share128(d int64, num, den *big.Int) int64 {
	v := new(big.Int).Mul(big.NewInt(2*d), num)
	v.Add(v, den)
	return v.Div(v, new(big.Int).Lsh(den, 1)).Int64() // Div rounds down
}

// meets reports whether the stroke meets the pixel of p: the square of one step
// around it, with its left and lower sides and without the others, so that the
// pixels of all spots tile the plane.
func meets(s stroke, p spot) bool {
	// Doubled coordinates from p; the pixel is [-1, 1) × [-1, 1).
	ax, ay := 2*(s.a.x-p.x), 2*(s.a.y-p.y)
	bx, by := 2*(s.b.x-p.x), 2*(s.b.y-p.y)
	if min(ax, bx) >= 1 || max(ax, bx) < -1 || min(ay, by) >= 1 || max(ay, by) < -1 {
		return false
	}
	// The determinant at a corner (±1, ±1) differs from that at p by ±dx ±dy.
	dx, dy := bx-ax, by-ay
	l, r := float64(dy)*float64(ax), float64(dx)*float64(ay)
	size, most := rounding*(math.Abs(l)+math.Abs(r)), math.Abs(float64(dx))+math.Abs(float64(dy))
	switch d := math.Abs(l - r); {
	case d-size > most*(1+rounding):
		return false
	case d+size < most*(1-rounding):
		return true
	}
	at := product(dy, ax).minus(product(dx, ay))
	greatest := at.minus(product(1, -magnitude(dx)-magnitude(dy))) // the greatest of the corners
	least := at.minus(product(1, magnitude(dx)+magnitude(dy)))     // the least
	switch {
	case greatest.sign() < 0 || least.sign() > 0: // all corners strictly on one side
		return false
	case greatest.sign() > 0 && least.sign() < 0: // through the inside
		return true
	default: // through one corner; only the lower left one belongs
		return at.minus(product(1, dx-dy)).sign() == 0
	}
}

func magnitude(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}
