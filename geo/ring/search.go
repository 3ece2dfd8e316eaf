package ring

import (
	"cmp"
	"container/heap"
	"context"
	"math"
	"slices"
)

// search looks for rings in a web: a choice of a corner between each two edges that
// follow each other. Ways along an edge are found once.
type search struct {
	*web
	terminal [][]int // edge → node → number of the corner node, -1 for others
	nodes    [][]int // edge → corner nodes
	ways     [][]*ways
	legs     [][][]float64
	touching bool // edges count that a ring only touches, and it may cross itself
}

func newSearch(w *web) *search {
	edges := len(w.out)
	s := &search{web: w, terminal: make([][]int, edges), nodes: make([][]int, edges), ways: make([][]*ways, edges), legs: make([][][]float64, edges)}
	for e := range edges {
		s.terminal[e] = slices.Repeat([]int{-1}, len(w.at))
		for _, corners := range w.corners[e] {
			for _, c := range corners {
				if s.terminal[e][c.from] < 0 {
					s.terminal[e][c.from] = len(s.nodes[e])
					s.nodes[e] = append(s.nodes[e], c.from)
				}
			}
		}
		s.ways[e], s.legs[e] = make([]*ways, len(s.nodes[e])), make([][]float64, len(s.nodes[e]))
	}
	return s
}

// leg is what it costs to follow an edge from one corner node to another: infinitely
// much where no way leads there, or one so short that the edge would hardly be used.
func (s *search) leg(edge, from, to int) float64 {
	i := s.terminal[edge][from]
	if s.legs[edge][i] == nil {
		s.follow(edge, i)
	}
	return s.legs[edge][i][s.terminal[edge][to]]
}

func (s *search) follow(edge, i int) {
	w := s.waysFrom(edge, s.nodes[edge][i])
	s.ways[edge][i], s.legs[edge][i] = w, make([]float64, len(s.nodes[edge]))
	for j, to := range s.nodes[edge] {
		c, ok := w.cost[to]
		if s.legs[edge][i][j] = c.total(); !ok || c.length < s.opt.Width && !s.touching {
			s.legs[edge][i][j] = math.Inf(1)
		}
	}
}

func (s *search) turn(c corner) float64 { return dear*c.gap + s.span(c) + c.bend }

// turns are the corners from each edge of an order to the next; nil if two of them
// have none.
func (s *search) turns(order []int) [][]corner {
	turns := make([][]corner, len(order))
	for k, e := range order {
		turns[k] = s.corners[e][order[(k+1)%len(order)]]
		if len(turns[k]) == 0 {
			return nil
		}
	}
	return turns
}

// remaining is what a ring costs that begins with a corner from the first edge to the
// second, from each corner on: by position in the order and among its corners.
func (s *search) remaining(order []int, turns [][]corner, first corner) [][]float64 {
	n := len(order)
	rest := make([][]float64, n)
	for k := n - 1; k >= 0; k-- {
		rest[k] = make([]float64, len(turns[k]))
		for i, c := range turns[k] {
			if k == n-1 {
				rest[k][i] = s.leg(order[0], c.to, first.from)
				continue
			}
			rest[k][i] = math.Inf(1)
			for j, next := range turns[k+1] {
				if !math.IsInf(rest[k+1][j], 1) {
					rest[k][i] = min(rest[k][i], s.leg(order[k+1], c.to, next.from)+s.turn(next)+rest[k+1][j])
				}
			}
		}
	}
	return rest
}

// partial is the beginning of a ring: corners chosen so far, by position.
type partial struct {
	chosen []int
	spent  float64
	total  float64 // with the least that the rest costs
}

type partials []partial

func (q partials) Len() int { return len(q) }
func (q partials) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].total, q[j].total), slices.Compare(q[i].chosen, q[j].chosen)) < 0
}
func (q partials) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *partials) Push(x any)   { *q = append(*q, x.(partial)) }
func (q *partials) Pop() any {
	last := (*q)[len(*q)-1]
	*q = (*q)[:len(*q)-1]
	return last
}

// maxLooked and maxRings bound the search: choices of corners looked at, and rings
// that differ.
const (
	maxLooked = 20_000
	maxRings  = 6
)

// most is how many rings are looked for: of those that miss something, the first.
func (s *search) most() int {
	if s.touching {
		return 1
	}
	return maxRings
}

// rings returns the rings along the edges in an order, the cheapest first: best
// first, with the least that the rest costs for what is still to come.
func (s *search) rings(ctx context.Context, order []int) ([]Ring, error) {
	turns := s.turns(order)
	if turns == nil {
		return nil, nil
	}
	queue := &partials{}
	rest := make([][][]float64, len(turns[0]))
	for i, first := range turns[0] {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		rest[i] = s.remaining(order, turns, first)
		if least := rest[i][0][i]; !math.IsInf(least, 1) {
			heap.Push(queue, partial{[]int{i}, s.turn(first), s.turn(first) + least})
		}
	}
	var found []Ring
	for looked := 0; queue.Len() > 0 && looked < maxLooked && len(found) < s.most(); looked++ {
		here := heap.Pop(queue).(partial)
		k := len(here.chosen)
		if k == len(order) {
			if r, ok := s.assemble(order, turns, here.chosen); ok && !slices.ContainsFunc(found, func(o Ring) bool { return s.alike(o, r) }) {
				found = append(found, r)
			}
			continue
		}
		last := turns[k-1][here.chosen[k-1]]
		for j, next := range turns[k] {
			left := rest[here.chosen[0]][k][j]
			spent := here.spent + s.leg(order[k], last.to, next.from) + s.turn(next)
			if !math.IsInf(spent+left, 1) {
				heap.Push(queue, partial{append(slices.Clone(here.chosen), j), spent, spent + left})
			}
		}
	}
	return found, nil
}
