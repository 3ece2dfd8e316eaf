package partition

import "slices"

// cuts is how many ways to divide a group are looked at.
const cuts = 12

// recombine joins two groups that touch, and divides them, or some other group,
// along a random spanning tree, if the heat allows. Where the number of groups is
// free, either can happen alone.
func (s *annealer) recombine(heat float64) {
	v, h := s.pick()
	if h < 0 {
		return
	}
	g := s.of[v]
	joined := slices.Concat(s.groups[g].members, s.groups[h].members)
	if s.clash(g, h) {
		return
	}
	source, old := joined, []int32{g, h}
	elsewhere := len(s.groups) > 2 && s.r.IntN(2) == 0
	if elsewhere {
		f := int32(s.r.IntN(len(s.groups)))
		if f == g || f == h {
			return
		}
		source, old = s.groups[f].members, append(old, f)
	}
	join, cut := true, true
	if s.free {
		join, cut = s.r.IntN(2) == 0, s.r.IntN(2) == 0
		if join == cut && !join {
			return
		}
		if !join && !elsewhere {
			source, old, elsewhere = s.groups[g].members, []int32{g}, false
		}
	}
	s.replan(heat, join, cut, elsewhere, joined, source, old)
}

// replan weighs what recombine chose, and does it.
func (s *annealer) replan(heat float64, join, cut, elsewhere bool, joined, source, old []int32) {
	var parts [][]int32
	switch {
	case join && (elsewhere || !cut):
		parts = append(parts, joined)
	case !join && elsewhere:
		old = old[2:]
	}
	if cut {
		one, two := s.divide(source)
		if one == nil {
			return
		}
		parts = append(parts, one, two)
	} else if elsewhere {
		old = old[:2]
	}
	s.steps += len(joined) + len(source)
	before, after := s.gains(groupsOf(s, old)), s.gains(parts)
	cost, miss := after-before, 0.0
	made := make([]region, len(parts))
	for i, members := range parts {
		made[i] = s.measure(slices.Clone(members))
		cost += made[i].own
		miss += made[i].miss
	}
	for _, g := range old {
		cost -= s.groups[g].own
		miss -= s.groups[g].miss
	}
	if miss > missNoise || !s.accepts(cost, heat) {
		return
	}
	s.cost += cost
	s.miss += miss
	s.replace(old, made)
	s.tidy()
}

func groupsOf(s *annealer, list []int32) [][]int32 {
	var all [][]int32
	for _, g := range list {
		all = append(all, s.groups[g].members)
	}
	return all
}

// gains adds up the edges inside some groups.
func (s *annealer) gains(groups [][]int32) (total float64) {
	for _, members := range groups {
		s.stamp++
		for _, v := range members {
			s.mark[v] = s.stamp
		}
		for _, v := range members {
			for _, a := range s.c.of(v) {
				if a.to > v && s.mark[a.to] == s.stamp {
					total += a.gain
				}
			}
		}
	}
	return total
}

// replace puts new groups in the places of old ones.
func (s *annealer) replace(old []int32, made []region) {
	slices.Sort(old)
	for len(made) > len(old) {
		old = append(old, int32(len(s.groups)))
		s.groups = append(s.groups, region{})
	}
	for i := range made {
		s.groups[old[i]] = made[i]
		s.number(old[i])
	}
	for i := len(old) - 1; i >= len(made); i-- { // the last group moves to the place that is free
		last := int32(len(s.groups) - 1)
		if old[i] != last {
			s.groups[old[i]] = s.groups[last]
			s.number(old[i])
		}
		s.groups = s.groups[:last]
	}
}

func (s *annealer) number(g int32) {
	for k, v := range s.groups[g].members {
		s.of[v], s.place[v] = g, int32(k)
	}
}

// clash says whether a lock keeps two groups apart.
func (s *annealer) clash(g, h int32) bool {
	return s.c.apt != nil && slices.ContainsFunc(s.groups[g].members, func(v int32) bool { return s.c.keepsApart(v, h, s.of) })
}

// divide cuts a connected set in two along a random spanning tree, at the best of
// some edges: the one that misses ranges least, then costs least.
func (s *annealer) divide(members []int32) (one, two []int32) {
	n := len(members)
	if n < 2 {
		return nil, nil
	}
	order, parent := s.tree(members)
	s.steps += n
	var best [2]float64
	for range cuts {
		at := order[1+s.r.IntN(n-1)]
		a, b := s.parts(order, parent, at)
		if !s.keepsTies(a) {
			continue
		}
		x, y := s.measure(a), s.measure(b)
		d := [2]float64{x.miss + y.miss, x.own + y.own + s.gains([][]int32{a, b})}
		if one == nil || d[0] < best[0] || d[0] == best[0] && d[1] < best[1] {
			one, two, best = a, b, d
		}
	}
	return one, two
}

// tree grows a spanning tree from a random member, each time by a random edge out
// of it. Parents stand before their children.
func (s *annealer) tree(members []int32) (order []int32, parent map[int32]int32) {
	within := make(map[int32]bool, len(members))
	for _, v := range members {
		within[v] = true
	}
	parent = make(map[int32]int32, len(members))
	root := members[s.r.IntN(len(members))]
	parent[root] = -1
	order = append(order, root)
	type edge struct{ from, to int32 }
	var open []edge
	reach := func(v int32) {
		for _, a := range s.c.of(v) {
			if _, met := parent[a.to]; !met && !a.hard && within[a.to] {
				open = append(open, edge{v, a.to})
			}
		}
	}
	for reach(root); len(open) > 0; {
		k := s.r.IntN(len(open))
		e := open[k]
		open[k] = open[len(open)-1]
		open = open[:len(open)-1]
		if _, met := parent[e.to]; met {
			continue
		}
		parent[e.to] = e.from
		order = append(order, e.to)
		reach(e.to)
	}
	return order, parent
}

// parts are what is below an edge of the tree, and the rest.
func (s *annealer) parts(order []int32, parent map[int32]int32, at int32) (below, rest []int32) {
	in := make(map[int32]bool, len(order))
	for _, v := range order {
		if v == at || in[parent[v]] {
			in[v] = true
			below = append(below, v)
		} else {
			rest = append(rest, v)
		}
	}
	return below, rest
}

// keepsTies says whether a set has all of every tie or nothing of it.
func (s *annealer) keepsTies(set []int32) bool {
	if s.c.ties == nil {
		return true
	}
	count := map[int32]int{}
	for _, v := range set {
		if t := s.c.tie[v]; t >= 0 {
			count[t]++
		}
	}
	for t, n := range count {
		if n != len(s.c.ties[t]) {
			return false
		}
	}
	return true
}
