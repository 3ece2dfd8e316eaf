package units

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/coverage"
	"renewal/rules"
	"renewal/units/partition"
)

// grouping is the partition of the atoms into units, and what it costs.
type grouping struct {
	groups [][]int // positions of atoms, ascending, in the order of their least; no excluded ones
	of     []int   // atom → group, -1 where excluded
	cost   CostReport
}

// CostReport is the cost J of a grouping by its terms, beside that of leaving
// every atom alone, and what is known of the least cost possible.
type CostReport struct {
	Start  float64    `json:"start"` // every atom a unit of its own
	Total  float64    `json:"total"`
	Terms  []CostTerm `json:"terms"`
	Bound  *float64   `json:"bound"` // no grouping costs less; null where nothing is known
	Method string     `json:"bound_method"`
	Gap    *float64   `json:"gap"` // (total - bound) / total; null where the bound is unknown
}

// CostTerm is one term of J: its weight times its amount.
type CostTerm struct {
	ID     string  `json:"id"`
	Zh     string  `json:"zh"`
	En     string  `json:"en"`
	Amount float64 `json:"amount"`
	Unit   string  `json:"unit"`
	Weight float64 `json:"weight"`
	Cost   float64 `json:"cost"`
}

// group chooses which atoms form units, at least cost J (see package
// documentation): connected through borders that are no hard barrier, in one
// district, with the locks of the study.
func group(ctx context.Context, p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set settings, w Watcher) (*grouping, error) {
	w.Stage("delineate", 2)
	j, err := newCost(ctx, p, f, m, rs, set)
	if err != nil {
		return nil, err
	}
	problem, err := j.problem(p)
	if err != nil {
		return nil, err
	}
	w.Step(1)
	solution, err := partition.Solve(ctx, *problem, partition.Options{Workers: p.study.Options.Workers})
	if err != nil {
		return nil, fmt.Errorf("delineate: %w", err)
	}
	w.Step(1)
	g := &grouping{of: solution.Group}
	for a, k := range solution.Group {
		for k >= len(g.groups) {
			g.groups = append(g.groups, nil)
		}
		if k >= 0 {
			g.groups[k] = append(g.groups[k], a)
		}
	}
	g.cost = j.report(g.of, solution)
	return g, nil
}

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

func newCost(ctx context.Context, p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set settings) (*cost, error) {
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
		if !slices.ContainsFunc(m.resources.reasons, func(r reason) bool { return r.rank == rank && r.outcome == rules.Pass }) {
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

// problem states J for the solver: sums 0 and 1 are area and perimeter, the
// others functions.
func (j *cost) problem(p *prepared) (*partition.Problem, error) {
	weights, limits := j.rs.Delineation.Weights, j.rs.Delineation.Limits
	problem := &partition.Problem{
		Nodes: len(j.f.atoms),
		Sums:  []partition.Sum{{Name: "area", Values: j.areas}, {Name: "perimeter", Values: j.rims}},
		Group: func(t partition.Totals) float64 {
			return weights.Size.Value*offRange(t.Sums[0], limits) +
				weights.Shape.Value*excess(t.Sums[1]-2*t.Inside, t.Sums[0]) +
				weights.Mix.Value*mixed(t.Sums[2:])*t.Sums[0]/1e6
		},
	}
	for k := range j.function[0] {
		values := make([]float64, len(j.function))
		for a := range values {
			values[a] = j.function[a][k]
		}
		problem.Sums = append(problem.Sums, partition.Sum{Name: fmt.Sprintf("function %d", k), Values: values})
	}
	for k, b := range j.inner {
		e := partition.Edge{A: b.A, B: b.B, Length: b.Length, Hard: b.Hard}
		if j.f.atoms[b.A].ControlUnit == j.f.atoms[b.B].ControlUnit {
			e.Cut = weights.Plan.Value * b.Length / 1000
		} else {
			e.Join = weights.Plan.Value * b.Length / 1000
		}
		e.Cut += weights.Resource.Value * j.between[k]
		for i, km := range j.soft[k] {
			e.Join += j.rs.Delineation.Barriers[i].Weight * km
		}
		problem.Edges = append(problem.Edges, e)
		if b.Hard {
			problem.Apart = append(problem.Apart, []int{b.A, b.B})
		}
	}
	for a, atom := range j.f.atoms {
		problem.Region = append(problem.Region, atom.District)
		if atom.District < 0 {
			problem.Excluded = append(problem.Excluded, a)
		}
	}
	return problem, j.locks(p, problem)
}

// report works J out anew from a grouping, term by term.
func (j *cost) report(of []int, solution partition.Solution) CostReport {
	weights, d := j.rs.Delineation.Weights, j.rs.Delineation
	groups := 0
	for _, g := range of {
		groups = max(groups, g+1)
	}
	area, perimeter := make([]float64, groups), make([]float64, groups)
	function := make([][]float64, groups)
	for a, g := range of {
		if g < 0 {
			continue
		}
		area[g] += j.areas[a]
		perimeter[g] += j.rims[a]
		if function[g] == nil {
			function[g] = make([]float64, len(j.function[a]))
		}
		for k, v := range j.function[a] {
			function[g][k] += v
		}
	}
	var plan, resource float64
	soft := make([]float64, len(d.Barriers))
	for k, b := range j.inner {
		together := of[b.A] >= 0 && of[b.A] == of[b.B]
		same := j.f.atoms[b.A].ControlUnit == j.f.atoms[b.B].ControlUnit
		if together != same {
			plan += b.Length / 1000
		}
		if !together {
			resource += j.between[k]
			continue
		}
		perimeter[of[b.A]] -= 2 * b.Length
		for i, km := range j.soft[k] {
			soft[i] += km
		}
	}
	var size, mix, shape float64
	for g := range area {
		size += offRange(area[g], d.Limits)
		mix += mixed(function[g]) * area[g] / 1e6
		shape += excess(perimeter[g], area[g])
	}
	r := CostReport{Start: round(solution.Start, 6), Method: solution.Method}
	add := func(item rules.Item, unit string, amount, weight float64) {
		r.Terms = append(r.Terms, CostTerm{item.ID, item.Zh, item.En, round(amount, 6), unit, weight, round(weight*amount, 6)})
		r.Total += weight * amount
	}
	add(weights.Plan.Item, "km", plan, weights.Plan.Value)
	add(weights.Resource.Item, "ha", resource, weights.Resource.Value)
	for i, b := range d.Barriers {
		if !b.Hard {
			add(b.Item, "km", soft[i], b.Weight)
		}
	}
	add(weights.Size.Item, "share", size, weights.Size.Value)
	add(weights.Mix.Item, "km2", mix, weights.Mix.Value)
	add(weights.Shape.Item, "km", shape, weights.Shape.Value)
	r.Total = round(r.Total, 6)
	if !math.IsInf(solution.Bound, 0) {
		bound := round(solution.Bound, 6)
		r.Bound = &bound
		if solution.Cost > 0 {
			gap := round(max(0, solution.Cost-solution.Bound)/solution.Cost, 6)
			r.Gap = &gap
		}
	}
	return r
}

// locks takes in the overrides of the study: what is to be together, apart,
// left as drawn, or left out. An atom is meant by an area that covers most of
// it, and by a point inside it.
func (j *cost) locks(p *prepared, problem *partition.Problem) error {
	overrides := p.layers[RoleOverrides]
	if overrides == nil {
		return nil
	}
	members := map[[2]string][]int{}
	var keys [][2]string
	for i, s := range overrides.Shapes {
		name, ok := overrides.text("group", i)
		if !ok {
			name = overrides.IDs[i]
		}
		key := [2]string{overrides.kind(i), name}
		if _, met := members[key]; !met {
			keys = append(keys, key)
		}
		members[key] = append(members[key], j.meant(s)...)
	}
	slices.SortFunc(keys, func(p, q [2]string) int { return slices.Compare(p[:], q[:]) })
	for _, key := range keys {
		atoms := slices.Compact(slices.Sorted(slices.Values(members[key])))
		if len(atoms) == 0 {
			return fmt.Errorf("%s: %s %q covers no atom", RoleOverrides, key[0], key[1])
		}
		switch key[0] {
		case "together":
			problem.Together = append(problem.Together, atoms)
		case "apart":
			problem.Apart = append(problem.Apart, atoms)
		case "fixed":
			problem.Fixed = append(problem.Fixed, atoms)
		case "excluded":
			problem.Excluded = append(problem.Excluded, atoms...)
		}
	}
	slices.Sort(problem.Excluded)
	problem.Excluded = slices.Compact(problem.Excluded)
	return nil
}

// meant lists the atoms that a shape of an override speaks of.
func (j *cost) meant(s orb.Geometry) []int {
	var atoms []int
	for a := range j.f.atoms {
		if covers(s, j.f.atoms[a].Shape, j.areas[a]) {
			atoms = append(atoms, a)
		}
	}
	return atoms
}
