package units

import (
	"context"
	"slices"

	"renewal/rules"
	"renewal/units/partition"
)

// WeightSweep tells which units hang on one weight of J.
type WeightSweep struct {
	ID     string       `json:"id"`
	Zh     string       `json:"zh"`
	En     string       `json:"en"`
	Weight float64      `json:"weight"`
	Moves  []WeightMove `json:"moves"`
}

// WeightMove is one change of the weight, all others staying as they are.
type WeightMove struct {
	Factor  float64    `json:"factor"`
	Weight  float64    `json:"weight"`
	Units   int        `json:"units"`   // how many there are then
	Changed []string   `json:"changed"` // IDs of the present units that are no unit then
	Total   float64    `json:"total"`   // J then, by the weights as moved
	Terms   []CostTerm `json:"terms"`   // of it
}

// weightFactors are what weights are moved by.
var weightFactors = [...]float64{0, 0.5, 0.8, 1.25, 2}

// Tune adds to the report which units hang on each weight: what [Result.SweepWeights]
// finds. It draws the city some forty times.
func (r *Result) Tune(ctx context.Context, w Watcher) (err error) {
	r.Report.Weights, err = r.SweepWeights(ctx, w)
	return err
}

// SweepWeights draws the units anew for changes of each weight of the ruleset, by
// itself, from taking it away to doubling it: as a run with the ruleset edited so
// would draw them.
func (r *Result) SweepWeights(ctx context.Context, w Watcher) ([]WeightSweep, error) {
	if w == nil {
		w = nobody{}
	}
	base := r.groups.j
	terms := base.terms()
	w.Stage("tune", len(terms)*len(weightFactors))
	all := make([]WeightSweep, len(terms))
	for t, term := range terms {
		all[t] = WeightSweep{ID: term.ID, Zh: term.Zh, En: term.En, Weight: term.weight}
		for _, factor := range weightFactors {
			moved := base.reweighed(t, factor*term.weight)
			groups, err := moved.regroup(ctx, r.prepared)
			if err != nil {
				return nil, err
			}
			move := WeightMove{Factor: factor, Weight: factor * term.weight, Units: len(groups), Changed: []string{}}
			move.Terms, move.Total = moved.priced(moved.total(groups, r.groups.excluded))
			move.Total = round(move.Total, 6)
			for i := range r.units {
				if !slices.ContainsFunc(groups, func(g []int) bool { return slices.Equal(g, r.units[i].Atoms) }) {
					move.Changed = append(move.Changed, r.units[i].ID)
				}
			}
			all[t].Moves = append(all[t].Moves, move)
			w.Step(1)
		}
	}
	return all, nil
}

// reweighed is J with one of its weights changed, by its place among the terms.
func (j *cost) reweighed(t int, weight float64) *cost {
	rs, k := *j.rs, *j
	k.rs, k.barriers = &rs, slices.Clone(j.barriers)
	w := &rs.Delineation.Weights
	if t >= termBarriers {
		k.barriers[t-termBarriers].Weight = weight
		return &k
	}
	[...]*rules.Setting{&w.Plan, &w.Resource, &w.Size, &w.Mix, &w.Shape, &w.Left}[t].Value = weight
	return &k
}

// regroup finds the groups for a changed J, in the order of their least atoms.
func (j *cost) regroup(ctx context.Context, p *prepared) ([][]int, error) {
	problem, err := j.problem(p)
	if err != nil {
		return nil, err
	}
	solution, err := partition.Solve(ctx, *problem, partition.Options{Workers: p.study.Options.Workers, Steps: p.study.Options.Search})
	if err != nil {
		return nil, err
	}
	return grouped(solution.Group), nil
}

// grouped lists the members of each group, negative ones aside.
func grouped(of []int) [][]int {
	var groups [][]int
	for a, k := range of {
		for k >= len(groups) {
			groups = append(groups, nil)
		}
		if k >= 0 {
			groups[k] = append(groups[k], a)
		}
	}
	return groups
}
