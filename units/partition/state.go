package partition

import (
	"context"
	"math"
)

// costNoise is how far two costs that are equal may come out apart, relative to
// the costs they were added up from: some 10³ roundings of 10⁻¹⁶, and a margin.
const costNoise = 1e-12

// largeGroup is the number of atoms from which a group is large. Groups that
// planners draw are far below it.
const largeGroup = 64

// missNoise is the same for how far sums are outside their ranges, which is
// relative already. It is below rangeSlack, so what the search takes for
// nothing passes Check.
const missNoise = rangeSlack / 4

// delta is the change of a partition by one change of its groups. The search
// first brings sums into their ranges and then lowers the cost.
type delta struct {
	miss float64 // Σ how far sums are outside their ranges
	cost float64
}

func (d delta) less(e delta) bool {
	if d.miss != e.miss {
		return d.miss < e.miss
	}
	return d.cost < e.cost
}

// settled makes a delta whose miss is 0 if it is noise.
func settled(miss, cost float64) delta {
	if math.Abs(miss) <= missNoise {
		miss = 0
	}
	return delta{miss, cost}
}

// cell is one group of a state. An empty one is free to use.
type cell struct {
	members []int32
	least   int32
	nodes   int
	inside  float64
	cost    float64
	miss    float64

	links []link // neighbours; at most one for each
	alone choice // best way to make one piece of it a new group
	best  choice // best of all these
	stale bool   // not yet refined in this shape
}

// link is the best exchange with a neighbour, in either direction. Both
// neighbours hold it.
type link struct {
	with int32
	best choice
}

// state is a partition of a component under change. Every group is connected
// and keeps the locks at all times.
type state struct {
	ctx    context.Context
	c      *component
	budget int   // steps that may be taken
	steps  int   // changes weighed
	err    error // first failure; nothing is changed after it

	// coarse leaves pieces of large groups where they are, so that a group all
	// others join does not have its whole rim weighed at every step.
	coarse bool

	noise float64 // changes of cost up to this are none
	group []int32 // cell of each atom
	place []int32 // position of each atom in its cell
	cells []cell
	sums  []float64 // of cell g at g*k
	spare []int32   // cells that may be empty; holds all that are
	stale []int32   // cells to refine
	top   tournament

	stuck     []bool  // atoms that cannot leave: the rest would fall apart, or a lock break
	block     []int32 // least atom of the piece of its start group each atom is in
	blockSize []int32 // by that least atom
	blockStay []bool  // by that least atom: the piece cannot leave

	moved  []move // since the last kick
	change delta  // since the last kick
	mark   []int64
	stamp  int64
	psum   []float64
	buf    []float64
	piece  []int32
	heads  []int32
	touch  []int32 // by cell: 1 + position in contacts
	met    []contact
	pivots pivots
}

// move is one atom that changed its cell.
type move struct{ atom, from int32 }

func newState(ctx context.Context, c *component, group []int32, budget int) *state {
	n, k := c.n(), c.k()
	s := &state{
		ctx: ctx, c: c, budget: budget, coarse: true,
		group: make([]int32, n), place: make([]int32, n),
		cells: make([]cell, n), sums: make([]float64, n*k),
		top:   newTournament(n),
		stuck: make([]bool, n), block: make([]int32, n), blockSize: make([]int32, n), blockStay: make([]bool, n),
		mark: make([]int64, n), touch: make([]int32, n),
		psum: make([]float64, k), buf: make([]float64, k),
	}
	for v, g := range group {
		s.group[v] = g
		s.place[v] = int32(len(s.cells[g].members))
		s.cells[g].members = append(s.cells[g].members, int32(v))
	}
	scale := c.weight
	for g := n - 1; g >= 0 && s.err == nil; g-- {
		if g&1023 == 0 {
			s.err = ctx.Err()
		}
		s.measure(int32(g))
		scale += math.Abs(s.cells[g].cost)
		if len(s.cells[g].members) == 0 {
			s.spare = append(s.spare, int32(g))
		}
	}
	s.noise = scale * costNoise
	for g := 0; g < n && s.err == nil; g++ {
		s.connect(int32(g))
	}
	return s
}

// improves says whether a change is worth making.
func (s *state) improves(d delta) bool {
	return d.miss < 0 || d.miss == 0 && d.cost < -s.noise
}

// spent says whether the search has to end.
func (s *state) spent() bool { return s.err != nil || s.steps >= s.budget }

// step counts a change weighed, and looks at the context now and then.
func (s *state) step() {
	s.steps++
	if s.steps&255 == 0 && s.err == nil {
		s.err = s.ctx.Err()
	}
}

// measure computes the totals of a group from its members, and what may leave
// it.
func (s *state) measure(g int32) {
	x := &s.cells[g]
	k := s.c.k()
	sums := s.sums[int(g)*k : int(g+1)*k]
	clear(sums)
	s.change.miss -= x.miss
	s.change.cost -= x.cost
	x.nodes, x.inside, x.cost, x.miss = 0, 0, 0, 0
	if !x.stale {
		x.stale = true
		s.stale = append(s.stale, g)
	}
	x.least = int32(s.c.n())
	if len(x.members) == 0 {
		return
	}
	within := 0.0
	for _, v := range x.members {
		x.least = min(x.least, v)
		x.nodes += len(s.c.atoms[v])
		x.inside += s.c.inside[v]
		for i, value := range s.c.sum(v) {
			sums[i] += value
		}
		for _, a := range s.c.of(v) {
			if a.to > v && s.group[a.to] == g {
				within += a.length
			}
		}
	}
	x.inside += within
	clear(s.psum)
	x.cost, x.miss = s.judge(g, 0, 0, 0)
	s.findPivots(g)
	s.change.miss += x.miss
	s.change.cost += x.cost
}

// judge gives cost and miss of cell g after sign times the piece whose sums are
// in psum, of that many nodes, came in; inside is what it changes in
// Totals.Inside. Cell -1 is a new one; one left without nodes is gone.
func (s *state) judge(g int32, sign float64, nodes int, inside float64) (cost, miss float64) {
	copy(s.buf, s.psum)
	for i := range s.buf {
		s.buf[i] *= sign
	}
	nodes *= int(sign)
	if g >= 0 {
		nodes += s.cells[g].nodes
		inside += s.cells[g].inside
		k := len(s.buf)
		for i, v := range s.sums[int(g)*k : int(g+1)*k] {
			s.buf[i] += v
		}
	}
	if nodes == 0 {
		return 0, 0
	}
	for i := range s.buf {
		miss += s.c.p.Sums[i].miss(s.buf[i])
	}
	cost, err := s.c.p.groupCost(Totals{Nodes: nodes, Sums: s.buf, Inside: inside})
	if err != nil && s.err == nil {
		s.err = err
	}
	return cost, miss
}

// shift moves atoms to a cell, and notes it. Totals and links are out of date
// afterwards.
func (s *state) shift(piece []int32, to int32) {
	for _, v := range piece {
		s.moved = append(s.moved, move{v, s.group[v]})
		s.carry(v, to)
	}
}

func (s *state) carry(v, to int32) {
	from := s.group[v]
	for _, a := range s.c.of(v) {
		switch s.group[a.to] {
		case from:
			s.change.cost -= a.gain
		case to:
			s.change.cost += a.gain
		}
	}
	m := s.cells[from].members
	last := m[len(m)-1]
	m[s.place[v]], s.place[last] = last, s.place[v]
	s.cells[from].members = m[:len(m)-1]
	if len(m) == 1 {
		s.spare = append(s.spare, from)
	}
	s.group[v] = to
	s.place[v] = int32(len(s.cells[to].members))
	s.cells[to].members = append(s.cells[to].members, v)
}

// vacant returns an empty cell.
func (s *state) vacant() int32 {
	for {
		g := s.spare[len(s.spare)-1]
		s.spare = s.spare[:len(s.spare)-1]
		if len(s.cells[g].members) == 0 {
			return g
		}
	}
}

// settle brings cells up to date after atoms moved. All are measured before any
// is connected, since a choice depends on both sides.
func (s *state) settle(cells ...int32) {
	for _, g := range cells {
		s.measure(g)
	}
	for _, g := range cells {
		s.connect(g)
	}
}
