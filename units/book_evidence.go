package units

import (
	"cmp"
	"strings"

	"renewal/rules"
	"renewal/units/workbook"
)

// tested is one test of one unit, with what it belongs to.
type tested struct {
	unit     *UnitReport
	test     *rules.TestResult
	item     *rules.Item // the criterion or check
	measure  *rules.Measure
	format   string // of numbers
	severity string // of a check
}

// measures are the measures of the ruleset by ID.
func (r *Result) measures() map[string]*rules.Measure {
	all := map[string]*rules.Measure{}
	for i := range r.rules.Measures {
		all[r.rules.Measures[i].ID] = &r.rules.Measures[i]
	}
	return all
}

// evidenceSheet has a row for each test of the criteria of each unit: what makes its
// class.
func (r *Result) evidenceSheet() workbook.Sheet {
	criteria, measures := map[string]*rules.Item{}, r.measures()
	for i := range r.rules.Criteria {
		criteria[r.rules.Criteria[i].ID] = &r.rules.Criteria[i].Item
	}
	n := 0
	for i := range r.Report.Units {
		n += len(r.Report.Units[i].Verdict.Tests)
	}
	rows := make([]tested, 0, n)
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		for k := range u.Verdict.Tests {
			t := &u.Verdict.Tests[k]
			m := measures[t.Measure]
			rows = append(rows, tested{unit: u, test: t, item: criteria[t.Criterion], measure: m, format: formatOf(m.Unit)})
		}
	}
	return workbook.Sheet{Name: "判定依据 evidence", Rows: len(rows), Columns: r.testColumns(rows, "判据", "criterion")}
}

// checkSheet has a row for each test of the checks of each unit, which do not make
// its class.
func (r *Result) checkSheet() workbook.Sheet {
	checks, measures := map[string]*rules.Item{}, r.measures()
	for i := range r.rules.Checks {
		checks[r.rules.Checks[i].ID] = &r.rules.Checks[i].Item
	}
	n := 0
	for i := range r.Report.Units {
		for _, check := range r.Report.Units[i].Verdict.Checks {
			n += len(check.Tests)
		}
	}
	rows := make([]tested, 0, n)
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		for k := range u.Verdict.Checks {
			check := &u.Verdict.Checks[k]
			for n := range check.Tests {
				t := &check.Tests[n]
				m := measures[t.Measure]
				rows = append(rows, tested{u, t, checks[check.ID], m, formatOf(m.Unit), check.Severity})
			}
		}
	}
	columns := append(r.testColumns(rows, "检查", "check"),
		words("性质", "kind", func(i int) string { return severityWords[rows[i].severity] }))
	return workbook.Sheet{Name: "检查结果 checks", Rows: len(rows), Columns: columns}
}

// testColumns tell how tests came out. What is the same for every unit, such as
// sources, stands once in [Result.testSheet].
func (r *Result) testColumns(rows []tested, zh, en string) []workbook.Column {
	of := func(zh, en string, v func(t *rules.TestResult) float64) workbook.Column {
		return column(zh, en, func(i int) workbook.Cell { return workbook.Number(v(rows[i].test), rows[i].format) })
	}
	return append(r.unitColumns(func(i int) *UnitReport { return rows[i].unit }),
		words("编号", "ID", func(i int) string { return rows[i].item.ID }),
		words(zh, en+", in Chinese", func(i int) string { return rows[i].item.Zh }),
		words("指标", "measure, in Chinese", func(i int) string { return rows[i].measure.Zh }),
		of("指标值", "value", func(t *rules.TestResult) float64 { return value(t.Value) }),
		of("下限", "at least", func(t *rules.TestResult) float64 { return low(t.Value) }),
		of("上限", "at most", func(t *rules.TestResult) float64 { return high(t.Value) }),
		words("单位", "unit", func(i int) string { return unitName(rows[i].measure.Unit) }),
		words("比较", "is to be", func(i int) string { return opWords[rows[i].test.Op] }),
		of("阈值", "threshold", func(t *rules.TestResult) float64 { return t.Threshold }),
		column("结果", "outcome", func(i int) workbook.Cell { return outcomes[rows[i].test.Outcome.String()] }),
		of("余量", "margin", func(t *rules.TestResult) float64 { return orNaN(t.Margin) }),
		words("缺少的数据", "data missing", func(i int) string { return strings.Join(rows[i].test.Why, "; ") }),
	)
}

// testSheet has a row for each test of the ruleset: what is asked of every unit, and
// who says so.
func (r *Result) testSheet() workbook.Sheet {
	type row struct {
		item    rules.Item
		kind    string
		test    *rules.Tree
		measure rules.Measure
	}
	var rows []row
	var list func(item rules.Item, kind string, t *rules.Tree)
	list = func(item rules.Item, kind string, t *rules.Tree) {
		if t.Kind == rules.TestOf {
			m, _ := r.rules.Measure(t.Measure)
			rows = append(rows, row{item, kind, t, m})
		}
		for i := range t.Of {
			list(item, kind, &t.Of[i])
		}
	}
	for i := range r.rules.Criteria {
		list(r.rules.Criteria[i].Item, "判据 criterion", &r.rules.Criteria[i].Tree)
	}
	for i := range r.rules.Checks {
		list(r.rules.Checks[i].Item, severityWords[r.rules.Checks[i].Severity], &r.rules.Checks[i].Tree)
	}
	columns := []workbook.Column{
		words("编号", "ID", func(i int) string { return rows[i].item.ID }),
		words("类别", "kind", func(i int) string { return rows[i].kind }),
		words("判据或检查", "criterion or check, in Chinese", func(i int) string { return rows[i].item.Zh }),
		words("判据或检查（英文）", "criterion or check", func(i int) string { return rows[i].item.En }),
		words("指标", "measure, in Chinese", func(i int) string { return rows[i].measure.Zh }),
		words("指标（英文）", "measure", func(i int) string { return rows[i].measure.En }),
		words("比较", "is to be", func(i int) string { return opWords[rows[i].test.Op] }),
		column("阈值", "threshold", func(i int) workbook.Cell {
			return workbook.Number(rows[i].test.Threshold, formatOf(rows[i].measure.Unit))
		}),
		words("单位", "unit", func(i int) string { return unitName(rows[i].measure.Unit) }),
		words("来源", "source", func(i int) string {
			return strings.TrimSpace(rows[i].item.Source.Tag + " " + rows[i].item.Source.Ref)
		}),
		words("说明", "note", func(i int) string { return cmp.Or(rows[i].item.NoteZh, rows[i].item.Note) }),
	}
	return workbook.Sheet{Name: "判据一览 tests", Rows: len(rows), Columns: columns}
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
		column("结果", "outcome", func(i int) workbook.Cell { return outcomes[rows[i].item.Outcome] }),
		words("依据", "why, in Chinese", func(i int) string { return rows[i].item.WhyZh }),
		words("依据（英文）", "why", func(i int) string { return rows[i].item.Why }),
	)
	return workbook.Sheet{Name: "负面清单 negative list", Rows: len(rows), Columns: columns}
}
