package coverage

import (
	"context"
	"slices"
)

// arrangement is the subdivision of the plane by noded lines: vertices, edges
// and faces, each numbered in the order of its coordinates. Edge e joins
// vertices ends[e][0] < ends[e][1]; its half-edges are 2e, which runs that way,
// and 2e+1, which runs back. The face of a half-edge lies on its left. Face 0 is
// the unbounded one.
type arrangement struct {
	grid     grid
	vertices []pt
	ends     [][2]int32
	lines    []bool    // edge e is part of a line, not only of rings
	steps    [][]step  // edge e: who owns more on the left of half-edge 2e than on its right
	out      []int32   // half-edges by the vertex they leave, counter-clockwise
	firstOut []int32   // vertex v: out[firstOut[v]:firstOut[v+1]]
	place    []int32   // half-edge → its position in out
	face     []int32   // half-edge → face
	faces    int       // number of faces, the unbounded one included
	outer    []int32   // face → a half-edge of its outer cycle; -1 for face 0
	twice    []int64   // face → twice its area in steps, holes taken off; 0 for face 0
	label    [][]int32 // face → owners that cover it, ascending
	first    []int32   // the half-edges of face f, ascending: halves[first[f]:first[f+1]]
	halves   []int32
	mark     []int32 // scratch of outline, by face
	walked   []bool  // scratch of outline, by half-edge
}

// step is a change of how often an owner covers the plane, across an edge.
type step struct {
	owner int32
	by    int32
}

// arrange nodes the strands and finds the faces.
func arrange(ctx context.Context, g grid, strands []strand) (*arrangement, error) {
	pieces, err := nodePieces(ctx, strands)
	if err != nil {
		return nil, err
	}
	return subdivide(ctx, g, pieces)
}

// subdivide makes the arrangement of pieces that meet only at their ends.
func subdivide(ctx context.Context, g grid, pieces []piece) (*arrangement, error) {
	a := &arrangement{grid: g}
	a.addEdges(pieces)
	a.sortAround()
	if err := a.findFaces(ctx); err != nil {
		return nil, err
	}
	a.halvesByFace()
	a.labelFaces()
	return a, nil
}

// piece is one noded edge of one strand.
type piece struct {
	low, high pt
	owner     int32
	by        int32 // +1 if the strand runs low→high, else -1
}

// addEdges numbers the vertices, and joins pieces with equal ends into edges.
func (a *arrangement) addEdges(pieces []piece) {
	ends := make([]keyed, 2*len(pieces))
	for i, p := range pieces {
		ends[2*i] = keyed{p.low.key(), int32(2 * i)}
		ends[2*i+1] = keyed{p.high.key(), int32(2*i + 1)}
	}
	ends = sortKeys(ends)
	number := make([]int32, len(ends)) // of the vertex at an end
	for i, e := range ends {
		if i == 0 || e.key != ends[i-1].key {
			a.vertices = append(a.vertices, point(e.key))
		}
		number[e.at] = int32(len(a.vertices) - 1)
	}
	a.vertices = slices.Clip(a.vertices)
	edges := make([]keyed, len(pieces))
	for i := range pieces {
		edges[i] = keyed{uint64(number[2*i])<<32 | uint64(number[2*i+1]), int32(i)}
	}
	edges = sortKeys(edges)
	arena := make([]step, 0, len(pieces))
	a.ends = make([][2]int32, 0, len(pieces))
	a.lines = make([]bool, 0, len(pieces))
	a.steps = make([][]step, 0, len(pieces))
	for i := 0; i < len(edges); {
		key := edges[i].key
		isLine := false
		first := len(arena)
		for ; i < len(edges) && edges[i].key == key; i++ {
			if p := pieces[edges[i].at]; p.owner < 0 {
				isLine = true
			} else {
				arena = append(arena, step{p.owner, p.by})
			}
		}
		steps := sumSteps(arena[first:])
		arena = arena[:first+len(steps)]
		if len(steps) == 0 && !isLine {
			continue // a ring that went out and back: it bounds nothing
		}
		a.ends = append(a.ends, [2]int32{int32(key >> 32), int32(uint32(key))})
		a.lines = append(a.lines, isLine)
		a.steps = append(a.steps, slices.Clip(steps))
	}
}

// sumSteps adds up the steps of each owner, in place, by owner.
func sumSteps(steps []step) []step {
	if len(steps) > 1 {
		slices.SortFunc(steps, func(s, t step) int { return int(s.owner) - int(t.owner) })
	}
	n := 0
	for i := 0; i < len(steps); {
		sum := steps[i]
		for i++; i < len(steps) && steps[i].owner == sum.owner; i++ {
			sum.by += steps[i].by
		}
		if sum.by != 0 {
			steps[n] = sum
			n++
		}
	}
	return steps[:n]
}

// nodePieces cuts all strands where they meet. Segments that several strands
// share are noded once.
func nodePieces(ctx context.Context, strands []strand) ([]piece, error) {
	uses := rawPieces(strands)
	segs, of := distinct(uses)
	chains, err := node(ctx, segs)
	if err != nil {
		return nil, err
	}
	pieces := make([]piece, 0, len(uses)+len(uses)/8)
	for i, u := range uses {
		chain := chains[of[i]]
		for k := 1; k < len(chain); k++ {
			p, q, by := chain[k-1], chain[k], u.by
			if q.less(p) { // snapping may turn a short edge around
				p, q, by = q, p, -by
			}
			pieces = append(pieces, piece{p, q, u.owner, by})
		}
	}
	return pieces, nil
}

// distinct lists the segments of pieces, each once and in order, and says which
// is that of each piece.
func distinct(pieces []piece) (segs []segment, of []int32) {
	keys := make([]keyed, len(pieces))
	for i, p := range pieces {
		keys[i] = keyed{p.low.key(), int32(i)}
	}
	keys = sortKeys(keys)
	of = make([]int32, len(pieces))
	segs = make([]segment, 0, len(pieces))
	for i := 0; i < len(keys); {
		// Few segments start in one point.
		j := i + 1
		for j < len(keys) && keys[j].key == keys[i].key {
			j++
		}
		run := keys[i:j]
		slices.SortFunc(run, func(k, l keyed) int { return compare(pieces[k.at].high, pieces[l.at].high) })
		for n, k := range run {
			p := pieces[k.at]
			if n == 0 || pieces[run[n-1].at].high != p.high {
				segs = append(segs, segment{p.low, p.high})
			}
			of[k.at] = int32(len(segs) - 1)
		}
		i = j
	}
	return segs, of
}

// rawPieces are the segments of the strands as they are.
func rawPieces(strands []strand) []piece {
	n := 0
	for _, s := range strands {
		n += len(s.path)
	}
	uses := make([]piece, 0, n)
	for _, s := range strands {
		for i := 1; i < len(s.path); i++ {
			p, q := s.path[i-1], s.path[i]
			switch compare(p, q) {
			case -1:
				uses = append(uses, piece{p, q, s.owner, 1})
			case 1:
				uses = append(uses, piece{q, p, s.owner, -1})
			}
		}
	}
	return uses
}

// from and to are the vertices a half-edge leaves and reaches.
func (a *arrangement) from(h int32) int32 { return a.ends[h>>1][h&1] }
func (a *arrangement) to(h int32) int32   { return a.ends[h>>1][h&1^1] }

// sortAround sorts the half-edges that leave each vertex counter-clockwise.
func (a *arrangement) sortAround() {
	a.firstOut = make([]int32, len(a.vertices)+1)
	a.out = make([]int32, 2*len(a.ends))
	a.place = make([]int32, 2*len(a.ends))
	for h := range a.out {
		a.firstOut[a.from(int32(h))+1]++
	}
	for v := range a.vertices {
		a.firstOut[v+1] += a.firstOut[v]
	}
	next := slices.Clone(a.firstOut)
	for h := range a.out {
		v := a.from(int32(h))
		a.out[next[v]] = int32(h)
		next[v]++
	}
	for v, o := range a.vertices {
		around := a.out[a.firstOut[v]:a.firstOut[v+1]]
		if len(around) > 1 {
			slices.SortFunc(around, func(g, h int32) int {
				return compareAngle(o, a.vertices[a.to(g)], a.vertices[a.to(h)])
			})
		}
		for i, h := range around {
			a.place[h] = a.firstOut[v] + int32(i)
		}
	}
}

// compareAngle orders the directions o→p and o→q counter-clockwise from east.
func compareAngle(o, p, q pt) int {
	if lp, lq := lower(o, p), lower(o, q); lp != lq {
		if lq {
			return -1
		}
		return 1
	}
	switch turn := orient(o, p, q); {
	case turn > 0:
		return -1
	case turn < 0:
		return 1
	default:
		return 0
	}
}

// lower reports whether o→p points into the half turn from west to east, below.
func lower(o, p pt) bool { return p.y < o.y || p.y == o.y && p.x < o.x }

// clockwise is the half-edge before h in the order around the vertex it leaves.
func (a *arrangement) clockwise(h int32) int32 {
	v := a.from(h)
	if at := a.place[h]; at > a.firstOut[v] {
		return a.out[at-1]
	}
	return a.out[a.firstOut[v+1]-1]
}

// next continues h along the border of the face on its left.
func (a *arrangement) next(h int32) int32 { return a.clockwise(h ^ 1) }
