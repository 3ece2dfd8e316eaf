package coverage

import (
	"context"
	"slices"
)

// bend is the way of an edge that stands for a path of edges with the same land on
// either side all along: what lies between its ends.
type bend struct {
	points []pt    // from the lower end on, without either end; all come after that end
	twice  int64   // its part of twice the area on the left of half-edge 2e
	length float64 // metres
}

// bendOf is how edge e bends, nil where it is straight.
func (a *arrangement) bendOf(e int32) *bend {
	if a.bent == nil || a.bent[e] == 0 {
		return nil
	}
	return &a.bends[a.bent[e]-1]
}

// foldedFarFrom folds what no bridge across gaps can come near, however often gaps are
// filled: bridges run over land that no cell claims, no further than gap from the rims
// of it there are now. It is the same arrangement to whoever looks at those rims.
func (a *arrangement) foldedFarFrom(ctx context.Context, gap float64) (*arrangement, error) {
	n := &net{points: a.vertices, ends: a.ends}
	segs := n.segments()
	x, pad := newRaster(segs), gap*a.grid.perMetre+aside
	for e, s := range segs {
		if len(a.label[a.face[2*e]]) == 0 || len(a.label[a.face[2*e+1]]) == 0 {
			x.mark(s.padded(pad))
		}
	}
	stays := make([]bool, len(segs))
	for _, e := range which(len(segs), func(e int) bool { return !x.marked(segs[e]) }) {
		stays[e] = true
	}
	f := a.fold(stays)
	if len(f.joints) == 0 {
		return a, nil
	}
	return subdivide(ctx, a.grid, f.net())
}

// folding joins the edges of paths of an arrangement whose edges are straight.
type folding struct {
	*arrangement
	node   []bool // vertex → paths end there
	seen   []bool // edge → it is in a path already, or in none
	gone   []bool // edge → it is folded into another
	joints []joint
}

// joint is an edge that stands for a path.
type joint struct {
	ends  [2]int32
	steps []step
	bend  bend
}

// fold folds paths of edges that stay as they are, whatever is done to the others,
// into one edge each. Vertices where other than two edges meet are kept, the least of
// each path, and the edges beside both: so what lies around them, and which face comes
// before which, is told as by the edges of the path.
func (a *arrangement) fold(stays []bool) *folding {
	f := &folding{arrangement: a, node: make([]bool, len(a.vertices)), seen: make([]bool, len(a.ends)), gone: make([]bool, len(a.ends))}
	for v := range a.vertices {
		f.node[v] = a.firstOut[v+1]-a.firstOut[v] != 2
	}
	for e, v := range a.ends {
		if !stays[e] || a.lines[e] {
			f.seen[e], f.node[v[0]], f.node[v[1]] = true, true, true
		}
	}
	for v, node := range f.node {
		if node {
			f.pathsFrom(int32(v))
		}
	}
	for e, v := range a.ends {
		if !f.seen[e] { // a ring without nodes, and its least vertex
			f.pathsFrom(v[0])
		}
	}
	return f
}

// pathsFrom folds the paths that set out from a vertex.
func (f *folding) pathsFrom(v int32) {
	var path []int32 // half-edges
	for _, h := range f.out[f.firstOut[v]:f.firstOut[v+1]] {
		if f.seen[h>>1] {
			continue
		}
		path = path[:0]
		least, at := v, 0
		for g, to := h, int32(-1); to != v && (to < 0 || !f.node[to]); g = f.onward[g] {
			f.seen[g>>1] = true
			path = append(path, g)
			if to = f.to(g); to < least {
				least, at = to, len(path)
			}
		}
		f.join(path[:at])
		f.join(path[at:])
	}
}

// join makes one edge of a path but for its first and last edges, if that saves any.
func (f *folding) join(path []int32) {
	if len(path) < 4 {
		return
	}
	path = path[1 : len(path)-1]
	first, last := path[0], path[len(path)-1]
	b := bend{points: make([]pt, 0, len(path)-1)}
	for _, h := range path {
		p, q := f.vertices[f.from(h)], f.vertices[f.to(h)]
		b.twice += int64(p.x)*int64(q.y) - int64(p.y)*int64(q.x)
		b.length += f.edgeLength(h >> 1)
		f.gone[h>>1] = true
		if h != last {
			b.points = append(b.points, q)
		}
	}
	ends, along := [2]int32{f.from(first), f.to(last)}, first&1 == 0
	if ends[0] > ends[1] {
		ends[0], ends[1], along = ends[1], ends[0], !along
		b.twice = -b.twice
		slices.Reverse(b.points)
	}
	steps := slices.Clone(f.steps.at(first >> 1))
	if !along {
		for i := range steps {
			steps[i].by = -steps[i].by
		}
	}
	f.joints = append(f.joints, joint{ends, steps, b})
}

// net has the edges that are left, and those that stand for paths.
func (f *folding) net() *net {
	number, edges := make([]int32, len(f.vertices)), len(f.joints)
	for e, v := range f.ends {
		if !f.gone[e] {
			number[v[0]], number[v[1]] = 1, 1
			edges++
		}
	}
	n := &net{points: make([]pt, 0, edges), bent: make([]int32, 0, edges)}
	for v, p := range f.vertices {
		if number[v] > 0 {
			number[v] = int32(len(n.points))
			n.points = append(n.points, p)
		}
	}
	n.grow(edges)
	n.steps.entries = make([]step, 0, 2*edges)
	take := func(ends [2]int32, line bool, steps []step, bent int) {
		from := len(n.steps.entries)
		n.steps.entries = append(n.steps.entries, steps...)
		n.steps.sumFrom(from)
		n.ends = append(n.ends, [2]int32{number[ends[0]], number[ends[1]]})
		n.lines, n.bent = append(n.lines, line), append(n.bent, int32(bent))
	}
	byEnds := func(i, j joint) int { return slices.Compare(i.ends[:], j.ends[:]) }
	slices.SortFunc(f.joints, byEnds)
	k := 0
	takeBefore := func(ends [2]int32) {
		for ; k < len(f.joints) && byEnds(f.joints[k], joint{ends: ends}) < 0; k++ {
			n.bends = append(n.bends, f.joints[k].bend)
			take(f.joints[k].ends, false, f.joints[k].steps, k+1)
		}
	}
	for e, ends := range f.ends {
		if !f.gone[e] {
			takeBefore(ends)
			take(ends, f.lines[e], f.steps.at(int32(e)), 0)
		}
	}
	takeBefore([2]int32{int32(len(f.vertices))})
	return n
}
