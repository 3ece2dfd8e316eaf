package rules

import (
	"math"
	"slices"
)

// table holds the value of every statistic and measure for every unit, slot by
// slot: statistics first, then measures, both in file order.
type table struct {
	units  int
	values [][]interval
	why    [][][]string
}

func newTable(slots, units int) *table {
	t := &table{units: units, values: make([][]interval, slots), why: make([][][]string, slots)}
	for i := range t.values {
		t.values[i] = make([]interval, units)
		t.why[i] = make([][]string, units)
	}
	return t
}

func (t *table) set(slot, unit int, v interval, why []string) {
	if v.exact() {
		why = nil
	}
	t.values[slot][unit], t.why[slot][unit] = v, why
}

// derive says how a measure comes from the slots before it.
type derive struct {
	slot   int
	domain interval
	uses   []int // slots
	kind   deriveKind
	root   expression // for formulas
}

type deriveKind uint8

const (
	byFormula deriveKind = iota
	byRank
	byTotal
)

// run fills the slot of a measure for all units.
func (d *derive) run(j *judge, t *table) {
	switch d.kind {
	case byRank:
		d.rank(t)
	case byTotal:
		d.total(j, t)
	default:
		d.formula(j, t)
	}
}

func (d *derive) formula(j *judge, t *table) {
	c := &compiler{bind: func(name string) binding {
		slot := j.slots[name]
		domain := j.domains[slot]
		values := t.values[slot]
		return binding{zero: j.zero[slot], number: func(unit int) interval {
			if v := values[unit]; !v.covers(everything) {
				return v
			}
			return domain
		}}
	}}
	number := c.number(d.root.root)
	for unit := range t.units {
		v := number(unit)
		if !v.exact() {
			v = settle(v, d.domain)
		} else {
			v = v.within(d.domain)
		}
		t.set(d.slot, unit, v, d.why(t, unit, v, c.divisors))
	}
}

// settle holds an interval within what its unit allows. One that says no more
// than the unit does is wholly unknown: what it leaves out less than rounding leaves
// of a share is nothing said.
func settle(v, domain interval) interval {
	const rounding = 1e-9
	if v = v.within(domain); v.covers(interval{domain.lo + rounding, domain.hi - rounding}) {
		return everything
	}
	return v
}

func (d *derive) why(t *table, unit int, v interval, divisors []divisor) []string {
	if v.exact() {
		return nil
	}
	var why []string
	for _, slot := range d.uses {
		why = append(why, t.why[slot][unit]...)
	}
	for _, div := range divisors {
		if by := div.value(unit); by.lo == 0 && by.hi == 0 {
			why = append(why, div.zero)
		}
	}
	return reasons(why)
}

// rank gives each unit whose value is exactly known its mid-rank among the n
// such units: (units below + half of those equal, itself included) / n. Any
// other unit's rank is unknown, even where its value is known in part: once it
// is known the unit joins the others, and theirs may move past its own.
func (d *derive) rank(t *table) {
	of := d.uses[0]
	var known []float64
	for _, v := range t.values[of] {
		if v.exact() {
			known = append(known, v.lo)
		}
	}
	slices.Sort(known)
	for unit, v := range t.values[of] {
		r := everything
		if v.exact() {
			r = exactly(midRank(known, v.lo))
		}
		t.set(d.slot, unit, r, t.why[of][unit])
	}
}

// midRank ranks v among sorted values, of which it is one.
func midRank(sorted []float64, v float64) float64 {
	from, _ := slices.BinarySearch(sorted, v)
	to, _ := slices.BinarySearch(sorted, math.Nextafter(v, unbounded))
	return (float64(from) + float64(to-from)/2) / float64(len(sorted))
}

// total gives every unit the sum over all. The terms are sorted first, so that
// rounding does not depend on the order of the units.
func (d *derive) total(j *judge, t *table) {
	of := d.uses[0]
	lows, highs := make([]float64, t.units), make([]float64, t.units)
	var why []string
	for unit, v := range t.values[of] {
		if v.covers(everything) {
			v = j.domains[of]
		}
		lows[unit], highs[unit] = v.lo, v.hi
		why = append(why, t.why[of][unit]...)
	}
	slices.Sort(lows)
	slices.Sort(highs)
	sum := exactly(0)
	for i := range lows {
		sum = sum.plus(interval{lows[i], highs[i]})
	}
	if !sum.exact() {
		sum = settle(sum, d.domain)
	}
	why = reasons(why)
	for unit := range t.units {
		t.set(d.slot, unit, sum, why)
	}
}
