package units

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"
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

// guide works out the guidance of every unit. What needs data that the study
// does not have is not_evaluated, never a pass.
func guide(ctx context.Context, units []Unit, p *prepared, m *measured, rs *rules.Ruleset) error {
	return parallel.Each(ctx, len(units), p.study.Options.Workers, func(i int) error {
		u := &units[i]
		u.Guide = Guide{Objects: objects(u, m, rs), Dominant: dominant(u, m), Zones: zoneParts(u, p, m), Ready: ready(u.Verdict, rs), Negative: negativeList(u.Verdict, rs)}
		u.Guide.Modes, u.Guide.Actions = modes(u, rs), advice(u, rs.Actions)
		u.Guide.Rows = rows(u, p, m, rs)
		return nil
	})
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

// dominant is the kind that most resource land of the unit goes by; of two with
// as much, that with the lesser ID.
func dominant(u *Unit, m *measured) string {
	sums := make([]float64, len(m.resources.kinds))
	for _, a := range u.Atoms {
		for _, k := range m.dominant[a] {
			sums[k.key] += k.area
		}
	}
	best, most := "", 0.0
	for rank, sum := range sums {
		if kind := m.resources.kinds[rank].ID; sum > most || sum > 0 && sum == most && kind < best {
			best, most = kind, sum
		}
	}
	return best
}
