package partition

import "fmt"

// begin makes the partition that the search starts from: the start where its
// groups are connected and keep the locks, and something close where they do
// not. Ranges may be missed. The groups are numbered by one of their atoms.
func (c *component) begin() ([]int32, error) {
	claimed := make([]int32, c.n())
	for v := range claimed {
		claimed[v] = -1
	}
	group := c.pieces(claimed)
	c.part(group)
	if !c.partsTies(group) {
		return group, nil
	}
	// The start parts nodes that should be together. Connect these first,
	// through as few others as can be, and give what is left its start groups.
	for t := range c.ties {
		for _, v := range c.ties[t] {
			claimed[v] = int32(t)
		}
	}
	for t := range c.ties {
		if err := c.connectTie(int32(t), claimed); err != nil {
			return nil, err
		}
	}
	group = c.pieces(claimed)
	c.part(group)
	if c.partsTies(group) { // ways of two locks met, which are to be apart
		return nil, c.noWay(0)
	}
	return group, nil
}

// pieces numbers the connected pieces of the start groups by their least atoms.
// Atoms claimed for a tie are in groups of their own.
func (c *component) pieces(claimed []int32) []int32 {
	parts := newSets(c.n())
	for v := range c.n() {
		for _, a := range c.of(int32(v)) {
			if a.hard || claimed[v] != claimed[a.to] {
				continue
			}
			if claimed[v] >= 0 || c.start[v] == c.start[a.to] {
				parts.join(v, int(a.to))
			}
		}
	}
	group := make([]int32, c.n())
	for v := range group {
		group[v] = int32(parts.find(v))
	}
	return group
}

func (c *component) partsTies(group []int32) bool {
	for _, list := range c.ties {
		for _, v := range list {
			if group[v] != group[list[0]] {
				return true
			}
		}
	}
	return false
}

// part makes single atoms of the groups in which two should be apart.
func (c *component) part(group []int32) {
	wrong := make(map[int32]bool)
	for _, list := range c.apart {
		in := make(map[int32]bool)
		for _, v := range list {
			wrong[group[v]] = wrong[group[v]] || in[group[v]]
			in[group[v]] = true
		}
	}
	for v := range group {
		if wrong[group[v]] {
			group[v] = int32(v)
		}
	}
}

// connectTie claims the atoms that connect those of a tie, by shortest ways.
func (c *component) connectTie(t int32, claimed []int32) error {
	list := c.ties[t]
	joined := map[int32]bool{list[0]: true}
	front := []int32{list[0]}
	for left := len(list) - 1; left > 0; left-- {
		came := make([]int32, c.n())
		for v := range came {
			came[v] = -1
		}
		var queue []int32
		for _, v := range front {
			came[v] = v
			queue = append(queue, v)
		}
		end := int32(-1)
		for i := 0; i < len(queue) && end < 0; i++ {
			v := queue[i]
			for _, a := range c.of(v) {
				u := a.to
				if a.hard || came[u] >= 0 || claimed[u] >= 0 && claimed[u] != t || c.keepsApart(u, t, claimed) {
					continue
				}
				came[u] = v
				queue = append(queue, u)
				if c.tie[u] == t && !joined[u] {
					end = u
					break
				}
			}
		}
		if end < 0 {
			return c.noWay(t)
		}
		joined[end] = true
		for v := end; came[v] != v; v = came[v] {
			claimed[v] = t
			front = append(front, v)
		}
	}
	return nil
}

func (c *component) noWay(t int32) error {
	list := c.ties[t]
	detail := fmt.Sprintf("no way found to connect node %d with those it should be together with", c.atoms[list[0]][0])
	return &ComponentError{Node: c.least(), Nodes: c.size, Detail: detail, Err: ErrNotFound}
}
