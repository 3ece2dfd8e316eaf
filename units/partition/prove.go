package partition

import (
	"context"
	"fmt"
	"math"
	"slices"
)

// proveNodes is the most atoms of a component for which a proof is tried: the linear
// program has a square of them.
const proveNodes = 1500

// patience is how many atoms are looked at from each least atom while columns are
// easily found; columnsEach is how many are taken from it at a time.
const (
	patience    = 4096
	columnsEach = 30
)

// columnsMost is the most groups among which the best partition is looked for.
const columnsMost = 100_000

// prove finds a bound for a component, and a better partition if it comes upon one.
// Prices of atoms come from a linear program over groups, to which groups that cost
// less than their prices are added until there are none: the prices are the bound
// then. What is left of a gap is searched through, if the groups that can close it
// are few enough.
func (c *component) prove(ctx context.Context, group []int32, cost float64, steps int) ([]int32, float64, error) {
	bound := c.bound()
	if c.n() > proveNodes || math.IsInf(bound, -1) {
		return group, bound, nil
	}
	m := newMaster(c.n(), 10*(1+abs(cost)+c.weight))
	for g := range c.n() {
		var atoms []int32
		for v, h := range group {
			if int(h) == g {
				atoms = append(atoms, int32(v))
			}
		}
		if atoms == nil {
			continue
		}
		own, err := c.columnCost(atoms)
		if err != nil {
			return nil, 0, err
		}
		m.columns = append(m.columns, column{atoms, own})
	}
	for v := range int32(c.n()) { // so that no price is far off
		if one := []int32{v}; c.mayBe(one) {
			own, err := c.columnCost(one)
			if err != nil {
				return nil, 0, err
			}
			m.columns = append(m.columns, column{one, own})
		}
	}
	s := c.newPricing(steps)
	s.patience = patience
	done := false
	for !done && s.err == nil && s.steps > 0 {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		m.solve()
		all := s.run(m.price, -1e-9, columnsEach)
		bound = max(bound, s.bound())
		m.columns = append(m.columns, s.found...)
		if !all && len(s.found) == 0 {
			s.patience *= 8
		}
		if done = all && len(s.found) == 0; done {
			total := c.base - 1e-9*float64(c.n())
			for _, p := range m.price {
				total += p
			}
			bound = max(bound, total-costNoise*(c.weight+abs(total)))
		}
	}
	s.patience = 0
	if s.err != nil || !done {
		return group, bound, s.err
	}
	if better, ok := m.whole(); ok {
		now, err := c.cost(better)
		if err != nil {
			return nil, 0, err
		}
		if now < cost-costNoise*(c.weight+abs(cost)) {
			group, cost = better, now
		}
	}
	if gap := cost - bound; gap > 1e-8*(1+abs(cost)) && s.run(m.price, gap, 0) && len(s.found) <= columnsMost {
		better, ok := c.pack(s.found, m, gap, steps)
		if !ok {
			return group, bound, nil
		}
		if better != nil {
			group = better
		}
		now, err := c.cost(group)
		return group, now, err
	}
	return group, bound, nil
}

// mayBe says whether an atom may be a group by itself.
func (c *component) mayBe(one []int32) bool {
	if v := one[0]; c.tie[v] >= 0 {
		return false
	}
	return c.missed(Totals{Sums: c.sum(one[0])}, -1) < 0
}

// columnCost is what a group of atoms costs with the gain of its edges.
func (c *component) columnCost(atoms []int32) (float64, error) {
	t, gains, under := Totals{Sums: make([]float64, c.k())}, 0.0, c.p.Floor
	for _, v := range atoms {
		under += c.under[v]
		t.Nodes += len(c.atoms[v])
		t.Inside += c.inside[v]
		for i, x := range c.sum(v) {
			t.Sums[i] += x
		}
		for _, a := range c.of(v) {
			if _, in := slices.BinarySearch(atoms, a.to); in && a.to > v {
				gains += a.gain
				under += a.under
				t.Inside += a.length
			}
		}
	}
	own, err := c.p.groupCost(t)
	if err == nil && own < under-1e-7*(1+abs(under)) {
		err = c.underError(atoms, own)
	}
	if err == nil {
		err = c.leastError(atoms, t, own)
	}
	return gains + own, err
}

// pack finds the partition into columns that costs least, if it costs less than gap
// beyond the prices; nil if none does. It says whether all were tried.
func (c *component) pack(columns []column, m *master, gap float64, steps int) (best []int32, all bool) {
	slices.SortStableFunc(columns, func(a, b column) int {
		switch x, y := m.reduced(&a), m.reduced(&b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return slices.Compare(a.atoms, b.atoms)
	})
	words := (c.n() + 63) / 64
	masks := make([][]uint64, len(columns))
	extra := make([]float64, len(columns))
	of := make([][]int, c.n()) // columns of each atom, the cheapest first
	for k := range columns {
		masks[k] = make([]uint64, words)
		extra[k] = max(0, m.reduced(&columns[k]))
		for _, v := range columns[k].atoms {
			masks[k][v/64] |= 1 << (v % 64)
			of[v] = append(of[v], k)
		}
	}
	least := gap - 1e-9*(1+gap)
	covered := make([]uint64, words)
	var chosen []int
	fits := func(k int) bool {
		for w, x := range masks[k] {
			if covered[w]&x != 0 {
				return false
			}
		}
		return true
	}
	var try func(so float64)
	try = func(so float64) {
		if steps--; steps < 0 {
			return
		}
		at, fewest := -1, math.MaxInt
		for v := range c.n() {
			if covered[v/64]>>(v%64)&1 != 0 {
				continue
			}
			n := 0
			for _, k := range of[v] {
				if steps--; so+extra[k] >= least || n >= fewest {
					break
				}
				if fits(k) {
					n++
				}
			}
			if n < fewest {
				at, fewest = v, n
			}
		}
		if at < 0 {
			least, best = so, make([]int32, c.n())
			for _, k := range chosen {
				for _, v := range columns[k].atoms {
					best[v] = columns[k].atoms[0]
				}
			}
			return
		}
		for _, k := range of[at] {
			if so+extra[k] >= least {
				break
			}
			if !fits(k) {
				continue
			}
			for w, x := range masks[k] {
				covered[w] |= x
			}
			chosen = append(chosen, k)
			try(so + extra[k])
			chosen = chosen[:len(chosen)-1]
			for w, x := range masks[k] {
				covered[w] &^= x
			}
		}
	}
	try(0)
	return best, steps >= 0
}

func (c *component) underError(group []int32, own float64) error {
	return fmt.Errorf("%g for the group of node %d is below what Under says: %w", own, c.atoms[slices.Min(group)][0], ErrCost)
}

// leastError is an error where what a group costs is not as Least and Beyond say.
func (c *component) leastError(group []int32, t Totals, own float64) error {
	if c.p.Least == nil {
		return nil
	}
	least, beyond := c.p.Least(t), math.Inf(1)
	for _, v := range group {
		beyond = min(beyond, c.beyond[v])
	}
	noise := 1e-7 * (1 + abs(own))
	if own < least-noise || own > least+beyond+noise {
		return fmt.Errorf("%g for the group of node %d is not from Least, %g, to %g beyond: %w", own, c.atoms[slices.Min(group)][0], least, beyond, ErrCost)
	}
	return nil
}
