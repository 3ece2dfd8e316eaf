package partition

import (
	"cmp"
	"slices"
)

// swapWidth is how many atoms on either side of a border are tried in swaps.
const swapWidth = 6

// refinement is a change that takes longer to weigh: a split along the spanning
// tree, or a swap. It is looked for only where no choice helps any more.
type refinement struct {
	delta
	a, b  int32   // groups; b is -1 for a split
	least int32   // least atom of the two
	piece []int32 // what leaves a, for a split
	v, u  int32   // what leaves a and b, for a swap
}

// refine makes the best refinements of the groups that changed since the last
// time, each group in at most one, and says whether there were any.
func (s *state) refine() bool {
	var found []refinement
	for _, g := range s.stale {
		x := &s.cells[g]
		if !x.stale || len(x.members) == 0 || s.spent() {
			continue
		}
		if d, piece := s.split(g); piece != nil {
			found = append(found, refinement{delta: d, a: g, b: -1, least: x.least, piece: piece})
		}
		for _, l := range x.links {
			a, b := g, l.with
			if s.cells[a].least > s.cells[b].least {
				if s.cells[b].stale { // looked at from there
					continue
				}
				a, b = b, a
			}
			if r, ok := s.swap(a, b); ok {
				found = append(found, r)
			}
		}
	}
	for _, g := range s.stale {
		s.cells[g].stale = false
	}
	s.stale = s.stale[:0]
	if s.err != nil {
		return false
	}
	slices.SortFunc(found, func(a, b refinement) int {
		return cmp.Or(cmp.Compare(a.miss, b.miss), cmp.Compare(a.cost, b.cost), cmp.Compare(a.least, b.least), cmp.Compare(a.b, b.b))
	})
	// A change of two groups leaves alone what was weighed for other groups, so
	// several can be made at once.
	busy := make(map[int32]bool)
	for _, r := range found {
		if busy[r.a] || r.b >= 0 && busy[r.b] {
			continue
		}
		to := r.b
		if to < 0 {
			to = s.vacant()
			s.shift(r.piece, to)
		} else {
			s.shift([]int32{r.v}, r.b)
			s.shift([]int32{r.u}, r.a)
		}
		s.settle(r.a, to)
		busy[r.a], busy[to] = true, true
	}
	return len(found) > 0
}

// swap finds the best swap of an atom of a with one of b, both on their common
// border, if it helps.
func (s *state) swap(a, b int32) (refinement, bool) {
	best := refinement{a: a, b: b, least: s.cells[a].least, v: -1}
	outs := s.border(a, b)
	if len(outs) == 0 {
		return best, false
	}
	ins := s.border(b, a)
	for _, v := range outs {
		for _, u := range ins {
			d, ok := s.weighSwap(v, u)
			if !ok || !s.improves(d) || best.v >= 0 && !d.less(best.delta) {
				continue
			}
			if s.connectedWith(a, v, u) && s.connectedWith(b, u, v) {
				best.delta, best.v, best.u = d, v, u
			}
		}
	}
	return best, best.v >= 0
}

// border lists the atoms of group a that touch b and might go there, at most
// swapWidth: those whose leaving costs least.
func (s *state) border(a, b int32) []int32 {
	type exit struct {
		delta
		v int32
	}
	var exits []exit
	for _, v := range s.cells[a].members {
		if s.c.tie[v] >= 0 {
			continue
		}
		touches := slices.ContainsFunc(s.c.of(v), func(r arc) bool { return !r.hard && s.group[r.to] == b })
		if !touches {
			continue
		}
		if d, ok := s.weigh([]int32{v}, a, b); ok {
			exits = append(exits, exit{d, v})
		}
	}
	slices.SortFunc(exits, func(x, y exit) int { return cmp.Or(cmp.Compare(x.cost, y.cost), int(x.v)-int(y.v)) })
	var list []int32
	for _, e := range exits[:min(len(exits), swapWidth)] {
		list = append(list, e.v)
	}
	return list
}
