package units

import (
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/units/study"
)

// repairLayer has a row for each repair, with a point where it has a place.
func (r *Result) repairLayer() *table {
	of := r.Report.Repairs
	t := newTable("repairs", "数据修复 repairs", "Point", "", "", len(of))
	for i, repair := range of {
		if repair.Place != nil {
			t.layer.Shapes[i] = orb.Point(*repair.Place)
		}
	}
	t.repairs(of)
	return t
}

// repairAreaLayer has the land of each repair that speaks of some: what changed
// hands, was mended, or was left open.
func (r *Result) repairAreaLayer() *table {
	var of []Repair
	for _, repair := range r.Report.Repairs {
		if len(repair.shape) > 0 {
			of = append(of, repair)
		}
	}
	t := newTable("repair_areas", "数据修复范围 repair areas", "MultiPolygon", "", "", len(of))
	for i := range of {
		t.layer.Shapes[i] = of[i].shape
	}
	t.repairs(of)
	return t
}

// repairs adds the columns that tell of repairs.
func (t *table) repairs(of []Repair) {
	t.text("kind", "类型 kind", func(i int) string { return of[i].Kind })
	t.text("feature", "要素 feature", func(i int) string { return of[i].Ref })
	t.text("with", "相关要素 with", func(i int) string { return strings.Join(of[i].With, ",") })
	t.text("to", "归入 to", func(i int) string { return of[i].To })
	t.text("detail", "说明 detail", func(i int) string { return of[i].Detail })
	t.number("before_m2", "修复前面积(平方米) before_m2", func(i int) float64 { return orNaN(of[i].Before) })
	t.number("after_m2", "修复后面积(平方米) after_m2", func(i int) float64 { return orNaN(of[i].After) })
	t.number("area_m2", "变动面积(平方米) area_m2", func(i int) float64 { return orNaN(of[i].Area) })
	t.number("width_m", "最大宽度(米) width_m", func(i int) float64 { return orNaN(of[i].Width) })
}

func orNaN(v *float64) float64 {
	if v == nil {
		return math.NaN()
	}
	return *v
}

// controlUnitLayer has the control units as the fabric has them, with what they
// were before.
func (r *Result) controlUnitLayer() *table {
	of := r.Report.ControlUnits
	t := newTable("control_units", "控规单元(清理后) control units, cleaned", "MultiPolygon", "DYBH", "控规单元编号 control_unit_id", len(of))
	named := map[string]int{} // feature → repairs of the fabric that name it
	for _, repair := range r.fabric.repairs {
		features := append([]string{repair.Ref, repair.To}, repair.With...)
		slices.Sort(features)
		for _, feature := range slices.Compact(features) {
			named[feature]++
		}
	}
	for i := range of {
		t.layer.IDs[i], t.layer.Shapes[i] = of[i].ID, r.fabric.cells[i]
	}
	t.text("MC", "名称 name", func(i int) string { return of[i].Name })
	t.number("before_m2", "清理前面积(平方米) before_m2", func(i int) float64 { return of[i].DrawnM2 })
	t.number("after_m2", "清理后面积(平方米) after_m2", func(i int) float64 { return of[i].AreaM2 })
	t.number("change_m2", "面积变化(平方米) change_m2", func(i int) float64 { return round(of[i].AreaM2-of[i].DrawnM2, 4) })
	t.integer("repairs", "修复次数 repairs", func(i int) int { return named[r.prepared.layers[study.ControlUnits].Ref(i).String()] })
	return t
}
