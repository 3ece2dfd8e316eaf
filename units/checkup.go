package units

import (
	"slices"

	"renewal/rules"
)

// Indicator is one number of the city checkup (城市体检), of a unit or of the city.
type Indicator struct {
	ID       string          `json:"id"`
	Zh       string          `json:"zh"`
	En       string          `json:"en"`
	Unit     string          `json:"unit"`
	Value    rules.Quantity  `json:"value"`
	Previous *rules.Quantity `json:"previous,omitempty"` // of an earlier run, where one is given
	Op       string          `json:"op,omitempty"`       // with Target; "" where there is none
	Target   *float64        `json:"target,omitempty"`
	Outcome  rules.Outcome   `json:"outcome"` // unknown where there is no target
	Why      []string        `json:"why,omitempty"`
}

// checkup reads the indicators of the ruleset from a verdict.
func checkup(v rules.Verdict, rs *rules.Ruleset) []Indicator {
	all := []Indicator{}
	for i := range rs.Indicators {
		r := &rs.Indicators[i]
		n := Indicator{ID: r.ID, Zh: r.Zh, En: r.En, Op: r.Op, Value: rules.Missing()}
		if k := slices.IndexFunc(v.Measures, func(m rules.MeasureResult) bool { return m.ID == r.Measure }); k >= 0 {
			m := &v.Measures[k]
			n.Unit, n.Value, n.Why = m.Unit, significantQuantity(m.Value), m.Why
		}
		if r.Op != "" {
			target := r.Target
			n.Target, n.Outcome = &target, rules.Compare(n.Value, r.Op, target)
		}
		all = append(all, n)
	}
	return all
}

// cityCheckup is that of all land that atoms cover, in units or not, as if it
// were one unit. What is given with units has no value for it.
func (r *Result) cityCheckup(rs *rules.Ruleset) []Indicator {
	all := make([]int, len(r.fabric.atoms))
	for i := range all {
		all[i] = i
	}
	return checkup(rs.Judge([]rules.Facts{r.measured.facts(all)})[0], rs)
}
