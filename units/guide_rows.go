package units

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"renewal/rules"
	"renewal/rules/landuse"
	"renewal/units/study"
)

// GuideRow is a column of the plan's guidance tables (L267-305) for one unit.
type GuideRow struct {
	ID      string `json:"id"` // extent, objects, goal, mode, function, tasks, policy
	Zh      string `json:"zh"` // 范围及面积 …
	En      string `json:"en"`
	TextZh  string `json:"text_zh"`
	TextEn  string `json:"text_en"`
	Derived bool   `json:"derived"` // false: nothing at hand says it, a person is to write it
	Source  string `json:"source"`  // what it rests on
}

// rows fills the plan's seven columns with what is known of a unit. A column
// that nothing at hand speaks to stays empty and is marked as left for a person.
func rows(u *Unit, p *prepared, m *measured, rs *rules.Ruleset) []GuideRow {
	columns := []GuideRow{
		{ID: "extent", Zh: "范围及面积", En: "extent and area"},
		{ID: "objects", Zh: "主要更新对象", En: "main objects of renewal"},
		{ID: "goal", Zh: "更新目标", En: "goal"},
		{ID: "mode", Zh: "更新模式", En: "mode"},
		{ID: "function", Zh: "主导功能", En: "dominant function"},
		{ID: "tasks", Zh: "更新内容", En: "tasks"},
		{ID: "policy", Zh: "政策创新", En: "policy"},
	}
	fill := map[string]func() (zh, en, source string){
		"extent":   func() (zh, en, source string) { return extent(u, p) },
		"objects":  func() (zh, en, source string) { return objectsInWords(u) },
		"function": func() (zh, en, source string) { return function(u, p, m) },
		"mode":     func() (zh, en, source string) { return adviceInWords(u.Guide.Modes) },
		"tasks":    func() (zh, en, source string) { return adviceInWords(u.Guide.Actions) },
	}
	for i := range columns {
		c := &columns[i]
		if write, ok := fill[c.ID]; ok {
			zh, en, source := write()
			if zh != "" {
				c.TextZh, c.TextEn, c.Source = zh, en, source
			}
		}
		guided(c, u, rs)
		c.Derived = c.TextZh != ""
	}
	return columns
}

// guided puts the texts of the ruleset that apply to a unit before what was
// derived for the column.
func guided(c *GuideRow, u *Unit, rs *rules.Ruleset) {
	var zhs, ens, sources []string
	for i := range rs.Guidance {
		if g := &rs.Guidance[i]; g.Column == c.ID && applies(g, u) {
			zhs, ens = append(zhs, g.Zh), append(ens, g.En)
			sources = append(sources, g.Source.Tag+" "+g.Source.Ref)
		}
	}
	if c.TextZh != "" {
		zhs, ens, sources = append(zhs, c.TextZh), append(ens, c.TextEn), append(sources, c.Source)
	}
	c.TextZh, c.TextEn = strings.Join(zhs, "。"), strings.Join(ens, ". ")
	slices.Sort(sources)
	c.Source = strings.Join(slices.Compact(sources), "; ")
}

// applies reports whether a text of the ruleset is about a unit.
func applies(g *rules.Guidance, u *Unit) bool {
	switch {
	case g.Class != "":
		return u.Verdict.Class == g.Class
	case g.Criterion != "":
		return passes(u.Verdict, g.Criterion)
	}
	return slices.ContainsFunc(u.Guide.Zones, func(z ZonePart) bool {
		return strings.Contains(z.Name, g.Zone) && z.Share >= g.Least
	})
}

// adviceInWords lists what is suggested, with its parts.
func adviceInWords(all []Advice) (zh, en, source string) {
	var zhs, ens []string
	for _, a := range all {
		z, e := a.Zh, a.En
		var parts, partsEn []string
		for _, p := range a.Projects {
			parts, partsEn = append(parts, p.Zh), append(partsEn, p.En)
		}
		if len(parts) > 0 {
			z, e = z+"（"+strings.Join(parts, "、")+"）", e+" ("+strings.Join(partsEn, ", ")+")"
		}
		zhs, ens = append(zhs, z), append(ens, e)
	}
	return strings.Join(zhs, "；"), strings.Join(ens, "; "), "modes and actions of the ruleset"
}

// extent names the control units and the area.
func extent(u *Unit, p *prepared) (zh, en, source string) {
	control := p.layers[study.ControlUnits]
	var names []string
	for _, k := range u.ControlUnits {
		name, ok := control.text("name", k)
		if !ok || name == "" {
			name = control.IDs[k]
		}
		names = append(names, name)
	}
	ha := u.Area / 10_000
	return fmt.Sprintf("%s，面积约%.1f公顷", strings.Join(names, "、"), ha),
		fmt.Sprintf("%s; about %.1f ha", strings.Join(names, ", "), ha), "overlay of control_units"
}

// objectsInWords lists what there is to renew, largest first.
func objectsInWords(u *Unit) (zh, en, source string) {
	var zhs, ens []string
	for _, o := range u.Guide.Objects {
		zhs = append(zhs, fmt.Sprintf("%s%.2f公顷（%d处）", o.Zh, o.AreaM2/10_000, o.Features))
		ens = append(ens, fmt.Sprintf("%s %.2f ha (%d)", o.En, o.AreaM2/10_000, o.Features))
	}
	return strings.Join(zhs, "；"), strings.Join(ens, "; "), "resources of the ruleset"
}

// functions are the classes of 用地用海 that a place can be there for; roads,
// utilities, water and fields are not.
var functions = []string{"07", "08", "09", "10", "11", "14", "15"}

// function is that of the control units where they state one, and else the uses
// of most land: as many as it takes for half of it, at most three.
func function(u *Unit, p *prepared, m *measured) (zh, en, source string) {
	control := p.layers[study.ControlUnits]
	var stated []string
	for _, k := range u.ControlUnits {
		if f, ok := control.text("function", k); ok && !slices.Contains(stated, f) {
			stated = append(stated, f)
		}
	}
	if len(stated) > 0 {
		return strings.Join(stated, "、"), strings.Join(stated, ", "), "control_units.function"
	}
	scheme, err := landuse.Lookup(landuse.YDYH)
	if m.landuse == nil || err != nil {
		return "", "", ""
	}
	type use struct {
		landuse.Code
		area float64
	}
	sums, total := map[string]float64{}, 0.0
	for _, e := range m.landuse.sum(u.Atoms) {
		if e.key == m.landuse.unknown {
			continue
		}
		code := m.landuse.groups[e.key]
		if code = code[:min(len(code), 2)]; slices.Contains(functions, code) {
			sums[code] += e.low
			total += e.low
		}
	}
	var uses []use
	for code, area := range sums {
		if c, ok := scheme.Find(code); ok && area > 0 {
			uses = append(uses, use{c, area})
		}
	}
	slices.SortFunc(uses, func(a, b use) int { return cmp.Or(cmp.Compare(b.area, a.area), cmp.Compare(a.Code.Code, b.Code.Code)) })
	var zhs, ens []string
	covered := 0.0
	for _, use := range uses[:min(len(uses), 3)] {
		zhs = append(zhs, fmt.Sprintf("%s（%.0f%%）", use.Zh, 100*use.area/total))
		ens = append(ens, fmt.Sprintf("%s (%.0f %%)", use.En, 100*use.area/total))
		if covered += use.area; covered >= total/2 {
			break
		}
	}
	return strings.Join(zhs, "、"), strings.Join(ens, ", "), "existing land use of parcels"
}
