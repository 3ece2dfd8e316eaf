package partition

import (
	"math"
	"slices"
)

// run finds a partition of least to most groups: begun, brought within ranges,
// and improved.
func (s *annealer) run(i, steps, least, most int) error {
	switch {
	case s.c.p.Most || s.free:
		group, err := s.clusters(i%2 == 0, 0)
		if err != nil {
			return err
		}
		s.set(group)
		s.mend(steps / 4)
		if s.c.p.Most {
			s.more(steps/2, most)
		}
	default:
		group, err := s.clusters(i%2 == 0, most)
		if err != nil {
			return err
		}
		s.set(group)
		s.mend(steps / 4)
	}
	if len(s.groups) < least || len(s.groups) > most {
		s.miss = math.Inf(1) // locks left too many, or there are not enough to begin with
	}
	if s.miss > 0 {
		return s.err
	}
	s.anneal(max(steps-s.steps, steps/4))
	return s.err
}

// more divides groups as long as all sums can be brought within their ranges
// again, up to most groups.
func (s *annealer) more(steps, most int) {
	end := s.steps + steps
	for s.miss == 0 && len(s.groups) < most && s.steps < end && !s.stopped() {
		was := slices.Clone(s.of)
		if !s.further(end) {
			s.set(was)
			return
		}
	}
}

// further makes one group more, from the largest that can be divided; a few times,
// since chance may have it.
func (s *annealer) further(end int) bool {
	was := slices.Clone(s.of)
	for try := range 4 {
		order := make([]int32, len(s.groups))
		for g := range order {
			order[g] = int32(g)
		}
		slices.SortStableFunc(order, func(g, h int32) int { return len(s.groups[h].members) - len(s.groups[g].members) })
		g := order[min(try, len(order)-1)]
		one, two := s.divide(s.groups[g].members)
		if one == nil {
			return false
		}
		group := slices.Clone(s.of)
		for _, v := range two {
			group[v] = int32(len(s.groups))
		}
		s.set(group)
		if s.mend(max((end-s.steps)/4, 1)) {
			return true
		}
		s.set(was)
	}
	return false
}
