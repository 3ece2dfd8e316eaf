package partition

import "math"

// bound is a number that no partition of the component costs less than: each
// edge costs the less of cut and join, whatever its neighbours do, and each of
// the groups at least what Under and the floor say. There is at least one group, and as many as
// the largest totals ask for.
func (c *component) bound() float64 {
	groups := 1
	if c.p.Floor < 0 {
		groups = c.n()
	}
	for i := range c.p.Sums {
		s := &c.p.Sums[i]
		if c.p.Floor <= 0 || !limit(s.Max) || s.Max < 0 {
			continue
		}
		total := 0.0
		for v := range c.atoms {
			total += c.sum(int32(v))[i]
		}
		groups = max(groups, int(min(math.Ceil(total/(s.Max*(1+rangeSlack))-rangeSlack), float64(c.n()))))
	}
	lowest := 0.0
	for v := range int32(c.n()) {
		lowest += c.under[v]
		for _, a := range c.of(v) {
			if a.to > v {
				lowest += c.saving(v, a)
			}
		}
	}
	bound := c.base + lowest - costNoise*(c.weight+abs(lowest))
	if c.p.Floor != 0 {
		bound += c.p.Floor * float64(groups)
	}
	return bound
}

// cost computes from nothing what groups of the component cost, edges inside
// the component included.
func (c *component) cost(group []int32) (float64, error) {
	n, k := c.n(), c.k()
	totals := make([]Totals, n)
	sums := make([]float64, n*k)
	for g := range totals {
		totals[g].Sums = sums[g*k : (g+1)*k : (g+1)*k]
	}
	cost := c.base
	for v, g := range group {
		t := &totals[g]
		t.Nodes += len(c.atoms[v])
		t.Inside += c.inside[v]
		for i, x := range c.sum(int32(v)) {
			t.Sums[i] += x
		}
		for _, a := range c.of(int32(v)) {
			if int(a.to) > v && group[a.to] == g {
				cost += a.gain
				t.Inside += a.length
			}
		}
	}
	for _, t := range totals {
		if t.Nodes == 0 {
			continue
		}
		own, err := c.p.groupCost(t)
		if err != nil {
			return 0, err
		}
		cost += own
	}
	return cost + c.spreads(group), nil
}

// spreads is what groups of the component pay for their spread.
func (c *component) spreads(group []int32) (total float64) {
	if c.p.Spread == NoSpread {
		return 0
	}
	members := make([][]int, c.n())
	for v, g := range group {
		members[g] = append(members[g], c.atoms[v]...)
	}
	for _, nodes := range members {
		total += c.p.spreadOf(nodes)
	}
	return total
}

// keepsRules says whether groups of the component are connected, keep the locks
// and are within all ranges.
func (c *component) keepsRules(group []int32) bool {
	parts := newSets(c.n())
	first := make([]int32, c.n()) // 1 + first atom of each group
	sums := make([]float64, c.n()*c.k())
	for v := range group {
		for _, a := range c.of(int32(v)) {
			if !a.hard && group[a.to] == group[v] {
				parts.join(v, int(a.to))
			}
		}
		for i, x := range c.sum(int32(v)) {
			sums[int(group[v])*c.k()+i] += x
		}
		if c.keepsApart(int32(v), group[v], group) {
			return false
		}
	}
	for v, g := range group {
		if first[g] == 0 {
			first[g] = int32(v) + 1
			for i := range c.p.Sums {
				if c.p.Sums[i].miss(sums[int(g)*c.k()+i]) > rangeSlack {
					return false
				}
			}
		}
		if parts.find(v) != parts.find(int(first[g]-1)) {
			return false
		}
	}
	return !c.partsTies(group)
}
