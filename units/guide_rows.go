package units

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"renewal/rules"
	"renewal/rules/landuse"
)

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
	}
	for i := range columns {
		c := &columns[i]
		if write, ok := fill[c.ID]; ok {
			zh, en, source := write()
			if c.Derived = zh != ""; c.Derived {
				c.TextZh, c.TextEn, c.Source = zh, en, source
			}
		}
	}
	return columns
}

// extent names the control units and the area.
func extent(u *Unit, p *prepared) (zh, en, source string) {
	control := p.layers[RoleControlUnits]
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
	control := p.layers[RoleControlUnits]
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
