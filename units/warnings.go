package units

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"renewal/rules"
	"renewal/units/study"
)

// warnings are what a reader should know before the numbers, one line each, in
// English and in Chinese.
type warnings []struct{ en, zh string }

func (w *warnings) add(en, zh string) { *w = append(*w, struct{ en, zh string }{en, zh}) }

// lines are the warnings in either language; none are an empty list.
func (w warnings) lines() (en, zh []string) {
	en, zh = []string{}, []string{}
	for _, one := range w {
		en, zh = append(en, one.en), append(zh, one.zh)
	}
	return en, zh
}

// mostScale is how far planar areas may be off those on the ground before that is
// worth a word: the edge of a three-degree zone is off by 0.03 % in China, a web map
// by half and more.
const mostScale = 0.01

// warnings of a result are those of the reading, and what came up since.
func (r *Result) warnings(rs *rules.Ruleset, out Report) warnings {
	w := slices.Clone(r.prepared.warnings)
	if scale := out.Study.ArealScale; out.Study.Ellipsoid == nil && math.Abs(scale-1) > mostScale {
		w.add(fmt.Sprintf("crs: areas in %s are %.3f times those on the ground; work in a system made for the place, or with area_method: ellipsoid", out.Study.CRS, scale),
			fmt.Sprintf("坐标系：%s 的平面面积是实地面积的 %.3f 倍，宜改用当地坐标系，或设 area_method: ellipsoid", out.Study.CRS, scale))
	}
	for _, role := range study.Roles() {
		if n := r.measured.resources.points[role]; n > 0 {
			w.add(fmt.Sprintf("%s: %d resources are points: having no area, they count in no share", role, n),
				fmt.Sprintf("%s：%d 处更新资源是点，没有面积，不计入任何占比", role, n))
		}
	}
	pairs := 0
	for _, others := range r.measured.parcels.over {
		pairs += len(others)
	}
	if pairs > 0 {
		w.add(fmt.Sprintf("parcels: %d pairs overlap; land counts once in each code and kind, but may count in two", pairs),
			fmt.Sprintf("地块：%d 对相互重叠，重叠的土地在每一用地和类型中只计一次，但可能计入两类", pairs))
	}
	if c := r.measured.conserved; c.WorstRelative > mostMissing {
		w.add(fmt.Sprintf("%s: its areas in atoms and outside miss what it has by %g of it; areas are less certain than reported", c.WorstFeature, c.WorstRelative),
			fmt.Sprintf("%s：各最小空间单元内外面积之和与其本身相差 %g，面积不如所报的可靠", c.WorstFeature, c.WorstRelative))
	}
	r.warnZones(rs, &w)
	return w
}

// warnZones names the kinds of policy zones that rules ask for and no layer has.
func (r *Result) warnZones(rs *rules.Ruleset, w *warnings) {
	s, zones := r.prepared.study, r.prepared.layers[study.PolicyZones]
	if zones == nil {
		if !s.Absent(study.PolicyZones, "") {
			w.add("policy_zones: no layer, so every criterion on zones is unknown", "政策分区：没有图层，凡依据政策分区的判据均为未知")
		}
		return
	}
	has := map[string]bool{}
	for i := range zones.Shapes {
		has[zones.kind(i)] = true
	}
	var absent []string
	for i := range rs.Statistics {
		if rs.Statistics[i].Of != study.PolicyZones {
			continue
		}
		for _, kind := range rs.Statistics[i].Where.Values("kind") {
			if !has[kind] && !s.Absent(study.PolicyZones, kind) {
				absent = append(absent, kind)
			}
		}
	}
	if len(absent) == 0 {
		return
	}
	slices.Sort(absent)
	absent = slices.Compact(absent)
	w.add("policy_zones: of some kinds there is none, which counts as: there is none in the study area: "+strings.Join(absent, ", "),
		"政策分区：下列类型没有要素，按研究范围内不存在处理："+strings.Join(kindNames(study.PolicyZones, absent), "、"))
}

// kindNames are the kinds of a role as planners call them.
func kindNames(role string, kinds []string) []string {
	names := slices.Clone(kinds)
	for i := range names {
		for _, c := range study.Kinds(role) {
			if c.Value == kinds[i] {
				names[i] = c.Zh
			}
		}
	}
	return names
}
