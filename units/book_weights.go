package units

import (
	"strings"

	"renewal/units/workbook"
)

// weightSheet has a row for each change of a weight: which units would be others, and
// what J would be made of.
func (r *Result) weightSheet() workbook.Sheet {
	type row struct {
		sweep *WeightSweep
		move  *WeightMove
	}
	var rows []row
	for i := range r.Report.Weights {
		s := &r.Report.Weights[i]
		for k := range s.Moves {
			rows = append(rows, row{s, &s.Moves[k]})
		}
	}
	columns := []workbook.Column{
		words("权重", "weight, in Chinese", func(i int) string { return rows[i].sweep.Zh }),
		words("权重（英文）", "weight", func(i int) string { return rows[i].sweep.En }),
		amounts("现值", "is", fine, func(i int) float64 { return rows[i].sweep.Weight }),
		amounts("倍数", "times", fine, func(i int) float64 { return rows[i].move.Factor }),
		amounts("调整后", "moved to", fine, func(i int) float64 { return rows[i].move.Weight }),
		amounts("更新单元个数", "units then", whole, func(i int) float64 { return float64(rows[i].move.Units) }),
		amounts("变化的单元个数", "units that change", whole, func(i int) float64 { return float64(len(rows[i].move.Changed)) }),
		words("变化的单元", "which", func(i int) string { return strings.Join(rows[i].move.Changed, " ") }),
		amounts("划分代价", "cost J then", fine, func(i int) float64 { return rows[i].move.Total }),
	}
	for t, term := range r.Report.Weights[0].Moves[0].Terms {
		columns = append(columns, amounts(term.Zh+"（"+term.Unit+"）", term.En+", "+term.Unit, fine, func(i int) float64 { return rows[i].move.Terms[t].Amount }))
	}
	return workbook.Sheet{Name: "权重 weights", Rows: len(rows), Columns: columns}
}
