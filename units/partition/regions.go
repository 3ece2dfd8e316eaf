package partition

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"renewal/geo/parallel"
)

// runs is how many times the annealing is begun anew; they share the steps, and
// the best counts.
const runs = 4

// fewAtoms is the size up to which components get the same steps.
const fewAtoms = 64

// walkSteps is how many atoms are looked at, at most, to prove that a partition of
// a component of up to walkNodes atoms is the best: about a second.
const walkSteps = 1 << 27

// counted says whether the number of groups or their spread matters, so that
// components bear on each other or Totals do not tell what a group costs.
func (p *Problem) counted() bool { return p.Groups > 0 || p.Most || p.Spread != NoSpread }

// solveWhole is Solve for such problems.
func (p *Problem) solveWhole(ctx context.Context, locks *locks, opt Options) (Solution, error) {
	start := p.startGroups(locks)
	was, err := Cost(*p, start)
	if err != nil {
		return Solution{}, err
	}
	groups, info, most, err := p.solveCounted(ctx, locks, opt)
	if err != nil {
		return Solution{}, err
	}
	terms, err := Cost(*p, groups)
	if err != nil {
		return Solution{}, err
	}
	if err := p.check(groups); err != nil {
		return Solution{}, fmt.Errorf("result of the search: %w", err)
	}
	sol := Solution{Start: was.Total(), StartError: p.check(start), Steps: info.Steps, Exact: info.Exact, Terms: terms, Cost: terms.Total()}
	if p.Most {
		sol.MostGroups = most
	}
	if sol.StartError == nil && !p.Most && sol.Start <= sol.Cost {
		groups, sol.Terms, sol.Cost = start, was, sol.Start
	}
	sol.Group, _ = canonical(groups)
	if info.Nodes > 0 {
		sol.Components = []Component{info}
	}
	sol.Bound = sol.Cost
	if sol.Method = "all partitions that could be better were tried"; !info.Exact {
		sol.Bound = min(sol.Cost, info.Bound+terms.Total()-info.Cost)
		sol.Method = p.Spread.method()
	}
	return sol, nil
}

// method says how spreadBound bounds.
func (s Spread) method() string {
	switch s {
	case Squares:
		return "each feature alone, in the best groups whether connected or not (Fisher 1958)"
	case Pairs:
		return "every node beside those nearest to it, as many as the ranges ask for"
	default:
		return "every edge costs the less of cut and join, and every group the floor"
	}
}

// solveCounted divides all free nodes at once.
func (p *Problem) solveCounted(ctx context.Context, locks *locks, opt Options) (groups []int, info Component, most int, err error) {
	comps, err := p.components(locks)
	if err != nil {
		return nil, info, 0, err
	}
	least, most, err := p.counts(comps)
	if err != nil {
		return nil, info, 0, err
	}
	c, err := p.undivided(locks)
	if err != nil {
		return nil, info, 0, err
	}
	groups = make([]int, p.Nodes)
	for v := range groups {
		groups[v] = -1
		if f := locks.fixed[v]; f >= 0 {
			groups[v] = p.Fixed[f][0]
		}
	}
	if c == nil { // fixed and excluded nodes alone
		info.Exact = true
		return groups, info, most, nil
	}
	fixed := p.countFixed()
	group, info, err := c.regions(ctx, opt, least-fixed, most-fixed)
	if err != nil {
		return nil, info, 0, err
	}
	for v, nodes := range c.atoms {
		for _, u := range nodes {
			groups[u] = c.atoms[slices.Index(group, group[v])][0]
		}
	}
	return groups, info, most, nil
}

// counts gives the least and the largest number of groups that connection and
// ranges allow, and fails where a range or Groups cannot be met.
func (p *Problem) counts(comps []*component) (least, most int, err error) {
	least = p.countFixed()
	most = least
	for _, c := range comps {
		low, high := 1, c.n()
		for i := range p.Sums {
			if detail := c.outOfRange(i); detail != "" {
				return 0, 0, &ComponentError{c.least(), c.size, p.Sums[i].name(i), detail, ErrInfeasible}
			}
			s, total, negative := &p.Sums[i], 0.0, false
			for v := range c.atoms {
				total += c.sum(int32(v))[i]
				negative = negative || c.sum(int32(v))[i] < 0
			}
			if negative {
				continue
			}
			if limit(s.Min) && s.Min > 0 {
				high = min(high, int(total/s.Min*(1+rangeSlack)))
			}
			if limit(s.Max) && s.Max > 0 {
				low = max(low, int(math.Ceil(total/s.Max*(1-rangeSlack))))
			}
		}
		if low > high {
			return 0, 0, &ComponentError{Node: c.least(), Nodes: c.size, Err: ErrInfeasible,
				Detail: fmt.Sprintf("ranges ask for at least %d groups and leave at most %d", low, high)}
		}
		least, most = least+low, most+high
	}
	if p.Groups > 0 && (p.Groups < least || p.Groups > most) {
		return 0, 0, fmt.Errorf("%d groups, where %d to %d can be made: %w", p.Groups, least, most, ErrInfeasible)
	}
	return least, most, nil
}

// regions finds the best partition of all atoms with as many groups as the problem
// asks for, from least to most of them.
func (c *component) regions(ctx context.Context, opt Options, least, most int) ([]int32, Component, error) {
	info := Component{Least: c.least(), Nodes: c.size}
	wanted := 0
	if c.p.Groups > 0 {
		wanted = c.p.Groups - c.p.countFixed()
		least, most = wanted, wanted
	}
	per := opt.Steps
	if per <= 0 {
		per = RegionSteps
	}
	type result struct {
		group      []int32
		cost, miss float64
		count      int
		steps      int
	}
	found := make([]result, runs)
	err := parallel.Each(ctx, runs, opt.Workers, func(i int) error {
		s := newAnnealer(ctx, c, rand.New(rand.NewPCG(opt.Seed, uint64(i))))
		s.free = wanted == 0 && !c.p.Most
		if err := s.run(i, per*max(c.n(), fewAtoms)/runs, least, most); err != nil {
			return err
		}
		found[i] = result{slices.Clone(s.of), s.cost, s.miss, len(s.groups), s.steps}
		return s.err
	})
	if errors.Is(err, ErrNotFound) && c.n() <= walkNodes {
		// Nothing to begin with: those that are to be together may be beyond reach of
		// each other, which trying all ways tells.
		group, info, tried := c.certify(ctx, make([]int32, c.n()), false, wanted, most, info)
		if errors.Is(tried, ErrNotFound) {
			tried = err
		}
		return group, info, tried
	}
	if err != nil {
		return nil, info, err
	}
	best := &found[0]
	for i := range found {
		r := &found[i]
		info.Steps += r.steps
		switch {
		case r.miss != best.miss:
			if r.miss < best.miss {
				best = r
			}
		case c.p.Most && r.count != best.count:
			if r.count > best.count {
				best = r
			}
		case r.cost < best.cost:
			best = r
		}
	}
	return c.certify(ctx, best.group, best.miss == 0, wanted, most, info)
}

// certify looks for a proof that a partition is the best, or a better one, or that
// there is none.
func (c *component) certify(ctx context.Context, group []int32, ok bool, wanted, most int, info Component) ([]int32, Component, error) {
	var err error
	if ok {
		if info.Cost, err = c.cost(group); err != nil {
			return nil, info, err
		}
	}
	proved := false
	if c.n() <= walkNodes {
		if c.p.Most && ok && count(group) == most { // only the cost is open
			wanted = most
		}
		w := c.newWalk(ctx, wanted, walkSteps)
		w.prune = true
		if ok {
			w.least, w.most, w.best = info.Cost-c.base, count(group), []uint64{}
		}
		proved = w.next(1<<c.n()-1) && w.err == nil
		if w.err != nil {
			return nil, info, w.err
		}
		if len(w.best) > 0 {
			ok = true
			for k, set := range w.best {
				for v := range group {
					if set>>v&1 != 0 {
						group[v] = int32(k)
					}
				}
			}
			if info.Cost, err = c.cost(group); err != nil {
				return nil, info, err
			}
		}
	}
	switch {
	case !ok && proved:
		return nil, info, &ComponentError{Node: c.least(), Nodes: c.size, Detail: "all ways were tried", Err: ErrInfeasible}
	case !ok:
		return nil, info, &ComponentError{Node: c.least(), Nodes: c.size, Detail: "ranges still missed at the end of the search", Err: ErrNotFound}
	}
	info.Groups, info.Exact, info.Bound = count(group), proved, info.Cost
	if !proved {
		info.Bound = min(info.Cost, c.bound()+c.spreadBound(info.Groups))
	}
	return group, info, nil
}
