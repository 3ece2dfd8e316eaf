// Package exact answers questions of sign on floating-point coordinates
// without rounding: on which side of a line a point lies, and which way a ring
// runs.
//
// The answers hold for the coordinates as they are stored, at any offset. Each
// question is first put to plain arithmetic with a bound on its error, and to
// rational arithmetic only where that bound does not decide.
package exact

import (
	"math"
	"math/big"

	"github.com/paulmach/orb"
)

// unit is the largest relative error of one rounded operation.
const unit = 0x1p-53

// tiny exceeds whatever the products of this package lose to underflow.
const tiny = 1e-300

// Orientation is +1 where c lies to the left of the line from a to b, −1 where
// it lies to the right and 0 where it lies on it. It is 0 where a equals b or a
// coordinate is not finite.
func Orientation(a, b, c orb.Point) int {
	l, r := (a[0]-c[0])*(b[1]-c[1]), (a[1]-c[1])*(b[0]-c[0])
	// Each product carries three roundings and their difference one: Shewchuk,
	// "Adaptive Precision Floating-Point Arithmetic" (1997), bound A.
	bound := (3+16*unit)*unit*(math.Abs(l)+math.Abs(r)) + tiny
	if d := l - r; d > bound {
		return 1
	} else if -d > bound {
		return -1
	}
	if s, ok := byProducts(a, b, c); ok {
		return s
	}
	return byRationals(a, b, c)
}

// byProducts decides where the four differences are exact, as they are for
// coordinates on a grid, by splitting each product into its rounded value and
// its rounding error.
func byProducts(a, b, c orb.Point) (sign int, ok bool) {
	ax, ok1 := difference(a[0], c[0])
	ay, ok2 := difference(a[1], c[1])
	bx, ok3 := difference(b[0], c[0])
	by, ok4 := difference(b[1], c[1])
	if !(ok1 && ok2 && ok3 && ok4) {
		return 0, false
	}
	l, r := ax*by, ay*bx
	if small(l, ax, by) || small(r, ay, bx) {
		return 0, false
	}
	d, e := l-r, math.FMA(ax, by, -l)-math.FMA(ay, bx, -r)
	switch {
	case math.IsNaN(d + e):
		return 0, false
	case d == 0:
		return signOf(e), true
	case d+e == 0:
		return 0, false // e may have been rounded to meet d
	default:
		return signOf(d + e), true
	}
}

// small reports whether the rounding error of the product p of a and b may be
// lost to underflow.
func small(p, a, b float64) bool { return math.Abs(p) < 1e-250 && a != 0 && b != 0 }

// difference returns a−b and whether it is exact.
func difference(a, b float64) (float64, bool) {
	d := a - b
	rest := a - d
	return d, (a-(d+rest))+(rest-b) == 0
}

func byRationals(a, b, c orb.Point) int {
	if !finite(a) || !finite(b) || !finite(c) {
		return 0
	}
	l := new(big.Rat).Mul(minus(a[0], c[0]), minus(b[1], c[1]))
	r := new(big.Rat).Mul(minus(a[1], c[1]), minus(b[0], c[0]))
	return l.Cmp(r)
}

// Turn is +1 for a ring that runs counter-clockwise, −1 for one that runs
// clockwise and 0 for one that encloses as much on its left as on its right or
// has a coordinate that is not finite. The ring may be closed or open.
func Turn(r orb.Ring) int {
	if len(r) < 3 {
		return 0
	}
	o, sum, size := r[0], 0.0, 0.0
	for i := 1; i+1 < len(r); i++ {
		p := (r[i][0] - o[0]) * (r[i+1][1] - o[1])
		q := (r[i+1][0] - o[0]) * (r[i][1] - o[1])
		sum += p - q
		size += math.Abs(p) + math.Abs(q)
	}
	// Three roundings in a product, one in a difference, and at most len(r) in
	// the sum; one more pays for the rounding of size.
	if bound := float64(len(r)+8) * unit * size; sum > bound+tiny {
		return 1
	} else if -sum > bound+tiny {
		return -1
	}
	for _, p := range r {
		if !finite(p) {
			return 0
		}
	}
	total := new(big.Rat)
	for i := 1; i+1 < len(r); i++ {
		total.Add(total, new(big.Rat).Mul(minus(r[i][0], o[0]), minus(r[i+1][1], o[1])))
		total.Sub(total, new(big.Rat).Mul(minus(r[i+1][0], o[0]), minus(r[i][1], o[1])))
	}
	return total.Sign()
}

func minus(a, b float64) *big.Rat {
	x, y := new(big.Rat).SetFloat64(a), new(big.Rat).SetFloat64(b)
	return x.Sub(x, y)
}

func finite(p orb.Point) bool { return p[0]-p[0] == 0 && p[1]-p[1] == 0 }

func signOf(v float64) int {
	switch {
	case v > 0:
		return 1
	case v < 0:
		return -1
	default:
		return 0
	}
}
