package units

import (
	"math"
	"strings"

	"renewal/rules/landuse"
	"renewal/units/workbook"
)

// landuseSheet has a row for each code of land use in a unit. A unit of which none
// is known has one row, which says so.
func (r *Result) landuseSheet() workbook.Sheet {
	type row struct {
		unit  *UnitReport
		area  LanduseArea
		state string
	}
	var rows []row
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		if len(u.Landuse) == 0 {
			rows = append(rows, row{u, LanduseArea{AreaM2: math.NaN()}, "无用地数据 no land-use data"})
		}
		for _, a := range u.Landuse {
			state := "已知 known"
			if a.Code == "" {
				state = "用地代码未知 code unknown"
			}
			rows = append(rows, row{u, a, state})
		}
	}
	scheme, err := landuse.Lookup(landuse.YDYH)
	name := func(i int) landuse.Code {
		if err != nil {
			return landuse.Code{}
		}
		c, _ := scheme.Find(rows[i].area.Code)
		return c
	}
	columns := append(r.unitColumns(func(i int) *UnitReport { return rows[i].unit }),
		words("用地代码", "land-use code", func(i int) string { return rows[i].area.Code }),
		words("用地名称", "land use, in Chinese", func(i int) string { return name(i).Zh }),
		words("用地名称（英文）", "land use", func(i int) string { return name(i).En }),
		amounts("用地面积（平方米）", "area, m²", fine, func(i int) float64 { return rows[i].area.AreaM2 }),
		amounts("用地面积（公顷）", "area, ha", hectare, func(i int) float64 { return rows[i].area.AreaM2 / 10_000 }),
		amounts("占单元面积", "share of the unit", percent, func(i int) float64 { return rows[i].area.AreaM2 / rows[i].unit.AreaM2 }),
		words("状态", "state", func(i int) string { return rows[i].state }),
	)
	return workbook.Sheet{Name: "用地面积 land use", Rows: len(rows), Columns: columns}
}

// repairSheet has a row for each repair.
func (r *Result) repairSheet() workbook.Sheet {
	of := r.Report.Repairs
	at := func(i, axis int) float64 {
		if of[i].Place == nil {
			return math.NaN()
		}
		return of[i].Place[axis]
	}
	return workbook.Sheet{Name: "修复记录 repairs", Rows: len(of), Columns: []workbook.Column{
		words("类型", "kind", func(i int) string {
			zh, en := RepairName(of[i].Kind)
			return zh + " " + en
		}),
		words("状态", "state", func(i int) string {
			if leftAsIs[of[i].Kind] {
				return "未处理 left as it is"
			}
			return "已处理 dealt with"
		}),
		words("要素", "feature", func(i int) string { return of[i].Ref }),
		words("相关要素", "with", func(i int) string { return strings.Join(of[i].With, "; ") }),
		words("归入", "went to", func(i int) string { return of[i].To }),
		words("说明", "detail", func(i int) string { return of[i].Detail }),
		amounts("要素个数", "features", whole, func(i int) float64 { return float64(max(of[i].Count, 1)) }),
		amounts("修复前面积（平方米）", "area before, m²", fine, func(i int) float64 { return orNaN(of[i].Before) }),
		amounts("修复后面积（平方米）", "area after, m²", fine, func(i int) float64 { return orNaN(of[i].After) }),
		amounts("变动面积（平方米）", "area moved, m²", fine, func(i int) float64 { return orNaN(of[i].Area) }),
		amounts("最大宽度（米）", "width, m", fine, func(i int) float64 { return orNaN(of[i].Width) }),
		amounts("横坐标（东）", "x, easting", fine, func(i int) float64 { return at(i, 0) }),
		amounts("纵坐标（北）", "y, northing", fine, func(i int) float64 { return at(i, 1) }),
	}}
}
