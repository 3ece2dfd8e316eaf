package units

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"renewal/units/workbook"
)

// changeLayer has what became of every unit since the earlier result: the shape that
// it has now, or had where it is gone. From its rows without an area of now the next
// result knows which IDs not to give again.
func (r *Result) changeLayer() *table {
	of := r.Report.Changes
	t := newTable("changes", "与上一版成果的变化 changes since the earlier result", "MultiPolygon", "GXDYBH", "更新单元编号 unit_id", len(of))
	shapes := map[string]orb.MultiPolygon{}
	for _, list := range [][]former{r.previous.retired, r.previous.then} {
		for _, f := range list {
			shapes[f.ID] = f.shape
		}
	}
	for i := range r.units {
		shapes[r.units[i].ID] = r.units[i].Shape
	}
	for i := range of {
		t.layer.IDs[i] = of[i].Unit
		if s := shapes[of[i].Unit]; len(s) > 0 {
			t.layer.Shapes[i] = s
		}
	}
	t.text("change", "变化类型 change", func(i int) string { return of[i].Change })
	t.text("change_zh", "变化 change_zh", func(i int) string { zh, _ := ChangeName(of[i].Change); return zh })
	t.text("class_was", "原类型代码 class_was", func(i int) string { return of[i].ClassBefore })
	t.text("unit_class", "类型代码 unit_class", func(i int) string { return of[i].Class })
	t.number("before_ha", "原面积(公顷) before_ha", func(i int) float64 { return orNaN(of[i].BeforeHa) })
	t.number("now_ha", "现面积(公顷) now_ha", func(i int) float64 { return orNaN(of[i].NowHa) })
	t.number("gained_ha", "划入(公顷) gained_ha", func(i int) float64 { return of[i].GainedHa })
	t.number("lost_ha", "划出(公顷) lost_ha", func(i int) float64 { return of[i].LostHa })
	t.text("from", "划入来源 from", func(i int) string { return movedText(of[i].From) })
	t.text("to", "划出去向 to", func(i int) string { return movedText(of[i].To) })
	return t
}

// movedText lists land that moved, as "410102-GX-12 3.2000; – 0.0150": a dash is land
// of no unit.
func movedText(of []Moved) string {
	var parts []string
	for _, m := range of {
		name := m.Unit
		if name == "" {
			name = "–"
		}
		parts = append(parts, fmt.Sprintf("%s %.4f", name, m.AreaHa))
	}
	return strings.Join(parts, "; ")
}

// changeSheet has a row for every unit whose land or class changed, and for every one
// that is new or gone.
func (r *Result) changeSheet() workbook.Sheet {
	var of []*Change
	for i := range r.Report.Changes {
		if c := &r.Report.Changes[i]; c.Change != changeRetired && c.Told() {
			of = append(of, c)
		}
	}
	class := func(id string) workbook.Cell {
		if _, known := r.rules.Class(id); !known {
			return workbook.Text(id)
		}
		return r.classCell(id)
	}
	return workbook.Sheet{Name: "变化 changes", Rows: len(of), Columns: []workbook.Column{
		words("更新单元编号", "unit ID", func(i int) string { return of[i].Unit }),
		words("变化", "change", func(i int) string { zh, en := ChangeName(of[i].Change); return zh + " " + en }),
		column("原类型", "class before", func(i int) workbook.Cell { return class(of[i].ClassBefore) }),
		column("现类型", "class now", func(i int) workbook.Cell { return class(of[i].Class) }),
		amounts("原面积（公顷）", "area before, ha", hectare, func(i int) float64 { return orNaN(of[i].BeforeHa) }),
		amounts("现面积（公顷）", "area now, ha", hectare, func(i int) float64 { return orNaN(of[i].NowHa) }),
		amounts("划入（公顷）", "gained, ha", hectare, func(i int) float64 { return of[i].GainedHa }),
		amounts("划出（公顷）", "lost, ha", hectare, func(i int) float64 { return of[i].LostHa }),
		words("划入来源（公顷）", "from, ha", func(i int) string { return movedText(of[i].From) }),
		words("划出去向（公顷）", "to, ha", func(i int) string { return movedText(of[i].To) }),
	}}
}
