package units

import (
	"fmt"
	"slices"
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
	WhyZh   string             `json:"why_zh"`
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
		n.Why, n.WhyZh = grounds(r, v), groundsZh(r, v, rs)
		list = append(list, n)
	}
	return list
}

// grounds says in a line what an outcome rests on: the tests that have it, or the
// data that is missing.
func grounds(r rules.CheckResult, v rules.Verdict) string {
	var parts []string
	for _, t := range testsOf(r) {
		text := fmt.Sprintf("%s %s, limit %s %g", t.Measure, t.Value, t.Op, t.Threshold)
		if t.Outcome == rules.Unknown {
			text = t.Measure + " needs " + strings.Join(t.Why, ", ")
		}
		if names := declaredOf(t.Measure, v); len(names) > 0 {
			text += ", by the word of the study (none: " + strings.Join(names, ", ") + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}

// groundsZh says the same in Chinese, by the names that the ruleset has.
func groundsZh(r rules.CheckResult, v rules.Verdict, rs *rules.Ruleset) string {
	missing := func(why []string) string {
		words := make([]string, len(why))
		for i := range why {
			words[i] = rs.Missing(why[i], rules.Chinese)
		}
		return strings.Join(words, "、")
	}
	var parts []string
	for _, t := range testsOf(r) {
		m, _ := rs.Measure(t.Measure)
		text := m.Zh + " " + rs.Amount(t.Measure, t.Value, rules.Chinese) + "，限值" + rs.Limit(t.Measure, t.Op, t.Threshold, rules.Chinese)
		if t.Outcome == rules.Unknown {
			text = m.Zh + "：缺少" + missing(t.Why)
		}
		if names := declaredOf(t.Measure, v); len(names) > 0 {
			text += "（研究说明没有" + missing(names) + "）"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "；")
}

// testsOf are the tests that have the outcome of their check.
func testsOf(r rules.CheckResult) []rules.TestResult {
	return slices.DeleteFunc(slices.Clone(r.Tests), func(t rules.TestResult) bool { return t.Outcome != r.Outcome })
}

// declaredOf is what a measure rests on by the word of the study.
func declaredOf(measure string, v rules.Verdict) []string {
	for _, m := range v.Measures {
		if m.ID == measure {
			return m.Declared
		}
	}
	return nil
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
