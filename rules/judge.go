package rules

import (
	"math"
	"slices"
)

// judge is what a ruleset is compiled to.
type judge struct {
	rs      *Ruleset
	slots   map[string]int // of statistics and measures
	domains []interval     // by slot
	zero    []string       // by slot: what it means that it is 0
	area    int            // slot of the area of the unit
	derived []derive       // in an order in which each uses only those before it

	tests   []test     // of all criteria and checks, in file order
	rests   [][]string // by check: the criteria whose tests are its own; of the negative list only
	scales  []scale
	order   []int // criteria, each after those that it is made of
	screen  int   // criterion
	classes []int // criterion of each class but the last two
	review  []int // criterion of each class, or -1
}

// Judge tests the units and gives a verdict for each, in their order. Except
// for ranks and totals, which are over all units given, the units do not depend
// on each other; on their order nothing depends.
func (rs *Ruleset) Judge(units []Facts) []Verdict {
	j := rs.judge
	t := j.table(units)
	verdicts := make([]Verdict, len(units))
	seen := map[string]settled{}
	for unit := range units {
		verdicts[unit] = j.verdict(t, unit, seen)
	}
	return verdicts
}

// table works out every statistic and measure of the units.
func (j *judge) table(units []Facts) *table {
	t := newTable(len(j.domains), len(units))
	for unit, facts := range units {
		j.read(t, unit, facts)
	}
	for i := range j.derived {
		j.derived[i].run(j, t)
	}
	return t
}

// read fills the slots of the statistics. An interval is held within what the
// statistic can be: nothing is negative, and no area is larger than the unit.
func (j *judge) read(t *table, unit int, facts Facts) {
	for slot := range j.rs.Statistics {
		s := &j.rs.Statistics[slot]
		q, ok := facts[s.ID]
		switch {
		case !ok:
			q = Missing(s.ID + " is not measured")
		case !q.sound():
			q = Missing(s.ID + " is no number")
		case !q.Exact() && len(q.Why) == 0:
			q.Why = []string{s.ID}
		}
		v, domain := interval{q.Low, q.High}, j.domains[slot]
		if area := t.values[j.area][unit]; slot != j.area && areal(s.Take) && area.hi > 0 {
			domain.hi = min(domain.hi, area.hi)
		}
		if !v.exact() {
			v = v.within(domain)
		}
		t.set(slot, unit, v, reasons(q.Why))
	}
}

func areal(take string) bool { return take == "area" || take == "near" || take == "within" }

// verdict puts together what is said of one unit.
func (j *judge) verdict(t *table, unit int, seen map[string]settled) Verdict {
	v := Verdict{
		Missing:  []string{},
		Criteria: make([]CriterionResult, 0, len(j.rs.Criteria)),
		Tests:    make([]TestResult, 0, len(j.tests)),
		Measures: make([]MeasureResult, 0, len(j.rs.Measures)),
		Checks:   make([]CheckResult, 0, len(j.rs.Checks)),
	}
	first := len(j.rs.Statistics)
	for i := range j.rs.Measures {
		m, slot := &j.rs.Measures[i], first+i
		q := t.values[slot][unit].quantity(t.why[slot][unit])
		v.Measures = append(v.Measures, MeasureResult{ID: m.ID, Unit: m.Unit, Value: q, Why: q.Why})
	}
	cells := j.cells(t, unit)
	outcomes := j.outcomes(cells)
	for i := range j.rs.Criteria {
		v.Criteria = append(v.Criteria, CriterionResult{j.rs.Criteria[i].ID, outcomes[i]})
	}
	for i := range j.tests {
		if s := &j.tests[i]; s.check < 0 {
			v.Tests = append(v.Tests, s.result(j, cells, v.Measures[s.measure].Value))
		}
	}
	for i := range j.rs.Checks {
		c := &j.rs.Checks[i]
		r := CheckResult{ID: c.ID, Severity: c.Severity, Outcome: j.eval(&c.Tree, cells, outcomes), Tests: []TestResult{}}
		for k := range j.tests {
			if s := &j.tests[k]; s.check == i || s.check < 0 && slices.Contains(j.rests[i], s.of) {
				r.Tests = append(r.Tests, s.result(j, cells, v.Measures[s.measure].Value))
			}
		}
		v.Checks = append(v.Checks, r)
	}
	s := j.settle(cells, seen)
	v.Possible = j.names(s.classes)
	if len(v.Possible) > 1 {
		v.Class = Undetermined
		var why []string
		for _, m := range s.live {
			why = append(why, v.Measures[m].Why...)
		}
		v.Missing = append(v.Missing, reasons(why)...)
		return v
	}
	v.Class = v.Possible[0]
	v.Review = s.review
	v.Nearest = j.nearest(cells, s.classes, v.Measures, seen)
	return v
}

// result is what a test says.
func (s *test) result(j *judge, cells []span, q Quantity) TestResult {
	r := TestResult{s.of, s.tree.Measure, q, s.tree.Op, s.tree.Threshold, s.outcome(cells[s.measure]), nil, q.Why}
	if m := margin(q, s.tree.Op, s.tree.Threshold, r.Outcome); !math.IsInf(m, 0) {
		r.Margin = &m
	}
	return r
}

// margin is the distance to the threshold with the sign of the outcome, or
// infinity if there is none.
func margin(q Quantity, op string, threshold float64, o Outcome) float64 {
	if o == Unknown {
		return unbounded
	}
	above, below := q.Low-threshold, threshold-q.High // how far all of it is above or below
	// 0 - x and not -x: there is no negative zero in a report.
	switch op {
	case ">=", ">":
		if o == Fail {
			return 0 - below
		}
		return above
	case "<=", "<":
		if o == Fail {
			return 0 - above
		}
		return below
	}
	apart := max(above, below, 0)
	if o == Fail {
		return 0 - apart
	}
	return apart
}
