package rules

import "slices"

// newJudge compiles a ruleset whose parts have been checked one by one.
func newJudge(rs *Ruleset) *judge {
	j := newScales(rs)
	j.derive()
	return j
}

// newScales compiles criteria and classes alone. Of a ruleset with errors it
// does so as far as that goes: what is broken is unknown.
func newScales(rs *Ruleset) *judge {
	j := &judge{rs: rs, slots: map[string]int{}}
	for i := range rs.Statistics {
		s := &rs.Statistics[i]
		j.slot(s.ID, s.Unit, s.Absent)
	}
	for i := range rs.Measures {
		j.slot(rs.Measures[i].ID, rs.Measures[i].Unit, "")
	}
	j.area = j.slots[UnitArea]
	j.scales = make([]scale, len(rs.Measures))
	j.collect()
	position := func(id string) int {
		return slices.IndexFunc(rs.Criteria, func(c Criterion) bool { return c.ID == id })
	}
	j.screen = position(rs.Screen)
	for i := range rs.Classes {
		c := &rs.Classes[i]
		if c.Criterion == "" {
			continue
		}
		j.classes = append(j.classes, position(c.Criterion))
		j.review = append(j.review, position(c.Review))
	}
	j.mark()
	for i := range rs.Checks {
		var of []string
		if rs.Checks[i].List == "negative" {
			of = rs.restsOn(&rs.Checks[i].Tree)
		}
		j.rests = append(j.rests, of)
	}
	return j
}

// restsOn lists the criteria that a tree is made of, by way of others too.
func (rs *Ruleset) restsOn(t *Tree) []string {
	var ids []string
	t.references(func(ref int) {
		if id := rs.Criteria[ref].ID; !slices.Contains(ids, id) {
			ids = append(append(ids, id), rs.restsOn(&rs.Criteria[ref].Tree)...)
		}
	})
	return ids
}

func (j *judge) slot(id, unit, zero string) {
	if zero == "" {
		zero = id + " is 0"
	}
	j.slots[id] = len(j.domains)
	j.domains = append(j.domains, unitDomains[unit])
	j.zero = append(j.zero, zero)
}

// derive orders the measures so that each comes after those that it uses.
func (j *judge) derive() {
	env := formulaNames(j.rs)
	first := len(j.rs.Statistics)
	done := make([]bool, len(j.rs.Measures))
	var add func(i int)
	add = func(i int) {
		if done[i] {
			return
		}
		done[i] = true
		m := &j.rs.Measures[i]
		d := derive{slot: first + i, domain: j.domains[first+i]}
		var names []string
		switch {
		case m.RankOf != "":
			d.kind, names = byRank, []string{m.RankOf}
		case m.TotalOf != "":
			d.kind, names = byTotal, []string{m.TotalOf}
		default:
			d.root, _ = parse(m.Formula, env)
			d.root.identifiers(func(name string, _ int) { names = append(names, name) })
		}
		for _, name := range names {
			slot, ok := j.slots[name]
			if !ok {
				continue // a function
			}
			d.uses = append(d.uses, slot)
			if slot >= first {
				add(slot - first)
			}
		}
		j.derived = append(j.derived, d)
	}
	for i := range j.rs.Measures {
		add(i)
	}
}

// collect numbers the tests of criteria and checks, and orders the criteria.
func (j *judge) collect() {
	var number func(t *Tree, of string, check int)
	number = func(t *Tree, of string, check int) {
		for i := range t.Of {
			number(&t.Of[i], of, check)
		}
		if t.Kind == TestOf && !t.broken {
			t.test = len(j.tests)
			j.tests = append(j.tests, test{of: of, check: check, tree: t, measure: j.slots[t.Measure] - len(j.rs.Statistics)})
		}
	}
	for i := range j.rs.Criteria {
		number(&j.rs.Criteria[i].Tree, j.rs.Criteria[i].ID, -1)
	}
	for i := range j.rs.Checks {
		number(&j.rs.Checks[i].Tree, j.rs.Checks[i].ID, i)
	}
	for i := range j.tests {
		s := &j.scales[j.tests[i].measure]
		s.thresholds = append(s.thresholds, j.tests[i].tree.Threshold)
	}
	for m := range j.scales {
		s := &j.scales[m]
		slices.Sort(s.thresholds)
		s.thresholds = slices.Compact(s.thresholds)
		s.unit = j.rs.Measures[m].Unit
		s.domain = unitDomains[s.unit]
	}
	for i := range j.tests {
		t := &j.tests[i]
		s := &j.scales[t.measure]
		at := s.cell(t.tree.Threshold)
		t.passes = []int{0}
		for cell := range 2*len(s.thresholds) + 1 {
			passes := 0
			if compare(exactly(float64(cell)), t.tree.Op, exactly(float64(at))) == Pass {
				passes = 1
			}
			t.passes = append(t.passes, t.passes[cell]+passes)
		}
	}
	done := make([]bool, len(j.rs.Criteria))
	var add func(i int)
	add = func(i int) {
		if !done[i] {
			done[i] = true
			j.rs.Criteria[i].Tree.references(add)
			j.order = append(j.order, i)
		}
	}
	for i := range j.rs.Criteria {
		add(i)
	}
}

func (t *Tree) references(f func(int)) {
	if t.Kind == CriterionRef && !t.broken {
		f(t.ref)
	}
	for i := range t.Of {
		t.Of[i].references(f)
	}
}

// mark finds the measures that a class depends on.
func (j *judge) mark() {
	seen := make([]bool, len(j.rs.Criteria))
	var walk func(t *Tree)
	walk = func(t *Tree) {
		switch {
		case t.broken:
		case t.Kind == TestOf:
			j.scales[j.tests[t.test].measure].classes = true
		case t.Kind == CriterionRef && !seen[t.ref]:
			seen[t.ref] = true
			walk(&j.rs.Criteria[t.ref].Tree)
		}
		for i := range t.Of {
			walk(&t.Of[i])
		}
	}
	for _, c := range append(slices.Clone(j.classes), j.review...) {
		if c >= 0 {
			walk(&j.rs.Criteria[c].Tree)
		}
	}
	if j.screen >= 0 {
		walk(&j.rs.Criteria[j.screen].Tree)
	}
}

// cells says where the measures of a unit lie on their scales.
func (j *judge) cells(t *table, unit int) []span {
	cells := make([]span, len(j.scales))
	for m := range cells {
		v, s := t.values[len(j.rs.Statistics)+m][unit], &j.scales[m]
		cells[m] = span{s.cell(v.lo), s.cell(v.hi)}
	}
	return cells
}

// allOpen is the cells of a unit of which nothing is known.
func (j *judge) allOpen() []span {
	cells := make([]span, len(j.scales))
	for m := range cells {
		cells[m] = span{0, 2 * len(j.scales[m].thresholds)}
	}
	return cells
}
