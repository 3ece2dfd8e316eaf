package partition

import (
	"cmp"
	"slices"
)

// tree is a spanning tree of a group that holds its atoms together by the edges
// that cost least to keep, so that taking one edge away splits the group where
// it is weakest.
type tree struct {
	order  []int32 // positions in the cell, each after its parent
	parent []int32 // by position
	depth  []int32
	sums   []float64 // below and at each position, at i*k
	nodes  []int
	inside []float64 // length inside the part below and at each position
	gain   []float64 // of edges from that part to the rest
	length []float64
}

// split finds the best way to take one edge off the spanning tree of group g.
// The piece that leaves is returned; it is nil if no split helps. All splits are
// weighed in one pass, since what crosses from a subtree to the rest is what its
// atoms have less what lies between two of them.
func (s *state) split(g int32) (delta, []int32) {
	members := s.cells[g].members
	n, k := len(members), s.c.k()
	if n < 4 { // smaller pieces are single atoms, which are weighed anyway
		return delta{}, nil
	}
	t := s.spanning(g)
	t.sums, t.nodes = make([]float64, n*k), make([]int, n)
	t.inside, t.gain, t.length = make([]float64, n), make([]float64, n), make([]float64, n)
	for i, v := range members {
		copy(t.sums[i*k:], s.c.sum(v))
		t.nodes[i] = len(s.c.atoms[v])
		t.inside[i] += s.c.inside[v]
		for _, a := range s.c.of(v) {
			if s.group[a.to] != g {
				continue
			}
			t.gain[i] += a.gain
			t.length[i] += a.length
			if j := s.place[a.to]; int(j) > i { // met at the fork of the two
				fork := t.fork(int32(i), j)
				t.gain[fork] -= 2 * a.gain
				t.length[fork] -= 2 * a.length
				t.inside[fork] += a.length
			}
		}
	}
	best, at := delta{}, int32(-1)
	x := &s.cells[g]
	for o := n - 1; o > 0; o-- { // children before parents
		i := t.order[o]
		up := t.parent[i]
		copy(s.psum, t.sums[int(i)*k:int(i+1)*k])
		s.step()
		a, b := s.judge(g, -1, t.nodes[i], -t.inside[i]-t.length[i])
		c, d := s.judge(-1, 1, t.nodes[i], t.inside[i])
		gain := settled(b+d-x.miss, a+c-x.cost-t.gain[i])
		if s.improves(gain) && (at < 0 || gain.less(best)) && (s.c.ties == nil || s.keepsTies(g, t.below(i))) {
			best, at = gain, i
		}
		for j := range k {
			t.sums[int(up)*k+j] += t.sums[int(i)*k+j]
		}
		t.nodes[up] += t.nodes[i]
		t.inside[up] += t.inside[i]
		t.gain[up] += t.gain[i]
		t.length[up] += t.length[i]
	}
	if at < 0 {
		return delta{}, nil
	}
	var piece []int32
	for _, i := range t.below(at) {
		piece = append(piece, members[i])
	}
	slices.Sort(piece)
	return best, piece
}

// spanning builds the tree of group g by Kruskal's method, rooted at the least
// atom.
func (s *state) spanning(g int32) *tree {
	members := s.cells[g].members
	type candidate struct {
		gain float64
		v, u int32
	}
	var all []candidate
	for _, v := range members {
		for _, a := range s.c.of(v) {
			if a.to > v && !a.hard && s.group[a.to] == g {
				all = append(all, candidate{a.gain, v, a.to})
			}
		}
	}
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(cmp.Compare(a.gain, b.gain), cmp.Compare(a.v, b.v), cmp.Compare(a.u, b.u))
	})
	n := len(members)
	joined, near := newSets(n), make([][]int32, n)
	for _, e := range all {
		i, j := s.place[e.v], s.place[e.u]
		if joined.join(int(i), int(j)) {
			near[i] = append(near[i], j)
			near[j] = append(near[j], i)
		}
	}
	t := &tree{parent: make([]int32, n), depth: make([]int32, n)}
	root := s.place[s.cells[g].least]
	t.parent[root] = -1
	t.order = append(t.order, root)
	for o := 0; o < len(t.order); o++ {
		i := t.order[o]
		for _, j := range near[i] {
			if j != t.parent[i] {
				t.parent[j], t.depth[j] = i, t.depth[i]+1
				t.order = append(t.order, j)
			}
		}
	}
	return t
}

// fork is the lowest position above or at both i and j.
func (t *tree) fork(i, j int32) int32 {
	for i != j {
		if t.depth[i] < t.depth[j] {
			i, j = j, i
		}
		i = t.parent[i]
	}
	return i
}

// below lists the positions below and at i.
func (t *tree) below(i int32) []int32 {
	in := make([]bool, len(t.parent))
	var list []int32
	for _, j := range t.order {
		if j == i || t.parent[j] >= 0 && in[t.parent[j]] {
			in[j] = true
			list = append(list, j)
		}
	}
	return list
}

// keepsTies says whether the atoms at some positions of group g could leave it
// without parting a tie.
func (s *state) keepsTies(g int32, positions []int32) bool {
	count := make(map[int32]int)
	for _, i := range positions {
		if t := s.c.tie[s.cells[g].members[i]]; t >= 0 {
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
