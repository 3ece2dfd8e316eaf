package units

import (
	"math"

	"renewal/rules"
	"renewal/units/study"
)

// Summary is what a reader wants to know of a run first: how much went in, how
// many units of which class came out, what had to be mended. It holds no time,
// host or path.
type Summary struct {
	Study        string          `json:"study"`
	ControlUnits int             `json:"control_units"`
	Parcels      int             `json:"parcels"`
	Atoms        int             `json:"atoms"`
	Units        int             `json:"units"`
	Classes      []ClassSummary  `json:"classes"`           // in the order of the ruleset
	Changes      []ChangeSummary `json:"changes,omitempty"` // since the earlier result, if there is one; in the order of ChangeKinds
	Repairs      []RepairSummary `json:"repairs"`           // by kind
	Warnings     []string        `json:"warnings"`          // one line each
	WarningsZh   []string        `json:"warnings_zh"`       // the same in Chinese
	Violations   int             `json:"violations"`        // hard checks that units fail, each counted for each unit
	CostStart    float64         `json:"cost_start"`        // J with every atom a unit
	Cost         float64         `json:"cost"`              // J of the result
}

// ClassSummary counts the units of one class.
type ClassSummary struct {
	Class  string  `json:"class"`
	Zh     string  `json:"zh"`
	En     string  `json:"en"`
	Units  int     `json:"units"`
	AreaHa float64 `json:"area_ha"`
}

// RepairSummary counts the repairs of one kind and the area they moved, gained or
// lost alike.
type RepairSummary struct {
	Kind   string  `json:"kind"`
	Count  int     `json:"count"`
	AreaM2 float64 `json:"area_m2"`
}

// ChangeSummary counts what became of units since the earlier result.
type ChangeSummary struct {
	Change string `json:"change"`
	Zh     string `json:"zh"`
	En     string `json:"en"`
	Units  int    `json:"units"`
}

// Summary tells what came out.
func (r *Result) Summary() Summary { return r.Report.Summary }

func (r *Result) summary(rs *rules.Ruleset, out Report) Summary {
	s := Summary{Study: out.Study.Name, ControlUnits: len(out.ControlUnits), Parcels: r.prepared.layers[study.Parcels].Len(),
		Atoms: len(out.Atoms), CostStart: out.Cost.Start, Cost: out.Cost.Total}
	s.Warnings, s.WarningsZh = r.warnings(rs, out).lines()
	for _, class := range rs.Classes {
		c := ClassSummary{Class: class.ID, Zh: class.Zh, En: class.En}
		area := 0.0
		for i := range r.units {
			u := &r.units[i]
			if u.Verdict.Class != class.ID {
				continue
			}
			c.Units++
			area += u.Area
		}
		c.AreaHa = round(area/10_000, 4)
		s.Classes = append(s.Classes, c)
		if class.ID != rules.NotDelineated {
			s.Units += c.Units
		}
	}
	for i := range r.units {
		if r.units[i].Verdict.Class != rules.NotDelineated {
			s.Violations += violations(&r.units[i])
		}
	}
	if r.previous != nil {
		s.Changes = changeSummary(out.Changes)
	}
	s.Repairs = []RepairSummary{}
	for _, repair := range out.Repairs {
		n := len(s.Repairs)
		if n == 0 || s.Repairs[n-1].Kind != repair.Kind {
			s.Repairs = append(s.Repairs, RepairSummary{Kind: repair.Kind})
			n++
		}
		s.Repairs[n-1].Count += max(repair.Count, 1)
		if repair.Area != nil {
			s.Repairs[n-1].AreaM2 = round(s.Repairs[n-1].AreaM2+math.Abs(*repair.Area), 4)
		}
	}
	return s
}

// violations counts the hard checks that a unit fails.
func violations(u *Unit) int {
	n := 0
	for _, c := range u.Verdict.Checks {
		if c.Severity == "fail" && c.Outcome == rules.Fail {
			n++
		}
	}
	return n
}
