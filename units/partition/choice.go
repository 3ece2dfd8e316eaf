package partition

import (
	"math"
	"slices"
)

// choice is a change that was weighed: a piece of group from goes to group to,
// or becomes a new group.
type choice struct {
	delta
	kind     kind
	from, to int32 // to is -1 for a new group
	node     int32 // least atom of the piece
	tie      int32 // least atom of where it goes
}

// kind says what the piece is.
type kind uint8

const (
	none  kind = iota
	atom       // the atom node
	block      // the piece of a start group around node
	whole      // all of the group
)

var noChoice = choice{delta: delta{math.Inf(1), math.Inf(1)}, from: -1, to: -1, node: math.MaxInt32, tie: math.MaxInt32}

// before says whether a is the better choice; ties go to the least nodes.
func (a *choice) before(b *choice) bool {
	switch {
	case a.delta != b.delta:
		return a.less(b.delta)
	case a.node != b.node:
		return a.node < b.node
	case a.tie != b.tie:
		return a.tie < b.tie
	default:
		return a.kind < b.kind
	}
}

// contact is where the group that is being connected meets another.
type contact struct {
	with      int32
	out, back []int32 // atoms of this and of the other group that touch, ascending after tidy
}

// connect finds the best choices of a group and of its neighbours with it.
func (s *state) connect(g int32) {
	x := &s.cells[g]
	for _, l := range x.links {
		y := &s.cells[l.with]
		for i := range y.links {
			if y.links[i].with == g {
				y.links[i] = y.links[len(y.links)-1]
				y.links = y.links[:len(y.links)-1]
				s.rank(l.with)
				break
			}
		}
	}
	x.links = x.links[:0]
	x.alone = noChoice
	if len(x.members) > 0 {
		for _, v := range x.members {
			if len(x.members) > 1 && !(s.coarse && len(x.members) >= largeGroup) {
				s.offer(&x.alone, atom, v, g, -1)
				if s.block[v] == v {
					s.offer(&x.alone, block, v, g, -1)
				}
			}
		}
		for _, m := range s.contacts(g) {
			best := s.exchange(g, &m)
			x.links = append(x.links, link{m.with, best})
			y := &s.cells[m.with]
			y.links = append(y.links, link{g, best})
			s.rank(m.with)
		}
	}
	s.rank(g)
}

// exchange is the best choice between group g and the one it is in contact with.
func (s *state) exchange(g int32, m *contact) choice {
	best := noChoice
	x, y := &s.cells[g], &s.cells[m.with]
	small, large := g, m.with
	if len(x.members) > len(y.members) || len(x.members) == len(y.members) && x.least > y.least {
		small, large = large, small
	}
	s.offer(&best, whole, s.cells[small].least, small, large)
	if s.coarse && len(s.cells[large].members) >= largeGroup {
		return best
	}
	for _, way := range []struct {
		from, to int32
		atoms    []int32
	}{{g, m.with, m.out}, {m.with, g, m.back}} {
		for _, v := range way.atoms {
			s.offer(&best, atom, v, way.from, way.to)
		}
		// Each piece is weighed once, though many of its atoms may touch.
		heads := s.heads[:0]
		for _, v := range way.atoms {
			heads = append(heads, s.block[v])
		}
		slices.Sort(heads)
		for _, v := range slices.Compact(heads) {
			s.offer(&best, block, v, way.from, way.to)
		}
		s.heads = heads
	}
	return best
}

// offer weighs a choice and keeps it if it is possible and better.
func (s *state) offer(best *choice, k kind, v, from, to int32) {
	size := len(s.cells[from].members)
	switch k {
	case atom:
		if size == 1 || s.stuck[v] {
			return
		}
	case block:
		if n := int(s.blockSize[v]); n == 1 || n == size || s.blockStay[v] {
			return
		}
	}
	c := choice{kind: k, from: from, to: to, node: v, tie: int32(s.c.n())}
	if to >= 0 {
		c.tie = s.cells[to].least
	}
	d, ok := s.weigh(s.pieceOf(&c), from, to)
	if !ok {
		return
	}
	c.delta = d
	if c.before(best) {
		*best = c
	}
}

// pieceOf lists the atoms that a choice moves. It is valid until the next call.
func (s *state) pieceOf(c *choice) []int32 {
	switch c.kind {
	case whole:
		s.piece = append(s.piece[:0], s.cells[c.from].members...)
	case block:
		s.stamp++
		s.mark[c.node] = s.stamp
		s.piece = append(s.piece[:0], c.node)
		for i := 0; i < len(s.piece); i++ {
			for _, a := range s.c.of(s.piece[i]) {
				if s.mark[a.to] != s.stamp && s.group[a.to] == c.from && s.block[a.to] == c.node {
					s.mark[a.to] = s.stamp
					s.piece = append(s.piece, a.to)
				}
			}
		}
	default:
		s.piece = append(s.piece[:0], c.node)
	}
	return s.piece
}

// apply makes a change.
func (s *state) apply(c *choice) {
	piece := s.pieceOf(c)
	to := c.to
	if to < 0 {
		to = s.vacant()
	}
	s.shift(piece, to)
	s.settle(c.from, to)
}

// contacts lists the neighbours of a group, by their least atoms.
func (s *state) contacts(g int32) []contact {
	met := s.met[:0]
	for _, v := range s.cells[g].members {
		for _, a := range s.c.of(v) {
			h := s.group[a.to]
			if a.hard || h == g {
				continue
			}
			if s.touch[h] == 0 {
				if len(met) < cap(met) { // take back the slices of a former contact
					met = met[:len(met)+1]
				} else {
					met = append(met, contact{})
				}
				m := &met[len(met)-1]
				m.with, m.out, m.back = h, m.out[:0], m.back[:0]
				s.touch[h] = int32(len(met))
			}
			m := &met[s.touch[h]-1]
			m.out = append(m.out, v)
			m.back = append(m.back, a.to)
		}
	}
	for i := range met {
		s.touch[met[i].with] = 0
		slices.Sort(met[i].out)
		slices.Sort(met[i].back)
		met[i].out = slices.Compact(met[i].out)
		met[i].back = slices.Compact(met[i].back)
	}
	s.met = met
	return met
}

// rank updates the best choice of a group and its standing among all.
func (s *state) rank(g int32) {
	x := &s.cells[g]
	x.best = x.alone
	for i := range x.links {
		if x.links[i].best.before(&x.best) {
			x.best = x.links[i].best
		}
	}
	s.top.update(g, func(a, b int32) bool { return s.cells[a].best.before(&s.cells[b].best) })
}
