package ring

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// meet finds the corners of each two edges: where they share a node, and where one
// ends short of the other. Corners within Width of one that bridges less are the same
// corner.
func (w *web) meet(short []gap) error {
	edges := len(w.out)
	w.corners = make([][][]corner, edges)
	for a := range w.corners {
		w.corners[a] = make([][]corner, edges)
	}
	for a := range edges {
		for b := a + 1; b < edges; b++ {
			var all []corner
			for v := range w.at {
				if len(w.out[a][v]) > 0 && len(w.out[b][v]) > 0 {
					all = append(all, corner{v, v, 0, w.bend(a, b, v)})
				}
			}
			for _, g := range short {
				switch {
				case g.a == a && g.b == b:
					all = append(all, corner{w.node(g.p), w.node(g.q), g.length, 0})
				case g.a == b && g.b == a:
					all = append(all, corner{w.node(g.q), w.node(g.p), g.length, 0})
				}
			}
			kept := w.apart(all)
			if len(kept) > maxCorners {
				return fmt.Errorf("edges %d and %d: %w: %d", a+1, b+1, ErrTooMany, len(kept))
			}
			w.corners[a][b] = kept
			for _, c := range kept {
				w.corners[b][a] = append(w.corners[b][a], c.back())
			}
		}
	}
	return nil
}

// apart keeps of corners that are close the one that bridges least. What bridges a
// gap is close to whatever it could reach instead over a gap twice as long.
func (w *web) apart(all []corner) []corner {
	slices.SortFunc(all, func(c, d corner) int {
		return cmp.Or(cmp.Compare(c.gap, d.gap), cmp.Compare(w.span(c)+c.bend, w.span(d)+d.bend), cmp.Compare(c.from, d.from), cmp.Compare(c.to, d.to))
	})
	var kept []corner
	for _, c := range all {
		close := max(w.opt.Width, 2*c.gap)
		if !slices.ContainsFunc(kept, func(k corner) bool {
			return min(distance(w.at[k.from], w.at[c.from]), distance(w.at[k.to], w.at[c.to])) <= close
		}) {
			kept = append(kept, c)
		}
	}
	return kept
}

func (w *web) span(c corner) float64 { return distance(w.at[c.from], w.at[c.to]) }

// bend is how much longer than it is a corner counts: nothing where roads cross at a
// right angle, four widths where one runs into the other. So ramps that lead from one
// road to the other do not cut off the corner.
func (w *web) bend(a, b, v int) float64 {
	straightest := 0.0
	for _, p := range w.out[a][v] {
		for _, q := range w.out[b][v] {
			d, e := sub(w.at[p.to], w.at[v]), sub(w.at[q.to], w.at[v])
			straightest = max(straightest, math.Abs(d[0]*e[0]+d[1]*e[1])/(math.Hypot(d[0], d[1])*math.Hypot(e[0], e[1])))
		}
	}
	return 4 * w.opt.Width * straightest
}
