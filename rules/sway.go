package rules

import "slices"

// Sway is what one threshold decides: the units whose class changes when it
// alone is moved.
type Sway struct {
	Criterion string
	Measure   string
	Op        string
	Unit      string
	Threshold float64
	Moves     []Move
}

// Move is a threshold moved once, and the units that change.
type Move struct {
	Relative  float64 // share of the threshold; of a generation for years
	Threshold float64
	Changes   []Change
}

// Change is a unit, by position, that would be of another class.
type Change struct {
	Unit     int
	From, To string
}

// Sways moves every threshold that a class rests on by each of the shares given,
// down and up, and tells which units are classed otherwise then. It is what
// [Ruleset.Judge] would say of a ruleset with that threshold; measures do not
// depend on thresholds, so only units of which the test turns, or is open, are
// judged again. Thresholds of 0 have no share to be moved by, and one that would leave
// its unit's range stays at the end of it.
func (rs *Ruleset) Sways(units []Facts, shares []float64) []Sway {
	j := rs.judge
	t := j.table(units)
	was, cells, seen := make([]classSet, len(units)), make([][]span, len(units)), map[string]settled{}
	for unit := range units {
		cells[unit] = j.cells(t, unit)
		was[unit] = j.settle(cells[unit], seen).classes
	}
	var all []Sway
	for i := range j.tests {
		s := &j.tests[i]
		if s.check >= 0 || s.tree.Threshold == 0 || !j.decides(s.of) {
			continue
		}
		m := &rs.Measures[s.measure]
		sway := Sway{Criterion: s.of, Measure: m.ID, Op: s.tree.Op, Unit: m.Unit, Threshold: s.tree.Threshold}
		for _, share := range shares {
			by := share * s.tree.Threshold
			if m.Unit == "year" {
				by = share * generation
			}
			moved := exactly(s.tree.Threshold + by).within(unitDomains[m.Unit]).lo
			sway.Moves = append(sway.Moves, Move{share, moved, j.moved(t, cells, i, moved, was)})
		}
		all = append(all, sway)
	}
	return all
}

// moved lists the units whose class changes when a test has another threshold. Of the
// cells of a unit, only that of the measure of the test is another then.
func (j *judge) moved(t *table, cells [][]span, test int, threshold float64, open []classSet) []Change {
	rs := *j.rs
	rs.Criteria = slices.Clone(rs.Criteria)
	for i := range rs.Criteria {
		rs.Criteria[i].Tree = rs.Criteria[i].Tree.clone()
	}
	number := -1
	var set func(t *Tree)
	set = func(t *Tree) {
		for i := range t.Of {
			set(&t.Of[i])
		}
		if t.Kind == TestOf {
			if number++; number == test {
				t.Threshold = threshold
			}
		}
	}
	for i := range rs.Criteria {
		set(&rs.Criteria[i].Tree)
	}
	other := newScales(&rs)
	before, after := &j.tests[test], &other.tests[test]
	m, now := before.measure, &other.scales[before.measure]
	changes, seen, moved := []Change{}, map[string]settled{}, make([]span, len(j.scales))
	for unit, v := range t.values[len(rs.Statistics)+m] {
		at := span{now.cell(v.lo), now.cell(v.hi)}
		was, is := before.outcome(cells[unit][m]), after.outcome(at)
		if was == is && is != Unknown { // one that stays open may still turn with other tests of its measure
			continue
		}
		copy(moved, cells[unit])
		moved[m] = at
		if classes := other.settle(moved, seen).classes; classes != open[unit] {
			if from, to := j.class(open[unit]), j.class(classes); from != to {
				changes = append(changes, Change{unit, from, to})
			}
		}
	}
	return changes
}

func (t Tree) clone() Tree {
	t.Of = slices.Clone(t.Of)
	for i := range t.Of {
		t.Of[i] = t.Of[i].clone()
	}
	return t
}

// class is what a unit is called for which these classes are open.
func (j *judge) class(set classSet) string {
	if names := j.names(set); len(names) == 1 {
		return names[0]
	}
	return Undetermined
}

// decides reports whether a class, or whether there is a unit, rests on a
// criterion.
func (j *judge) decides(criterion string) bool {
	for _, c := range append(slices.Clone(j.classes), j.screen) {
		if j.rs.Criteria[c].ID == criterion || slices.Contains(j.rs.restsOn(&j.rs.Criteria[c].Tree), criterion) {
			return true
		}
	}
	return false
}
