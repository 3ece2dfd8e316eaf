package rules_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renewal/rules"
)

// completions calls f with every way to settle what is open.
func completions(low, high []float64, f func(values []float64)) {
	values := slices.Clone(low)
	var settle func(i int)
	settle = func(i int) {
		if i == len(values) {
			f(values)
			return
		}
		for _, v := range numbers {
			if v >= low[i] && v <= high[i] {
				values[i] = v
				settle(i + 1)
			}
		}
	}
	settle(0)
}

// What is said to be possible is what some completion of the data brings about, no
// less and no more; and the class is the first whose criterion passes.
func TestPossibleIsWhatCanCome(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, rs := must(t)
		low, high := r.drawValues(t, true)
		v := rs.Judge([]rules.Facts{factsOf(low, high)})[0]
		can := map[string]bool{}
		completions(low, high, func(values []float64) { can[r.class(values)] = true })
		for _, class := range append(slices.Clone(classNames), rules.NotDelineated) {
			if slices.Contains(v.Possible, class) != can[class] {
				t.Fatalf("%v to %v: possible are %v, come out can %v", low, high, v.Possible, can)
			}
		}
		if want := v.Possible[0]; len(can) == 1 && v.Class != want || len(can) > 1 && v.Class != rules.Undetermined {
			t.Fatalf("class %s of %v", v.Class, v.Possible)
		}
	})
}

// What is named as missing settles the class, whatever it turns out to be, and what
// is not named has no say in it.
func TestMissingIsWhatSettles(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, rs := must(t)
		low, high := r.drawValues(t, true)
		v := rs.Judge([]rules.Facts{factsOf(low, high)})[0]
		named := func(i int) bool { return slices.Contains(v.Missing, fmt.Sprint("s", i)) }
		only := func(which bool) (l, h []float64) { // open is only what is named, or is not
			for i := range low {
				to := high[i]
				if named(i) != which {
					to = low[i]
				}
				l, h = append(l, low[i]), append(h, to)
			}
			return l, h
		}
		l, h := only(true)
		completions(l, h, func(values []float64) {
			for i := range values {
				l[i], h[i] = values[i], values[i]
				if !named(i) {
					l[i], h[i] = low[i], high[i]
				}
			}
			if after := rs.Judge([]rules.Facts{factsOf(l, h)})[0]; len(after.Possible) != 1 {
				t.Fatalf("%v is known of %v, and the class is one of %v", values, v.Missing, after.Possible)
			}
		})
		l, h = only(false)
		completions(l, h, func(values []float64) {
			for i := range values {
				l[i], h[i] = values[i], values[i]
				if named(i) {
					l[i], h[i] = low[i], high[i]
				}
			}
			if after := rs.Judge([]rules.Facts{factsOf(l, h)})[0]; !slices.Equal(after.Possible, v.Possible) {
				t.Fatalf("%v settles %v to %v, and only %v is said to", values, v.Possible, after.Possible, v.Missing)
			}
		})
	})
}

// A test turns where its value has moved by the margin, and not before.
func TestMarginsAreWhereTestsTurn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, rs := must(t)
		low, _ := r.drawValues(t, false)
		for _, test := range rs.Judge([]rules.Facts{factsOf(low, low)})[0].Tests {
			v, m := test.Value.Low, math.Abs(*test.Margin)
			turns := func(at float64) bool {
				return rules.Compare(rules.Exactly(at), test.Op, test.Threshold) != test.Outcome
			}
			far := false
			for _, at := range []float64{v - m, v + m} {
				far = far || turns(at) || turns(math.Nextafter(at, math.Inf(1))) || turns(math.Nextafter(at, math.Inf(-1)))
			}
			if !far || m > 0 && (turns(v-0.999*m) || turns(v+0.999*m)) {
				t.Fatalf("%v %s %v is %v with margin %v", v, test.Op, test.Threshold, test.Outcome, *test.Margin)
			}
		}
	})
}

// The nearest flip changes the class, and no smaller move of one measure does.
func TestNoFlipIsNearer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, rs := must(t)
		low, _ := r.drawValues(t, false)
		v := rs.Judge([]rules.Facts{factsOf(low, low)})[0]
		least := math.Inf(1)
		for m := range r.measures {
			for _, down := range []bool{true, false} {
				least = min(least, r.flip(low, m, down, v.Class))
			}
		}
		switch {
		case v.Nearest == nil && !math.IsInf(least, 1):
			t.Fatalf("%v, %s: nothing flips, and a move of %v does", low, v.Class, least)
		case v.Nearest != nil && math.Abs(v.Nearest.Relative-least) > 1e-12:
			t.Fatalf("%v, %s: flips by %+v, nearest is %v", low, v.Class, *v.Nearest, least)
		}
	})
}

// flip is how far, in shares of the threshold met, a measure has to move down or up
// until the class is another; infinity if it never is.
func (r randomRules) flip(values []float64, measure int, down bool, class string) float64 {
	var met []float64
	for _, test := range r.tests() {
		if v := values[measure]; test.measure == measure && (down && test.threshold <= v || !down && test.threshold >= v) {
			met = append(met, test.threshold)
		}
	}
	slices.Sort(met)
	past := 0.25 // before the next threshold
	if down {
		slices.Reverse(met)
		past = -0.25
	}
	for _, threshold := range met {
		for _, at := range []float64{threshold, threshold + past} {
			moved := slices.Clone(values)
			if moved[measure] = at; r.class(moved) != class {
				by := math.Abs(values[measure] - threshold)
				if threshold != 0 {
					by /= math.Abs(threshold)
				}
				return by
			}
		}
	}
	return math.Inf(1)
}

// What moving a threshold is said to change is what a ruleset with that threshold
// says, of random units.
func TestSwaysAreWhatRulesetsSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, rs := must(t)
		var facts []rules.Facts
		for range rapid.IntRange(1, 4).Draw(t, "units") {
			facts = append(facts, factsOf(r.drawValues(t, true)))
		}
		shares := []float64{-0.5, rapid.Float64Range(-1, 1).Draw(t, "share")}
		before := rs.Judge(facts)
		sways := rs.Sways(facts, shares)
		for _, test := range r.tests() {
			if test.threshold == 0 { // has no share to be moved by
				continue
			}
			sway := sways[0]
			sways = sways[1:]
			for k, m := range sway.Moves {
				was := test.threshold
				test.threshold = was + shares[k]*was
				other, ok := r.parse(t)
				moved := test.threshold
				test.threshold = was
				if !ok {
					continue
				}
				var want []rules.Change
				for i, v := range other.Judge(facts) {
					if v.Class != before[i].Class {
						want = append(want, rules.Change{Unit: i, From: before[i].Class, To: v.Class})
					}
				}
				if m.Threshold != moved || !slices.Equal(m.Changes, want) {
					t.Fatalf("%s moved to %v: %v change, said are %v at %v", sway.Criterion, moved, want, m.Changes, m.Threshold)
				}
			}
		}
		if len(sways) != 0 {
			t.Fatalf("%d thresholds more than there are", len(sways))
		}
	})
}
