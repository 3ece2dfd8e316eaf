package partition

import "slices"

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
	clear(s.meets)
	clear(s.draw)
	s.draws = 0
	s.group, s.so, s.gains = s.group[:0], c.p.Floor, 0
	s.totals.Nodes, s.totals.Inside = 0, 0
	clear(s.totals.Sums)
	s.add(root)
	s.grow()
	s.remove(root)
}

// grow notes the group if it is wanted, and adds each atom that touches it in turn.
func (s *pricing) grow() {
	if s.steps--; s.steps <= s.until || s.err != nil || s.most > 0 && s.quota == 0 {
		return
	}
	if !(s.so+s.falls < s.limit+1e-9) {
		return
	}
	for _, i := range s.limited {
		if sum := &s.c.p.Sums[i]; s.low[i] && limit(sum.Max) && s.totals.Sums[i] > sum.Max && sum.miss(s.totals.Sums[i]) > rangeSlack {
			return
		}
	}
	least := s.least()
	if least < s.limit {
		s.note()
	}
	if s.hopeless(least) {
		return
	}
	var shut []int32
	for i := 0; i < len(s.group); i++ { // the group is the same again after each turn
		for _, a := range s.c.of(s.group[i]) {
			if a.hard || s.state[a.to] != open {
				continue
			}
			if s.c.apt == nil || !s.keepsApart(a.to) {
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

// least is what the group costs at least, less prices.
func (s *pricing) least() float64 {
	if s.c.p.Least == nil {
		return s.so
	}
	so := s.gains + s.c.p.Least(s.totals)
	for _, v := range s.group {
		so -= s.price[v]
	}
	return so
}

// hopeless says whether no group that holds this one, which costs so much at least,
// comes below the limit. Groups were found not to be below their prices by a tiny bit
// each.
func (s *pricing) hopeless(least float64) bool {
	slack := 1e-9 * float64(s.c.n()+1)
	return least+s.falls >= s.limit+slack || s.pieces && least+s.draws >= s.limit+slack
}

// keepsApart says whether an atom is to be apart from one of the group.
func (s *pricing) keepsApart(v int32) bool {
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
	for _, i := range s.limited {
		if c.p.Sums[i].miss(s.totals.Sums[i]) > rangeSlack {
			return
		}
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
	if s.err = c.leastError(s.group, s.totals, own); s.err != nil {
		return
	}
	if less < s.limit {
		s.found = append(s.found, column{slices.Sorted(slices.Values(s.group)), cost})
		s.quota--
	}
}
