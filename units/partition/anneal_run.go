package partition

import "math"

// The course of the annealing. Temperatures are relative to the mean rise of the
// cost by a move, and fall by the same factor at each step.
const (
	coldest = 1e-3 // of the first temperature
	round   = 3750 // steps per atom from hot to cold: several short ones beat a long one
	cycle   = 4    // rounds from full heat to full heat; each between is half as hot as the one before
	remake  = 60   // moves of one atom to each time that two groups are made anew
)

// mend moves atoms until all sums are within their ranges, or the steps run out,
// and says whether they are. Missing by much in one group counts for more than by
// little in several, so that what is lacking is passed on from group to group.
func (s *annealer) mend(steps int) bool {
	const hot, cold = 3e-3, 1e-6
	end := s.steps + steps
	for s.miss > 0 && s.steps < end && !s.stopped() {
		heat := hot * math.Pow(cold/hot, 1-float64(end-s.steps)/float64(steps))
		v, to := s.pick()
		if to < 0 {
			continue
		}
		d := s.weigh(v, to)
		square := func(g int32, now float64) float64 { return now*now - s.groups[g].miss*s.groups[g].miss }
		if s.accepts(square(s.of[v], d.from.miss)+square(to, d.to.miss), heat) && s.may(v, to) {
			s.move(v, to, &d)
			s.tidy()
		}
	}
	return s.miss == 0
}

// tidy takes for nothing what rounding left of the misses.
func (s *annealer) tidy() {
	if math.Abs(s.miss) > missNoise*float64(len(s.groups)) {
		return
	}
	s.miss = 0
	for g := range s.groups {
		s.miss += s.groups[g].miss
	}
}

// anneal lowers the cost within the steps. Ranges that are kept stay kept. The
// best partition met is the present one afterwards. It is heated up again and again:
// in full from where it is, then less and less from the best.
func (s *annealer) anneal(steps int) {
	best, least := append([]int32(nil), s.of...), s.cost
	first := s.rise()
	times := max(1, steps/(round*max(s.c.n(), fewAtoms)))
	for turn := range times {
		if turn%cycle > 0 {
			s.set(best)
		}
		hot := first / float64(int(1)<<(turn%cycle))
		end := s.steps + steps/times
		for k := 0; s.steps < end && !s.stopped(); k++ {
			heat := hot * math.Pow(coldest, 1-float64(end-s.steps)/float64(steps/times))
			if k%remake == 0 && len(s.groups) > 1 {
				s.recombine(heat)
			} else {
				s.nudge(heat)
			}
			if s.cost < least-costNoise*abs(least) {
				least = s.cost
				copy(best, s.of)
			}
		}
	}
	s.set(best)
	s.descend()
}

// nudge moves one atom, if the heat allows.
func (s *annealer) nudge(heat float64) {
	v, to := s.pick()
	if to < 0 {
		return
	}
	if d := s.weigh(v, to); d.miss <= missNoise && s.accepts(d.cost, heat) && s.may(v, to) {
		s.move(v, to, &d)
		s.tidy()
	}
}

// pick draws an atom at random and a group that it touches, -1 if it touches none.
func (s *annealer) pick() (v, to int32) {
	s.steps++
	v = int32(s.r.IntN(s.c.n()))
	out := s.c.of(v)
	if len(out) == 0 {
		return v, -1
	}
	a := out[s.r.IntN(len(out))]
	if a.hard || s.of[a.to] == s.of[v] {
		return v, -1
	}
	return v, s.of[a.to]
}

// accepts is the rule of Metropolis.
func (s *annealer) accepts(rise, heat float64) bool {
	return rise <= 0 || s.r.Float64() < math.Exp(-rise/heat)
}

// may says whether the rules, ranges aside, let atom v go to a group.
func (s *annealer) may(v, to int32) bool {
	return !s.c.keepsApart(v, to, s.of) && s.holds(v)
}

func (s *annealer) stopped() bool {
	if s.err == nil && s.steps&1023 < 2 {
		s.err = s.ctx.Err()
	}
	return s.err != nil
}

// rise is half the mean rise of the cost by a move, of some drawn at random.
func (s *annealer) rise() float64 {
	total, n := 0.0, 0
	for range 20 * min(s.c.n(), 200) {
		if v, to := s.pick(); to >= 0 && len(s.groups[s.of[v]].members) > 1 {
			if d := s.weigh(v, to); d.cost > 0 {
				total += d.cost
				n++
			}
		}
	}
	if n == 0 {
		return 1
	}
	return total / float64(n) / 2
}

// descend makes the best move of each atom in turn until none helps.
func (s *annealer) descend() {
	for better := true; better && !s.stopped(); {
		better = false
		for v := range int32(s.c.n()) {
			best, at := turn{}, int32(-1)
			for _, a := range s.c.of(v) {
				to := s.of[a.to]
				if a.hard || to == s.of[v] || at == to {
					continue
				}
				d := s.weigh(v, to)
				if d.miss <= missNoise && d.cost < -costNoise*(s.c.weight+abs(s.cost)) && (at < 0 || d.cost < best.cost) && s.may(v, to) {
					best, at = d, to
				}
			}
			if at >= 0 {
				s.move(v, at, &best)
				s.tidy()
				better = true
			}
		}
	}
}
