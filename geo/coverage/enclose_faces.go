package coverage

// findFaces follows the half-edges into cycles, each along one face, and joins
// those of one face. A connected part of the web has one cycle that runs around
// it; every other is the outer border of a face. The cycle around a part belongs
// to the face that the part lies in.
func (w *web) findFaces() {
	const none = -1
	cycle := make([]int32, len(w.next))
	for h := range cycle {
		cycle[h] = none
	}
	cycles := int32(0)
	for h := range cycle {
		if cycle[h] != none {
			continue
		}
		for g := int32(h); cycle[g] == none; g = w.next[g] {
			cycle[g] = cycles
		}
		cycles++
	}
	// At the least vertex of a part every edge leaves eastwards. What lies to the
	// west is outside of the part, on the left of the last of these.
	rims := w.leastVertices()
	face := make([]int32, cycles)
	for _, v := range rims {
		face[cycle[w.east[v]]] = none
	}
	w.faces = 1
	for c := range face {
		if face[c] != none {
			face[c] = int32(w.faces)
			w.faces++
		}
	}
	// Parts are met in the order of their least vertices, so what lies west of
	// one has its face already.
	var index *edgeIndex
	for k, v := range rims {
		into := int32(0)
		if k > 0 {
			if index == nil {
				index = newEdgeIndex(w)
			}
			if h := index.westOf(w.at[v]); h >= 0 {
				into = face[cycle[h]]
			}
		}
		face[cycle[w.east[v]]] = into
	}
	for h, c := range cycle {
		cycle[h] = face[c]
	}
	w.face = cycle
}

// leastVertices returns the least vertex of each connected part, ascending.
func (w *web) leastVertices() []int32 {
	root := make([]int32, len(w.at))
	for v := range root {
		root[v] = int32(v)
	}
	find := func(v int32) int32 {
		for root[v] != v {
			root[v] = root[root[v]]
			v = root[v]
		}
		return v
	}
	for _, e := range w.ends {
		p, q := find(e[0]), find(e[1])
		root[max(p, q)] = min(p, q)
	}
	var least []int32
	for v := range root {
		if root[v] == int32(v) && w.degree[v] > 0 {
			least = append(least, int32(v))
		}
	}
	return least
}
