package units

import "slices"

// halves finds the best way to divide a unit in two that are connected, the one
// with the first atom first; nil if there is none. Of units of up to wholeSplits
// atoms every way is tried, of larger ones those that part one atom, and those that
// cut one border of a tree of the shortest ways from an atom to all others: from
// every atom, or from as many as make treeSplits of them.
func (x *explainer) halves(atoms []int) ([][]int, error) {
	var best [][]int
	least := 0.0
	try := func(in func(k int) bool) {
		var one, two []int
		for k, a := range atoms {
			if in(k) {
				two = append(two, a)
			} else {
				one = append(one, a)
			}
		}
		if len(one) == 0 || len(two) == 0 || !x.connected(one) || !x.connected(two) {
			return
		}
		if cost := x.g.j.price(one, x.g.excluded) + x.g.j.price(two, x.g.excluded); best == nil || cost < least {
			best, least = [][]int{one, two}, cost
		}
	}
	if len(atoms) <= wholeSplits {
		for set := 1; set < 1<<(len(atoms)-1); set++ {
			try(func(k int) bool { return k > 0 && set>>(k-1)&1 != 0 })
		}
		return best, x.ctx.Err()
	}
	every := (len(atoms)*len(atoms) + treeSplits - 1) / treeSplits
	for k := range atoms {
		try(func(i int) bool { return i == k })
		if k%every > 0 {
			continue
		}
		for _, part := range x.branches(atoms, k) {
			try(func(i int) bool { return part[i] != part[0] })
		}
		if err := x.ctx.Err(); err != nil {
			return nil, err
		}
	}
	return best, nil
}

// branches are the parts of a unit beyond each border of the tree of shortest ways,
// counted in atoms, from its atom at root: whether each atom is in it.
func (x *explainer) branches(atoms []int, root int) [][]bool {
	parent := make([]int, len(atoms))
	for k := range parent {
		parent[k] = -1
	}
	parent[root] = root
	order := []int{root}
	for i := 0; i < len(order); i++ {
		for _, b := range x.g.j.at[atoms[order[i]]] {
			border := &x.g.j.inner[b]
			k, inside := slices.BinarySearch(atoms, border.A+border.B-atoms[order[i]])
			if inside && !border.Hard && parent[k] < 0 {
				parent[k], order = order[i], append(order, k)
			}
		}
	}
	var all [][]bool
	for _, top := range order[1:] {
		part := make([]bool, len(atoms))
		for _, k := range order[1:] { // parents come before
			part[k] = k == top || part[parent[k]]
		}
		all = append(all, part)
	}
	return all
}

const (
	wholeSplits = 12   // the size up to which every split is tried: 2¹¹ of them
	treeSplits  = 4096 // about how many are tried of larger units
)
