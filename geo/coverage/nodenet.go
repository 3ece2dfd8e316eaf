package coverage

import (
	"context"
	"slices"

	"renewal/geo/parallel"
)

// noded cuts all edges where they meet.
func (n *net) noded(ctx context.Context) error {
	segs := n.segments()
	near := newBuckets(segs)
	hot, err := crossings(ctx, segs, near)
	if err != nil {
		return err
	}
	n.insert(sortPoints(hot))
	chains, err := threads(ctx, segs, nil, newPixelIndex(near, n.points), near, n.points)
	if err != nil {
		return err
	}
	n.replace(chains, nil)
	return nil
}

// nodedWith adds lines of two points to a net whose edges are noded already, and
// cuts what meets. Only edges near the lines are looked at, with the result that
// noding all anew would have: edges that were noded cross no other and run
// through no vertex, so that only points that are new can bend them.
func (n *net) nodedWith(ctx context.Context, lines [][2]pt) error {
	edges, hot := n.near(lines)
	segs := make([]segment, len(edges), len(edges)+len(lines))
	for i, e := range edges {
		segs[i] = segment{n.points[n.ends[e][0]], n.points[n.ends[e][1]]}
	}
	known := len(segs)
	ends := make([]pt, 0, 2*len(lines))
	for _, l := range lines {
		ends = append(ends, l[0], l[1])
		if l[0] != l[1] {
			segs = append(segs, segment{l[0], l[1]})
		}
	}
	near := newBuckets(segs)
	blocks := blocksOf(len(segs) - known)
	found := make([][]pt, blocks)
	err := parallel.Each(ctx, blocks, workers(), func(block int) error {
		for i := known + block*blockSize; i < min(known+(block+1)*blockSize, len(segs)); i++ {
			near.trace(segs[i], margin, func(c int64) {
				for _, j := range near.at(c) {
					if p, ok := crossing(segs[i], segs[j]); ok {
						found[block] = append(found[block], p)
					}
				}
			})
		}
		return nil
	})
	if err != nil {
		return err
	}
	fresh := n.insert(sortPoints(append(ends, slices.Concat(found...)...)))
	// Edges that new points bend, and the lines.
	var bent []int32
	seen := map[int32]bool{}
	for _, v := range fresh {
		p := n.points[v]
		hot = append(hot, p)
		for _, i := range near.at(near.cell(p)) {
			if int(i) < known && !seen[i] && passes(segs[i], p) {
				seen[i] = true
				bent = append(bent, i)
			}
		}
	}
	slices.Sort(bent)
	for i := known; i < len(segs); i++ {
		bent = append(bent, int32(i))
	}
	chains, err := threads(ctx, segs, bent, newPixelIndex(near, hot), near, hot)
	if err != nil {
		return err
	}
	for k, i := range bent {
		if int(i) < known {
			bent[k] = edges[i]
			continue
		}
		bent[k] = newLine
		if chains[k] == nil {
			chains[k] = []pt{segs[i].a, segs[i].b}
		}
	}
	n.replace(chains, bent)
	return nil
}

// newLine stands for the edge of a line that is not yet part of a net.
const newLine = -1

// near lists the edges that come near lines, and the points near those edges.
func (n *net) near(lines [][2]pt) (edges []int32, points []pt) {
	segs := n.segments()
	x := newRaster(segs)
	for _, l := range lines {
		x.mark(segment{l[0], l[1]})
	}
	edges = which(len(segs), func(e int) bool { return (n.bent == nil || n.bent[e] == 0) && x.marked(segs[e]) })
	for _, e := range edges {
		x.mark(segs[e])
	}
	for _, v := range which(len(n.points), func(v int) bool { return x.marked(segment{n.points[v], n.points[v]}) }) {
		points = append(points, n.points[v])
	}
	return edges, points
}

// replace puts chains in the place of edges: chain i in that of edge of[i], or
// of edge i if of is nil. A nil chain leaves its edge.
func (n *net) replace(chains [][]pt, of []int32) {
	var runs []run
	gone := make([]bool, len(n.ends))
	for i, chain := range chains {
		if chain == nil {
			continue
		}
		e := int32(i)
		if of != nil {
			e = of[i]
		}
		from := n.find(chain[0])
		for _, p := range chain[1:] {
			to := n.find(p)
			if e == newLine || n.lines[e] {
				runs = appendRun(runs, from, to, -1, 1)
			}
			if e != newLine {
				for _, s := range n.steps.at(e) {
					runs = appendRun(runs, from, to, s.owner, s.by)
				}
			}
			from = to
		}
		if e != newLine {
			gone[e] = true
		}
	}
	if len(runs) > 0 {
		more := &net{points: n.points}
		more.join(runs)
		n.merge(gone, more)
	}
}

// merge leaves out the edges gone and takes in those of another net with the
// same points.
func (n *net) merge(gone []bool, more *net) {
	all := &net{points: n.points, bends: n.bends}
	all.grow(len(n.ends) + len(more.ends))
	all.steps.entries = append(n.steps.entries, more.steps.entries...)
	for i := range more.steps.of {
		more.steps.of[i][0] += int32(len(n.steps.entries))
		more.steps.of[i][1] += int32(len(n.steps.entries))
	}
	take := func(from *net, e, end int) {
		all.ends = append(all.ends, from.ends[e:end]...)
		all.lines = append(all.lines, from.lines[e:end]...)
		all.steps.of = append(all.steps.of, from.steps.of[e:end]...)
		switch {
		case n.bent == nil:
		case from.bent == nil:
			all.bent = append(all.bent, make([]int32, end-e)...)
		default:
			all.bent = append(all.bent, from.bent[e:end]...)
		}
	}
	e := 0 // what comes before it is settled
	takeUpTo := func(end int) {
		for from := e; e < end; from = e {
			for ; e < end && !gone[e]; e++ {
			}
			take(n, from, e)
			for ; e < end && gone[e]; e++ {
			}
		}
	}
	for k, ends := range more.ends {
		at, there := slices.BinarySearchFunc(n.ends[e:], ends, func(v, w [2]int32) int { return slices.Compare(v[:], w[:]) })
		takeUpTo(e + at)
		take(more, k, k+1)
		if there && !gone[e] {
			last := len(all.ends) - 1
			all.lines[last] = n.lines[e] || more.lines[k]
			first := len(all.steps.entries)
			all.steps.entries = append(append(all.steps.entries, all.steps.at(int32(last))...), n.steps.at(int32(e))...)
			all.steps.of = all.steps.of[:last]
			all.steps.sumFrom(first)
			e++
		}
	}
	takeUpTo(len(n.ends))
	*n = *all
}

// dropIdle leaves out edges that bound nothing: a ring went out and back.
func (n *net) dropIdle() {
	k := 0
	for e := range n.ends {
		if len(n.steps.at(int32(e))) > 0 || n.lines[e] {
			n.ends[k], n.lines[k], n.steps.of[k] = n.ends[e], n.lines[e], n.steps.of[e]
			if n.bent != nil {
				n.bent[k] = n.bent[e]
			}
			k++
		}
	}
	n.ends, n.lines, n.steps.of = n.ends[:k], n.lines[:k], n.steps.of[:k]
	if n.bent != nil {
		n.bent = n.bent[:k]
	}
}
