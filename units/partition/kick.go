package partition

import "math/rand/v2"

// scatterMost is the size up to which a kick breaks a group up; larger ones
// would take all the steps that are left to grow back.
const scatterMost = 64

// kick breaks up or merges groups at random places and descends again, until
// the steps run out. What is not better afterwards is taken back.
func (s *state) kick(r *rand.Rand) {
	for !s.spent() {
		s.steps++ // a kick that finds nothing to do is a step too
		s.moved, s.change = s.moved[:0], delta{}
		v := int32(r.IntN(s.c.n()))
		for range 1 + r.IntN(2) {
			if r.IntN(2) == 0 {
				s.mergeAt(v, r)
			} else {
				s.scatter(s.group[v])
			}
			if out := s.c.of(v); len(out) > 0 { // the next one happens nearby
				v = out[r.IntN(len(out))].to
			}
		}
		if len(s.moved) == 0 {
			continue
		}
		s.descend()
		if s.err != nil {
			return
		}
		if d := settled(s.change.miss, s.change.cost); !s.improves(d) {
			s.takeBack()
		}
	}
}

// mergeAt merges the group of atom v with some neighbour.
func (s *state) mergeAt(v int32, r *rand.Rand) {
	g := s.group[v]
	links := s.cells[g].links
	if len(links) == 0 {
		return
	}
	h := links[r.IntN(len(links))].with
	c := choice{kind: whole, from: g, to: h}
	if len(s.cells[g].members) > len(s.cells[h].members) {
		c.from, c.to = h, g
	}
	if _, ok := s.weigh(s.pieceOf(&c), c.from, c.to); ok {
		s.apply(&c)
	}
}

// scatter makes a group of each of the atoms of group g.
func (s *state) scatter(g int32) {
	members := s.cells[g].members
	if len(members) < 2 || len(members) > scatterMost {
		return
	}
	for _, v := range members {
		if s.c.tie[v] >= 0 {
			return
		}
	}
	cells := []int32{g}
	for len(s.cells[g].members) > 1 {
		to := s.vacant()
		s.shift(s.cells[g].members[:1], to)
		cells = append(cells, to)
	}
	s.settle(cells...)
}

// takeBack undoes what happened since the kick.
func (s *state) takeBack() {
	s.stamp++
	var cells []int32
	note := func(g int32) {
		if s.mark[g] != s.stamp {
			s.mark[g] = s.stamp
			cells = append(cells, g)
		}
	}
	for i := len(s.moved) - 1; i >= 0; i-- {
		m := s.moved[i]
		note(s.group[m.atom])
		note(m.from)
		s.carry(m.atom, m.from)
	}
	s.settle(cells...)
	if len(s.spare) > 2*len(s.cells) { // cells that are in use again, or twice in the list
		s.spare = s.spare[:0]
		for g := range s.cells {
			if len(s.cells[g].members) == 0 {
				s.spare = append(s.spare, int32(g))
			}
		}
	}
}
