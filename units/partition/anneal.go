package partition

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
)

// annealer is a partition of a component into a number of groups, under change by
// simulated annealing (Kirkpatrick and others 1983): moves of one atom, and now and
// then two groups that are joined and divided anew. Every group is connected and
// keeps the locks at all times; ranges may be missed at first.
type annealer struct {
	ctx   context.Context
	c     *component
	r     *rand.Rand
	err   error
	steps int // changes weighed

	free bool // the number of groups may change

	of     []int32
	place  []int32 // position of each atom in its group
	groups []region
	cost   float64 // of groups and edges, beyond base
	miss   float64 // Σ how far sums are outside their ranges

	wide     int           // features
	features []float64     // of atom v at v*wide: sums over its nodes
	squares  []float64     // by atom: Σ of squared features
	points   [][][]float64 // of each node, by atom
	inner    []float64     // by atom: what its nodes pay for pairs among themselves

	mark  []int32
	stamp int32
	queue []int32
	sums  []float64
	shift []float64
}

// region is one group of an annealer.
type region struct {
	members  []int32
	nodes    int
	inside   float64
	sums     []float64
	features []float64
	squares  float64
	spread   float64
	own      float64 // Group and spread
	miss     float64
}

func newAnnealer(ctx context.Context, c *component, r *rand.Rand) *annealer {
	n := c.n()
	s := &annealer{ctx: ctx, c: c, r: r, of: make([]int32, n), place: make([]int32, n), mark: make([]int32, n),
		squares: make([]float64, n), points: make([][][]float64, n), inner: make([]float64, n), sums: make([]float64, c.k())}
	if c.p.Spread == NoSpread {
		return s
	}
	s.wide = len(c.p.Features[0])
	s.features, s.shift = make([]float64, n*s.wide), make([]float64, s.wide)
	// Squares lose digits far from the origin, so that is put in the middle.
	middle := make([]float64, s.wide)
	for _, nodes := range c.atoms {
		for _, u := range nodes {
			for i, x := range c.p.Features[u] {
				middle[i] += x / float64(c.size)
			}
		}
	}
	for v, nodes := range c.atoms {
		for _, u := range nodes {
			s.points[v] = append(s.points[v], c.p.Features[u])
			for i, x := range c.p.Features[u] {
				s.features[v*s.wide+i] += x - middle[i]
				s.squares[v] += (x - middle[i]) * (x - middle[i])
			}
		}
		if c.p.Spread == Pairs {
			s.inner[v] = c.p.spreadOf(nodes)
		}
	}
	return s
}

// set makes a partition the present one. Groups are numbered in any way.
func (s *annealer) set(group []int32) {
	s.groups = s.groups[:0]
	number := map[int32]int32{}
	for v, g := range group {
		k, met := number[g]
		if !met {
			k = int32(len(number))
			number[g] = k
			s.groups = append(s.groups, region{})
		}
		s.of[v] = k
		s.place[v] = int32(len(s.groups[k].members))
		s.groups[k].members = append(s.groups[k].members, int32(v))
	}
	s.cost, s.miss = 0, 0
	for g := range s.groups {
		x := &s.groups[g]
		*x = s.measure(x.members)
		s.cost += x.own
		s.miss += x.miss
	}
	for v := range s.of {
		for _, a := range s.c.of(int32(v)) {
			if int(a.to) > v && s.of[a.to] == s.of[v] {
				s.cost += a.gain
			}
		}
	}
}

// measure computes a group from nothing.
func (s *annealer) measure(members []int32) region {
	c := s.c
	x := region{members: members, sums: make([]float64, c.k()), features: make([]float64, s.wide)}
	s.stamp++
	for _, v := range members {
		s.mark[v] = s.stamp
	}
	values := make([]float64, 0, len(members))
	for _, v := range members {
		x.nodes += len(c.atoms[v])
		x.inside += c.inside[v]
		for i, a := range c.sum(v) {
			x.sums[i] += a
		}
		for _, a := range c.of(v) {
			if a.to > v && s.mark[a.to] == s.stamp {
				x.inside += a.length
			}
		}
		for i := range x.features {
			x.features[i] += s.features[int(v)*s.wide+i]
		}
		x.squares += s.squares[v]
	}
	switch c.p.Spread {
	case Squares:
		x.spread = squaresOf(x.squares, x.features, x.nodes)
	case Pairs:
		for i := range s.wide {
			values = values[:0]
			for _, v := range members {
				for _, f := range s.points[v] {
					values = append(values, f[i])
				}
			}
			x.spread += Pairs.of(values)
		}
	}
	x.own, x.miss = s.judge(x.nodes, x.sums, x.inside, x.spread)
	return x
}

// squaresOf is Σ of the squared distances from the mean, by the sums over a group.
func squaresOf(squares float64, features []float64, nodes int) float64 {
	if nodes == 0 {
		return 0
	}
	off := 0.0
	for _, x := range features {
		off += x * x
	}
	return max(0, squares-off/float64(nodes))
}

func (s *annealer) judge(nodes int, sums []float64, inside, spread float64) (own, miss float64) {
	if nodes == 0 {
		return 0, 0
	}
	for i := range sums {
		miss += s.c.p.Sums[i].miss(sums[i])
	}
	if miss <= missNoise {
		miss = 0
	}
	own, err := s.c.p.groupCost(Totals{Nodes: nodes, Sums: sums, Inside: inside})
	if err != nil && s.err == nil {
		s.err = err
	}
	return own + spread, miss
}

// with gives own cost, miss and spread of group g after atom v came (sign 1) or
// left (sign -1); length is what that changes inside.
func (s *annealer) with(g, v int32, sign float64, length float64) (own, miss, spread float64) {
	x := &s.groups[g]
	copy(s.sums, x.sums)
	for i, a := range s.c.sum(v) {
		s.sums[i] += sign * a
	}
	nodes := x.nodes + int(sign)*len(s.c.atoms[v])
	switch s.c.p.Spread {
	case Squares:
		copy(s.shift, x.features)
		for i := range s.shift {
			s.shift[i] += sign * s.features[int(v)*s.wide+i]
		}
		spread = squaresOf(x.squares+sign*s.squares[v], s.shift, nodes)
	case Pairs:
		spread = x.spread + sign*(s.apart(v, x.members)+s.inner[v])
	}
	own, miss = s.judge(nodes, s.sums, x.inside+sign*(length+s.c.inside[v]), spread)
	return own, miss, spread
}

// apart is Σ of the differences between the nodes of atom v and those of others.
func (s *annealer) apart(v int32, others []int32) float64 {
	total := 0.0
	for _, p := range s.points[v] {
		for _, u := range others {
			if u == v {
				continue
			}
			for _, q := range s.points[u] {
				for i, x := range p {
					total += math.Abs(x - q[i])
				}
			}
		}
	}
	return total
}

// turn is a change that was weighed.
type turn struct {
	cost, miss float64 // the change of both
	from, to   region  // what changes, members aside
}

// weigh computes what changes if atom v goes to group to.
func (s *annealer) weigh(v, to int32) (d turn) {
	s.steps++
	from := s.of[v]
	var lost, won float64
	for _, a := range s.c.of(v) {
		switch s.of[a.to] {
		case from:
			d.cost -= a.gain
			lost += a.length
		case to:
			d.cost += a.gain
			won += a.length
		}
	}
	d.from.own, d.from.miss, d.from.spread = s.with(from, v, -1, lost)
	d.to.own, d.to.miss, d.to.spread = s.with(to, v, 1, won)
	d.from.inside, d.to.inside = -lost-s.c.inside[v], won+s.c.inside[v]
	x, y := &s.groups[from], &s.groups[to]
	d.cost += d.from.own + d.to.own - x.own - y.own
	d.miss = d.from.miss + d.to.miss - x.miss - y.miss
	return d
}

// move makes a change that was weighed.
func (s *annealer) move(v, to int32, d *turn) {
	from := s.of[v]
	x, y := &s.groups[from], &s.groups[to]
	x.nodes -= len(s.c.atoms[v])
	y.nodes += len(s.c.atoms[v])
	for i, a := range s.c.sum(v) {
		x.sums[i] -= a
		y.sums[i] += a
	}
	for i := range x.features {
		x.features[i] -= s.features[int(v)*s.wide+i]
		y.features[i] += s.features[int(v)*s.wide+i]
	}
	x.squares -= s.squares[v]
	y.squares += s.squares[v]
	x.own, x.miss, x.spread = d.from.own, d.from.miss, d.from.spread
	y.own, y.miss, y.spread = d.to.own, d.to.miss, d.to.spread
	x.inside += d.from.inside
	y.inside += d.to.inside
	s.cost += d.cost
	s.miss += d.miss
	last := x.members[len(x.members)-1]
	x.members[s.place[v]], s.place[last] = last, s.place[v]
	x.members = x.members[:len(x.members)-1]
	s.place[v] = int32(len(y.members))
	y.members = append(y.members, v)
	s.of[v] = to
}

// holds says whether the group of atom v hangs together without it, and keeps its
// locks.
func (s *annealer) holds(v int32) bool {
	g := s.of[v]
	if len(s.groups[g].members) == 1 || s.c.tie[v] >= 0 {
		return false
	}
	// Most often the neighbours of v are joined to each other close by: the search
	// ends as soon as all have been met.
	s.stamp++
	wanted, first := 0, int32(-1)
	for _, a := range s.c.of(v) {
		if !a.hard && s.of[a.to] == g {
			wanted++
			first = a.to
		}
	}
	if wanted == 1 {
		return true
	}
	s.mark[v] = s.stamp
	s.mark[first] = s.stamp
	s.queue = append(s.queue[:0], first)
	near := func(u int32) bool {
		return slices.ContainsFunc(s.c.of(v), func(a arc) bool { return a.to == u && !a.hard })
	}
	met := 1
	for i := 0; i < len(s.queue) && met < wanted; i++ {
		for _, a := range s.c.of(s.queue[i]) {
			if !a.hard && s.of[a.to] == g && s.mark[a.to] != s.stamp {
				s.mark[a.to] = s.stamp
				s.queue = append(s.queue, a.to)
				if near(a.to) {
					met++
				}
			}
		}
	}
	return met == wanted
}
