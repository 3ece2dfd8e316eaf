package units

import (
	"math"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo/vector"
)

// layer is the projects as a layer, in the order of their priority.
func (s *Screening) layer() *table {
	all := s.Projects
	t := newTable("projects", "更新项目筛选 projects screened", "MultiPolygon", "project_id", "项目编号 project_id", len(all))
	shapes := map[string]orb.MultiPolygon{}
	for i := range s.result.units {
		shapes[s.result.units[i].ID] = s.result.units[i].Shape
	}
	for i := range all {
		t.layer.IDs[i], t.layer.Shapes[i] = all[i].ID, shapes[all[i].ID]
	}
	t.integer("rank", "次序 rank", func(i int) int { return i + 1 })
	t.text("XMMC", "项目名称 project_name", func(i int) string { return all[i].Name })
	t.number("area_ha", "面积(公顷) area_ha", func(i int) float64 { return round(all[i].AreaM2/10_000, 4) })
	t.text("GXDYBH", "所在更新单元 unit_id", func(i int) string { return all[i].Unit })
	t.number("score_low", "优先度下限 priority_low", func(i int) float64 { return all[i].Priority.Value.Low })
	t.number("score_high", "优先度上限 priority_high", func(i int) float64 { return all[i].Priority.Value.High })
	if len(all) == 0 {
		return t
	}
	for k, term := range all[0].Priority.Terms {
		t.number(strings.ToLower(term.ID)+"_low", term.ID+" 贡献下限 adds_low", func(i int) float64 { return all[i].Priority.Terms[k].Adds.Low })
		t.number(strings.ToLower(term.ID)+"_high", term.ID+" 贡献上限 adds_high", func(i int) float64 { return all[i].Priority.Terms[k].Adds.High })
	}
	for k, row := range all[0].Negative {
		t.text(row.ID, row.ID+" "+row.Zh, func(i int) string { return all[i].Negative[k].Outcome })
		t.text(row.ID+"_why_zh", row.ID+" 依据(中文) why, in Chinese", func(i int) string { return all[i].Negative[k].WhyZh })
		t.text(row.ID+"_why", row.ID+" 依据 why", func(i int) string { return all[i].Negative[k].Why })
		for n, test := range row.Tests {
			if strings.HasSuffix(test.Measure, "_m2") {
				t.number(test.Measure, "重叠(平方米) "+test.Measure, func(i int) float64 {
					if q := all[i].Negative[k].Tests[n].Value; q.Exact() {
						return q.Low
					}
					return math.NaN()
				})
			}
		}
	}
	for k, c := range all[0].Checks {
		t.text(c.ID, c.ID+" 检查 check", func(i int) string { return all[i].Checks[k].Outcome.String() })
	}
	t.text("failures", "未通过 failures", func(i int) string { return strings.Join(all[i].Failures, ",") })
	t.text("open", "未评估 not_evaluated", func(i int) string { return strings.Join(all[i].Open, ",") })
	return t
}

// output is the table as a layer for a file.
func (t *table) output() vector.Output {
	return vector.Output{Layer: t.layer, Geometry: t.geometry, Title: t.title, Aliases: t.aliases, IDField: t.idField}
}
