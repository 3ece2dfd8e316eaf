package ring

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// web is the graph of all edges. Nodes are numbered by their coordinates.
type web struct {
	opt     Options
	at      []orb.Point
	out     [][][]arc // edge → node → arcs
	corners [][][]corner
}

// arc leads from a node to another along a line, or across a gap.
type arc struct {
	to     int
	length float64
	line   int     // position in the edge; -1 for a bridge
	gap    float64 // what is missing
}

// corner is a way from a node of one edge to a node of another: one and the same
// node where they meet.
type corner struct {
	from, to int
	gap      float64
	bend     float64 // metres that it counts as longer, since the edges hardly turn there
}

func (c corner) back() corner { return corner{c.to, c.from, c.gap, c.bend} }

// weave nodes the segments and adds bridges within edges and from edge to edge.
func weave(ctx context.Context, segments []segment, edges int, opt Options) (*web, error) {
	boxes := make([]orb.Bound, len(segments))
	for i, s := range segments {
		boxes[i] = orb.LineString{s.a, s.b}.Bound()
	}
	n := &noding{segments: segments, index: geo.NewIndex(boxes), cuts: make([][]orb.Point, len(segments)), edges: edges}
	if err := n.cross(ctx); err != nil {
		return nil, err
	}
	g := &gaps{noding: n, opt: opt}
	if err := g.find(ctx, n.web()); err != nil {
		return nil, err
	}
	w := n.web() // with the points where bridges arrive
	w.opt = opt
	for _, b := range g.within {
		w.bridge(b)
	}
	return w, w.meet(g.across)
}

// noding cuts segments where others meet them.
type noding struct {
	segments []segment
	index    *geo.Index
	cuts     [][]orb.Point
	edges    int
}

func (n *noding) cross(ctx context.Context) error {
	var found []int
	for i, s := range n.segments {
		if i%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		found = n.index.AppendTouching(found, orb.LineString{s.a, s.b}.Bound())
		for _, j := range found {
			if j <= i {
				continue
			}
			t := n.segments[j]
			if p, ok := crossing(s.a, s.b, t.a, t.b); ok {
				n.cuts[i] = append(n.cuts[i], p)
				n.cuts[j] = append(n.cuts[j], p)
			}
			for _, p := range []orb.Point{t.a, t.b} { // of those that run along each other
				if geo.DistanceTo(p, s.a, s.b) < 0.002 {
					n.cuts[i] = append(n.cuts[i], p)
				}
			}
			for _, p := range []orb.Point{s.a, s.b} {
				if geo.DistanceTo(p, t.a, t.b) < 0.002 {
					n.cuts[j] = append(n.cuts[j], p)
				}
			}
		}
	}
	return nil
}

// web builds the graph of the segments as they are cut by now.
func (n *noding) web() *web {
	paths := make([][]orb.Point, len(n.segments))
	var points []orb.Point
	for i, s := range n.segments {
		path := append([]orb.Point{s.a, s.b}, n.cuts[i]...)
		slices.SortFunc(path, func(p, q orb.Point) int {
			return cmp.Or(cmp.Compare(distance(s.a, p), distance(s.a, q)), comparePoints(p, q))
		})
		paths[i] = slices.Compact(path)
		points = append(points, paths[i]...)
	}
	slices.SortFunc(points, comparePoints)
	w := &web{at: slices.Compact(points), out: make([][][]arc, n.edges)}
	for e := range w.out {
		w.out[e] = make([][]arc, len(w.at))
	}
	for i, s := range n.segments {
		for k := 1; k < len(paths[i]); k++ {
			w.join(s.edge, w.node(paths[i][k-1]), w.node(paths[i][k]), s.line, 0)
		}
	}
	return w
}

// node is the number of the node at a point.
func (w *web) node(p orb.Point) int {
	i, _ := slices.BinarySearchFunc(w.at, p, comparePoints)
	return i
}

func (w *web) join(edge, p, q, line int, gap float64) {
	length := distance(w.at[p], w.at[q])
	w.out[edge][p] = append(w.out[edge][p], arc{q, length, line, gap})
	w.out[edge][q] = append(w.out[edge][q], arc{p, length, line, gap})
}
