package units

import (
	"cmp"
	"slices"

	"renewal/rules"
)

// Guide is what follows from the facts of a unit: what there is to renew, and
// what stands against it.
type Guide struct {
	Objects  []Object   `json:"objects"`  // 更新对象, largest first
	Dominant string     `json:"dominant"` // kind with the most land, each place under its first kind; "" if none
	Modes    []Advice   `json:"modes"`    // 更新模式 that may be suggested, the gentlest first
	Actions  []Advice   `json:"actions"`  // 更新行动 and their projects that its resources ask for
	Zones    []ZonePart `json:"zones"`    // policy zones with guidance that it lies in, largest part first
	Rows     []GuideRow `json:"rows"`     // the plan's own seven columns, in its order
	Ready    bool       `json:"ready"`    // 无体检不更新: every check that gates a start passes
	Negative []Negative `json:"negative"` // always the six rows of the plan's list
}

// Object is one kind of resource in a unit. A place of several kinds counts in
// each, so areas do not add up.
type Object struct {
	Kind     string  `json:"kind"`
	Zh       string  `json:"zh"`
	En       string  `json:"en"`
	Category int     `json:"category"` // 1 to 7 of the plan, L71-85
	Features int     `json:"features"`
	AreaM2   float64 `json:"area_m2"`
}

// Negative is one row of the negative list (plan L231).
type Negative struct {
	ID      string `json:"id"`
	Zh      string `json:"zh"`
	En      string `json:"en"`
	Outcome string `json:"outcome"` // "pass", "fail" or "not_evaluated"
	Why     string `json:"why"`
}

// Advice is something that the ruleset suggests for a unit, and why.
type Advice struct {
	ID       string   `json:"id"`
	Zh       string   `json:"zh"`
	En       string   `json:"en"`
	Because  []string `json:"because"` // kinds of resources and criteria that ask for it
	Projects []Named  `json:"projects,omitempty"`
	Caution  string   `json:"caution,omitempty"` // what has to be shown first, in Chinese
}

// Named is an ID with its names.
type Named struct {
	ID string `json:"id"`
	Zh string `json:"zh"`
	En string `json:"en"`
}

// ZonePart is how much of a unit lies in one policy zone.
type ZonePart struct {
	Kind  string  `json:"kind"`
	Name  string  `json:"name"`
	Share float64 `json:"share"` // of the unit
}

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

// guide works out the guidance of every unit. What needs data that the study
// does not have is not_evaluated, never a pass.
func guide(units []Unit, p *prepared, m *measured, rs *rules.Ruleset) {
	for i := range units {
		u := &units[i]
		u.Guide = Guide{Objects: objects(u, m, rs), Dominant: dominant(u, m), Modes: []Advice{}, Actions: []Advice{}, Zones: []ZonePart{}, Negative: negativeList(u, p, m)}
		u.Guide.Rows = rows(u, p, m, rs)
	}
}

func objects(u *Unit, m *measured, rs *rules.Ruleset) []Object {
	features := make([]map[int]bool, len(rs.Resources))
	for _, a := range u.Atoms {
		for _, part := range m.within.parts[a] {
			for _, r := range m.resources.of(part.feature) {
				if r.outcome != rules.Pass || part.area < leastOverlap {
					continue
				}
				if features[r.rank] == nil {
					features[r.rank] = map[int]bool{}
				}
				features[r.rank][part.feature] = true
			}
		}
	}
	all := []Object{}
	for rank, kind := range rs.Resources {
		if n := len(features[rank]); n > 0 {
			area := 0.0
			for _, a := range u.Atoms {
				area += m.kinds[rank][a]
			}
			all = append(all, Object{kind.ID, kind.Zh, kind.En, kind.Category, n, round(area, 4)})
		}
	}
	slices.SortStableFunc(all, func(p, q Object) int { return cmp.Compare(q.AreaM2, p.AreaM2) })
	return all
}

// dominant is the kind that most resource land of the unit goes by.
func dominant(u *Unit, m *measured) string {
	sums := map[string]float64{}
	for _, a := range u.Atoms {
		for _, part := range m.within.parts[a] {
			if kind := m.resources.kind(part.feature); kind != "" {
				sums[kind] += part.area
			}
		}
	}
	best := ""
	for kind, sum := range sums {
		if best == "" || sum > sums[best] || sum == sums[best] && kind < best {
			best = kind
		}
	}
	return best
}

// negativeList judges what the layers at hand can judge: whether the unit lies
// on land that the three lines keep free. The others need a project.
func negativeList(u *Unit, p *prepared, m *measured) []Negative {
	const open = "not_evaluated"
	list := []Negative{
		{"N1", "不符合“三区三线”管控要求", "against the three spaces and three lines", open, "no policy zone of kind ecological_redline or basic_farmland in the study"},
		{"N2", "不符合历史文化保护规划要求", "against plans that protect heritage", open, "needs the works planned and the protection plans"},
		{"N3", "不符合生态环境管控要求或影响安全韧性", "against environmental limits or safety", open, "needs flood, pollution and hazard layers"},
		{"N4", "大幅超出交通、市政、公共服务承载能力", "far beyond what transport, utilities and services bear", open, "needs planned floor area and capacities"},
		{"N5", "严重影响城市高度和风貌管控", "against limits of height and townscape", open, "needs planned heights and a layer of height limits"},
		{"N6", "其他不符合规划建设管理要求的情形", "against other rules of planning and building", open, "for a person to judge"},
	}
	zones := p.layers[RolePolicyZones]
	if p.study.Absent(RolePolicyZones, "ecological_redline") && p.study.Absent(RolePolicyZones, "basic_farmland") {
		list[0].Outcome, list[0].Why = "pass", "the study says that there is no ecological redline and no basic farmland; the urban development boundary is not looked at"
		return list
	}
	if zones == nil {
		return list
	}
	lines := false
	for i := range zones.Shapes {
		if kind := zones.kind(i); kind == "ecological_redline" || kind == "basic_farmland" {
			lines = true
		}
	}
	for k := range m.tallies {
		if t := &m.tallies[k]; lines && t.statistic.ID == "no_go" {
			const rounding = 1 // m²: edges drawn from the same points differ by less
			switch q := t.quantity(u.Atoms); {
			case q.High <= rounding:
				list[0].Outcome, list[0].Why = "pass", "free of ecological redline and basic farmland, of those layers that the study has; the urban development boundary is not looked at"
			case q.Low > rounding:
				list[0].Outcome, list[0].Why = "fail", "lies in ecological redline or basic farmland"
			default:
				list[0].Why = "lies in policy zones of unknown kind"
			}
		}
	}
	return list
}
