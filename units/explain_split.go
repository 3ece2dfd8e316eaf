package units

// halves finds the best way to divide a unit in two that are connected, the one
// with the first atom first; nil if there is none. Of units of up to wholeSplits
// atoms every way is tried, of larger ones those that part one atom with all that
// it alone holds.
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
	for k := range atoms {
		try(func(i int) bool { return i == k })
	}
	return best, x.ctx.Err()
}

// wholeSplits is the size up to which every split is tried: 2¹¹ of them.
const wholeSplits = 12
