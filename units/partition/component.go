package partition

import "slices"

// component is a part of the graph that is solved on its own. Its nodes are
// atoms: nodes of the problem, or several that are to be together and touch.
// Atoms are numbered in the order of their least nodes.
type component struct {
	p     *Problem
	size  int     // nodes of the problem
	atoms [][]int // nodes of each atom, ascending

	first []int32 // arcs of atom v are arcs[first[v]:first[v+1]], by head
	arcs  []arc

	sums   []float64 // of atom v at v*len(p.Sums)
	inside []float64 // Length inside each atom
	under  []float64 // Under of each atom
	beyond []float64 // Beyond of each atom: the least of its nodes

	// base is the cost of the edges when every atom is alone.
	base float64
	// relief is Σ min(0, gain) over edges: what joining can save at most.
	relief float64
	// weight is Σ |Cut| + |Join|, the scale of costs of edges.
	weight float64

	start []int32 // start group of each atom, any numbering
	tie   []int32 // lock each atom shares with others it does not touch, or -1
	ties  [][]int32
	apart [][]int32 // lists of atoms that are to be apart
	apt   [][]int32 // lists each atom is in; nil if there are none
}

// arc leads to a neighbour. Edges between the same two atoms are one arc.
type arc struct {
	to     int32
	hard   bool
	gain   float64 // Join less Cut: the change of cost when the two are joined
	under  float64 // Under of the edge
	length float64
}

func (c *component) n() int           { return len(c.atoms) }
func (c *component) least() int       { return c.atoms[0][0] }
func (c *component) k() int           { return len(c.p.Sums) }
func (c *component) of(v int32) []arc { return c.arcs[c.first[v]:c.first[v+1]] }

func (c *component) sum(v int32) []float64 {
	k := int32(c.k())
	return c.sums[v*k : (v+1)*k : (v+1)*k]
}

// saving is what joining atom v with that at the end of an arc can save at most,
// as a number below 0, given what Under says; 0 where a lock keeps the two apart.
func (c *component) saving(v int32, a arc) float64 {
	if c.apt != nil && slices.ContainsFunc(c.apt[v], func(l int32) bool { return slices.Contains(c.apart[l], a.to) }) {
		return 0
	}
	return min(0, a.gain+a.under)
}

// keepsApart says whether atom v may not join group h.
func (c *component) keepsApart(v, h int32, group []int32) bool {
	if c.apt == nil {
		return false
	}
	for _, l := range c.apt[v] {
		for _, u := range c.apart[l] {
			if u != v && group[u] == h {
				return true
			}
		}
	}
	return false
}

// components divides the free nodes. Of each component the atoms, edges and
// locks are filled in; the rules are not yet known to agree.
func (p *Problem) components(locks *locks) ([]*component, error) {
	return p.divide(locks, newSets(p.Nodes))
}

// undivided is one component of all free nodes, connected or not.
func (p *Problem) undivided(locks *locks) (*component, error) {
	whole, first := newSets(p.Nodes), -1
	for v := range p.Nodes {
		switch {
		case !locks.free(v):
		case first < 0:
			first = v
		default:
			whole.join(first, v)
		}
	}
	comps, err := p.divide(locks, whole)
	if err != nil || len(comps) == 0 {
		return nil, err
	}
	return comps[0], nil
}

// divide makes components of the sets that whole and the edges join.
func (p *Problem) divide(locks *locks, whole sets) ([]*component, error) {
	atoms := newSets(p.Nodes)
	for i := range p.Edges {
		e := &p.Edges[i]
		if !p.passable(e) || !locks.free(e.A) || !locks.free(e.B) {
			continue
		}
		whole.join(e.A, e.B)
		if locks.together.find(e.A) == locks.together.find(e.B) {
			atoms.join(e.A, e.B)
		}
	}
	var comps []*component
	comp := make([]int32, p.Nodes)  // of each free node
	local := make([]int32, p.Nodes) // atom of each free node, within its component
	for v := range p.Nodes {
		comp[v] = -1
		if !locks.free(v) {
			continue
		}
		if whole.find(v) == v {
			comp[v] = int32(len(comps))
			comps = append(comps, &component{p: p})
		} else {
			comp[v] = comp[whole.find(v)]
		}
		c := comps[comp[v]]
		c.size++
		if a := atoms.find(v); a == v {
			local[v] = int32(len(c.atoms))
			c.atoms = append(c.atoms, []int{v})
		} else {
			local[v] = local[a]
			c.atoms[local[v]] = append(c.atoms[local[v]], v)
		}
	}
	edges := make([][]int, len(comps))
	for i := range p.Edges {
		e := &p.Edges[i]
		if a := comp[e.A]; a >= 0 && a == comp[e.B] {
			edges[a] = append(edges[a], i)
		}
	}
	for i, c := range comps {
		c.build(edges[i], local)
	}
	return comps, locks.divide(comps, comp, local)
}

// build adds up nodes and edges by atom.
func (c *component) build(edges []int, local []int32) {
	p, n, k := c.p, c.n(), c.k()
	c.sums = make([]float64, n*k)
	c.inside = make([]float64, n)
	c.under, c.beyond = make([]float64, n), make([]float64, n)
	c.start = make([]int32, n)
	for v, nodes := range c.atoms {
		c.start[v] = int32(v)
		for i, u := range nodes {
			if p.Under != nil {
				c.under[v] += p.Under[u]
			}
			if p.Beyond != nil && (i == 0 || p.Beyond[u] < c.beyond[v]) {
				c.beyond[v] = p.Beyond[u]
			}
			for i := range p.Sums {
				c.sums[v*k+i] += p.Sums[i].Values[u]
			}
		}
	}
	if p.Start != nil {
		first := make(map[int]int32)
		for v, nodes := range c.atoms {
			g := p.Start[nodes[0]]
			if _, ok := first[g]; !ok {
				first[g] = int32(v)
			}
			c.start[v] = first[g]
		}
	}
	near := make([][]arc, n)
	for _, i := range edges {
		e := &p.Edges[i]
		a, b := local[e.A], local[e.B]
		c.weight += abs(e.Cut) + abs(e.Join)
		if a == b {
			c.base += e.Join
			c.inside[a] += e.Length
			c.under[a] += e.Under
			continue
		}
		c.base += e.Cut
		hard := !p.passable(e)
		near[a] = append(near[a], arc{b, hard, e.Join - e.Cut, e.Under, e.Length})
		near[b] = append(near[b], arc{a, hard, e.Join - e.Cut, e.Under, e.Length})
	}
	c.first = make([]int32, n+1)
	for v := range near {
		slices.SortStableFunc(near[v], func(x, y arc) int { return int(x.to) - int(y.to) })
		for _, a := range near[v] {
			if last := len(c.arcs) - 1; last >= int(c.first[v]) && c.arcs[last].to == a.to {
				c.arcs[last].hard = c.arcs[last].hard && a.hard
				c.arcs[last].gain += a.gain
				c.arcs[last].under += a.under
				c.arcs[last].length += a.length
				continue
			}
			c.arcs = append(c.arcs, a)
		}
		c.first[v+1] = int32(len(c.arcs))
		for _, a := range c.of(int32(v)) {
			if int(a.to) > v {
				c.relief += min(0, a.gain)
			}
		}
	}
}

func abs(v float64) float64 { return max(v, -v) }
