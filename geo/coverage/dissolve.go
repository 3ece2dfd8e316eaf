package coverage

// dissolved is the arrangement of what owners have, by face: edges between faces
// of one owner are left out, and vertices that no edge is left at. Faces join
// across the edges left out, so none is walked around.
func (a *arrangement) dissolved(owner []int32) *arrangement {
	into := make([]int32, a.faces)
	for f := range into {
		into[f] = int32(f)
	}
	root := func(f int32) int32 {
		for into[f] != f {
			into[f] = into[into[f]]
			f = into[f]
		}
		return f
	}
	number, kept := make([]int32, len(a.vertices)), 0
	for e, v := range a.ends {
		left, right := a.face[2*e], a.face[2*e+1]
		if owner[left] != owner[right] {
			number[v[0]], number[v[1]] = 1, 1
			kept++
		} else if left, right = root(left), root(right); left != right {
			into[max(left, right)] = min(left, right)
		}
	}
	d := &arrangement{grid: a.grid, vertices: make([]pt, 0, len(a.vertices)), bends: a.bends}
	for v, p := range a.vertices {
		if number[v] > 0 {
			number[v] = int32(len(d.vertices))
			d.vertices = append(d.vertices, p)
		}
	}
	d.ends, d.lines = make([][2]int32, 0, kept), make([]bool, kept)
	d.steps = ledger{make([]step, 0, 2*kept), make([][2]int32, 0, kept)}
	if a.bent != nil {
		d.bent = make([]int32, 0, kept)
	}
	d.face = make([]int32, 0, 2*kept)
	face := make([]int32, a.faces) // by root: its number now, 0 for none yet; 0 stays 0
	d.label = [][]int32{nil}
	for e, v := range a.ends {
		left, right := owner[a.face[2*e]], owner[a.face[2*e+1]]
		if left == right {
			continue
		}
		first := len(d.steps.entries)
		if left >= 0 {
			d.steps.entries = append(d.steps.entries, step{left, 1})
		}
		if right >= 0 {
			d.steps.entries = append(d.steps.entries, step{right, -1})
		}
		d.steps.sumFrom(first)
		d.ends = append(d.ends, [2]int32{number[v[0]], number[v[1]]})
		if a.bent != nil {
			d.bent = append(d.bent, a.bent[e])
		}
		for side, k := range [2]int32{left, right} {
			f := root(a.face[2*e+side])
			if f > 0 && face[f] == 0 {
				face[f] = int32(len(d.label))
				d.label = append(d.label, nil)
				if k >= 0 {
					d.label[face[f]] = []int32{k}
				}
			}
			d.face = append(d.face, face[f])
		}
	}
	d.faces = len(d.label)
	d.twice = make([]int64, d.faces)
	for f, twice := range a.twice {
		if to := face[root(int32(f))]; to > 0 {
			d.twice[to] += twice
		}
	}
	d.sortAround()
	d.halvesByFace()
	return d
}
