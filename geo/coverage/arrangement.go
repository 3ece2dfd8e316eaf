package coverage

import (
	"context"
	"slices"

	"renewal/geo/parallel"
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
	lines    []bool  // edge e is part of a line, not only of rings
	steps    ledger  // edge e: who owns more on the left of half-edge 2e than on its right
	bent     []int32 // edge e bends as bends[bent[e]-1], is straight if that is 0; nil where all are
	bends    []bend
	out      []int32   // half-edges by the vertex they leave, counter-clockwise
	firstOut []int32   // vertex v: out[firstOut[v]:firstOut[v+1]]
	onward   []int32   // half-edge → the next along the border of the face on its left
	face     []int32   // half-edge → face
	faces    int       // number of faces, the unbounded one included
	twice    []int64   // face → twice its area in steps, holes taken off; 0 for face 0
	label    [][]int32 // face → owners that cover it, ascending
	first    []int32   // the half-edges of face f, ascending: halves[first[f]:first[f+1]]
	halves   []int32
}

// arrange nodes the strands and finds the faces.
func arrange(ctx context.Context, g grid, strands []strand) (*arrangement, error) {
	n := netOf(strands)
	if err := n.noded(ctx); err != nil {
		return nil, err
	}
	return subdivide(ctx, g, n)
}

// arrangeNoded is arrange of strands that meet only at their ends.
func arrangeNoded(ctx context.Context, g grid, strands []strand) (*arrangement, error) {
	return subdivide(ctx, g, netOf(strands))
}

// subdivide makes the arrangement of a noded net, which it takes over.
func subdivide(ctx context.Context, g grid, n *net) (*arrangement, error) {
	n.dropIdle()
	a := &arrangement{grid: g, vertices: n.points, ends: n.ends, lines: n.lines, steps: n.steps, bent: n.bent, bends: n.bends}
	a.sortAround()
	if err := a.findFaces(ctx); err != nil {
		return nil, err
	}
	a.halvesByFace()
	a.labelFaces()
	return a, nil
}

// with is the arrangement with lines of two points added.
func (a *arrangement) with(ctx context.Context, lines [][2]pt) (*arrangement, error) {
	n := &net{points: a.vertices, ends: slices.Clone(a.ends), lines: slices.Clone(a.lines), steps: a.steps.copied(), bent: slices.Clone(a.bent), bends: a.bends}
	if err := n.nodedWith(ctx, lines); err != nil {
		return nil, err
	}
	return subdivide(ctx, a.grid, n)
}

// from and to are the vertices a half-edge leaves and reaches.
func (a *arrangement) from(h int32) int32 { return a.ends[h>>1][h&1] }
func (a *arrangement) to(h int32) int32   { return a.ends[h>>1][h&1^1] }

// sortAround sorts the half-edges that leave each vertex counter-clockwise, which
// tells how each half-edge that reaches it goes on.
func (a *arrangement) sortAround() {
	a.firstOut = make([]int32, len(a.vertices)+1)
	a.out = make([]int32, 2*len(a.ends))
	a.onward = make([]int32, 2*len(a.ends))
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
	_ = parallel.Blocks(context.Background(), len(a.vertices), blockSize, workers(), func(from, to int) error {
		for v := from; v < to; v++ {
			around := a.out[a.firstOut[v]:a.firstOut[v+1]]
			a.sortAbout(a.vertices[v], around)
			for i, h := range around {
				a.onward[h^1] = around[(i+len(around)-1)%len(around)]
			}
		}
		return nil
	})
}

// sortAbout sorts half-edges that leave o. Most often there are two.
func (a *arrangement) sortAbout(o pt, around []int32) {
	angle := func(g, h int32) int { return compareAngle(o, a.vertices[a.to(g)], a.vertices[a.to(h)]) }
	if len(around) > 2 {
		slices.SortFunc(around, angle)
	} else if len(around) == 2 && angle(around[0], around[1]) > 0 {
		around[0], around[1] = around[1], around[0]
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
func (a *arrangement) clockwise(h int32) int32 { return a.onward[h^1] }
