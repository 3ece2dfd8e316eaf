package coverage

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"
)

// noded is strokes cut where they meet, by iterated snap rounding as described
// with the package. Stroke i runs from strokes[i].a to strokes[i].b and goes on
// as stroke next[i], if that is not 0; the strokes drawn come first, those that
// continue them after. Two strokes meet only at ends that they share.
type noded struct {
	nodes   []spot // sorted, each once
	strokes []stroke
	next    []int32
}

// touch is a node that a stroke passes.
type touch struct {
	stroke int32
	at     spot
}

// nodeByParts nodes sorted distinct strokes, which it takes over, tile by tile. A
// tile finds the nodes that lie in it, and which strokes meet their pixels: since
// tiles part the spots, each pair is found once, whatever the tiles. Strokes bent
// towards their nodes are looked at again until none bends.
func nodeByParts(ctx context.Context, strokes []stroke, part, workers int) (*noded, error) {
	n := &noded{strokes: strokes, next: make([]int32, len(strokes))}
	if len(strokes) == 0 {
		return n, nil
	}
	bound := box{strokes[0].a.x, strokes[0].a.y, strokes[0].a.x, strokes[0].a.y}
	active := make([]int32, len(strokes))
	for i, s := range strokes {
		active[i] = int32(i)
		bound.x0, bound.x1 = min(bound.x0, s.a.x), max(bound.x1, s.b.x)
		bound.y0, bound.y1 = min(bound.y0, s.a.y, s.b.y), max(bound.y1, s.a.y, s.b.y)
	}
	bound.x1, bound.y1 = bound.x1+1, bound.y1+1
	root := newTile(bound, strokes, active, part)
	leaves := root.leaves()
	for round := 0; len(active) > 0; round++ {
		found := make([][]touch, len(leaves))
		err := parallel.Each(ctx, len(leaves), workers, func(i int) error {
			if len(leaves[i].active) == 0 {
				return nil
			}
			near := newCells(leaves[i].box, n.strokes, leaves[i].active)
			if round == 0 {
				if err := leaves[i].findNodes(ctx, n.strokes, near); err != nil {
					return err
				}
			}
			found[i] = leaves[i].findTouches(n.strokes, near)
			leaves[i].active = nil
			return nil
		})
		if err != nil {
			return nil, err
		}
		if round == 0 {
			for _, t := range leaves {
				n.nodes = append(n.nodes, t.nodes...)
			}
			slices.SortFunc(n.nodes, compareSpots)
		}
		active = n.thread(slices.Concat(found...))
		root.spread(n.strokes, active)
	}
	return n, nil
}

// findNodes finds the nodes in the tile: ends and crossings of its strokes.
func (t *tile) findNodes(ctx context.Context, strokes []stroke, near *cells) error {
	for _, i := range t.active {
		for _, p := range [2]spot{strokes[i].a, strokes[i].b} {
			if t.holds(p) {
				t.nodes = append(t.nodes, p)
			}
		}
	}
	for k := range near.nx * near.ny {
		in := near.near(k)
		if (k%4096 == 0 || len(in) > 1000) && ctx.Err() != nil {
			return ctx.Err()
		}
		for m, i := range in {
			for _, j := range in[m+1:] {
				// Strokes that share cells are compared in each; the one with
				// their crossing in it keeps it.
				if p, ok := cross(strokes[i], strokes[j]); ok && t.holds(p) && near.of(p) == k {
					t.nodes = append(t.nodes, p)
				}
			}
		}
	}
	slices.SortFunc(t.nodes, compareSpots)
	t.nodes = slices.Clip(slices.Compact(t.nodes))
	return nil
}

// findTouches finds which strokes pass the nodes of the tile without ending
// there.
func (t *tile) findTouches(strokes []stroke, near *cells) []touch {
	var found []touch
	for _, p := range t.nodes {
		for _, i := range near.near(near.of(p)) {
			if s := strokes[i]; s.a != p && s.b != p && meets(s, p) {
				found = append(found, touch{i, p})
			}
		}
	}
	return found
}

// thread leads strokes through the nodes that they touch and returns the pieces
// this makes.
func (n *noded) thread(found []touch) []int32 {
	slices.SortFunc(found, func(f, g touch) int {
		if f.stroke != g.stroke {
			return cmp.Compare(f.stroke, g.stroke)
		}
		s := n.strokes[f.stroke]
		dx, dy := s.b.x-s.a.x, s.b.y-s.a.y
		return cmp.Or(detSign(dx, dy, g.at.y-f.at.y, f.at.x-g.at.x), compareSpots(f.at, g.at))
	})
	var pieces []int32
	for i := 0; i < len(found); {
		at := found[i].stroke
		end, after := n.strokes[at].b, n.next[at]
		pieces = append(pieces, at)
		for first := found[i].stroke; i < len(found) && found[i].stroke == first; i++ {
			n.strokes[at].b = found[i].at
			n.strokes = append(n.strokes, stroke{found[i].at, end})
			n.next = append(n.next, 0)
			n.next[at] = int32(len(n.strokes) - 1)
			at = n.next[at]
			pieces = append(pieces, at)
		}
		n.next[at] = after
	}
	return pieces
}
