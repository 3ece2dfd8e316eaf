package units

import (
	"fmt"
	"strings"

	"renewal/rules"
)

// Negative is one row of the negative list (plan L231).
type Negative struct {
	ID      string             `json:"id"`
	Zh      string             `json:"zh"`
	En      string             `json:"en"`
	Outcome string             `json:"outcome"` // "pass", "fail" or "not_evaluated"
	Why     string             `json:"why"`
	Tests   []rules.TestResult `json:"tests"` // overlaps in m² among them
}

// negativeList is what the checks of the ruleset's negative list say. One that
// missing data decides is not_evaluated, and says which.
func negativeList(v rules.Verdict, rs *rules.Ruleset) []Negative {
	list := []Negative{}
	for i := range v.Checks {
		r := v.Checks[i]
		c, _ := rs.Check(r.ID)
		if c.List != "negative" {
			continue
		}
		n := Negative{ID: c.ID, Zh: c.Zh, En: c.En, Outcome: r.Outcome.String(), Tests: r.Tests}
		if r.Outcome == rules.Unknown {
			n.Outcome = "not_evaluated"
		}
		n.Why = grounds(r, v)
		list = append(list, n)
	}
	return list
}

// grounds says in a line what an outcome rests on: the tests that have it, or the
// data that is missing.
func grounds(r rules.CheckResult, v rules.Verdict) string {
	var parts []string
	for _, t := range r.Tests {
		if t.Outcome != r.Outcome {
			continue
		}
		text := fmt.Sprintf("%s %s, limit %s %g", t.Measure, t.Value, t.Op, t.Threshold)
		if t.Outcome == rules.Unknown {
			text = t.Measure + " needs " + strings.Join(t.Why, ", ")
		}
		for _, m := range v.Measures {
			if m.ID == t.Measure && len(m.Declared) > 0 {
				text += ", by the word of the study (none: " + strings.Join(m.Declared, ", ") + ")"
			}
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// ready reports whether every check that gates a start passes (无体检不更新).
func ready(v rules.Verdict, rs *rules.Ruleset) bool {
	for _, r := range v.Checks {
		if c, _ := rs.Check(r.ID); c.List == "gate" && r.Outcome != rules.Pass {
			return false
		}
	}
	return true
}
