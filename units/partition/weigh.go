package partition

// weigh computes what changes if a piece of group from goes to group to, or
// becomes a new group if to is -1. The piece may be all of the group, which then
// is merged. It says false if atoms that are to be apart would meet; whether
// groups stay connected and ties hold is for the caller to know.
func (s *state) weigh(piece []int32, from, to int32) (delta, bool) {
	s.step()
	s.stamp++
	nodes := 0
	clear(s.psum)
	for _, v := range piece {
		s.mark[v] = s.stamp
		if to >= 0 && s.c.keepsApart(v, to, s.group) {
			return delta{}, false
		}
		nodes += len(s.c.atoms[v])
		for i, x := range s.c.sum(v) {
			s.psum[i] += x
		}
	}
	var edges, own, lost, won float64 // own: length inside the piece
	for _, v := range piece {
		own += s.c.inside[v]
		for _, a := range s.c.of(v) {
			switch g := s.group[a.to]; {
			case s.mark[a.to] == s.stamp:
				own += a.length / 2
			case g == from:
				edges -= a.gain
				lost += a.length
			case g == to:
				edges += a.gain
				won += a.length
			}
		}
	}
	d, e := s.judge(from, -1, nodes, -own-lost)
	f, g := s.judge(to, 1, nodes, own+won)
	before, missed := s.cells[from].cost, s.cells[from].miss
	if to >= 0 {
		before += s.cells[to].cost
		missed += s.cells[to].miss
	}
	return settled(e+g-missed, edges+d+f-before), true
}

// weighSwap computes what changes if atom v of one group and u of another trade
// places.
func (s *state) weighSwap(v, u int32) (delta, bool) {
	s.step()
	from, to := s.group[v], s.group[u]
	if s.c.keepsApart(v, to, s.group) || s.c.keepsApart(u, from, s.group) {
		return delta{}, false
	}
	a, b := s.c.sum(v), s.c.sum(u)
	for i := range s.psum {
		s.psum[i] = a[i] - b[i]
	}
	var edges, inFrom, inTo float64
	pull := func(x, other, home, away int32, inHome, inAway *float64) {
		*inHome -= s.c.inside[x]
		*inAway += s.c.inside[x]
		for _, a := range s.c.of(x) {
			switch g := s.group[a.to]; {
			case a.to == other:
			case g == home:
				edges -= a.gain
				*inHome -= a.length
			case g == away:
				edges += a.gain
				*inAway += a.length
			}
		}
	}
	pull(v, u, from, to, &inFrom, &inTo)
	pull(u, v, to, from, &inTo, &inFrom)
	nodes := len(s.c.atoms[v]) - len(s.c.atoms[u])
	d, e := s.judge(from, -1, nodes, inFrom)
	f, g := s.judge(to, 1, nodes, inTo)
	x, y := &s.cells[from], &s.cells[to]
	return settled(e+g-x.miss-y.miss, edges+d+f-x.cost-y.cost), true
}

// connectedWith says whether group g hangs together once atom in has come and
// atom out has gone.
func (s *state) connectedWith(g, out, in int32) bool {
	s.stamp++
	s.mark[in] = s.stamp
	front := append(s.piece[:0], in)
	reached := 1
	for len(front) > 0 {
		v := front[len(front)-1]
		front = front[:len(front)-1]
		for _, a := range s.c.of(v) {
			if !a.hard && s.mark[a.to] != s.stamp && s.group[a.to] == g && a.to != out {
				s.mark[a.to] = s.stamp
				front = append(front, a.to)
				reached++
			}
		}
	}
	s.piece = front[:0]
	return reached == len(s.cells[g].members)
}
