package partition

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
)

// search improves a component of any size within the steps of the options. The
// groups are returned by atom, with the steps taken.
func (c *component) search(ctx context.Context, opt Options) ([]int32, int, error) {
	for i := range c.p.Sums {
		if detail := c.outOfRange(i); detail != "" {
			return nil, 0, &ComponentError{c.least(), c.size, c.p.Sums[i].name(i), detail, ErrInfeasible}
		}
	}
	group, err := c.begin()
	if err != nil {
		return nil, 0, err
	}
	s := newState(ctx, c, group, opt.steps()*c.n())
	s.descend()
	if !opt.Descent {
		s.kick(rand.New(rand.NewPCG(opt.Seed, uint64(c.least()))))
	}
	if s.err != nil {
		return nil, 0, s.err
	}
	return s.group, s.steps, s.unmet()
}

// steps is how many changes may be weighed per node.
func (o Options) steps() int {
	if o.Steps <= 0 {
		return DefaultSteps
	}
	return min(o.Steps, math.MaxInt32)
}

// proof is how many nodes may be looked at per node.
func (o Options) proof() int {
	switch {
	case o.Descent:
		return 0
	case o.Proof <= 0:
		return DefaultProof
	}
	return min(o.Proof, math.MaxInt32)
}

// unmet is the error for sums that are still outside their ranges.
func (s *state) unmet() error {
	c := s.c
	for i := range c.p.Sums {
		for g := range s.cells {
			x := &s.cells[g]
			total := s.sums[g*c.k()+i]
			if len(x.members) == 0 || c.p.Sums[i].miss(total) <= rangeSlack {
				continue
			}
			sum := &c.p.Sums[i]
			detail := fmt.Sprintf("%s stays at %g in the group of node %d, outside %g to %g",
				sum.name(i), total, c.atoms[x.least][0], sum.Min, sum.Max)
			return &ComponentError{c.least(), c.size, sum.name(i), detail, ErrNotFound}
		}
	}
	return nil
}

// descend makes the best change until none helps, or steps run out.
func (s *state) descend() {
	for !s.spent() {
		g := s.top.best()
		if g < 0 {
			return
		}
		if best := s.cells[g].best; s.improves(best.delta) {
			s.apply(&best)
			continue
		}
		if s.coarse {
			s.sharpen()
			continue
		}
		if !s.refine() {
			return
		}
	}
}

// sharpen ends the coarse part of the search: what was left out is weighed.
func (s *state) sharpen() {
	s.coarse = false
	for g := range s.cells {
		if len(s.cells[g].members) >= largeGroup && !s.spent() {
			s.connect(int32(g))
		}
	}
}
