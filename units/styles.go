package units

import (
	"fmt"
	"strings"

	"renewal/rules"
	"renewal/units/lineage"
	"renewal/units/qgis"
)

// Colours of what is not a class; those of classes are the ruleset's.
const (
	ink       = "#3A3A3A"
	faint     = "#9A9A9A"
	alarm     = "#B2182B"
	noted     = "#2166AC"
	unsettled = "#F7F4EC" // beneath the hatch of what is undetermined
)

// style says how QGIS draws the layer of a table.
func (r *Result) style(t *table) qgis.Style {
	switch t.layer.Name {
	case "units":
		return qgis.Style{By: t.field("unit_class"), Cases: classCases(r.rules), Label: t.field("GXDYMC"), MinScale: 60_000}
	case "not_delineated":
		return one("未划定 not delineated", qgis.Symbol{Fill: "#EDEDED", Stroke: faint, Width: 0.2})
	case "boundaries":
		return qgis.Style{By: basisExpression(t.field("basis"), r.basisKinds()), Cases: r.basisCases(t.field("between"))}
	case "resources":
		return qgis.Style{By: t.field("kind"), Cases: resourceCases(r.rules)}
	case "atoms":
		return one("最小空间单元 atom", qgis.Symbol{Stroke: faint, Width: 0.2, Dashed: true})
	case "control_units":
		return one("控规单元 control unit", qgis.Symbol{Stroke: "#6B4E9B", Width: 0.35})
	case "changes":
		return qgis.Style{By: t.field("change"), Cases: changeCases()}
	case "repairs":
		return qgis.Style{By: t.field("kind"), Cases: repairCases()}
	case "repair_areas":
		return one("变动范围 land of a repair", qgis.Symbol{Fill: alarm, Alpha: 0.25, Stroke: alarm, Width: 0.15, Hatch: alarm})
	}
	return qgis.Style{}
}

// changeCases have what became of units; what is kept is only an outline.
func changeCases() []qgis.Case {
	fills := map[string]string{lineage.Changed: "#FDB863", lineage.Split: "#B2ABD2", lineage.Merged: "#8073AC", lineage.New: "#5AAE61", lineage.Gone: alarm}
	var cases []qgis.Case
	for _, kind := range ChangeKinds() {
		s := qgis.Symbol{Stroke: faint, Width: 0.2}
		if fill := fills[kind]; fill != "" {
			s = qgis.Symbol{Fill: fill, Alpha: 0.6, Stroke: ink, Width: 0.3}
		}
		zh, en := ChangeName(kind)
		cases = append(cases, qgis.Case{Value: kind, Label: zh + " " + en, Symbol: s})
	}
	return cases
}

func one(label string, s qgis.Symbol) qgis.Style {
	return qgis.Style{Cases: []qgis.Case{{Label: label, Symbol: s}}}
}

// classCases have the classes of units in the order of the ruleset.
func classCases(rs *rules.Ruleset) []qgis.Case {
	var cases []qgis.Case
	for _, c := range rs.Classes {
		s := qgis.Symbol{Fill: c.Colour, Alpha: 0.8, Stroke: ink, Width: 0.3}
		switch c.ID {
		case rules.NotDelineated:
			continue // has a layer of its own
		case rules.Undetermined:
			s.Fill, s.Hatch = unsettled, c.Colour
		}
		cases = append(cases, qgis.Case{Value: c.ID, Label: c.Zh + " " + c.En, Symbol: s})
	}
	return cases
}

// basisLooks gives each source that borders follow its line, the strongest first:
// a border that follows several is drawn as the first of them.
var basisLooks = []struct {
	basis  string
	symbol qgis.Symbol
}{
	{"railway", qgis.Symbol{Stroke: "#1B1B1B"}},
	{"expressway", qgis.Symbol{Stroke: "#B35806"}},
	{"river", qgis.Symbol{Stroke: "#2B8CBE"}},
	{"arterial", qgis.Symbol{Stroke: "#E08214"}},
	{"secondary", qgis.Symbol{Stroke: "#FDB863"}},
	{BasisDistrict, qgis.Symbol{Stroke: "#762A83", Dashed: true}},
	{BasisScope, qgis.Symbol{Stroke: "#1B7837", Dashed: true}},
	{BasisPolicyZone, qgis.Symbol{Stroke: "#5AAE61"}},
	{BasisControlUnit, qgis.Symbol{Stroke: "#777777"}},
}

// basisKinds lists the sources that have a line of their own, the strongest first.
func (r *Result) basisKinds() []string {
	var kinds []string
	known := map[string]bool{}
	for _, l := range basisLooks {
		kinds, known[l.basis] = append(kinds, l.basis), true
	}
	for _, b := range r.rules.Delineation.Barriers {
		if !known[b.Kind] {
			kinds, known[b.Kind] = append(kinds, b.Kind), true
		}
	}
	return kinds
}

// basisCases have a line for each source; those between units are bold.
func (r *Result) basisCases(between string) []qgis.Case {
	width := fmt.Sprintf(`if("%s" = 1, 0.7, 0.25)`, between)
	var cases []qgis.Case
	for i, kind := range r.basisKinds() {
		s := qgis.Symbol{Stroke: "#C51B7D"}
		if i < len(basisLooks) {
			s = basisLooks[i].symbol
		}
		zh, en := BasisName(r.rules, kind)
		s.Width, s.WidthBy = 0.5, width
		cases = append(cases, qgis.Case{Value: kind, Label: zh + " " + en, Symbol: s})
	}
	zh, en := BasisName(r.rules, BasisNone)
	return append(cases, qgis.Case{Label: zh + " " + en, Symbol: qgis.Symbol{Stroke: alarm, Width: 0.5, WidthBy: width, Dashed: true}})
}

// basisExpression picks of the sources of a border, which the field lists, the first
// of kinds.
func basisExpression(field string, kinds []string) string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, kind := range kinds {
		quoted := strings.ReplaceAll(kind, "'", "''")
		fmt.Fprintf(&b, ` WHEN array_contains(string_to_array("%s"), '%s') THEN '%s'`, field, quoted, quoted)
	}
	return b.String() + " ELSE '' END"
}

// resourceColours go to kinds of resources in the order of the ruleset, and begin
// anew, hatched, where they run out. Neighbours differ in lightness as well.
var resourceColours = []string{"#882255", "#CC6677", "#DDCC77", "#117733", "#44AA99", "#88CCEE", "#332288", "#AA4499", "#999933", "#661100", "#6699CC"}

func resourceCases(rs *rules.Ruleset) []qgis.Case {
	var cases []qgis.Case
	for i, k := range rs.Resources {
		s := qgis.Symbol{Fill: resourceColours[i%len(resourceColours)], Alpha: 0.85, Stroke: "#FFFFFF", Width: 0.1}
		if i >= len(resourceColours) {
			s.Fill, s.Hatch = "#F5F5F5", s.Fill
		}
		cases = append(cases, qgis.Case{Value: k.ID, Label: k.Zh + " " + k.En, Symbol: s})
	}
	return cases
}

// leftAsIs are the kinds of repairs that speak of what was not changed.
var leftAsIs = map[string]bool{RepairStray: true, RepairHole: true, RepairKept: true, RepairNoDistrict: true}

// repairCases have a mark for each kind: a triangle for what was left as it is, a
// diamond for changes of shapes, a circle for those of land, a square for those of
// values.
func repairCases() []qgis.Case {
	marks := map[string]string{RepairShape: "diamond", RepairNoShape: "diamond", RepairMatched: "diamond",
		RepairOverlap: "circle", RepairGap: "circle", RepairSliver: "circle", RepairRoad: "circle", RepairDistrict: "circle", RepairCovered: "circle"}
	fills := []string{"#D6604D", "#4393C3", "#FDDBC7", "#92C5DE", "#B2182B", "#2166AC"}
	var cases []qgis.Case
	for i, kind := range RepairKinds() {
		s := qgis.Symbol{Mark: "square", Fill: fills[i%len(fills)], Stroke: "#FFFFFF", Width: 0.15, Size: 2.4}
		if mark := marks[kind]; mark != "" {
			s.Mark = mark
		}
		if leftAsIs[kind] {
			s.Mark, s.Fill, s.Stroke = "triangle", "#FFFFFF", noted
		}
		zh, en := RepairName(kind)
		cases = append(cases, qgis.Case{Value: kind, Label: zh + " " + en, Symbol: s})
	}
	return cases
}
