package coverage

import (
	"context"
	"slices"
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
	n.replace(chains, nil, nil)
	return nil
}

// nodedWith adds lines of two points to a net whose edges are noded already, and
// cuts what meets. Only edges near the lines are looked at, with the result that
// noding all anew would have: edges that were noded cross no other and run
// through no vertex, so that only points that are new can bend them.
func (n *net) nodedWith(ctx context.Context, lines [][2]pt) error {
	segs := n.segments()
	known := len(segs)
	hot := make([]pt, 0, 2*len(lines))
	for _, l := range lines {
		hot = append(hot, l[0], l[1])
		if l[0] != l[1] {
			segs = append(segs, segment{l[0], l[1]})
		}
	}
	near := newBuckets(segs)
	blocks := blocksOf(len(segs) - known)
	found := make([][]pt, blocks)
	err := inParallel(ctx, workers(), blocks, func(_, block int) error {
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
	fresh := n.insert(sortPoints(append(hot, slices.Concat(found...)...)))
	// Edges that new points bend, and the lines.
	var bent []int32
	seen := map[int32]bool{}
	for _, v := range fresh {
		p := n.points[v]
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
	chains, err := threads(ctx, segs, bent, newPixelIndex(near, n.points), near, n.points)
	if err != nil {
		return err
	}
	n.replace(chains, bent, segs)
	return nil
}

// replace puts chains in the place of edges: chain i in that of edge of[i], or
// of edge i if of is nil. A nil chain leaves its edge; segments past the edges
// are new lines.
func (n *net) replace(chains [][]pt, of []int32, segs []segment) {
	var runs []run
	gone := make([]bool, len(n.ends))
	for i, chain := range chains {
		e := i
		if of != nil {
			e = int(of[i])
		}
		isNew := e >= len(n.ends)
		if chain == nil && isNew {
			chain = []pt{segs[e].a, segs[e].b}
		}
		if chain == nil {
			continue
		}
		from := n.find(chain[0])
		for _, p := range chain[1:] {
			to := n.find(p)
			if isNew || n.lines[e] {
				runs = appendRun(runs, from, to, -1, 1)
			}
			if !isNew {
				for _, s := range n.steps[e] {
					runs = appendRun(runs, from, to, s.owner, s.by)
				}
			}
			from = to
		}
		if !isNew {
			gone[e] = true
		}
	}
	if len(runs) > 0 {
		more := &net{}
		more.join(runs)
		n.merge(gone, more)
	}
}

// merge leaves out the edges gone and takes in those of another net with the
// same points.
func (n *net) merge(gone []bool, more *net) {
	all := &net{points: n.points}
	all.grow(len(n.ends) + len(more.ends))
	k := 0
	take := func(from *net, e int) {
		all.ends, all.lines, all.steps = append(all.ends, from.ends[e]), append(all.lines, from.lines[e]), append(all.steps, from.steps[e])
	}
	for e, ends := range n.ends {
		if gone[e] {
			continue
		}
		for ; k < len(more.ends) && slices.Compare(more.ends[k][:], ends[:]) < 0; k++ {
			take(more, k)
		}
		take(n, e)
		if k < len(more.ends) && more.ends[k] == ends {
			last := len(all.ends) - 1
			all.lines[last] = n.lines[e] || more.lines[k]
			all.steps[last] = sumSteps(slices.Concat(n.steps[e], more.steps[k]))
			k++
		}
	}
	for ; k < len(more.ends); k++ {
		take(more, k)
	}
	*n = *all
}

// dropIdle leaves out edges that bound nothing: a ring went out and back.
func (n *net) dropIdle() {
	k := 0
	for e := range n.ends {
		if len(n.steps[e]) > 0 || n.lines[e] {
			n.ends[k], n.lines[k], n.steps[k] = n.ends[e], n.lines[e], n.steps[e]
			k++
		}
	}
	n.ends, n.lines, n.steps = n.ends[:k], n.lines[:k], n.steps[:k]
}
