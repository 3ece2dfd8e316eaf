package rules

// Category is one of the plan's categories of objects (更新对象), by their order.
type Category struct{ Item }

// Advice is something to suggest for a unit: a mode (更新模式), an action (更新行动)
// or a project of one.
type Advice struct {
	Item
	For     []string // kinds of resources that ask for it
	When    string   // criterion that asks for it; "" for none
	Caution string   // what has to be shown before it is taken, in Chinese; "" for nothing
	Parts   []Advice // projects of an action; reasons that a mode needs
}

// Guidance is a text for one column of the plan's guidance tables. It applies to
// units of a class, to those that pass a criterion, or to those that lie in a
// policy zone.
type Guidance struct {
	Item
	Column    string  // one of [GuideColumns]
	Class     string  // "" for the others
	Criterion string  // "" for the others
	Zone      string  // part of the name of a policy zone; "" for the others
	Least     float64 // share of the unit that lies in the zone, at least
}

// GuideColumns lists the columns of the plan's guidance tables (L267-305).
func GuideColumns() []string {
	return []string{"extent", "objects", "goal", "mode", "function", "tasks", "policy"}
}

// columnWords are the columns as the plan heads them.
var columnWords = map[string]string{
	"extent": "范围及面积", "objects": "主要更新对象", "goal": "更新目标", "mode": "更新模式", "function": "主导功能", "tasks": "更新内容", "policy": "政策创新",
}

// Indicator is a measure that the city checkup (城市体检) reports.
type Indicator struct {
	Item
	Measure string
	Op      string  // "" where there is no target
	Target  float64 // in the unit of the measure
}

// Term is one part of the priority of a project: a measure from 0 to 1 and its
// weight.
type Term struct {
	Item
	Measure string
	Weight  float64
}

// Score is the priority of a unit or project, from 0 to 1.
type Score struct {
	Value Quantity   `json:"value"`
	Terms []TermPart `json:"terms"` // in the order of the ruleset; they add up to Value
}

// TermPart is what one term adds to a score.
type TermPart struct {
	ID      string   `json:"id"`
	Weight  float64  `json:"weight"`
	Value   Quantity `json:"value"`   // from 0 to 1
	Adds    Quantity `json:"adds"`    // Weight × Value
	Missing []string `json:"missing"` // data that would make it exact
}

// Priority adds up the terms for a unit that has been judged. A term of which
// nothing is known lies between nothing and its weight, and so does the score.
func (rs *Ruleset) Priority(v Verdict) Score {
	s := Score{Terms: []TermPart{}}
	sum := exactly(0)
	for i := range rs.Priorities {
		t := &rs.Priorities[i]
		p := TermPart{ID: t.ID, Weight: t.Weight, Value: Missing(), Missing: []string{}}
		for k := range v.Measures {
			if m := &v.Measures[k]; m.ID == t.Measure {
				p.Value = m.Value
				p.Missing = append(p.Missing, m.Why...)
			}
		}
		adds := interval{p.Value.Low, p.Value.High}.within(interval{0, 1}).times(exactly(t.Weight))
		p.Adds = adds.quantity(p.Missing)
		sum = sum.plus(adds)
		s.Terms = append(s.Terms, p)
		s.Value.Why = append(s.Value.Why, p.Missing...)
	}
	s.Value = sum.quantity(reasons(s.Value.Why))
	return s
}
