package units

import (
	"math"
	"slices"

	"renewal/rules"
	"renewal/units/study"
)

// unlooked lists the kinds that a complete statistic names and that nobody
// looked for: no feature of the layer is of that kind, and the study does not say
// that there is none.
func (p *prepared) unlooked(s *rules.Statistic) []string {
	if !s.Complete {
		return nil
	}
	lacking := p.lackingKinds(s.Of, s.Where)
	for i := range s.Reach {
		lacking = append(lacking, p.lackingKinds(s.Reach[i].Of, s.Reach[i].Where)...)
	}
	slices.Sort(lacking)
	return slices.Compact(lacking)
}

func (p *prepared) lackingKinds(role string, where *rules.Filter) []string {
	l := p.layers[role]
	if l == nil {
		return nil // the take tells of it
	}
	has := map[string]bool{}
	for i := range l.Shapes {
		has[l.kind(i)] = true
	}
	var lacking []string
	for _, kind := range where.Values("kind") {
		if !has[kind] && !p.study.Absent(role, kind) {
			lacking = append(lacking, study.Absence{Role: role, Kind: kind}.String())
		}
	}
	return lacking
}

// opened is a quantity of which there may be more than was found.
func opened(q rules.Quantity, lacking []string) rules.Quantity {
	if len(lacking) == 0 {
		return q
	}
	return rules.Between(q.Low, math.Inf(1), slices.Concat(q.Why, lacking)...)
}
