package rules

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

func drawInterval(t *rapid.T, label string) interval {
	end := rapid.OneOf(rapid.Float64Range(-4, 4), rapid.Map(rapid.IntRange(-3, 3), func(i int) float64 { return float64(i) }))
	a, b := end.Draw(t, label+" a"), end.Draw(t, label+" b")
	v := interval{min(a, b), max(a, b)}
	if rapid.IntRange(0, 5).Draw(t, label+" open below") == 0 {
		v.lo = math.Inf(-1)
	}
	if rapid.IntRange(0, 5).Draw(t, label+" open above") == 0 {
		v.hi = math.Inf(1)
	}
	return v
}

// drawIn draws an interval inside another, often a single number.
func drawIn(t *rapid.T, v interval, label string) interval {
	lo, hi := max(v.lo, -1e6), min(v.hi, 1e6)
	a := rapid.Float64Range(lo, hi).Draw(t, label+" from")
	if rapid.Bool().Draw(t, label+" exact") {
		return exactly(a)
	}
	return interval{a, rapid.Float64Range(a, hi).Draw(t, label+" to")}
}

var operations = []struct {
	name string
	of   func(a, b interval) interval
}{
	{"plus", interval.plus}, {"minus", interval.minus}, {"times", interval.times}, {"over", interval.over},
	{"min", interval.min}, {"max", interval.max}, {"within", interval.within},
	{"neg", func(a, _ interval) interval { return a.neg() }},
	{"abs", func(a, _ interval) interval { return a.abs() }},
	{"sqrt", func(a, _ interval) interval { return a.sqrt() }},
	{"settle", settle},
}

// Narrower operands give no wider result: what was certain stays so.
func TestIntervalsAreMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawInterval(t, "a"), drawInterval(t, "b")
		in, jn := drawIn(t, a, "in a"), drawIn(t, b, "in b")
		for _, op := range operations {
			if op.name == "within" || op.name == "settle" {
				jn = b // a domain does not change
			}
			if wide, narrow := op.of(a, b), op.of(in, jn); !wide.covers(narrow) {
				t.Fatalf("%v %s %v is %v, but %v %s %v is %v", a, op.name, b, wide, in, op.name, jn, narrow)
			}
		}
		for _, op := range Ops() {
			if before, after := compare(a, op, b), compare(in, op, drawIn(t, b, "in b again")); before != Unknown && before != after {
				t.Fatalf("%v %s %v is %v and turns %v", a, op, b, before, after)
			}
		}
	})
}

// Exact operands give what floating point gives.
func TestIntervalsOfNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.Float64Range(-9, 9).Draw(t, "x"), rapid.Float64Range(-9, 9).Draw(t, "y")
		a, b := exactly(x), exactly(y)
		same := func(name string, got interval, want float64) {
			if got.lo != want || got.hi != want {
				t.Fatalf("%s of %v and %v is %v, not %v", name, x, y, got, want)
			}
		}
		same("plus", a.plus(b), x+y)
		if math.Abs(x-y) > 1e-11 {
			same("minus", a.minus(b), x-y)
		}
		same("times", a.times(b), x*y)
		same("min", a.min(b), min(x, y))
		same("max", a.max(b), max(x, y))
		same("abs", a.abs(), math.Abs(x))
		if !math.IsInf(x/y, 0) && y != 0 { // what is beyond all floats is unknown
			same("over", a.over(b), x/y)
		}
	})
}

func TestIntervalKnownAnswers(t *testing.T) {
	inf := math.Inf(1)
	for _, c := range []struct {
		name      string
		got, want interval
	}{
		{"n/0", exactly(5).over(exactly(0)), everything},
		{"0/0", exactly(0).over(exactly(0)), everything},
		{"divisor may be 0", exactly(1).over(interval{0, 2}), everything},
		{"open divisor", exactly(1).over(interval{2, inf}), interval{0, 0.5}},
		{"open over open", interval{5, inf}.over(interval{1, inf}), interval{0, inf}},
		{"nothing of anything", exactly(0).times(everything), exactly(0)},
		{"rounding of a difference", exactly(731298.8419).minus(exactly(731298.8419 - 2.4e-10)), exactly(0)},
		{"small difference", exactly(1 << 20).minus(exactly(1<<20 - 0x1p-10)), exactly(0x1p-10)},
		{"small numbers", exactly(0x3p-60).minus(exactly(0x1p-60)), exactly(0x1p-59)},
		{"open ends", exactly(5).minus(interval{2, inf}), interval{math.Inf(-1), 3}},
		{"signs", interval{-2, 3}.times(interval{-5, 1}), interval{-15, 10}},
		{"overflow", exactly(1e308).times(exactly(10)), everything},
		{"root of a negative", interval{-1, 4}.sqrt(), everything},
		{"root", interval{4, 9}.sqrt(), interval{2, 3}},
		{"abs across 0", interval{-2, 1}.abs(), interval{0, 2}},
		{"share above 1", interval{0.9, 1.2}.within(interval{0, 1}), interval{0.9, 1}},
		{"share of all that can be", settle(interval{-1, 1}, interval{0, 1}), everything},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, want %v", c.name, c.got, c.want)
		}
	}
}

func TestMidRank(t *testing.T) {
	sorted := []float64{1, 2, 2, 2, 5}
	for v, want := range map[float64]float64{1: 0.1, 2: 0.5, 5: 0.9} { // below and half of equal, of 5
		if got := midRank(sorted, v); math.Abs(got-want) > 1e-15 {
			t.Errorf("rank of %v is %v, want %v", v, got, want)
		}
	}
}

// What is known of a share only up to rounding is unknown, however the last digits of an
// area fall; what says more than rounding stays, and so does what is exact.
func TestSettleTellsNothingFromRounding(t *testing.T) {
	share := unitDomains["share"]
	for _, v := range []interval{{0, 1}, {0, 1 - 1e-10}, {1e-10, 1}, {-1, 2}, {1e-10, 1 - 1e-10}, everything} {
		if got := settle(v, share); got != everything {
			t.Errorf("%v of a share says %v", v, got)
		}
	}
	for _, v := range []interval{{0, 1 - 1e-8}, {1e-8, 1}, {0.2, 0.3}, {0, 0}, {1, 1}} {
		if got := settle(v, share); got != v {
			t.Errorf("%v of a share says %v", v, got)
		}
	}
	if got, least := settle(interval{1e-8, unbounded}, unitDomains["m2"]), (interval{1e-8, unbounded}); got != least {
		t.Errorf("at least %v says %v", least, got)
	}
}
