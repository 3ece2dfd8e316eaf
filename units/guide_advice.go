package units

import (
	"slices"

	"renewal/rules"
)

// Advice is something that the ruleset suggests for a unit, and why.
type Advice struct {
	ID       string   `json:"id"`
	Zh       string   `json:"zh"`
	En       string   `json:"en"`
	Because  []string `json:"because"`            // kinds of resources and criteria that ask for it
	Projects []Named  `json:"projects,omitempty"` // of an action; the reasons that a mode needs
	Caution  string   `json:"caution,omitempty"`  // what has to be shown first, in Chinese
}

// Named is an ID with its names.
type Named struct {
	ID string `json:"id"`
	Zh string `json:"zh"`
	En string `json:"en"`
}

// modes lists the modes that the resources of a unit ask for; none where the
// ruleset has a text that says so for the unit's zone.
func modes(u *Unit, rs *rules.Ruleset) []Advice {
	for i := range rs.Guidance {
		if g := &rs.Guidance[i]; g.Column == "mode" && g.Criterion != "" && passes(u.Verdict, g.Criterion) {
			return []Advice{}
		}
	}
	return advice(u, rs.Modes)
}

// advice lists what the kinds and criteria of a unit ask for, in the order of the
// ruleset. Land that is no renewal unit asks for nothing.
func advice(u *Unit, all []rules.Advice) []Advice {
	list := []Advice{}
	if u.Verdict.Class == rules.NotDelineated {
		return list
	}
	for i := range all {
		r := &all[i]
		a := Advice{ID: r.ID, Zh: r.Zh, En: r.En, Because: because(u, r), Caution: r.Caution}
		for k := range r.Parts {
			if why := because(u, &r.Parts[k]); len(why) > 0 {
				a.Projects = append(a.Projects, Named{r.Parts[k].ID, r.Parts[k].Zh, r.Parts[k].En})
				a.Because = append(a.Because, why...)
			}
		}
		if len(a.Because) > 0 {
			slices.Sort(a.Because)
			a.Because = slices.Compact(a.Because)
			list = append(list, a)
		}
	}
	return list
}

// because lists the kinds and the criterion that ask for an advice.
func because(u *Unit, a *rules.Advice) []string {
	var why []string
	for _, o := range u.Guide.Objects {
		if slices.Contains(a.For, o.Kind) {
			why = append(why, o.Kind)
		}
	}
	if a.When != "" && passes(u.Verdict, a.When) {
		why = append(why, a.When)
	}
	return why
}

// passes reports whether a criterion surely holds.
func passes(v rules.Verdict, criterion string) bool {
	return slices.ContainsFunc(v.Criteria, func(c rules.CriterionResult) bool { return c.ID == criterion && c.Outcome == rules.Pass })
}
