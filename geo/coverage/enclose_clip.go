package coverage

// clip takes away what lies outside of the limit: it counts, from the unbounded
// face inwards, how often the rings of the limit run around each face.
func (w *web) clip() {
	across := make([][]int32, w.faces) // half-edges with the face on their left
	for h, f := range w.face {
		if w.face[h^1] != f {
			across[f] = append(across[f], int32(h))
		}
	}
	const unknown = -1 << 31
	around := make([]int32, w.faces)
	for f := range around {
		around[f] = unknown
	}
	around[0] = 0
	queue := []int32{0}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for _, h := range across[f] {
			g := w.face[h^1]
			if around[g] != unknown {
				continue
			}
			by := int32(0) // how much more often on the left of half-edge 2e
			for _, source := range w.sources[w.first[h>>1]:w.first[h>>1+1]] {
				switch source {
				case limitOn:
					by++
				case limitBack:
					by--
				}
			}
			if h&1 == 0 {
				by = -by
			}
			around[g] = around[f] + by
			queue = append(queue, g)
		}
	}
	for e := range w.role {
		if around[w.face[2*e]] <= 0 && around[w.face[2*e+1]] <= 0 {
			w.role[e] = outside
		}
	}
	w.beyond = make([]bool, w.faces)
	for f := range around {
		w.beyond[f] = around[f] <= 0
	}
}
