package units

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"math"

	"renewal/rules"
	"renewal/units/workbook"
)

// writeWorkbook writes the tables that planners work with, in the plan's own columns.
func (r *Result) writeWorkbook(ctx context.Context, path string) error {
	b := workbook.Book{
		Title: r.Report.Study.Name + " 城市更新单元 urban renewal units",
		Sheets: []workbook.Sheet{
			r.summarySheet(),
			r.unitSheet("更新单元 units", isUnit),
			r.guidanceSheet(),
			r.adviceSheet(),
			r.evidenceSheet(),
			r.checkSheet(),
			r.negativeSheet(),
			r.landuseSheet(),
			r.repairSheet(),
			r.unitSheet("不划定 not delineated", isNone),
			r.testSheet(),
		},
	}
	if len(r.Report.Weights) > 0 {
		b.Sheets = append(b.Sheets, r.weightSheet())
	}
	if r.previous != nil {
		b.Sheets = append(b.Sheets, r.changeSheet())
	}
	return create(path, func(w io.Writer) error { return b.Write(ctx, w) })
}

// Formats of numbers.
const (
	whole   = "#,##0"
	tenths  = "#,##0.0"
	fine    = "#,##0.00"
	hectare = "#,##0.0000" // as DYMJ
	percent = "0.0%"
	year    = "0"
)

// unitWords say how values of a unit of measure are shown, and what it is called.
var unitWords = map[string]struct{ format, name string }{
	"share":    {percent, "比例 share"},
	"ha":       {fine, "公顷 ha"},
	"m2":       {whole, "平方米 m²"},
	"m":        {whole, "米 m"},
	"year":     {year, "年 year"},
	"count":    {whole, "个 count"},
	"person":   {whole, "人 persons"},
	"ratio":    {fine, "比值 ratio"},
	"number":   {fine, "数值 number"},
	"per_ha":   {fine, "每公顷 per ha"},
	"per_km":   {fine, "每公里 per km"},
	"per_km2":  {fine, "每平方公里 per km²"},
	"per_unit": {fine, "每单元 per unit"},
}

// formatOf is how values of a unit of measure are shown.
func formatOf(unit string) string { return cmp.Or(unitWords[unit].format, fine) }

func unitName(unit string) string {
	if w, ok := unitWords[unit]; ok {
		return w.name
	}
	return unit
}

// column is a column with a heading in both languages.
func column(zh, en string, of func(i int) workbook.Cell) workbook.Column {
	return workbook.Column{Head: zh + "\n" + en, Of: of}
}

func words(zh, en string, of func(i int) string) workbook.Column {
	return column(zh, en, func(i int) workbook.Cell { return workbook.Text(of(i)) })
}

func amounts(zh, en, format string, of func(i int) float64) workbook.Column {
	return column(zh, en, func(i int) workbook.Cell { return workbook.Number(of(i), format) })
}

// unitColumns say in every table which unit a row is about.
func (r *Result) unitColumns(of func(i int) *UnitReport) []workbook.Column {
	classes := map[string]workbook.Cell{}
	for i := range r.Report.Units {
		id := r.Report.Units[i].Class
		if _, ok := classes[id]; !ok {
			classes[id] = r.classCell(id)
		}
	}
	return []workbook.Column{
		words("更新单元编号", "unit ID", func(i int) string { return of(i).ID }),
		words("更新单元名称", "name", func(i int) string { return of(i).Name }),
		column("更新单元类型", "class", func(i int) workbook.Cell { return classes[of(i).Class] }),
	}
}

// classCell names a class on a light tint of its colour.
func (r *Result) classCell(id string) workbook.Cell {
	class, _ := r.rules.Class(id)
	return workbook.Text(class.Zh).Tinted(tint(class.Colour))
}

// tint is a colour mixed with white, so that black text reads well on it.
func tint(colour string) string {
	var c [3]int
	if _, err := fmt.Sscanf(colour, "#%02x%02x%02x", &c[0], &c[1], &c[2]); err != nil {
		return ""
	}
	for i := range c {
		c[i] = 255 - (255-c[i])*3/10
	}
	return fmt.Sprintf("#%02X%02X%02X", c[0], c[1], c[2])
}

// outcomes are outcomes in words; what fails and what is not known stand out.
var outcomes = map[string]workbook.Cell{
	"pass":          workbook.Text("通过 pass"),
	"fail":          workbook.Text("不通过 fail").Tinted("#F6D5D5"),
	"unknown":       workbook.Text("未知 unknown").Tinted("#EDEDED"),
	"not_evaluated": workbook.Text("未评估 not evaluated").Tinted("#EDEDED"),
}

// value, low and high are a quantity in three cells, of which those that do not
// apply are empty.
func value(q rules.Quantity) float64 {
	if q.Exact() {
		return q.Low
	}
	return math.NaN()
}

func low(q rules.Quantity) float64 {
	if q.Exact() {
		return math.NaN()
	}
	return q.Low
}

func high(q rules.Quantity) float64 {
	if q.Exact() {
		return math.NaN()
	}
	return q.High
}
