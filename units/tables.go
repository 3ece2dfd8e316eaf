package units

import (
	"encoding/json"
	"math"
	"strings"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/rules"
)

// unitLayer makes the layer of those units that are wanted.
func (r *Result) unitLayer(name string, wanted func(u *Unit) bool) *table {
	var of []*Unit
	var reports []*UnitReport
	for i := range r.units {
		if wanted(&r.units[i]) {
			of, reports = append(of, &r.units[i]), append(reports, &r.Report.Units[i])
		}
	}
	title := "更新单元 renewal units"
	if name != "units" {
		title = "未划定用地 land that is no renewal unit"
	}
	t := newTable(name, title, "MultiPolygon", "GXDYBH", "更新单元编号 unit_id", len(of))
	for i, u := range of {
		t.layer.IDs[i], t.layer.Shapes[i] = u.ID, u.Shape
	}
	t.text("GXDYMC", "更新单元名称 unit_name", func(i int) string { return of[i].Name })
	t.text("GXDYLX", "更新单元类型 class_zh", func(i int) string { return reports[i].ClassZh })
	t.text("unit_class", "类型代码 unit_class", func(i int) string { return reports[i].Class })
	t.number("DYMJ", "单元面积(公顷) area_ha", func(i int) float64 { return reports[i].AreaHa })
	t.text("XZQDM", "行政区代码 district_code", func(i int) string { return reports[i].District })
	t.text("XZQMC", "行政区名称 district_name", func(i int) string { return reports[i].DistrictName })
	t.text("DYBH", "控规单元编号 control_unit_id", func(i int) string {
		var ids []string
		for _, c := range reports[i].ControlUnits {
			ids = append(ids, c.ID)
		}
		return strings.Join(ids, ",")
	})
	for _, m := range []struct{ name, alias, measure string }{
		{"GXZYZB", "更新资源占比 resource_share", "resource_share"},
		{"JSYDMJ", "现状建设用地(公顷) construction_ha", "construction_ha"},
	} {
		t.number(m.name, m.alias, func(i int) float64 { return exact(&reports[i].Verdict, m.measure) })
	}
	t.text("GXDX", "主要更新对象 dominant_object", func(i int) string {
		for _, o := range of[i].Guide.Objects {
			if o.Kind == of[i].Guide.Dominant {
				return o.Zh
			}
		}
		return ""
	})
	t.text("possible", "可能的类型 possible_classes", func(i int) string { return strings.Join(reports[i].Verdict.Possible, ",") })
	t.text("missing", "缺少的数据 missing_data", func(i int) string { return strings.Join(reports[i].Verdict.Missing, ",") })
	t.integer("review", "需复核 review", func(i int) int {
		if reports[i].Verdict.Review {
			return 1
		}
		return 0
	})
	t.integer("violations", "未通过硬性检查数 violations", func(i int) int { return violations(of[i]) })
	t.text("HDYJ", "划定依据(米) reasons", func(i int) string { return jsonText(of[i].Basis) })
	t.text("criteria", "判定结果 criteria", func(i int) string { return jsonText(passed(&reports[i].Verdict)) })
	return t
}

// exact is the value of a measure, NaN unless it is known exactly.
func exact(v *rules.Verdict, measure string) float64 {
	for _, m := range v.Measures {
		if m.ID == measure && m.Value.Exact() {
			return m.Value.Low
		}
	}
	return math.NaN()
}

// passed lists the criteria that a unit passes.
func passed(v *rules.Verdict) []string {
	ids := []string{}
	for _, c := range v.Criteria {
		if c.Outcome == rules.Pass {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

func jsonText(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err) // plain lists of texts and finite numbers
	}
	return string(text)
}

func (r *Result) atomLayer() *table {
	atoms := r.Report.Atoms
	t := newTable("atoms", "最小空间单元 atoms", "MultiPolygon", "atom_id", "最小单元编号 atom_id", len(atoms))
	for i := range atoms {
		t.layer.IDs[i], t.layer.Shapes[i] = atoms[i].ID, r.fabric.atoms[i].Shape
	}
	t.text("DYBH", "控规单元编号 control_unit_id", func(i int) string { return atoms[i].ControlUnit })
	t.text("XZQDM", "行政区代码 district_code", func(i int) string { return atoms[i].District })
	t.text("GXDYBH", "更新单元编号 unit_id", func(i int) string { return atoms[i].Unit })
	t.number("area_m2", "面积(平方米) area_m2", func(i int) float64 { return atoms[i].AreaM2 })
	return t
}

// boundaryLayer has one line for each stretch of border of atoms that follows
// the same sources.
func (r *Result) boundaryLayer() *table {
	type row struct {
		border  *Border
		segment *Segment
	}
	var rows []row
	for i := range r.fabric.borders {
		b := &r.fabric.borders[i]
		for k := range b.Segments {
			rows = append(rows, row{b, &b.Segments[k]})
		}
	}
	t := newTable("boundaries", "边界及依据 boundaries", "MultiLineString", "", "", len(rows))
	for i := range rows {
		t.layer.Shapes[i] = rows[i].segment.Lines
	}
	name := func(a int) string {
		if a == coverage.Outside {
			return ""
		}
		return r.fabric.atoms[a].ID
	}
	unit := func(a int) string {
		if a == coverage.Outside {
			return ""
		}
		return r.Report.Atoms[a].Unit
	}
	t.text("basis", "划定依据 basis", func(i int) string { return strings.Join(rows[i].segment.Basis, ",") })
	t.number("length_m", "长度(米) length_m", func(i int) float64 { return round(rows[i].segment.Length, 3) })
	t.text("left_atom", "左侧最小单元 left_atom", func(i int) string { return name(rows[i].border.A) })
	t.text("right_atom", "右侧最小单元 right_atom", func(i int) string { return name(rows[i].border.B) })
	t.text("left_unit", "左侧更新单元 left_unit", func(i int) string { return unit(rows[i].border.A) })
	t.text("right_unit", "右侧更新单元 right_unit", func(i int) string { return unit(rows[i].border.B) })
	t.integer("between", "是否更新单元边界 between_units", func(i int) int {
		if unit(rows[i].border.A) != unit(rows[i].border.B) {
			return 1
		}
		return 0
	})
	t.integer("hard", "硬屏障 hard_barrier", func(i int) int {
		if rows[i].border.Hard {
			return 1
		}
		return 0
	})
	return t
}

// resourceLayer has every feature that surely is a resource, whole.
func (r *Result) resourceLayer() *table {
	if r.resources != nil {
		return r.resources
	}
	res := r.measured.resources
	var of []int
	for i := range res.at {
		if res.kind(i) != "" {
			of = append(of, i)
		}
	}
	t := newTable("resources", "更新资源 renewal resources", "MultiPolygon", "feature", "来源要素 feature", len(of))
	for k, i := range of {
		t.layer.IDs[k], t.layer.Shapes[k] = res.ref(i).String(), res.shapes[i]
	}
	t.text("kind", "主导类型 dominant_kind", func(k int) string { return res.kind(of[k]) })
	t.text("kinds", "全部类型 kinds", func(k int) string {
		var kinds []string
		for _, reason := range res.of(of[k]) {
			if reason.outcome == rules.Pass {
				kinds = append(kinds, res.kinds[reason.rank].ID)
			}
		}
		return strings.Join(kinds, ",")
	})
	t.number("area_m2", "面积(平方米) area_m2", func(k int) float64 { return round(r.measured.within.sizes[of[k]], 4) })
	return t
}

// evidenceLayer has one row for each test of each unit.
func (r *Result) evidenceLayer() *table {
	type row struct {
		unit *UnitReport
		test *rules.TestResult
	}
	var rows []row
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		for k := range u.Verdict.Tests {
			rows = append(rows, row{u, &u.Verdict.Tests[k]})
		}
	}
	t := newTable("evidence", "判定依据 evidence", "None", "", "", len(rows))
	t.text("GXDYBH", "更新单元编号 unit_id", func(i int) string { return rows[i].unit.ID })
	t.text("criterion", "判据 criterion", func(i int) string { return rows[i].test.Criterion })
	t.text("measure", "指标 measure", func(i int) string { return rows[i].test.Measure })
	t.number("low", "指标值下限 low", func(i int) float64 { return rows[i].test.Value.Low })
	t.number("high", "指标值上限 high", func(i int) float64 { return rows[i].test.Value.High })
	t.text("op", "比较 op", func(i int) string { return rows[i].test.Op })
	t.number("threshold", "阈值 threshold", func(i int) float64 { return rows[i].test.Threshold })
	t.text("outcome", "结果 outcome", func(i int) string { return rows[i].test.Outcome.String() })
	t.number("margin", "余量 margin", func(i int) float64 {
		if m := rows[i].test.Margin; m != nil {
			return *m
		}
		return math.NaN()
	})
	t.text("why", "缺少的数据 why", func(i int) string { return strings.Join(rows[i].test.Why, ",") })
	return t
}

// UnitLayer is the layer of the units as files have it, in the working CRS, which it
// names.
func (r *Result) UnitLayer() *geo.Layer {
	l := r.unitLayer("units", isUnit).layer
	l.CRS = r.prepared.crs.Definition()
	return l
}
