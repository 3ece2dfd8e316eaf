package units

import (
	"strings"

	"renewal/rules"
	"renewal/units/workbook"
)

// evidenceSheet has a row for each test of each unit: those of the criteria, which
// make the class, and those of the checks, which do not.
func (r *Result) evidenceSheet() workbook.Sheet {
	type row struct {
		unit *UnitReport
		test *rules.TestResult
		item rules.Item // the criterion or check
		kind string
	}
	var rows []row
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		for k := range u.Verdict.Tests {
			t := &u.Verdict.Tests[k]
			c, _ := r.rules.Criterion(t.Criterion)
			rows = append(rows, row{u, t, c.Item, "判据 criterion"})
		}
		for k := range u.Verdict.Checks {
			check := &u.Verdict.Checks[k]
			c, _ := r.rules.Check(check.ID)
			for n := range check.Tests {
				rows = append(rows, row{u, &check.Tests[n], c.Item, severityWords[check.Severity]})
			}
		}
	}
	measure := func(i int) rules.Measure {
		m, _ := r.rules.Measure(rows[i].test.Measure)
		return m
	}
	of := func(zh, en string, v func(t *rules.TestResult) float64) workbook.Column {
		return column(zh, en, func(i int) workbook.Cell { return inUnit(v(rows[i].test), measure(i).Unit) })
	}
	columns := append(r.unitColumns(func(i int) *UnitReport { return rows[i].unit }),
		words("类别", "kind", func(i int) string { return rows[i].kind }),
		words("编号", "ID", func(i int) string { return rows[i].item.ID }),
		words("判据或检查", "criterion or check, in Chinese", func(i int) string { return rows[i].item.Zh }),
		words("指标", "measure, in Chinese", func(i int) string { return measure(i).Zh }),
		of("指标值", "value", func(t *rules.TestResult) float64 { return value(t.Value) }),
		of("下限", "at least", func(t *rules.TestResult) float64 { return low(t.Value) }),
		of("上限", "at most", func(t *rules.TestResult) float64 { return high(t.Value) }),
		words("单位", "unit", func(i int) string { return unitName(measure(i).Unit) }),
		words("数据状态", "state of the value", func(i int) string { return known(rows[i].test.Value) }),
		words("比较", "is to be", func(i int) string { return opWords[rows[i].test.Op] }),
		of("阈值", "threshold", func(t *rules.TestResult) float64 { return t.Threshold }),
		column("结果", "outcome", func(i int) workbook.Cell { return outcomeCell(rows[i].test.Outcome.String()) }),
		of("余量", "margin", func(t *rules.TestResult) float64 { return orNaN(t.Margin) }),
		words("缺少的数据", "data missing", func(i int) string { return strings.Join(rows[i].test.Why, "; ") }),
		words("来源", "source", func(i int) string {
			return strings.TrimSpace(rows[i].item.Source.Tag + " " + rows[i].item.Source.Ref)
		}),
		words("判据或检查（英文）", "criterion or check", func(i int) string { return rows[i].item.En }),
		words("指标（英文）", "measure", func(i int) string { return measure(i).En }),
	)
	return workbook.Sheet{Name: "判定依据 evidence", Rows: len(rows), Columns: columns}
}

var severityWords = map[string]string{"fail": "硬性检查 hard check", "warn": "提醒检查 soft check", "info": "参考检查 for information"}

// opWords are signs that no program takes for the start of a formula.
var opWords = map[string]string{">=": "≥", ">": ">", "<=": "≤", "<": "<", "==": "等于 equal to", "!=": "≠"}

// negativeSheet has the six rows of the negative list for each unit.
func (r *Result) negativeSheet() workbook.Sheet {
	type row struct {
		unit *UnitReport
		item *Negative
	}
	var rows []row
	for _, u := range r.reports(isUnit) {
		for k := range u.Guide.Negative {
			rows = append(rows, row{u, &u.Guide.Negative[k]})
		}
	}
	columns := append(r.unitColumns(func(i int) *UnitReport { return rows[i].unit }),
		words("序号", "item", func(i int) string { return rows[i].item.ID }),
		words("负面清单", "negative list", func(i int) string { return rows[i].item.Zh + "\n" + rows[i].item.En }),
		column("结果", "outcome", func(i int) workbook.Cell { return outcomeCell(rows[i].item.Outcome) }),
		words("依据", "why", func(i int) string { return rows[i].item.Why }),
	)
	return workbook.Sheet{Name: "负面清单 negative list", Rows: len(rows), Columns: columns}
}
