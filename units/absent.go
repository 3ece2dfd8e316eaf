package units

import (
	"fmt"
	"slices"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// checkAbsences looks that the layers have no feature of a kind that the study
// says there is none of.
func (p *prepared) checkAbsences() error {
	for _, a := range p.study.None {
		l := p.layers[a.Role]
		if l == nil {
			continue
		}
		for i := range l.Shapes {
			if l.kind(i) != a.Kind {
				continue
			}
			at := placed(l.Shapes[i])
			return fmt.Errorf("%s: %w", p.study.At("none"), &geo.FeatureError{Ref: l.Ref(i), Source: l.Source, Op: "read", Place: &at,
				Err: fmt.Errorf("its kind is %s, of which the study says that there is none", a.Kind)})
		}
	}
	return nil
}

// declared lists what of the study's word makes a statistic 0: nil if nothing
// does. The study has no layer of its role, and no feature that the statistic
// could count would be of a kind that may be there.
func (p *prepared) declared(s *rules.Statistic) []string {
	if s.Of == "" || p.layers[s.Of] != nil || len(p.study.None) == 0 {
		return nil
	}
	if p.study.Absent(s.Of, "") {
		return []string{study.Absence{Role: s.Of}.String()}
	}
	var absent []string
	kinds := &geo.Column{Name: "kind", Type: geo.Text}
	for _, k := range study.Kinds(s.Of) {
		if p.study.Absent(s.Of, k.Value) {
			absent = append(absent, k.Value)
		} else {
			kinds.Texts = append(kinds.Texts, k.Value)
		}
	}
	// A feature of each kind that may be there, of which nothing else is known.
	where := s.Where.Bind(func(attribute string) (rules.Column, bool) {
		if attribute == "kind" {
			return kinds, true
		}
		return nil, false
	})
	for i := range kinds.Texts {
		if where(i) != rules.Fail {
			return nil
		}
	}
	var names []string
	for _, kind := range s.Where.Values("kind") {
		if slices.Contains(absent, kind) {
			names = append(names, study.Absence{Role: s.Of, Kind: kind}.String())
		}
	}
	return names
}

// noteDeclared tells in a verdict which measures rest on the study's word.
func (m *measured) noteDeclared(v *rules.Verdict, rs *rules.Ruleset) {
	if !slices.ContainsFunc(m.tallies, func(t tally) bool { return t.declared != nil }) {
		return
	}
	for i := range v.Measures {
		var names []string
		for _, s := range rs.StatisticsOf(v.Measures[i].ID) {
			for k := range m.tallies {
				if m.tallies[k].statistic.ID == s {
					names = append(names, m.tallies[k].declared...)
				}
			}
		}
		slices.Sort(names)
		v.Measures[i].Declared = slices.Compact(names)
	}
}
