package report

import (
	"math"

	"renewal/rules"
	"renewal/units"
)

// unit is one unit in short. Numbers are as a reader needs them; report.json has
// them in full.
type unit struct {
	ID           string               `json:"id"`
	Name         string               `json:"name"`
	Class        string               `json:"class"`
	Possible     []string             `json:"possible"`
	Review       bool                 `json:"review,omitempty"`
	District     string               `json:"district"`
	AreaHa       float64              `json:"ha"`
	Atoms        int                  `json:"atoms"`
	Control      []units.ControlShare `json:"control"`
	Basis        [][2]any             `json:"basis"`    // source and metres
	Landuse      [][2]any             `json:"landuse"`  // code and m², the most first
	Criteria     string               `json:"criteria"` // a letter each: p, f or u
	Tests        string               `json:"tests"`
	Checks       string               `json:"checks"`
	Measures     []any                `json:"measures"` // a number; two where only bounds are known
	Missing      []int                `json:"missing"`  // texts
	Nearest      *rules.Flip          `json:"nearest,omitempty"`
	Dominant     string               `json:"dominant"`
	Objects      [][3]any             `json:"objects"` // kind, features, m²
	Modes        []advice             `json:"modes"`
	Actions      []advice             `json:"actions"`
	Rows         []row                `json:"rows"`
	Zones        []units.ZonePart     `json:"zones"`
	Negative     []negative           `json:"negative"`
	Ready        bool                 `json:"ready,omitempty"`
	Checkup      []units.Indicator    `json:"checkup"`
	Cost         float64              `json:"cost"`
	Alternatives []alternative        `json:"alternatives"`
}

type advice struct {
	ID       string        `json:"id"`
	Zh       int           `json:"zh"` // texts
	En       int           `json:"en"`
	Projects []units.Named `json:"projects,omitempty"`
	Caution  int           `json:"caution"`
}

type row struct {
	Zh      int  `json:"zh"` // texts: the heading
	En      int  `json:"en"`
	TextZh  int  `json:"text_zh"`
	TextEn  int  `json:"text_en"`
	Derived bool `json:"derived"`
}

type negative struct {
	ID      string `json:"id"`
	Zh      int    `json:"zh"`
	En      int    `json:"en"`
	Outcome string `json:"outcome"`
	Why     int    `json:"why"`
	WhyZh   int    `json:"why_zh"`
}

type alternative struct {
	Kind string   `json:"kind"`
	With []string `json:"with"`
	Cost *float64 `json:"cost"`
	Zh   int      `json:"zh"`
	En   int      `json:"en"`
}

// mostAlternatives of a unit are told; report.json has all.
const mostAlternatives = 4

func unitOf(u *units.UnitReport, t *texts) unit {
	v := &u.Verdict
	out := unit{ID: u.ID, Name: u.Name, Class: u.Class, Possible: some(v.Possible), Review: v.Review, District: u.DistrictName, AreaHa: brief(u.AreaHa),
		Atoms: len(u.Atoms), Control: some(u.ControlUnits), Missing: t.list(v.Missing), Nearest: v.Nearest, Dominant: u.Guide.Dominant,
		Zones: some(u.Guide.Zones), Ready: u.Guide.Ready, Checkup: some(u.Checkup), Cost: brief(u.Cost.Total),
		Basis: [][2]any{}, Landuse: [][2]any{}, Objects: [][3]any{}, Measures: []any{}, Rows: []row{}, Negative: []negative{}, Alternatives: []alternative{}, Modes: advices(u.Guide.Modes, t), Actions: advices(u.Guide.Actions, t)}
	if out.District == "" {
		out.District = u.District
	}
	for _, b := range u.Basis {
		out.Basis = append(out.Basis, [2]any{b.Basis, math.Round(b.Length)})
	}
	for _, l := range largestFirst(u.Landuse, func(l *units.LanduseArea) float64 { return l.AreaM2 }) {
		out.Landuse = append(out.Landuse, [2]any{l.Code, math.Round(l.AreaM2)})
	}
	for _, c := range v.Criteria {
		out.Criteria += letter(c.Outcome)
	}
	for _, c := range v.Tests {
		out.Tests += letter(c.Outcome)
	}
	for _, c := range v.Checks {
		out.Checks += letter(c.Outcome)
	}
	for _, m := range v.Measures {
		out.Measures = append(out.Measures, quantity(m.Value))
	}
	for _, o := range u.Guide.Objects {
		out.Objects = append(out.Objects, [3]any{o.Kind, o.Features, math.Round(o.AreaM2)})
	}
	for _, r := range u.Guide.Rows {
		out.Rows = append(out.Rows, row{t.of(r.Zh), t.of(r.En), t.of(r.TextZh), t.of(r.TextEn), r.Derived})
	}
	for _, n := range u.Guide.Negative {
		out.Negative = append(out.Negative, negative{n.ID, t.of(n.Zh), t.of(n.En), n.Outcome, t.of(n.Why), t.of(n.WhyZh)})
	}
	for i, a := range u.Alternatives {
		if i == mostAlternatives {
			break
		}
		out.Alternatives = append(out.Alternatives, alternative{a.Kind, some(a.With), a.Cost, t.of(a.Zh), t.of(a.En)})
	}
	return out
}

// some is a list that is written as one even where it is empty.
func some[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func advices(of []units.Advice, t *texts) []advice {
	all := []advice{}
	for _, a := range of {
		all = append(all, advice{a.ID, t.of(a.Zh), t.of(a.En), a.Projects, t.of(a.Caution)})
	}
	return all
}

func letter(o rules.Outcome) string {
	switch o {
	case rules.Pass:
		return "p"
	case rules.Fail:
		return "f"
	}
	return "u"
}

// quantity is a value in brief: a number, its bounds where it is not known exactly,
// of which either may be null.
func quantity(q rules.Quantity) any {
	if q.Exact() {
		return brief(q.Low)
	}
	bound := func(v float64) any {
		if math.IsInf(v, 0) || math.IsNaN(v) {
			return nil
		}
		return brief(v)
	}
	return [2]any{bound(q.Low), bound(q.High)}
}

// brief keeps five significant digits; whole numbers stay as they are.
func brief(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) || v == math.Trunc(v) {
		return v
	}
	scale := math.Pow10(4 - int(math.Floor(math.Log10(math.Abs(v)))))
	return math.Round(v*scale) / scale
}
