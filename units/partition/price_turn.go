package partition

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
		s.draws -= s.drawn(v)
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
			s.falls -= min(0, s.value[a.to])
			if to == taken {
				change += h
				s.draws -= s.drawn(a.to)
				s.meets[a.to] += int32(sign)
				s.draw[a.to] += sign * h
				s.draws += s.drawn(a.to)
			}
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
		s.draws += s.drawn(v)
	}
}

// drawn is what an open atom takes off at most as the first of a piece: what the
// edges to it change, and how far the piece may be above Least.
func (s *pricing) drawn(v int32) float64 {
	if s.meets[v] == 0 {
		return 0
	}
	return min(0, s.draw[v]-s.c.beyond[v])
}
