package partition

import (
	"math"
	"slices"
)

// clusters joins atoms to groups that touch until there are so many, or, if wanted
// is 0, until none is below the least of a range; those that are to be together
// first. Alike joins the two that raise own cost and the cost of edges least,
// else the smallest group is joined with its smallest neighbour, with chance
// deciding among equals, which makes groups of much the same size.
func (s *annealer) clusters(alike bool, wanted int) ([]int32, error) {
	group, err := s.c.begin()
	if err != nil {
		return nil, err
	}
	if s.c.p.Start == nil || count(group) < wanted { // tied atoms are joined, all others alone
		for v := range group {
			if !slices.ContainsFunc(s.c.ties, func(t []int32) bool { return group[t[0]] == group[v] }) {
				group[v] = int32(v)
			}
		}
	}
	s.set(group)
	short := func(g int32) bool { // below the least of a range
		for i, x := range s.groups[g].sums {
			if m := s.c.p.Sums[i].Min; limit(m) && x < m && s.c.p.Sums[i].miss(x) > rangeSlack {
				return true
			}
		}
		return false
	}
	stuck := map[int32]bool{} // by first member: nothing to join with
	for {
		g := int32(-1)
		size := math.Inf(1)
		for k := range int32(len(s.groups)) {
			if stuck[s.groups[k].members[0]] || wanted == 0 && !short(k) {
				continue
			}
			if x := s.size(k); x < size {
				g, size = k, x
			}
		}
		if g < 0 || len(s.groups) <= wanted {
			break
		}
		h := s.partner(g, alike)
		if h < 0 {
			stuck[s.groups[g].members[0]] = true
			continue
		}
		joined := slices.Concat(s.groups[g].members, s.groups[h].members)
		s.cost += s.gains([][]int32{joined}) - s.gains(groupsOf(s, []int32{g, h}))
		s.replace([]int32{g, h}, []region{s.measure(joined)})
	}
	return slices.Clone(s.of), nil
}

// size of a group for making them equal: the share of the first least that it is
// to have, or its nodes.
func (s *annealer) size(g int32) float64 {
	x := &s.groups[g]
	for i := range x.sums {
		if sum := &s.c.p.Sums[i]; limit(sum.Min) && sum.Min > 0 {
			return x.sums[i] / sum.Min
		}
	}
	return float64(x.nodes)
}

// partner is the neighbour to join a group with, -1 if there is none.
func (s *annealer) partner(g int32, alike bool) int32 {
	best, least := int32(-1), math.Inf(1)
	met := map[int32]bool{g: true}
	for _, v := range s.groups[g].members {
		for _, a := range s.c.of(v) {
			h := s.of[a.to]
			if a.hard || met[h] {
				continue
			}
			met[h] = true
			if s.clash(g, h) {
				continue
			}
			price := s.size(h) * (1 + s.r.Float64())
			if alike {
				joined := s.measure(slices.Concat(s.groups[g].members, s.groups[h].members))
				price = joined.own - s.groups[g].own - s.groups[h].own
			}
			if price < least {
				best, least = h, price
			}
		}
	}
	return best
}
