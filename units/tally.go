package units

import (
	"math"
	"slices"

	"renewal/rules"
)

// amount is a sum over features of which some may count: it lies between low
// and high.
type amount struct{ low, high float64 }

func (a amount) plus(b amount) amount { return amount{a.low + b.low, a.high + b.high} }

// entry is the amount that an atom has of one key: a patch, a feature, a group.
type entry struct {
	key int
	amount
}

// tally is what one statistic found in every atom. Tallies of atoms add up to
// those of units key by key; what a unit's value is, is worked out from the sum.
type tally struct {
	statistic *rules.Statistic
	missing   []string  // why nothing is known; nil if something is
	declared  []string  // what the study says there is none of, where that makes it 0; else nil
	why       []string  // what is missing where low and high differ
	open      []string  // kinds that nobody looked for, of which there may be more
	atoms     [][]entry // by atom, by ascending key
	whole     []float64 // for "whole": the size of each feature
	groups    []string  // for "mix" and "majority": the name of each key
	unknown   int       // for the same: the key of features whose group is unknown, -1 for none
}

// sum adds up the entries of several atoms.
func (t *tally) sum(atoms []int) []entry {
	if len(atoms) == 1 {
		return t.atoms[atoms[0]]
	}
	var all []entry
	for _, a := range atoms {
		all = append(all, t.atoms[a]...)
	}
	slices.SortStableFunc(all, func(p, q entry) int { return p.key - q.key })
	var sums []entry
	for _, e := range all {
		if n := len(sums); n > 0 && sums[n-1].key == e.key {
			sums[n-1].amount = sums[n-1].plus(e.amount)
		} else {
			sums = append(sums, e)
		}
	}
	return sums
}

// quantity is the value of the statistic on a set of atoms.
func (t *tally) quantity(atoms []int) rules.Quantity {
	if t.missing != nil {
		return rules.Missing(t.missing...)
	}
	if t.statistic.Take == "least" || t.statistic.Take == "most" {
		return t.extreme(atoms)
	}
	return opened(t.added(atoms), t.open)
}

// added is the value of a statistic whose entries add up key by key.
func (t *tally) added(atoms []int) rules.Quantity {
	entries := t.sum(atoms)
	var total amount
	switch t.statistic.Take {
	case "largest":
		for _, e := range entries {
			total.low, total.high = max(total.low, e.low), max(total.high, e.high)
		}
	case "whole":
		const whole = 0.99 // of its area inside, so that a sliver outside does not count
		for _, e := range entries {
			if e.low >= whole*t.whole[e.key] {
				total.low++
			}
			if e.high >= whole*t.whole[e.key] {
				total.high++
			}
		}
	case "mix", "majority":
		return t.spread(entries)
	default:
		for _, e := range entries {
			total = total.plus(e.amount)
		}
	}
	if total.low == total.high {
		return rules.Exactly(total.low)
	}
	return rules.Between(total.low, total.high, t.why...)
}

// spread is the entropy or majority of the groups. Land of unknown group makes
// it an interval: all of it may belong to one group, or be spread.
func (t *tally) spread(entries []entry) rules.Quantity {
	var areas []float64
	known, open, largest := 0.0, 0.0, 0.0
	for _, e := range entries {
		if e.key == t.unknown {
			open += e.high
			continue
		}
		open += e.high - e.low
		known += e.low
		largest = max(largest, e.low)
		areas = append(areas, e.low)
	}
	if known+open == 0 {
		return rules.Missing("no land to compare in it")
	}
	if t.statistic.Take == "majority" {
		low, high := largest/(known+open), (largest+open)/(known+open)
		if open == 0 {
			return rules.Exactly(low)
		}
		return rules.Between(low, high, t.why...)
	}
	if open > 0 {
		return rules.Between(0, 1, t.why...)
	}
	groups := len(t.groups)
	if groups < 2 {
		return rules.Exactly(0)
	}
	entropy := 0.0
	for _, a := range areas {
		if a > 0 {
			entropy -= a / known * math.Log(a/known)
		}
	}
	return rules.Exactly(min(entropy/math.Log(float64(groups)), 1))
}
