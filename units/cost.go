package units

import (
	"slices"

	"renewal/geo/coverage"
	"renewal/rules"
	"renewal/units/study"
)

// cost is what J is made of, by atom and border.
type cost struct {
	rs       *rules.Ruleset
	f        *fabric
	areas    []float64
	rims     []float64       // perimeter of each atom, m
	inner    []Border        // borders between two atoms
	between  []float64       // by inner border: ha of resource clusters that it would cut
	barriers []rules.Barrier // the soft ones of the ruleset
	soft     [][]float64     // by inner border: km along each of them
	function [][]float64     // by atom: m² of each function
	zones    [][]float64     // by atom: m² in each kind of policy zone that the ruleset measures
	left     []float64       // by atom: ha of resources left out with it; NaN where it has to be in a unit
	at       [][]int         // by atom: its inner borders
}

func newCost(f *fabric, m *measured, rs *rules.Ruleset, set study.Settings) *cost {
	j := &cost{rs: rs, f: f, areas: areasOf(f.atoms), rims: make([]float64, len(f.atoms))}
	j.barriers = slices.DeleteFunc(slices.Clone(rs.Delineation.Barriers), func(b rules.Barrier) bool { return b.Hard })
	for _, b := range f.borders {
		j.rims[b.B] += b.Length
		if b.A == coverage.Outside {
			continue
		}
		j.rims[b.A] += b.Length
		if b.Length < set.ShareEdge {
			continue
		}
		j.inner = append(j.inner, b)
		along := make([]float64, len(j.barriers))
		for k, barrier := range j.barriers {
			for _, s := range b.Segments {
				if slices.Contains(s.Basis, barrier.Kind) {
					along[k] += s.Length / 1000
				}
			}
		}
		j.soft = append(j.soft, along)
	}
	j.cutClusters(m)
	j.at = make([][]int, len(f.atoms))
	for k, b := range j.inner {
		j.at[b.A], j.at[b.B] = append(j.at[b.A], k), append(j.at[b.B], k)
	}
	j.functions(m)
	j.inZones(m)
	j.mayLeave(m)
	return j
}

// cutClusters works out, for each border, how much of resource clusters it
// would cut apart: of every cluster that has land on both sides, the smaller
// side.
func (j *cost) cutClusters(m *measured) {
	j.between = make([]float64, len(j.inner))
	for k, b := range j.inner {
		for _, of := range m.clusters {
			beyond := of[b.B]
			for _, in := range of[b.A] {
				for len(beyond) > 0 && beyond[0].key < in.key {
					beyond = beyond[1:]
				}
				if len(beyond) > 0 && beyond[0].key == in.key {
					j.between[k] += min(in.area, beyond[0].area) / 10_000
				}
			}
		}
	}
}

// functions are the first two digits of the land-use code: residence, public
// service, commerce, industry and so on.
func (j *cost) functions(m *measured) {
	var names []string
	if m.landuse != nil {
		for _, code := range m.landuse.groups {
			names = append(names, code[:min(2, len(code))])
		}
		slices.Sort(names)
		names = slices.Compact(names)
	}
	j.function = make([][]float64, len(j.f.atoms))
	for a := range j.function {
		j.function[a] = make([]float64, len(names))
		if m.landuse == nil {
			continue
		}
		for _, e := range m.landuse.atoms[a] {
			if e.key != m.landuse.unknown {
				code := m.landuse.groups[e.key]
				k, _ := slices.BinarySearch(names, code[:min(2, len(code))])
				j.function[a][k] += e.low
			}
		}
	}
}
