package partition

import (
	"fmt"
	"slices"
)

// locks are the locks of a problem, checked against each other.
type locks struct {
	p        *Problem
	together sets    // nodes that share a group, lists that overlap joined
	fixed    []int32 // list of each node, or -1
	excluded []bool
}

// free says whether the group of node v is to be found.
func (l *locks) free(v int) bool { return l.fixed[v] < 0 && !l.excluded[v] }

// newLocks fails with ErrInfeasible where locks contradict each other, or where
// a fixed group breaks a rule.
func (p *Problem) newLocks() (*locks, error) {
	l := &locks{p: p, together: newSets(p.Nodes), fixed: make([]int32, p.Nodes), excluded: make([]bool, p.Nodes)}
	clash := func(format string, args ...any) error {
		return fmt.Errorf(format+": %w", append(args, ErrInfeasible)...)
	}
	for _, v := range p.Excluded {
		l.excluded[v] = true
	}
	for v := range l.fixed {
		l.fixed[v] = -1
	}
	for i, list := range p.Fixed {
		for _, v := range list {
			if l.excluded[v] {
				return nil, clash("node %d is excluded and in a fixed group", v)
			}
			if l.fixed[v] >= 0 && l.fixed[v] != int32(i) {
				return nil, clash("node %d is in two fixed groups", v)
			}
			l.fixed[v] = int32(i)
		}
	}
	for _, list := range p.Together {
		for _, v := range list {
			u := list[0]
			if l.excluded[v] != l.excluded[u] {
				return nil, clash("nodes %d and %d should be together, but one is excluded", u, v)
			}
			if l.fixed[v] != l.fixed[u] {
				return nil, clash("nodes %d and %d should be together, against a fixed group", u, v)
			}
			l.together.join(u, v)
		}
	}
	for _, list := range p.Apart {
		in := make(map[int]int, len(list))
		for _, v := range list {
			root := l.together.find(v)
			if u, met := in[root]; met && u != v && !l.excluded[v] {
				return nil, clash("nodes %d and %d should be both together and apart", u, v)
			}
			in[root] = v
		}
	}
	return l, l.checkFixed()
}

// checkFixed checks the fixed groups as if nothing else were there.
func (l *locks) checkFixed() error {
	if len(l.p.Fixed) == 0 {
		return nil
	}
	alone := *l.p
	alone.Together, alone.Excluded, alone.Groups = nil, nil, 0
	groups := make([]int, len(l.fixed))
	for v, f := range l.fixed {
		groups[v] = int(f)
		if f < 0 {
			alone.Excluded = append(alone.Excluded, v)
		}
	}
	if err := alone.check(groups); err != nil {
		return fmt.Errorf("fixed %w: %w", err, ErrInfeasible)
	}
	return nil
}

// divide hands the locks to the components they are about.
func (l *locks) divide(comps []*component, comp, local []int32) error {
	for _, c := range comps {
		c.tie = make([]int32, c.n())
		for v := range c.tie {
			c.tie[v] = -1
		}
	}
	byRoot := make(map[int]int32) // lock → its number in its component
	for v := range comp {
		root := l.together.find(v)
		if root == v || comp[v] < 0 {
			continue
		}
		c := comps[comp[v]]
		if comp[root] != comp[v] {
			r := comps[comp[root]]
			return &ComponentError{Node: r.least(), Nodes: r.size, Err: ErrInfeasible,
				Detail: fmt.Sprintf("nodes %d and %d should be together, but nothing connects them", root, v)}
		}
		a, b := local[root], local[v]
		if a == b || c.tie[b] >= 0 {
			continue
		}
		t, ok := byRoot[root]
		if !ok {
			t = int32(len(c.ties))
			byRoot[root] = t
			c.ties = append(c.ties, []int32{a})
			c.tie[a] = t
		}
		c.tie[b] = t
		c.ties[t] = append(c.ties[t], b)
	}
	for _, list := range l.p.Apart {
		lists := make(map[int32][]int32)
		sorted := slices.Clone(list)
		slices.Sort(sorted)
		for _, v := range slices.Compact(sorted) {
			if comp[v] >= 0 {
				lists[comp[v]] = append(lists[comp[v]], local[v])
			}
		}
		for _, v := range sorted { // in the order of nodes
			i := comp[v]
			if i < 0 || len(lists[i]) < 2 {
				continue
			}
			comps[i].keep(lists[i])
			delete(lists, i)
		}
	}
	return nil
}

// keep adds a list of atoms that are to be apart.
func (c *component) keep(list []int32) {
	if c.apt == nil {
		c.apt = make([][]int32, c.n())
	}
	for _, v := range list {
		c.apt[v] = append(c.apt[v], int32(len(c.apart)))
	}
	c.apart = append(c.apart, list)
}
