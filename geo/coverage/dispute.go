package coverage

import "slices"

// movable reports which of the vertices are points of strands, and not only where
// edges cross, with none but disputed edges at them.
func (m *matching) movable(strands []strand) []bool {
	number, owners := make(map[pt]int32, len(m.at)), map[int32]bool{}
	for v, p := range m.at {
		number[p] = int32(v)
		for _, k := range m.cells[v] {
			owners[k] = true
		}
	}
	drawn, held := make([]bool, len(m.at)), make([]bool, len(m.at))
	for _, s := range strands {
		if !owners[s.owner] {
			continue
		}
		before, known := int32(-1), false // the point before, if it is one of the vertices
		for i, p := range s.path {
			v, ok := number[p]
			if ok {
				drawn[v] = true
			}
			if i > 0 && (ok && !held[v] || known && !held[before]) && !m.disputed(s.owner, s.path[i-1], p) {
				if ok {
					held[v] = true
				}
				if known {
					held[before] = true
				}
			}
			before, known = v, ok
		}
	}
	for v := range drawn {
		drawn[v] = drawn[v] && !held[v]
	}
	return drawn
}

// disputed reports whether most of an edge of a ring runs beside land that is
// wrong: only then can its ends move without taking land that nobody disputes.
func (m *matching) disputed(owner int32, p, q pt) bool {
	wrong, length := 0.0, 0.0
	for p != q {
		best, along := int32(-1), 0.0
		v, _ := slices.BinarySearchFunc(m.vertices, p, compare)
		for _, h := range m.out[m.firstOut[v]:m.firstOut[v+1]] {
			leads := slices.ContainsFunc(m.steps.at(h>>1), func(s step) bool { return s.owner == owner && (s.by > 0) == (h&1 == 0) })
			if to := m.vertices[m.to(h)]; leads && steps(to, q) < steps(p, q) {
				if d := towards(p, to, q); best < 0 || d > along {
					best, along = h, d
				}
			}
		}
		if best < 0 {
			return false
		}
		d := m.edgeLength(best >> 1)
		if length += d; m.wrong[m.face[best]] || m.wrong[m.face[best^1]] {
			wrong += d
		}
		p = m.vertices[m.to(best)]
	}
	return wrong > length/2
}

// towards is the cosine of the angle at p between v and q.
func towards(p, v, q pt) float64 {
	dot := float64(v.x-p.x)*float64(q.x-p.x) + float64(v.y-p.y)*float64(q.y-p.y)
	return dot / (steps(p, v) * steps(p, q))
}
