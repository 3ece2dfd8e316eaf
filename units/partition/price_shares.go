package partition

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
