package coverage

import (
	"math"
	"slices"
)

// bridges finds where land that no cell claims is no wider than gap between two
// cells, and returns segments across it: from each vertex of a cell to the
// nearest point of another. They part the narrow stretches of a gap from the
// wide ones, and from the outside, so that each can be judged by its own width.
// Narrow places within one cell, such as a notch, are its own affair.
func (a *arrangement) bridges(gap float64) [][]pt {
	if gap <= 0 {
		return nil
	}
	// Edges with a cell on one side and none on the other, by the half-edge on
	// the empty side.
	var rims []int32
	var segs []segment
	for h := range int32(len(a.face)) {
		if len(a.label[a.face[h]]) == 0 && len(a.label[a.face[h^1]]) > 0 {
			rims = append(rims, h)
			segs = append(segs, segment{a.vertices[a.from(h)], a.vertices[a.to(h)]})
		}
	}
	near := newBuckets(segs)
	reach := gap * a.grid.perMetre
	var found [][]pt
	for _, h := range rims {
		v := a.from(h)
		p := a.vertices[v]
		own := a.label[a.face[h^1]]
		best, foot := reach*reach, pt{}
		near.window(p, int64(reach)+margin, func(c int64) {
			for _, i := range near.at(c) {
				g := rims[i]
				if a.from(g) == v || a.to(g) == v || common(own, a.label[a.face[g^1]]) {
					continue
				}
				// p must lie on the empty side of the other edge.
				if orient(segs[i].a, segs[i].b, p) <= 0 {
					continue
				}
				q := footInSteps(p, segs[i])
				d := math.Pow(float64(q.x-p.x), 2) + math.Pow(float64(q.y-p.y), 2)
				if q != p && (d < best || d == best && q.less(foot)) {
					best, foot = d, q
				}
			}
		})
		if best < reach*reach && a.leavesInto(v, foot) {
			found = append(found, []pt{p, foot})
		}
	}
	return found
}

// footInSteps is the grid point next to the point of the segment nearest to p.
func footInSteps(p pt, s segment) pt {
	dx, dy := float64(s.b.x-s.a.x), float64(s.b.y-s.a.y)
	t := (float64(p.x-s.a.x)*dx + float64(p.y-s.a.y)*dy) / (dx*dx + dy*dy)
	t = min(max(t, 0), 1)
	return pt{s.a.x + int32(math.Round(t*dx)), s.a.y + int32(math.Round(t*dy))}
}

// leavesInto reports whether the way from vertex v to q sets out into a face
// that no cell claims.
func (a *arrangement) leavesInto(v int32, q pt) bool {
	o := a.vertices[v]
	around := a.out[a.firstOut[v]:a.firstOut[v+1]]
	// The last half-edge at or before the direction has it on its left.
	last := around[len(around)-1]
	for _, h := range around {
		if compareAngle(o, a.vertices[a.to(h)], q) > 0 {
			break
		}
		last = h
	}
	return len(a.label[a.face[last]]) == 0
}

// common reports whether two lists of owners share one.
func common(a, b []int32) bool {
	return slices.ContainsFunc(a, func(k int32) bool { return slices.Contains(b, k) })
}
