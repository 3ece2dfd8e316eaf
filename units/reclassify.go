package units

import (
	"context"
	"fmt"
	"slices"

	"renewal/rules"
)

// Reclassified is a unit that another ruleset classes otherwise, and why.
type Reclassified struct {
	Unit string   `json:"unit"`
	Name string   `json:"name"`
	From string   `json:"from"`
	To   string   `json:"to"`
	Why  []string `json:"why"` // tests and criteria that come out otherwise, or that only one ruleset has
}

// Reclassify judges the units of a result, as they are drawn, by another ruleset.
// What that ruleset would draw otherwise is not looked at.
func (r *Result) Reclassify(ctx context.Context, rs *rules.Ruleset) ([]Reclassified, error) {
	p, set := r.prepared, r.Report.Settings
	m, err := measure(ctx, p, r.fabric, rs, set, nobody{})
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	others := slices.Clone(r.units)
	if err := classify(ctx, others, p, r.fabric, m, rs, set); err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	changed := []Reclassified{}
	for i := range others {
		if from, to := r.units[i].Verdict, others[i].Verdict; from.Class != to.Class {
			changed = append(changed, Reclassified{others[i].ID, others[i].Name, from.Class, to.Class, whyChanged(from, to)})
		}
	}
	return changed, nil
}

// whyChanged lists the criteria that two verdicts have differently, each with the
// tests of it that do.
func whyChanged(from, to rules.Verdict) []string {
	why := []string{}
	for _, c := range to.Criteria {
		k := slices.IndexFunc(from.Criteria, func(o rules.CriterionResult) bool { return o.ID == c.ID })
		switch {
		case k < 0:
			why = append(why, fmt.Sprintf("%s is new and %v", c.ID, c.Outcome))
		case from.Criteria[k].Outcome != c.Outcome:
			text := fmt.Sprintf("%s was %v and is %v", c.ID, from.Criteria[k].Outcome, c.Outcome)
			for _, t := range to.Tests {
				if t.Criterion == c.ID {
					text += fmt.Sprintf("; %s %s %s %g", t.Measure, significantQuantity(t.Value), t.Op, t.Threshold)
				}
			}
			why = append(why, text)
		}
	}
	for _, c := range from.Criteria {
		if !slices.ContainsFunc(to.Criteria, func(o rules.CriterionResult) bool { return o.ID == c.ID }) {
			why = append(why, c.ID+" is gone")
		}
	}
	return why
}
