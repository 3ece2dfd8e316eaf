package partition

import (
	"container/heap"
	"context"
	"fmt"
)

// Ward joins neighbouring groups, at each step the two that raise the sum of
// squared distances from the group means least, until there are as many groups
// as asked for (Ward 1963, under contiguity). Features are by node and of equal
// length; scale them so that they compare. Ties go to the least nodes.
//
// It begins with single nodes, those together that touch counting as one, and
// fixed groups, which take no part but count. Regions, hard edges and nodes that
// are apart are respected. Costs and ranges are not looked at, nor whether nodes
// that should be together but do not touch end up so: [Check] tells.
//
// The error wraps ErrInfeasible if there is no such number of groups under
// contiguity, and ErrNotFound if nodes that are apart stopped it short.
func Ward(ctx context.Context, p Problem, features [][]float64, groups int) ([]int, error) {
	p.Features, p.Spread, p.Groups, p.Most = features, Squares, 0, false
	if err := p.validate(); err != nil {
		return nil, err
	}
	locks, err := p.newLocks()
	if err != nil {
		return nil, err
	}
	comps, err := p.components(locks)
	if err != nil {
		return nil, err
	}
	w := newWard(&p, comps, features)
	fixed := 0
	for _, list := range p.Fixed {
		if len(list) > 0 {
			fixed++
		}
	}
	if least, most := fixed+len(comps), fixed+w.count; groups < least || groups > most {
		return nil, fmt.Errorf("%d groups, where %d to %d can be made: %w", groups, least, most, ErrInfeasible)
	}
	for joins := 0; fixed+w.count > groups; joins++ {
		if joins&63 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if !w.step() {
			return nil, fmt.Errorf("%d groups, where nodes that are apart leave %d: %w", groups, fixed+w.count, ErrNotFound)
		}
	}
	return w.groups(locks), nil
}

// ward is the state of the agglomeration. Groups are named by atoms, numbered
// through all components.
type ward struct {
	comps []*component
	from  []int // first atom of each component
	of    sets  // atom → group
	count int
	size  []float64
	mean  [][]float64
	near  []map[int]bool // neighbours of each group
	lists [][]int32      // apart lists each group has atoms of, as first atom of the component + list
	age   []int32        // how often a group has been joined
	queue pairs
}

func newWard(p *Problem, comps []*component, features [][]float64) *ward {
	w := &ward{comps: comps}
	for _, c := range comps {
		w.from = append(w.from, w.count)
		w.count += c.n()
	}
	n := w.count
	w.of, w.size, w.mean = newSets(n), make([]float64, n), make([][]float64, n)
	w.near, w.lists, w.age = make([]map[int]bool, n), make([][]int32, n), make([]int32, n)
	for i, c := range comps {
		for v, nodes := range c.atoms {
			a := w.from[i] + v
			w.size[a] = float64(len(nodes))
			w.mean[a] = make([]float64, len(features[nodes[0]]))
			for _, u := range nodes {
				for j, x := range features[u] {
					w.mean[a][j] += x / w.size[a]
				}
			}
			if c.apt != nil {
				w.lists[a] = c.apt[v]
			}
			w.near[a] = make(map[int]bool)
			for _, r := range c.of(int32(v)) {
				if !r.hard {
					w.near[a][w.from[i]+int(r.to)] = true
				}
			}
		}
	}
	for a := range n {
		for b := range w.near[a] {
			if a < b {
				w.queue = append(w.queue, w.pair(a, b))
			}
		}
	}
	heap.Init(&w.queue)
	return w
}

// pair is two neighbouring groups and what joining them adds.
type pair struct {
	rise       float64
	a, b       int32 // a < b
	ageA, ageB int32 // as long as these hold the pair is not out of date
}

func (w *ward) pair(a, b int) pair {
	a, b = min(a, b), max(a, b)
	square := 0.0
	for i, x := range w.mean[a] {
		square += (x - w.mean[b][i]) * (x - w.mean[b][i])
	}
	rise := w.size[a] * w.size[b] / (w.size[a] + w.size[b]) * square
	return pair{rise, int32(a), int32(b), w.age[a], w.age[b]}
}

// step joins the best pair, and says whether there was one.
func (w *ward) step() bool {
	for len(w.queue) > 0 {
		top := heap.Pop(&w.queue).(pair)
		a, b := int(top.a), int(top.b)
		if w.age[a] != top.ageA || w.age[b] != top.ageB || w.clash(a, b) {
			continue
		}
		w.join(a, b)
		return true
	}
	return false
}

// clash says whether both groups have atoms of one list that is to be apart.
// Groups only grow, so it stays that way.
func (w *ward) clash(a, b int) bool {
	for _, x := range w.lists[a] {
		for _, y := range w.lists[b] {
			if x == y {
				return true
			}
		}
	}
	return false
}

// join puts b into a, which is less.
func (w *ward) join(a, b int) {
	total := w.size[a] + w.size[b]
	for i := range w.mean[a] {
		w.mean[a][i] = (w.size[a]*w.mean[a][i] + w.size[b]*w.mean[b][i]) / total
	}
	w.size[a] = total
	w.lists[a] = append(w.lists[a][:len(w.lists[a]):len(w.lists[a])], w.lists[b]...)
	w.of.join(a, b)
	w.count--
	w.age[a]++
	w.age[b] = -1
	if len(w.near[a]) < len(w.near[b]) {
		w.near[a], w.near[b] = w.near[b], w.near[a]
	}
	for c := range w.near[b] {
		w.near[a][c] = true
	}
	delete(w.near[a], a)
	delete(w.near[a], b)
	for c := range w.near[a] { // in any order: the queue has an order of its own
		delete(w.near[c], b)
		w.near[c][a] = true
		heap.Push(&w.queue, w.pair(a, c))
	}
	w.near[b], w.mean[b], w.lists[b] = nil, nil, nil
}

// groups numbers the groups by their least nodes.
func (w *ward) groups(l *locks) []int {
	groups := make([]int, len(l.fixed))
	for v, f := range l.fixed {
		groups[v] = -1
		if f >= 0 {
			groups[v] = len(groups) + int(f)
		}
	}
	for i, c := range w.comps {
		for v, nodes := range c.atoms {
			for _, u := range nodes {
				groups[u] = w.of.find(w.from[i] + v)
			}
		}
	}
	groups, _ = canonical(groups)
	return groups
}

// pairs is a heap by rise, then least atoms.
type pairs []pair

func (q pairs) Len() int { return len(q) }

func (q pairs) Less(i, j int) bool {
	switch a, b := &q[i], &q[j]; {
	case a.rise != b.rise:
		return a.rise < b.rise
	case a.a != b.a:
		return a.a < b.a
	case a.b != b.b:
		return a.b < b.b
	default:
		return a.ageA+a.ageB > b.ageA+b.ageB
	}
}

func (q pairs) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

func (q *pairs) Push(x any) { *q = append(*q, x.(pair)) }

func (q *pairs) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
