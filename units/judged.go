package units

import (
	"context"
	"encoding/json"
	"os"

	"renewal/geo/vector"
	"renewal/rules"
)

// Judged is units drawn elsewhere with what the rules say of them.
type Judged struct {
	result *Result
	Report JudgedReport
}

// JudgedReport is Judged for machines: the same input gives the same bytes.
type JudgedReport struct {
	Format  string         `json:"format"` // "renewal-judged/1"
	Study   string         `json:"study"`
	Ruleset RulesetReport  `json:"ruleset"`
	Classes []ClassSummary `json:"classes"` // in the order of the ruleset
	Units   []UnitReport   `json:"units"`   // cost and alternatives are those of drawing, and empty
	Repairs []Repair       `json:"repairs"`
}

func judged(r *Result, rs *rules.Ruleset) *Judged {
	out := JudgedReport{Format: "renewal-judged/1", Study: r.prepared.study.Name, Units: []UnitReport{}, Repairs: r.prepared.repairs,
		Ruleset: RulesetReport{rs.Name, rs.Version, rs.Zh, rs.En, rs.Digest}}
	for i := range r.units {
		out.Units = append(out.Units, r.unitReport(&r.units[i], rs))
	}
	for _, class := range rs.Classes {
		c := ClassSummary{Class: class.ID, Zh: class.Zh, En: class.En}
		for i := range out.Units {
			if out.Units[i].Class == class.ID {
				c.Units++
				c.AreaHa += out.Units[i].AreaHa
			}
		}
		c.AreaHa = round(c.AreaHa, 4)
		out.Classes = append(out.Classes, c)
	}
	r.Report.Units = out.Units
	return &Judged{r, out}
}

// Violations counts the hard checks that units fail, each counted for each unit.
func (j *Judged) Violations() int {
	n := 0
	for i := range j.result.units {
		n += violations(&j.result.units[i])
	}
	return n
}

// Write writes the units to a GeoPackage, a GeoJSON or another format that the
// ending of the path names, or the whole report where that is .json.
func (j *Judged) Write(ctx context.Context, path string) error {
	if isReport(path) {
		return writeReport(path, j.Report)
	}
	all := func(*Unit) bool { return true }
	t := j.result.unitLayer("units", all)
	return vector.Write(ctx, path, j.result.prepared.crs, []vector.Output{t.output()}, vector.WriteOptions{})
}

// writeReport writes a report as JSON, whole or not at all.
func writeReport(path string, report any) error {
	data, err := json.MarshalIndent(report, "", " ")
	if err != nil {
		return err
	}
	draft := path + ".part"
	if err := os.WriteFile(draft, append(data, '\n'), 0o666); err != nil {
		return err
	}
	if err := os.Rename(draft, path); err != nil {
		os.Remove(draft)
		return err
	}
	return nil
}
