package rules

import "math"

// interval is the numbers from lo to hi. Operations give an interval that holds
// every result of operands taken from theirs, and exactly one number for exact
// operands. They are monotone: narrower operands give no wider result, which is
// what makes an outcome hold for all completions of missing data. Rounding does
// not break that, since the rounding of IEEE 754 is monotone too.
type interval struct{ lo, hi float64 }

var everything = interval{math.Inf(-1), math.Inf(1)}

func exactly(v float64) interval { return interval{v, v} }

func (a interval) exact() bool { return a.lo == a.hi }

func (a interval) quantity(why []string) Quantity { return Quantity{a.lo, a.hi, why} }

// plain gives up an exact value that is no number (an overflow, infinity minus
// infinity) or an empty interval: nothing is known then.
func (a interval) plain() interval {
	if a.lo <= a.hi && !math.IsInf(a.lo, 1) && !math.IsInf(a.hi, -1) {
		return a
	}
	return everything
}

func (a interval) neg() interval            { return interval{-a.hi, -a.lo} }
func (a interval) plus(b interval) interval { return interval{a.lo + b.lo, a.hi + b.hi}.plain() }
func (a interval) minus(b interval) interval {
	return interval{difference(a.lo, b.hi), difference(a.hi, b.lo)}.plain()
}

// difference is a less b, and nothing where it is but what rounding leaves of two sums of
// areas that are the same land: an area is known to some 10⁻¹⁴ of itself.
func difference(a, b float64) float64 {
	const rounding = 1e-12
	if d := a - b; !(math.Abs(d) <= rounding*max(math.Abs(a), math.Abs(b))) || math.IsInf(d, 0) {
		return d
	}
	return 0
}

func (a interval) times(b interval) interval {
	p, q, r, s := product(a.lo, b.lo), product(a.lo, b.hi), product(a.hi, b.lo), product(a.hi, b.hi)
	return interval{min(p, q, r, s), max(p, q, r, s)}.plain()
}

// product is a times b, where nothing of something without bound is nothing:
// infinity is only ever an open end here.
func product(a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return a * b
}

// over divides. Where the divisor can be zero nothing is known, for there may
// be nothing to divide by; [formula] adds the reason.
func (a interval) over(b interval) interval {
	if b.lo <= 0 && b.hi >= 0 {
		return everything
	}
	p, q, r, s := quotient(a.lo, b.lo), quotient(a.lo, b.hi), quotient(a.hi, b.lo), quotient(a.hi, b.hi)
	return interval{min(p, q, r, s), max(p, q, r, s)}.plain()
}

// quotient is a over b. Two open ends give 0, which is one of the limits; the
// other comes from the other ends.
func quotient(a, b float64) float64 {
	if math.IsInf(b, 0) {
		return 0
	}
	return a / b
}

func (a interval) min(b interval) interval { return interval{min(a.lo, b.lo), min(a.hi, b.hi)} }
func (a interval) max(b interval) interval { return interval{max(a.lo, b.lo), max(a.hi, b.hi)} }

func (a interval) abs() interval {
	switch {
	case a.lo >= 0:
		return a
	case a.hi <= 0:
		return a.neg()
	}
	return interval{0, max(-a.lo, a.hi)}
}

// sqrt is known only where its operand cannot be negative.
func (a interval) sqrt() interval {
	if a.lo < 0 {
		return everything
	}
	return interval{math.Sqrt(a.lo), math.Sqrt(a.hi)}
}

// within draws both ends into the domain.
func (a interval) within(d interval) interval {
	return interval{min(max(a.lo, d.lo), d.hi), min(max(a.hi, d.lo), d.hi)}
}

// covers reports whether a holds all of b.
func (a interval) covers(b interval) bool { return a.lo <= b.lo && b.hi <= a.hi }

// Compare says whether a quantity stands in a relation of [Ops] to a number.
func Compare(q Quantity, op string, to float64) Outcome {
	return compare(interval{q.Low, q.High}, op, exactly(to))
}

// compare says whether "a op b" holds for all values, for none, or depends.
func compare(a interval, op string, b interval) Outcome {
	switch op {
	case "<":
		return decided(a.hi < b.lo, a.lo >= b.hi)
	case "<=":
		return decided(a.hi <= b.lo, a.lo > b.hi)
	case ">":
		return decided(a.lo > b.hi, a.hi <= b.lo)
	case ">=":
		return decided(a.lo >= b.hi, a.hi < b.lo)
	case "==":
		return decided(a.exact() && b.exact() && a.lo == b.lo, a.hi < b.lo || a.lo > b.hi)
	case "!=":
		return compare(a, "==", b).Not()
	}
	return Unknown
}

func decided(always, never bool) Outcome {
	switch {
	case always:
		return Pass
	case never:
		return Fail
	}
	return Unknown
}
