package units

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/vector"
	"renewal/rules"
	"renewal/units/study"
)

// Screening is projects in the order of their priority, and what stands against
// each.
type Screening struct {
	result   *Result         // the projects, as units
	Format   string          `json:"format"` // "renewal-screening/1"
	Study    string          `json:"study"`
	Ruleset  RulesetReport   `json:"ruleset"`
	Projects []ProjectReport `json:"projects"`
	Units    []UnitChecks    `json:"units"` // that projects lie in
}

// ProjectReport is one project.
type ProjectReport struct {
	ID        string              `json:"id"`
	Name      string              `json:"name"`
	AreaM2    float64             `json:"area_m2"`
	Unit      string              `json:"unit"`       // that most of it lies in; "" for none
	UnitShare float64             `json:"unit_share"` // of the project
	Priority  rules.Score         `json:"priority"`
	Negative  []Negative          `json:"negative"` // always the six rows
	Checks    []rules.CheckResult `json:"checks"`   // 63号文 and the plan, of the project alone
	Failures  []string            `json:"failures"` // IDs of the rows and hard checks that fail
	Open      []string            `json:"open"`     // IDs of those that missing data leaves open
}

// UnitChecks is the same checks of a unit, with all its projects.
type UnitChecks struct {
	Unit   string              `json:"unit"`
	Name   string              `json:"name"`
	Class  string              `json:"class"`
	Checks []rules.CheckResult `json:"checks"`
}

// Screen judges the projects of the study, each by itself: of the layer of
// projects it has only its own land and numbers. They come in the order of the
// least priority that is sure, then of the greatest that may be, then of their IDs.
func (r *Result) Screen(ctx context.Context, w Watcher) (*Screening, error) {
	if w == nil {
		w = nobody{}
	}
	p := r.prepared
	l := p.layers[study.Projects]
	if err := p.study.Require(study.Projects); err != nil {
		return nil, err
	}
	rs, err := p.study.Rules()
	if err != nil {
		return nil, err
	}
	projects, err := elsewhere(ctx, p, l, study.Projects, rs, r.Report.Settings, w)
	if err != nil {
		return nil, err
	}
	s := &Screening{result: projects, Format: "renewal-screening/1", Study: p.study.Name, Ruleset: r.Report.Ruleset, Projects: []ProjectReport{}, Units: []UnitChecks{}}
	in := r.unitsUnder(projects.units)
	used := map[string]bool{}
	for i := range projects.units {
		u := &projects.units[i]
		report := ProjectReport{ID: u.ID, Name: u.Name, AreaM2: round(u.Area, 4), Priority: roundedScore(u.Priority), Negative: u.Guide.Negative, Failures: []string{}, Open: []string{}}
		if k := in[i].unit; k >= 0 {
			report.Unit, report.UnitShare = r.units[k].ID, round(min(in[i].share, 1), 6)
			used[report.Unit] = true
		}
		report.Checks = planned(u.Verdict, rs)
		for _, c := range u.Verdict.Checks {
			switch rule, _ := rs.Check(c.ID); {
			case rule.List != "negative" && (rule.List != "hard" || rule.Severity != "fail"):
			case c.Outcome == rules.Fail:
				report.Failures = append(report.Failures, c.ID)
			case c.Outcome == rules.Unknown:
				report.Open = append(report.Open, c.ID)
			}
		}
		s.Projects = append(s.Projects, report)
	}
	slices.SortStableFunc(s.Projects, func(a, b ProjectReport) int {
		return cmp.Or(cmp.Compare(b.Priority.Value.Low, a.Priority.Value.Low), cmp.Compare(b.Priority.Value.High, a.Priority.Value.High), cmp.Compare(a.ID, b.ID))
	})
	for i := range r.units {
		if u := &r.units[i]; used[u.ID] {
			s.Units = append(s.Units, UnitChecks{u.ID, u.Name, u.Verdict.Class, planned(u.Verdict, rs)})
		}
	}
	return s, nil
}

// planned keeps the checks of works and plans.
func planned(v rules.Verdict, rs *rules.Ruleset) []rules.CheckResult {
	all := []rules.CheckResult{}
	for _, c := range v.Checks {
		if rule, _ := rs.Check(c.ID); rule.List == "hard" || rule.List == "gate" {
			all = append(all, c)
		}
	}
	return all
}

// lying is the unit that most of an area lies in.
type lying struct {
	unit  int
	share float64
}

func (r *Result) unitsUnder(areas []Unit) []lying {
	in := make([]lying, len(areas))
	for i := range areas {
		in[i].unit = -1
		outline := area.Prepare(areas[i].Shape)
		for k := range r.units {
			if !isUnit(&r.units[k]) || !geo.Bound(r.units[k].Shape).Intersects(outline.Bound()) {
				continue
			}
			if share := r.prepared.ground.of(outline, r.units[k].Shape) / areas[i].Area; share > in[i].share {
				in[i] = lying{k, share}
			}
		}
	}
	return in
}

// Failing counts the projects that are on the negative list or fail a hard check.
func (s *Screening) Failing() int {
	n := 0
	for i := range s.Projects {
		if len(s.Projects[i].Failures) > 0 {
			n++
		}
	}
	return n
}

// Write writes the projects as a layer, in the format that the ending of the path
// names, or the whole report where that is .json.
func (s *Screening) Write(ctx context.Context, path string) error {
	if isReport(path) {
		return writeReport(path, s)
	}
	return vector.Write(ctx, path, s.result.prepared.crs, []vector.Output{s.layer().output()}, vector.WriteOptions{})
}

func isReport(path string) bool { return strings.EqualFold(filepath.Ext(path), ".json") }
