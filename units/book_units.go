package units

import (
	"fmt"
	"strings"

	"renewal/rules"
	"renewal/units/workbook"
)

// reports lists the reports of those units that are wanted.
func (r *Result) reports(wanted func(u *Unit) bool) []*UnitReport {
	var of []*UnitReport
	for i := range r.units {
		if wanted(&r.units[i]) {
			of = append(of, &r.Report.Units[i])
		}
	}
	return of
}

// unitSheet has a row for each unit.
func (r *Result) unitSheet(title string, wanted func(u *Unit) bool) workbook.Sheet {
	of := r.reports(wanted)
	columns := append(r.unitColumns(func(i int) *UnitReport { return of[i] }),
		words("状态", "state", func(i int) string { return settledness(&of[i].Verdict) }),
		words("行政区代码", "district code", func(i int) string { return of[i].District }),
		words("行政区名称", "district", func(i int) string { return of[i].DistrictName }),
		amounts("单元面积（公顷）", "area, ha", hectare, func(i int) float64 { return of[i].AreaHa }),
		amounts("现状建设用地（公顷）", "construction land, ha", hectare, func(i int) float64 { return exact(&of[i].Verdict, "construction_ha") }),
		amounts("更新资源占比", "share of resources", percent, func(i int) float64 { return exact(&of[i].Verdict, "resource_share") }),
		words("主要更新对象", "main objects", func(i int) string { return objectNames(&of[i].Guide) }),
		words("控规单元", "control units, and how much of each", func(i int) string { return controlShares(of[i]) }),
		words("划定依据", "what the boundary follows", func(i int) string { return r.basisWords(of[i].Basis) }),
		words("符合的判据", "criteria met", func(i int) string { return r.criteriaMet(&of[i].Verdict) }),
		words("可能的类型", "classes possible", func(i int) string { return r.classNames(of[i].Verdict.Possible) }),
		words("缺少的数据", "data missing", func(i int) string { return strings.Join(of[i].Verdict.Missing, "; ") }),
		words("未通过的硬性检查", "hard checks failed", func(i int) string { return r.failedChecks(&of[i].Verdict) }),
		words("最近的改类条件", "nearest change of class", func(i int) string { return r.nearest(of[i].Verdict.Nearest) }),
		amounts("划分代价", "cost J", fine, func(i int) float64 { return of[i].Cost.Total }),
	)
	return workbook.Sheet{Name: title, Rows: len(of), Columns: columns}
}

func settledness(v *rules.Verdict) string {
	switch {
	case v.Class == rules.Undetermined:
		return "待定：缺少数据 undetermined: data missing"
	case v.Review:
		return "需复核：另一类型亦符合 review: another class fits too"
	}
	return "已定 settled"
}

func objectNames(g *Guide) string {
	var names []string
	for _, o := range g.Objects {
		names = append(names, o.Zh)
	}
	return strings.Join(names, "、")
}

func controlShares(u *UnitReport) string {
	var parts []string
	for _, c := range u.ControlUnits {
		parts = append(parts, fmt.Sprintf("%s (%.0f%%)", c.ID, 100*c.Share))
	}
	return strings.Join(parts, "; ")
}

func (r *Result) basisWords(of []BasisLength) string {
	var parts []string
	for _, b := range of {
		zh, _ := BasisName(r.rules, b.Basis)
		parts = append(parts, fmt.Sprintf("%s %.0f m", zh, b.Length))
	}
	return strings.Join(parts, "；")
}

// criteriaMet names the criteria of a level or class that a unit passes.
func (r *Result) criteriaMet(v *rules.Verdict) string {
	var names []string
	for _, id := range passed(v) {
		if c, ok := r.rules.Criterion(id); ok {
			names = append(names, id+" "+c.Zh)
		}
	}
	return strings.Join(names, "；")
}

func (r *Result) classNames(ids []string) string {
	var names []string
	for _, id := range ids {
		class, _ := r.rules.Class(id)
		names = append(names, class.Zh)
	}
	return strings.Join(names, "、")
}

func (r *Result) failedChecks(v *rules.Verdict) string {
	var names []string
	for _, c := range v.Checks {
		if check, ok := r.rules.Check(c.ID); ok && c.Severity == "fail" && c.Outcome == rules.Fail {
			names = append(names, check.ID+" "+check.Zh)
		}
	}
	return strings.Join(names, "；")
}

// nearest says which one value would have to change how far.
func (r *Result) nearest(f *rules.Flip) string {
	if f == nil {
		return ""
	}
	m, _ := r.rules.Measure(f.Measure)
	return fmt.Sprintf("%s %.4g → %.4g：%s", m.Zh, f.Value, f.Threshold, r.classNames(f.Classes))
}

// summarySheet says what the workbook is about, and counts units by class.
func (r *Result) summarySheet() workbook.Sheet {
	type row struct {
		item  workbook.Cell
		value workbook.Cell
		unit  string
		note  string
	}
	s, rs, sum := r.Report.Study, r.Report.Ruleset, r.Report.Summary
	var rows []row
	say := func(item, value, note string) {
		rows = append(rows, row{workbook.Text(item), workbook.Text(value), "", note})
	}
	say("项目 study", s.Name, "")
	say("规则集 ruleset", rs.Name+" "+rs.Version, rs.Zh+" "+rs.En)
	say("坐标系 coordinate system", s.CRS, s.CRSName)
	say("面积算法 areas", s.AreaMethod, "")
	say("用地分类 land-use scheme", s.LanduseScheme, "")
	for _, c := range sum.Classes {
		rows = append(rows, row{r.classCell(c.Class), workbook.Number(float64(c.Units), whole), "个 count", ""},
			row{workbook.Cell{}, workbook.Number(c.AreaHa, hectare), "公顷 ha", ""})
	}
	count := func(item string, n int) {
		rows = append(rows, row{workbook.Text(item), workbook.Number(float64(n), whole), "个 count", ""})
	}
	count("控规单元 control units", sum.ControlUnits)
	count("地块 parcels", sum.Parcels)
	count("最小空间单元 atoms", sum.Atoms)
	count("未通过的硬性检查 hard checks failed", sum.Violations)
	bound := "下限未知 nothing is known of the least cost"
	if b := r.Report.Cost.Bound; b != nil {
		bound = fmt.Sprintf("不低于 no division costs less than %.6g", *b)
	}
	rows = append(rows, row{workbook.Text("划分代价 cost J"), workbook.Number(sum.Cost, fine), "", bound})
	say("空白单元格 empty cells", "未知，而非零 unknown, which is not zero", "状态列说明原因 the column of the state says why")
	for i, w := range sum.Warnings {
		say("提示 warning", sum.WarningsZh[i], w)
	}
	return workbook.Sheet{Name: "汇总 summary", Rows: len(rows), Columns: []workbook.Column{
		column("项目", "item", func(i int) workbook.Cell { return rows[i].item }),
		column("内容", "value", func(i int) workbook.Cell { return rows[i].value }),
		words("单位", "unit", func(i int) string { return rows[i].unit }),
		words("说明", "note", func(i int) string { return rows[i].note }),
	}}
}
