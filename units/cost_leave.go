package units

import (
	"math"

	"renewal/rules"
	"renewal/units/study"
)

// inZones takes, of each atom, the land in each kind of policy zone of which the
// ruleset measures an area. Land that may lie in one, or not, counts as outside.
func (j *cost) inZones(m *measured) {
	j.zones = make([][]float64, len(j.f.atoms))
	for k := range m.tallies {
		t := &m.tallies[k]
		if t.statistic.Of != study.PolicyZones || t.statistic.Take != "area" || t.missing != nil {
			continue
		}
		for a := range j.zones {
			in := 0.0
			for _, e := range t.atoms[a] {
				in += e.low
			}
			j.zones[a] = append(j.zones[a], min(in, j.areas[a]))
		}
	}
}

// mayLeave finds the atoms that need not be in a unit: those whose resources, even
// if all that may be one is one, are less than the ruleset's share of their
// construction land, or none. Where either is not known an atom has to be in a unit.
func (j *cost) mayLeave(m *measured) {
	j.left = make([]float64, len(j.f.atoms))
	for a := range j.left {
		resource, construction := m.quantity("resource", a), m.quantity("construction", a)
		if resource.High == 0 || resource.High < j.rs.Delineation.Limits.Leave.Value*construction.Low {
			j.left[a] = resource.Low / 10_000
		} else {
			j.left[a] = math.NaN()
		}
	}
}

// quantity is a statistic of one atom, unknown if the ruleset has none of that ID.
func (m *measured) quantity(id string, atom int) rules.Quantity {
	for k := range m.tallies {
		if m.tallies[k].statistic.ID == id {
			return m.tallies[k].quantity([]int{atom})
		}
	}
	return rules.Missing(id)
}
