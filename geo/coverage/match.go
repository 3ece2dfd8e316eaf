package coverage

import (
	"cmp"
	"math"
	"slices"
)

// matching joins vertices of different cells that stand for one.
type matching struct {
	*arrangement
	reach  float64          // steps
	fixed  func(k int) bool // cells whose vertices stay; nil for none
	wrong  []bool           // face → several cells claim it, or none though it is narrow
	at     []pt             // vertices that may move, ascending
	cells  [][]int32        // the cells whose borders run through them, ascending
	joined []int32          // vertex → the one that names its group, itself at first
	member [][]int32        // by the vertex that names it: a group
}

// mostMoved is the largest share of its area that matching may change in a cell.
// One whose area changes by more is about as narrow as the distance matched over,
// and would turn inside out sooner than meet its neighbours.
const mostMoved = 0.1

// match moves the vertices of strands that lie within the distance, in metres,
// of vertices of other cells, at faces that are wrong: each group to its mean, or
// to its vertex of a fixed cell. A group has one vertex of a cell. It returns the
// strands moved, or nil where none is.
func (a *arrangement) match(strands []strand, cells int, wrong []bool, distance float64, fixed func(k int) bool) ([]strand, []Change) {
	before := areasOf(strands, cells)
	apart := make([]bool, cells) // cells that matching would change too much
	for {
		moves, touched := a.moves(strands, wrong, distance, fixed, apart)
		if len(moves) == 0 {
			return nil, nil
		}
		moved, changes := move(a.grid, strands, moves, touched)
		after, again := areasOf(moved, cells), false
		for i := range changes {
			k := changes[i].To
			if !apart[k] && math.Abs(float64(after[k]-before[k])) > mostMoved*float64(before[k]) {
				apart[k], again = true, true
			}
			changes[i].Area = a.grid.area(after[k] - before[k])
		}
		if !again {
			return moved, changes
		}
	}
}

// areasOf is twice the area of each cell in steps.
func areasOf(strands []strand, cells int) []int64 {
	twice := make([]int64, cells)
	for _, s := range strands {
		if s.owner >= 0 {
			twice[s.owner] += ringTwice(s.path)
		}
	}
	return twice
}

// move returns the strands with their points moved, and what moved the most in
// each cell, by cell. Only cells touched have points that move.
func move(g grid, strands []strand, moves map[pt]pt, touched map[int32]bool) ([]strand, []Change) {
	moved := slices.Clone(strands)
	most := map[int32]Change{}
	for i, s := range strands {
		if !touched[s.owner] {
			continue
		}
		var path []pt
		for n, p := range s.path {
			q, ok := moves[p]
			if !ok {
				if path != nil && (len(path) == 0 || path[len(path)-1] != p) {
					path = append(path, p)
				}
				continue
			}
			if path == nil {
				path = append(make([]pt, 0, len(s.path)), s.path[:n]...)
			}
			if len(path) == 0 || path[len(path)-1] != q {
				path = append(path, q)
			}
			c, known := most[s.owner]
			if d := g.length(p, q); !known || d > c.Width || d == c.Width && comparePlaces(g.point(q), c.Place) < 0 {
				most[s.owner] = Change{Kind: Matched, To: int(s.owner), Width: d, Place: g.point(q)}
			}
		}
		if path != nil {
			moved[i].path = path
		}
	}
	with := meetings(strands, moves, touched)
	changes := make([]Change, 0, len(most))
	for k, c := range most {
		c.Claims = with[k]
		changes = append(changes, c)
	}
	slices.SortFunc(changes, func(c, d Change) int { return c.To - d.To })
	return moved, changes
}

// meetings lists, for each owner whose points are moved, all owners of points that
// come to where these go, itself included.
func meetings(strands []strand, moves map[pt]pt, touched map[int32]bool) map[int32][]int {
	met := map[pt][]int{}
	for _, q := range moves {
		met[q] = nil
	}
	each := func(do func(owner int, p, q pt)) {
		for _, s := range strands {
			if !touched[s.owner] {
				continue
			}
			for _, p := range s.path {
				if q, ok := moves[p]; ok {
					do(int(s.owner), p, q)
				} else if _, ok := met[p]; ok {
					do(int(s.owner), p, p)
				}
			}
		}
	}
	each(func(owner int, _, q pt) {
		if !slices.Contains(met[q], owner) {
			met[q] = append(met[q], owner)
		}
	})
	with := map[int32][]int{}
	each(func(owner int, p, q pt) {
		if p != q {
			with[int32(owner)] = append(with[int32(owner)], met[q]...)
		}
	})
	for k, all := range with {
		slices.Sort(all)
		with[k] = slices.Compact(all)
	}
	return with
}

// moves says where vertices go, and which cells have a part in it.
func (a *arrangement) moves(strands []strand, wrong []bool, distance float64, fixed func(k int) bool, apart []bool) (moves map[pt]pt, touched map[int32]bool) {
	m := matching{arrangement: a, reach: distance * a.grid.perMetre, fixed: fixed, wrong: wrong}
	m.findLoose(apart)
	m.keep(m.near())
	m.keep(m.movable(strands))
	m.join()
	moves, touched = map[pt]pt{}, map[int32]bool{}
	for _, all := range m.member {
		if len(all) < 2 {
			continue
		}
		to := m.middle(all)
		for _, v := range all {
			for _, k := range m.cells[v] {
				touched[k] = true
			}
			if m.at[v] != to {
				moves[m.at[v]] = to
			}
		}
	}
	return moves, touched
}

// findLoose lists the vertices at which land is wrong.
func (m *matching) findLoose(apart []bool) {
	for v, p := range m.vertices {
		around := m.out[m.firstOut[v]:m.firstOut[v+1]]
		if !slices.ContainsFunc(around, func(h int32) bool { return m.wrong[m.face[h]] }) {
			continue
		}
		var cells []int32
		for _, h := range around {
			for _, s := range m.steps.at(h >> 1) {
				if !slices.Contains(cells, s.owner) {
					cells = append(cells, s.owner)
				}
			}
		}
		if slices.ContainsFunc(cells, func(k int32) bool { return apart[k] }) {
			continue
		}
		slices.Sort(cells)
		m.at, m.cells = append(m.at, p), append(m.cells, cells)
	}
}

// keep drops all vertices but those wanted.
func (m *matching) keep(wanted []bool) {
	n := 0
	for v := range m.at {
		if wanted[v] {
			m.at[n], m.cells[n] = m.at[v], m.cells[v]
			n++
		}
	}
	m.at, m.cells = m.at[:n], m.cells[:n]
}

// near reports which vertices have one of another cell within reach.
func (m *matching) near() []bool {
	near := make([]bool, len(m.at))
	for _, p := range m.pairs() {
		near[p.v], near[p.w] = true, true
	}
	return near
}

// pair is two vertices within reach of each other that may be one.
type pair struct {
	d    float64
	v, w int32
}

func (m *matching) pairs() []pair {
	var pairs []pair
	// The vertices are in the order of x.
	for v, p := range m.at {
		for w := v + 1; w < len(m.at) && float64(m.at[w].x-p.x) <= m.reach; w++ {
			q := m.at[w]
			if d := steps(p, q); d <= m.reach && !common(m.cells[v], m.cells[w]) {
				pairs = append(pairs, pair{d, int32(v), int32(w)})
			}
		}
	}
	return pairs
}

// join makes groups, the nearest vertices first.
func (m *matching) join() {
	pairs := m.pairs()
	slices.SortFunc(pairs, func(p, q pair) int {
		return cmp.Or(cmp.Compare(p.d, q.d), cmp.Compare(p.v, q.v), cmp.Compare(p.w, q.w))
	})
	m.joined, m.member = make([]int32, len(m.at)), make([][]int32, len(m.at))
	for v := range m.at {
		m.joined[v], m.member[v] = int32(v), []int32{int32(v)}
	}
	for _, p := range pairs {
		v, w := m.joined[p.v], m.joined[p.w]
		if v == w || !m.fit(m.member[v], m.member[w]) {
			continue
		}
		for _, u := range m.member[w] {
			m.joined[u] = v
		}
		m.member[v], m.member[w] = append(m.member[v], m.member[w]...), nil
	}
}

// fit reports whether two groups may be one: no two of their vertices too far
// apart or of one cell, and one place at most that may not move.
func (m *matching) fit(all, others []int32) bool {
	for _, v := range all {
		for _, w := range others {
			p, q := m.at[v], m.at[w]
			if steps(p, q) > m.reach || common(m.cells[v], m.cells[w]) || m.stays(v) && m.stays(w) {
				return false
			}
		}
	}
	return true
}

func (m *matching) stays(v int32) bool {
	return m.fixed != nil && slices.ContainsFunc(m.cells[v], func(k int32) bool { return m.fixed(int(k)) })
}

// middle is the mean of a group, each cell with one voice.
func (m *matching) middle(group []int32) pt {
	var x, y, n int64
	for _, v := range group {
		if m.stays(v) {
			return m.at[v]
		}
		voices := int64(len(m.cells[v]))
		x, y, n = x+voices*int64(m.at[v].x), y+voices*int64(m.at[v].y), n+voices
	}
	return pt{int32(roundedShare(x, n)), int32(roundedShare(y, n))}
}

// roundedShare is sum/n rounded to the nearest integer, halves up: a shift of
// all by whole steps shifts it by as many.
func roundedShare(sum, n int64) int64 {
	twice := 2*sum + n
	q := twice / (2 * n)
	if twice%(2*n) < 0 {
		q--
	}
	return q
}
