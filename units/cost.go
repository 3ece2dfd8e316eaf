package units

import (
	"context"
	"math"
	"slices"

	"renewal/geo/coverage"
	"renewal/rules"
)

// cost is what J is made of, by atom and border.
type cost struct {
	rs       *rules.Ruleset
	f        *fabric
	areas    []float64
	rims     []float64   // perimeter of each atom, m
	inner    []Border    // borders between two atoms
	between  []float64   // by inner border: ha of resource clusters that it would cut
	soft     [][]float64 // by inner border: km along each soft barrier of the ruleset
	function [][]float64 // by atom: m² of each function, and of none
}

func newCost(ctx context.Context, p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set Settings) (*cost, error) {
	j := &cost{rs: rs, f: f, areas: areasOf(f.atoms), rims: make([]float64, len(f.atoms))}
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
		along := make([]float64, len(rs.Delineation.Barriers))
		for k, barrier := range rs.Delineation.Barriers {
			if barrier.Hard {
				continue
			}
			for _, s := range b.Segments {
				if slices.Contains(s.Basis, barrier.Kind) {
					along[k] += s.Length / 1000
				}
			}
		}
		j.soft = append(j.soft, along)
	}
	if err := j.cutClusters(ctx, m, p.study.Options.Workers); err != nil {
		return nil, err
	}
	j.functions(m)
	return j, nil
}

// cutClusters works out, for each border, how much of resource clusters it
// would cut apart: of every cluster that has land on both sides, the smaller
// side.
func (j *cost) cutClusters(ctx context.Context, m *measured, workers int) error {
	gap := j.rs.Delineation.Limits.ClusterGap.Value
	inAtom := make([]map[[2]int]float64, len(j.f.atoms)) // (rank of kind, cluster) → m²
	for a := range inAtom {
		inAtom[a] = map[[2]int]float64{}
	}
	for rank := range j.rs.Resources {
		kind := j.rs.Resources[rank].ID
		in := func(i int) bool { return m.resources.kind(i) == kind }
		if !slices.ContainsFunc(m.resources.reasons, func(r reason) bool { return int(r.rank) == rank && r.outcome == rules.Pass }) {
			continue
		}
		of, err := clusters(ctx, m.resources.shapes, in, gap, workers)
		if err != nil {
			return err
		}
		for a := range inAtom {
			for _, part := range m.within.parts[a] {
				if c := of[part.feature]; c >= 0 {
					inAtom[a][[2]int{rank, c}] += part.area
				}
			}
		}
	}
	j.between = make([]float64, len(j.inner))
	for k, b := range j.inner {
		keys := make([][2]int, 0, len(inAtom[b.A]))
		for key := range inAtom[b.A] {
			keys = append(keys, key)
		}
		slices.SortFunc(keys, func(p, q [2]int) int { return slices.Compare(p[:], q[:]) })
		for _, key := range keys {
			j.between[k] += min(inAtom[b.A][key], inAtom[b.B][key]) / 10_000
		}
	}
	return nil
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

// mixed is the spread of functions in a group: the chance that two places of it
// have different ones (Simpson 1949), 0 to 1.
func mixed(areas []float64) float64 {
	total, squares := 0.0, 0.0
	for _, a := range areas {
		total += a
		squares += a * a
	}
	if total == 0 {
		return 0
	}
	return 1 - squares/(total*total)
}

// offRange is how far an area is off its range, relative.
func offRange(area float64, limits rules.Limits) float64 {
	switch least, most := limits.MinArea.Value, limits.MaxArea.Value; {
	case area < least:
		return (least - area) / least
	case most > 0 && area > most:
		return (area - most) / most
	default:
		return 0
	}
}

// excess is the perimeter beyond that of a circle of the same area, in km.
func excess(perimeter, area float64) float64 {
	return max(0, perimeter-2*math.Sqrt(math.Pi*area)) / 1000
}
