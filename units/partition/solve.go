package partition

import (
	"context"
	"fmt"
	"math"
	"slices"

	"renewal/geo/parallel"
)

// Solve looks for a partition of least cost. The error wraps ErrProblem where
// the numbers make no sense, ErrInfeasible where it is proved that no partition
// keeps the rules, ErrNotFound where none came up, ErrCost where Group returned
// something unusable, and the error of ctx when that was done first; of several
// components it is about the one with the least node.
func Solve(ctx context.Context, p Problem, opt Options) (Solution, error) {
	if err := p.validate(); err != nil {
		return Solution{}, err
	}
	locks, err := p.newLocks()
	if err != nil {
		return Solution{}, err
	}
	if err := ctx.Err(); err != nil {
		return Solution{}, err
	}
	if p.counted() {
		return p.solveWhole(ctx, locks, opt)
	}
	comps, err := p.components(locks)
	if err != nil {
		return Solution{}, err
	}
	var sol Solution
	start := p.startGroups(locks)
	if err := ctx.Err(); err != nil {
		return Solution{}, err
	}
	was, err := Cost(p, start)
	if err != nil {
		return Solution{}, err
	}
	sol.Start, sol.StartError = was.Total(), p.check(start)

	found := make([][]int32, len(comps))
	sol.Components = make([]Component, len(comps))
	err = parallel.Each(ctx, len(comps), opt.Workers, func(i int) (err error) {
		found[i], sol.Components[i], err = comps[i].solve(ctx, opt)
		return err
	})
	if err != nil {
		return Solution{}, err
	}

	groups := make([]int, p.Nodes)
	for v := range groups {
		groups[v] = -1
		if f := locks.fixed[v]; f >= 0 {
			groups[v] = p.Nodes + int(f)
		}
	}
	for i, c := range comps {
		sol.Components[i].Groups = count(found[i])
		for v, nodes := range c.atoms {
			for _, u := range nodes {
				groups[u] = c.atoms[found[i][v]][0]
			}
		}
	}
	terms, err := Cost(p, groups)
	if err != nil {
		return Solution{}, err
	}
	if sol.StartError == nil && sol.Start <= terms.Total() {
		groups, terms = start, was
	}
	if err := p.check(groups); err != nil {
		return Solution{}, fmt.Errorf("result of the search: %w", err)
	}
	sol.Group, _ = canonical(groups)
	sol.Terms, sol.Cost = terms, terms.Total()
	sol.sumUp()
	return sol, nil
}

// proofNoise is the part of its cost by which a bound may be below it and still
// prove a partition: the prices of the linear program are no surer.
const proofNoise = 1e-8

// solve divides one component. Groups are numbered by one of their atoms.
func (c *component) solve(ctx context.Context, opt Options) (group []int32, info Component, err error) {
	info = Component{Least: c.least(), Nodes: c.size}
	if c.n() <= ExactNodes {
		if group, info.Cost, err = c.exact(ctx); err != nil {
			return nil, info, err
		}
		info.Bound, info.Exact = info.Cost, true
		return group, info, nil
	}
	if group, info.Steps, err = c.search(ctx, opt); err != nil {
		return nil, info, err
	}
	if info.Cost, err = c.cost(group); err != nil {
		return nil, info, err
	}
	// Rounding apart, the search only makes things better; and where nothing is
	// gained the start is to stay.
	if c.keepsRules(c.start) {
		same, err := c.cost(c.start)
		if err != nil {
			return nil, info, err
		}
		if same <= info.Cost {
			group, info.Cost = c.start, same
		}
	}
	if group, info.Bound, err = c.prove(ctx, group, info.Cost, opt.proof()*c.n()); err != nil {
		return nil, info, err
	}
	if info.Cost, err = c.cost(group); err != nil {
		return nil, info, err
	}
	info.Exact = info.Bound >= info.Cost-proofNoise*(1+abs(info.Cost))
	if info.Bound = min(info.Bound, info.Cost); info.Exact {
		info.Bound = info.Cost
	}
	return group, info, nil
}

// count says how many groups there are.
func count(group []int32) int {
	sorted := slices.Clone(group)
	slices.Sort(sorted)
	return len(slices.Compact(sorted))
}

// startGroups is the start with fixed and excluded nodes in their places.
func (p *Problem) startGroups(l *locks) []int {
	groups := make([]int, p.Nodes)
	least := make(map[int]int) // start group → its least free node
	for v := range groups {
		switch {
		case l.excluded[v]:
			groups[v] = -1
		case p.Start == nil && l.fixed[v] < 0:
			groups[v] = v
		case p.Start == nil:
			groups[v] = p.Nodes + int(l.fixed[v])
		default:
			g := p.Start[v]
			if _, ok := least[g]; !ok {
				least[g] = v
			}
			groups[v] = least[g]
		}
	}
	return groups
}

// sumUp fills in the bound and the steps.
func (s *Solution) sumUp() {
	bound, inside, exact := 0.0, 0.0, 0
	for _, c := range s.Components {
		bound += c.Bound
		inside += c.Cost
		s.Steps += c.Steps
		if c.Exact {
			exact++
		}
	}
	if exact == len(s.Components) {
		s.Exact, s.Bound, s.Method = true, s.Cost, "every component proved"
		return
	}
	s.Bound = min(s.Cost, bound+(s.Cost-inside))
	s.Method = fmt.Sprintf("%d of %d components proved; in the others prices of nodes that no group undercuts, or that it undercuts by no more than bounds of its cost allow",
		exact, len(s.Components))
	if math.IsInf(s.Bound, -1) {
		s.Method = "none: group costs have no floor"
	}
}
