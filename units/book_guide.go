package units

import (
	"strings"

	"renewal/units/workbook"
)

// guidanceSheet has the plan's seven columns (L267-305), a row for each unit. What
// nothing at hand says is for a person to write: the state names it.
func (r *Result) guidanceSheet() workbook.Sheet {
	of := r.reports(isUnit)
	columns := r.unitColumns(func(i int) *UnitReport { return of[i] })
	if len(of) > 0 {
		for k, c := range of[0].Guide.Rows { // the same columns for every unit
			columns = append(columns, words(c.Zh, c.En, func(i int) string { return of[i].Guide.Rows[k].TextZh }))
		}
	}
	columns = append(columns, words("待填写", "for a person to write", func(i int) string {
		var open []string
		for _, c := range of[i].Guide.Rows {
			if !c.Derived {
				open = append(open, c.Zh)
			}
		}
		return strings.Join(open, "、")
	}))
	return workbook.Sheet{Name: "更新指引 guidance", Rows: len(of), Columns: columns}
}

// adviceSheet has a row for each mode and action suggested for a unit, and one that
// says so where there are none.
func (r *Result) adviceSheet() workbook.Sheet {
	type row struct {
		unit   *UnitReport
		kind   string
		advice Advice
	}
	const none = "无建议 nothing suggested"
	var rows []row
	for _, u := range r.reports(isUnit) {
		for _, part := range []struct {
			kind string
			all  []Advice
		}{{"更新方式 mode", u.Guide.Modes}, {"更新行动 action", u.Guide.Actions}} {
			if len(part.all) == 0 {
				rows = append(rows, row{u, part.kind, Advice{Zh: none}})
			}
			for _, a := range part.all {
				rows = append(rows, row{u, part.kind, a})
			}
		}
	}
	columns := append(r.unitColumns(func(i int) *UnitReport { return rows[i].unit }),
		words("类别", "kind", func(i int) string { return rows[i].kind }),
		words("建议", "suggestion", func(i int) string {
			return strings.TrimSpace(rows[i].advice.Zh + "\n" + rows[i].advice.En)
		}),
		words("项目", "projects", func(i int) string {
			var names []string
			for _, p := range rows[i].advice.Projects {
				names = append(names, p.Zh)
			}
			return strings.Join(names, "、")
		}),
		words("依据", "because of", func(i int) string { return r.reasons(rows[i].advice.Because) }),
		words("须先说明", "to be shown first", func(i int) string { return rows[i].advice.Caution }),
	)
	return workbook.Sheet{Name: "更新方式与行动 modes, actions", Rows: len(rows), Columns: columns}
}

// reasons names kinds of resources and criteria.
func (r *Result) reasons(ids []string) string {
	var names []string
	for _, id := range ids {
		if k, ok := r.rules.Resource(id); ok {
			id = k.Zh
		} else if c, ok := r.rules.Criterion(id); ok {
			id += " " + c.Zh
		}
		names = append(names, id)
	}
	return strings.Join(names, "；")
}
