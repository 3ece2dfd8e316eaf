package partition

import (
	"context"
	"fmt"
	"math"
	"math/bits"
)

// exact finds the best partition of a component of at most ExactNodes atoms, by
// dynamic programming over sets of atoms:
//
//	best(M) = min over the groups S ⊆ M with the least atom of M of cost(S) + best(M \ S)
//
// Ties go to the start, then to the group that is least as a number whose bits
// are its atoms. The groups are returned by atom, with their cost.
func (c *component) exact(ctx context.Context) (group []int32, cost float64, err error) {
	if err := ctx.Err(); err != nil {
		return nil, 0, err
	}
	whole := 1<<c.n() - 1
	costs := make([]float64, whole+1)
	var buf = Totals{Sums: make([]float64, c.k())}
	for set := 1; set <= whole; set++ {
		costs[set] = math.Inf(1)
		if !c.connected(uint32(set)) || !c.keepsLocks(uint32(set)) {
			continue
		}
		edges := c.add(uint64(set), &buf)
		if c.missed(buf, -1) >= 0 {
			continue
		}
		own, err := c.p.groupCost(buf)
		if err != nil {
			return nil, 0, err
		}
		costs[set] = edges + own
	}
	best, choice := cover(costs, whole)
	if math.IsInf(best, 1) {
		return nil, 0, c.whyNot()
	}
	group = make([]int32, c.n())
	for rest := whole; rest != 0; rest &^= choice[rest] {
		for s := choice[rest]; s != 0; s &= s - 1 {
			group[bits.TrailingZeros(uint(s))] = int32(bits.TrailingZeros(uint(choice[rest])))
		}
	}
	if same := c.startCost(costs); same <= best+costNoise*(c.weight+abs(best)) {
		return c.start, c.base + same, nil
	}
	return group, c.base + best, nil
}

// cover gives the least cost of a partition of every set that comes up into
// sets of finite cost, and the first group of it.
func cover(costs []float64, whole int) (float64, []int) {
	best := make([]float64, whole+1)
	choice := make([]int, whole+1)
	for rest := 1; rest <= whole; rest++ {
		low := rest & -rest
		others := rest &^ low
		best[rest] = math.Inf(1)
		// Other subsets come in ascending order: (s - others) & others is the next.
		for s := 0; ; s = (s - others) & others {
			if set := low | s; costs[set]+best[rest&^set] < best[rest] {
				best[rest], choice[rest] = costs[set]+best[rest&^set], set
			}
			if s == others {
				break
			}
		}
	}
	return best[whole], choice
}

// startCost is the cost of the start beyond base, +Inf where it breaks a rule.
func (c *component) startCost(costs []float64) float64 {
	sets := make(map[int32]int)
	for v, g := range c.start {
		sets[g] |= 1 << v
	}
	total := 0.0
	for v, g := range c.start { // in order, as sums of floats depend on it
		if int(g) == v {
			total += costs[sets[g]]
		}
	}
	return total
}

// add computes the totals of a set of atoms, and the change of the cost of
// edges when it becomes one group.
func (c *component) add(set uint64, t *Totals) (edges float64) {
	t.Nodes, t.Inside = 0, 0
	clear(t.Sums)
	for s := set; s != 0; s &= s - 1 {
		v := int32(bits.TrailingZeros64(s))
		t.Nodes += len(c.atoms[v])
		t.Inside += c.inside[v]
		for i, x := range c.sum(v) {
			t.Sums[i] += x
		}
		for _, a := range c.of(v) {
			if a.to > v && set>>a.to&1 != 0 {
				edges += a.gain
				t.Inside += a.length
			}
		}
	}
	return edges
}

// connected says whether a set of atoms hangs together.
func (c *component) connected(set uint32) bool {
	reached := set & -set
	for front := reached; front != 0; {
		next := uint32(0)
		for f := front; f != 0; f &= f - 1 {
			for _, a := range c.of(int32(bits.TrailingZeros32(f))) {
				if !a.hard {
					next |= 1 << a.to
				}
			}
		}
		front = next & set &^ reached
		reached |= front
	}
	return reached == set
}

// keepsLocks says whether a set of atoms is whole ties and has no two that are
// to be apart.
func (c *component) keepsLocks(set uint32) bool {
	count := func(list []int32) (n int) {
		for _, v := range list {
			n += int(set >> v & 1)
		}
		return n
	}
	for _, list := range c.ties {
		if n := count(list); n != 0 && n != len(list) {
			return false
		}
	}
	for _, list := range c.apart {
		if count(list) > 1 {
			return false
		}
	}
	return true
}

// missed is the first sum that is outside its range, -1 if none is; only is the
// one to look at, -1 for all.
func (c *component) missed(t Totals, only int) int {
	for i := range c.p.Sums {
		if (only < 0 || only == i) && c.p.Sums[i].miss(t.Sums[i]) > rangeSlack {
			return i
		}
	}
	return -1
}

// whyNot finds the rule that leaves no partition of a small component.
func (c *component) whyNot() error {
	fail := &ComponentError{Node: c.least(), Nodes: c.size, Err: ErrInfeasible}
	whole := 1<<c.n() - 1
	feasible := func(only int) bool { // under locks and one sum, or no sum if only is past them
		costs := make([]float64, whole+1)
		t := Totals{Sums: make([]float64, c.k())}
		for set := 1; set <= whole; set++ {
			c.add(uint64(set), &t)
			if !c.connected(uint32(set)) || !c.keepsLocks(uint32(set)) || c.missed(t, only) >= 0 {
				costs[set] = math.Inf(1)
			}
		}
		best, _ := cover(costs, whole)
		return !math.IsInf(best, 1)
	}
	if !feasible(c.k()) {
		fail.Detail = "locks that cannot all hold"
		return fail
	}
	for i := range c.p.Sums {
		if feasible(i) {
			continue
		}
		s := &c.p.Sums[i]
		fail.Sum = s.name(i)
		fail.Detail = c.outOfRange(i)
		if fail.Detail == "" {
			fail.Detail = fmt.Sprintf("no groups have %s from %g to %g", fail.Sum, s.Min, s.Max)
		}
		return fail
	}
	fail.Detail = "ranges that cannot all hold at once"
	return fail
}

// outOfRange says why a sum cannot be in its range in any partition, where that
// is plain: the whole component falls short, or one atom is too much. It is ""
// otherwise, and wherever values of both signs could make up for it.
func (c *component) outOfRange(i int) string {
	s := &c.p.Sums[i]
	total, most, at, negative := 0.0, math.Inf(-1), 0, false
	for v := range c.atoms {
		x := c.sum(int32(v))[i]
		total += x
		if x > most {
			most, at = x, c.atoms[v][0]
		}
		for _, u := range c.atoms[v] {
			negative = negative || s.Values[u] < 0
		}
	}
	switch {
	case negative:
		return ""
	case limit(s.Min) && total < s.Min && s.miss(total) > rangeSlack:
		return fmt.Sprintf("%s at least %g, but all of it is %g", s.name(i), s.Min, total)
	case limit(s.Max) && most > s.Max && s.miss(most) > rangeSlack:
		return fmt.Sprintf("%s at most %g, but node %d alone has %g", s.name(i), s.Max, at, most)
	default:
		return ""
	}
}
