package units

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo/coverage"
	"renewal/geo/parallel"
	"renewal/rules"
	"renewal/units/study"
)

// Unit is a group of atoms: a renewal unit (更新规划单元), or land that is none.
type Unit struct {
	ID           string
	Name         string
	Atoms        []int // positions, ascending
	ControlUnits []int // positions, ascending
	District     int
	Shape        orb.MultiPolygon
	Area         float64       // m²
	Verdict      rules.Verdict // values to nine digits, decided from all
	Basis        []BasisLength // what its outline follows
	Guide        Guide
	Shares       []ControlShare // what of each control unit lies in it
	Priority     rules.Score
	facts        rules.Facts
}

// BasisLength is how many metres of an outline follow one source. A stretch
// that follows several counts for each.
type BasisLength struct {
	Basis  string  `json:"basis"`
	Length float64 `json:"length_m"`
}

// shape makes units of groups. Every vertex of a unit is a vertex of the
// fabric; the union drops shared edges and computes no geometry. An ID is that
// of the district and of the least atom, so it stays while these do, unless an
// earlier result hands down another.
func shape(ctx context.Context, p *prepared, f *fabric, g *grouping, set study.Settings) ([]Unit, error) {
	merged, err := unions(ctx, shapesOf(f.atoms), g.groups, set.Grid)
	if err != nil {
		return nil, err
	}
	units := make([]Unit, len(g.groups))
	for i, atoms := range g.groups {
		u := Unit{Atoms: atoms, Shape: merged[i], District: f.atoms[atoms[0]].District}
		least, largest := f.atoms[atoms[0]].ID, atoms[0]
		for _, a := range atoms {
			least = min(least, f.atoms[a].ID)
			u.Area += f.atoms[a].Area
			u.ControlUnits = append(u.ControlUnits, f.atoms[a].ControlUnit)
			if f.atoms[a].Area > f.atoms[largest].Area {
				largest = a
			}
		}
		slices.Sort(u.ControlUnits)
		u.ControlUnits = slices.Compact(u.ControlUnits)
		u.ID = p.layers[study.Districts].IDs[u.District] + "-GX-" + least
		control := p.layers[study.ControlUnits]
		name, named := control.text("name", f.atoms[largest].ControlUnit)
		if !named || name == "" {
			name = control.IDs[f.atoms[largest].ControlUnit]
		}
		u.Name = strings.TrimSuffix(name, "单元") + "更新单元"
		units[i] = u
	}
	outlines(units, f, g)
	return units, nil
}

// arrange puts units in the order of their IDs, and tells those apart that are named
// after the same control unit.
func arrange(units []Unit) {
	slices.SortStableFunc(units, func(a, b Unit) int { return cmp.Compare(a.ID, b.ID) })
	bearers := map[string]int{}
	for i := range units {
		bearers[units[i].Name]++
	}
	number := map[string]int{}
	for i := range units {
		if name := units[i].Name; bearers[name] > 1 {
			number[name]++
			units[i].Name = fmt.Sprintf("%s（%d）", name, number[name])
		}
	}
}

// outlines adds up what the outline of each unit follows.
func outlines(units []Unit, f *fabric, g *grouping) {
	sums := make([]map[string]float64, len(units))
	for i := range sums {
		sums[i] = map[string]float64{}
	}
	for _, b := range f.borders {
		inside := -1
		if b.A != coverage.Outside {
			inside = g.of[b.A]
		}
		outside := g.of[b.B]
		if inside == outside {
			continue
		}
		for _, s := range b.Segments {
			for _, basis := range s.Basis {
				for _, u := range [2]int{inside, outside} {
					if u >= 0 {
						sums[u][basis] += s.Length
					}
				}
			}
		}
	}
	for i, sum := range sums {
		for basis, length := range sum {
			units[i].Basis = append(units[i].Basis, BasisLength{basis, round(length, 3)})
		}
		slices.SortFunc(units[i].Basis, func(a, b BasisLength) int {
			return cmp.Or(cmp.Compare(b.Length, a.Length), cmp.Compare(a.Basis, b.Basis))
		})
	}
}

// classify judges every unit by the rules.
func classify(ctx context.Context, units []Unit, p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set study.Settings) error {
	return judgeUnits(ctx, units, m, newGivens(p, f, m, rs, set, units), p, rs)
}

// judgeUnits gives every unit its facts, and what the rules say of them.
func judgeUnits(ctx context.Context, units []Unit, m *measured, given *givens, p *prepared, rs *rules.Ruleset) error {
	facts := make([]rules.Facts, len(units))
	err := parallel.Each(ctx, len(units), p.study.Options.Workers, func(i int) error {
		facts[i] = m.facts(units[i].Atoms)
		given.add(facts[i], i, &units[i])
		units[i].Shares = given.sharesOf(i)
		return nil
	})
	if err != nil {
		return err
	}
	for i, v := range rs.Judge(facts) {
		m.noteDeclared(&v, rs)
		units[i].Priority, units[i].facts = rs.Priority(v), facts[i]
		roundVerdict(&v)
		units[i].Verdict = v
	}
	return nil
}

// facts are the statistics of a set of atoms.
func (m *measured) facts(atoms []int) rules.Facts {
	facts := make(rules.Facts, len(m.tallies))
	for k := range m.tallies {
		facts[m.tallies[k].statistic.ID] = m.tallies[k].quantity(atoms)
	}
	return facts
}
