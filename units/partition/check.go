package partition

import (
	"fmt"
	"slices"
)

// Check tells whether a partition keeps the rules of the problem, and if not,
// which group breaks which: the error is a [GroupError] that wraps one of
// ErrUnassigned, ErrRegion, ErrContiguity, ErrLock and ErrRange. Of several it
// is the first in this order, then the one with the least node. Last comes the
// number of groups, with ErrCount and no group to name. Groups may be
// numbered in any way; excluded nodes have a negative number, and no others.
func Check(p Problem, groups []int) error {
	if err := p.validate(); err != nil {
		return err
	}
	if len(groups) != p.Nodes {
		return fmt.Errorf("%d groups for %d nodes: %w", len(groups), p.Nodes, ErrProblem)
	}
	return p.check(groups)
}

func (p *Problem) check(groups []int) error {
	of, count := canonical(groups)
	least := make([]int, count)
	for v := len(of) - 1; v >= 0; v-- {
		if of[v] >= 0 {
			least[of[v]] = v
		}
	}
	fail := func(v int, err error, detail string, args ...any) error {
		e := &GroupError{Group: groups[v], Node: v, Detail: fmt.Sprintf(detail, args...), Err: err}
		if of[v] >= 0 {
			e.Node = least[of[v]]
		}
		return e
	}

	excluded := make([]bool, p.Nodes)
	for _, v := range p.Excluded {
		excluded[v] = true
	}
	for v := range of {
		if excluded[v] != (of[v] < 0) {
			return fail(v, ErrUnassigned, "node %d", v)
		}
	}
	for v, g := range of {
		if g >= 0 && p.region(v) != p.region(least[g]) {
			return fail(v, ErrRegion, "nodes %d and %d", least[g], v)
		}
	}
	parts := newSets(p.Nodes)
	for i := range p.Edges {
		e := &p.Edges[i]
		if p.passable(e) && of[e.A] >= 0 && of[e.A] == of[e.B] {
			parts.join(e.A, e.B)
		}
	}
	for v, g := range of {
		if g >= 0 && parts.find(v) != parts.find(least[g]) {
			return fail(v, ErrContiguity, "nodes %d and %d", least[g], v)
		}
	}
	if err := p.checkLocks(of, fail); err != nil {
		return err
	}
	for g, t := range p.totals(of, count) {
		for i := range p.Sums {
			s := &p.Sums[i]
			if s.miss(t.Sums[i]) <= rangeSlack {
				continue
			}
			if limit(s.Min) && t.Sums[i] < s.Min {
				return fail(least[g], ErrRange, "%s %g below %g", s.name(i), t.Sums[i], s.Min)
			}
			return fail(least[g], ErrRange, "%s %g above %g", s.name(i), t.Sums[i], s.Max)
		}
	}
	if p.Groups > 0 && count != p.Groups {
		return fmt.Errorf("%d groups, not %d: %w", count, p.Groups, ErrCount)
	}
	return nil
}

func (p *Problem) checkLocks(of []int, fail func(int, error, string, ...any) error) error {
	for _, list := range p.Together {
		for _, v := range list {
			if of[v] != of[list[0]] {
				return fail(v, ErrLock, "nodes %d and %d should be together", list[0], v)
			}
		}
	}
	for _, list := range p.Apart {
		in := make(map[int]int, len(list))
		for _, v := range list {
			u, met := in[of[v]]
			if met && u != v && of[v] >= 0 {
				return fail(v, ErrLock, "nodes %d and %d should be apart", u, v)
			}
			in[of[v]] = v
		}
	}
	if len(p.Fixed) == 0 {
		return nil
	}
	fixed := make([]int, p.Nodes) // 1 + position of the list
	for i, list := range p.Fixed {
		for _, v := range list {
			fixed[v] = i + 1
		}
	}
	of1 := make(map[int]int) // group → 1 + list of its least node
	for v, g := range of {
		if _, met := of1[g]; !met && g >= 0 {
			of1[g] = fixed[v]
		}
		if g >= 0 && of1[g] != fixed[v] {
			return fail(v, ErrLock, "node %d against a fixed group", v)
		}
	}
	for _, list := range p.Fixed {
		for _, v := range list {
			if of[v] < 0 || of[v] != of[list[0]] {
				return fail(v, ErrLock, "nodes %d and %d should be one fixed group", slices.Min(list), v)
			}
		}
	}
	return nil
}
