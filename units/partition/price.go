package partition

import (
	"math"
	"slices"
)

// pricing looks for groups that cost less than the prices of their atoms, or more
// by less than a limit. Groups are grown from their least atom; a way is left when
// no group on it can come below the limit, because Group is no less than Under and
// the floor, and what edges can save is shared out between their ends.
type pricing struct {
	c     *component
	steps int // atoms that may yet be added or barred
	err   error

	price []float64
	limit float64
	most  int // columns wanted from each least atom; 0 for all
	found []column
	quota int // of the present least atom

	// patience is how many atoms are looked at from one least atom before the next
	// has its turn; 0 is as many as it takes.
	patience, until int

	weight []float64 // of each atom: Under less price
	share  []float64 // by arc: how much of a saving edge its tail answers for
	back   []int32   // by arc: the same edge from the other end
	saving []float64 // by arc
	own    []float64 // weight with its shares of all edges
	state  []int8    // of each atom
	value  []float64 // of open atoms: what adding it changes, at least
	falls  float64   // Σ min(0, value) over open atoms
	group  []int32
	so     float64 // what the group costs at least, less prices
	gains  float64
	totals Totals
	low    []bool // sums of which no value is negative
}

// What an atom is while groups are grown.
const (
	barred int8 = iota
	open
	taken
)

func (c *component) newPricing(steps int) *pricing {
	n := c.n()
	s := &pricing{c: c, steps: steps, weight: make([]float64, n), share: make([]float64, len(c.arcs)), own: make([]float64, n),
		state: make([]int8, n), value: make([]float64, n), totals: Totals{Sums: make([]float64, c.k())}, low: make([]bool, c.k())}
	for v := range int32(n) {
		for _, a := range c.of(v) {
			k, _ := slices.BinarySearchFunc(c.of(a.to), v, func(b arc, v int32) int { return int(b.to) - int(v) })
			s.back = append(s.back, c.first[a.to]+int32(k))
			s.saving = append(s.saving, c.saving(v, a))
		}
	}
	for i := range s.low {
		s.low[i] = true
		for v := range n {
			s.low[i] = s.low[i] && c.sum(int32(v))[i] >= 0
		}
	}
	return s
}

// run looks for columns. It says whether it found all there are.
func (s *pricing) run(price []float64, limit float64, most int) bool {
	s.price, s.limit, s.most, s.found = price, limit, most, s.found[:0]
	s.settle()
	all := true
	for root := range int32(s.c.n()) {
		if s.quota, s.until = most, 0; s.patience > 0 {
			s.until = max(0, s.steps-s.patience)
		}
		if s.from(root); s.steps <= 0 || s.err != nil {
			return false
		}
		all = all && s.steps > s.until && (most == 0 || s.quota > 0)
	}
	return all
}

// settle weighs the atoms, and shares out what edges save so that as few atoms as
// can be are worth adding by themselves.
func (s *pricing) settle() {
	c := s.c
	for v := range c.n() {
		s.weight[v] = c.under[v] - s.price[v]
		s.own[v] = s.weight[v]
		for k := range c.of(int32(v)) {
			s.share[int(c.first[v])+k] = 0.5
			s.own[v] += 0.5 * s.saving[int(c.first[v])+k]
		}
	}
	for range 12 {
		for v := range int32(c.n()) {
			for k, a := range c.of(v) {
				saves := -s.saving[int(c.first[v])+k]
				if saves <= 0 || a.to < v {
					continue
				}
				// Even the two out, as far as the shares allow.
				one, two := int(c.first[v])+k, s.back[int(c.first[v])+k]
				shift := (s.own[v] - s.own[a.to]) / 2
				shift = max(-s.share[one]*saves, min(shift, s.share[two]*saves)) // v answers for so much more
				s.share[one] += shift / saves
				s.share[two] -= shift / saves
				s.own[v] -= shift
				s.own[a.to] += shift
			}
		}
	}
}

// bound is a number that the groups of no partition cost less than, whatever was
// found: their prices, and what every atom is worth by itself.
func (s *pricing) bound() float64 {
	total := s.c.base
	for v, own := range s.own {
		total += s.price[v] + min(0, own)
	}
	if s.c.p.Floor < 0 {
		total += s.c.p.Floor * float64(s.c.n())
	}
	return total
}

// from grows the groups whose least atom is root.
func (s *pricing) from(root int32) {
	c := s.c
	s.reach(root)
	s.falls = 0
	for v := range c.n() {
		if s.state[v] != open {
			continue
		}
		s.value[v] = s.weight[v]
		for k, a := range c.of(int32(v)) {
			if s.state[a.to] == open {
				s.value[v] += s.share[int(c.first[v])+k] * s.saving[int(c.first[v])+k]
			}
		}
		s.falls += min(0, s.value[v])
	}
	s.group, s.so, s.gains = s.group[:0], c.p.Floor, 0
	s.totals.Nodes, s.totals.Inside = 0, 0
	clear(s.totals.Sums)
	s.add(root)
	s.grow()
	s.remove(root)
}

// reach opens the atoms that some group with root, and none before it, can hold.
func (s *pricing) reach(root int32) {
	c := s.c
	n := c.n()
	far := make([]float64, n)
	for v := range n {
		s.state[v] = barred
		if int32(v) >= root {
			s.state[v] = open
		}
	}
	for {
		falls, count := 0.0, 0
		for v := range n {
			far[v] = math.Inf(1)
			if s.state[v] == open {
				falls += min(0, s.own[v])
				count++
			}
		}
		// The cheapest ways from root, which cost what is against adding their atoms.
		far[root] = max(0, s.own[root])
		queue := []int32{root}
		for i := 0; i < len(queue); i++ {
			for _, a := range c.of(queue[i]) {
				if a.hard || s.state[a.to] != open {
					continue
				}
				if d := far[queue[i]] + max(0, s.own[a.to]); d < far[a.to] {
					far[a.to] = d
					queue = append(queue, a.to)
				}
			}
		}
		for v := range n {
			if s.state[v] == open && int32(v) != root && !(c.p.Floor+far[v]+falls < s.limit) {
				s.state[v] = barred
				count--
			}
		}
		left := 0.0
		for v := range n {
			if s.state[v] == open {
				left += min(0, s.own[v])
			}
		}
		if left == falls {
			return
		}
	}
}

// add takes an open atom into the group, bar shuts one out; remove and unbar undo
// the last of these.
func (s *pricing) add(v int32)    { s.turn(v, taken, 1) }
func (s *pricing) remove(v int32) { s.turn(v, taken, -1) }
func (s *pricing) bar(v int32)    { s.turn(v, barred, 1) }
func (s *pricing) unbar(v int32)  { s.turn(v, barred, -1) }

func (s *pricing) turn(v int32, to int8, sign float64) {
	c := s.c
	if sign > 0 {
		s.falls -= min(0, s.value[v])
		s.state[v] = to
	}
	for k, a := range c.of(v) {
		h := a.gain + a.under
		switch s.state[a.to] {
		case taken:
			if to == taken {
				s.so += sign * h
				s.gains += sign * a.gain
				s.totals.Inside += sign * a.length
			}
		case open:
			at := s.back[int(c.first[v])+k]
			change := -s.share[at] * s.saving[at]
			if to == taken {
				change += h
			}
			s.falls -= min(0, s.value[a.to])
			s.value[a.to] += sign * change
			s.falls += min(0, s.value[a.to])
		}
	}
	if to == taken {
		s.so += sign * s.weight[v]
		s.totals.Nodes += int(sign) * len(c.atoms[v])
		s.totals.Inside += sign * c.inside[v]
		for i, x := range c.sum(v) {
			s.totals.Sums[i] += sign * x
		}
		if sign > 0 {
			s.group = append(s.group, v)
		} else {
			s.group = s.group[:len(s.group)-1]
		}
	}
	if sign < 0 {
		s.state[v] = open
		s.falls += min(0, s.value[v])
	}
}

// grow notes the group if it is wanted, and adds each atom that touches it in turn.
func (s *pricing) grow() {
	if s.steps--; s.steps <= s.until || s.err != nil || s.most > 0 && s.quota == 0 {
		return
	}
	if !(s.so+s.falls < s.limit+1e-9) {
		return
	}
	for i := range s.low {
		if sum := &s.c.p.Sums[i]; s.low[i] && limit(sum.Max) && s.totals.Sums[i] > sum.Max && sum.miss(s.totals.Sums[i]) > rangeSlack {
			return
		}
	}
	s.note()
	var shut []int32
	for i := 0; i < len(s.group); i++ { // the group is the same again after each turn
		for _, a := range s.c.of(s.group[i]) {
			if a.hard || s.state[a.to] != open {
				continue
			}
			if s.c.apt == nil || !s.meets(a.to) {
				s.add(a.to)
				s.grow()
				s.remove(a.to)
			}
			s.bar(a.to)
			shut = append(shut, a.to)
		}
	}
	for i := len(shut) - 1; i >= 0; i-- {
		s.unbar(shut[i])
	}
}

// meets says whether an atom is to be apart from one of the group.
func (s *pricing) meets(v int32) bool {
	for _, l := range s.c.apt[v] {
		for _, u := range s.c.apart[l] {
			if u != v && s.state[u] == taken {
				return true
			}
		}
	}
	return false
}

// note keeps the group if it may be one and is below the limit.
func (s *pricing) note() {
	c := s.c
	for _, tie := range c.ties {
		n := 0
		for _, v := range tie {
			if s.state[v] == taken {
				n++
			}
		}
		if n > 0 && n < len(tie) {
			return
		}
	}
	if c.missed(s.totals, -1) >= 0 {
		return
	}
	own, err := c.p.groupCost(s.totals)
	if err != nil {
		s.err = err
		return
	}
	cost := s.gains + own
	less, under := cost, c.p.Floor
	for _, v := range s.group {
		less -= s.price[v]
		under += s.price[v]
	}
	if under += s.so - c.p.Floor; cost < under-1e-7*(1+abs(under)) {
		s.err = c.underError(s.group, own)
		return
	}
	if less < s.limit {
		s.found = append(s.found, column{slices.Sorted(slices.Values(s.group)), cost})
		s.quota--
	}
}
