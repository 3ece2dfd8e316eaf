package coverage

import (
	"context"
	"math"
	"slices"
)

// findFaces follows the half-edges into cycles. A cycle that runs
// counter-clockwise is the outer border of a face; any other is the rim of a
// connected part of the lines, seen from outside, and belongs to the face that
// the part lies in.
func (a *arrangement) findFaces(ctx context.Context) error {
	cycle := make([]int32, len(a.out))
	for h := range cycle {
		cycle[h] = -1
	}
	var lowest []int32 // the least vertex of each cycle
	for h := range cycle {
		if cycle[h] >= 0 {
			continue
		}
		if len(lowest)%4096 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		// Edges are in the order of their lower ends, so the first half-edge of a
		// cycle has its least vertex, at either end.
		for g := int32(h); cycle[g] < 0; g = a.onward[g] {
			cycle[g] = int32(len(lowest))
		}
		lowest = append(lowest, a.ends[h>>1][0])
	}
	// Twice the area inside each cycle: what sums of products overflow on the way
	// cancels out.
	twice := make([]int64, len(lowest))
	for e, v := range a.ends {
		p, q := a.vertices[v[0]], a.vertices[v[1]]
		by := int64(p.x)*int64(q.y) - int64(p.y)*int64(q.x)
		if b := a.bendOf(int32(e)); b != nil {
			by = b.twice
		}
		twice[cycle[2*e]] += by
		twice[cycle[2*e+1]] -= by
	}
	a.twice = []int64{0}
	of := make([]int32, len(twice)) // cycle → face
	for id, sum := range twice {
		of[id] = -1
		if sum > 0 {
			of[id] = int32(len(a.twice))
			a.twice = append(a.twice, sum)
		}
	}
	a.faces = len(a.twice)
	a.attachRims(cycle, of, lowest, twice)
	a.face = cycle
	for h, id := range cycle {
		a.face[h] = of[id]
	}
	return nil
}

// attachRims finds the face around every connected part: the one that a ray
// from the part's leftmost vertex to the left meets first. Parts are met in the
// order of their leftmost vertices, so what the ray hits is attached already.
func (a *arrangement) attachRims(cycle, of, lowest []int32, twice []int64) {
	var rims []int32
	for id := range of {
		if of[id] < 0 {
			rims = append(rims, int32(id))
		}
	}
	slices.SortFunc(rims, func(p, q int32) int { return int(lowest[p]) - int(lowest[q]) })
	var west *walls
	for k, id := range rims {
		of[id] = 0
		if k == 0 {
			continue // nothing lies left of the leftmost vertex
		}
		if west == nil {
			west = a.walls(rims, lowest)
		}
		if h := west.leftOf(a.vertices[lowest[id]]); h >= 0 {
			of[id] = of[cycle[h]]
		}
		a.twice[of[id]] += twice[id] // a rim runs clockwise: its area is negative
	}
	a.twice[0] = 0
}

// labelFaces tells every face which owners cover it, by walking from the
// unbounded face, which none covers, across the edges.
func (a *arrangement) labelFaces() {
	a.label = make([][]int32, a.faces)
	counts := make([][]step, a.faces)
	seen := make([]bool, a.faces)
	seen[0] = true
	queue := []int32{0}
	for len(queue) > 0 {
		f := queue[0]
		queue = queue[1:]
		for _, h := range a.halvesOf(f) {
			g := a.face[h^1]
			if seen[g] {
				continue
			}
			seen[g] = true
			// From the left of h to its right.
			sign := int32(-1)
			if h&1 == 1 {
				sign = 1
			}
			counts[g] = across(counts[f], a.steps.at(h>>1), sign)
			for _, s := range counts[g] {
				if s.by > 0 {
					a.label[g] = append(a.label[g], s.owner)
				}
			}
			queue = append(queue, g)
		}
	}
}

// across adds steps, times sign, to how often each owner covers a face.
func across(counts, steps []step, sign int32) []step {
	if len(steps) == 0 {
		return counts
	}
	sum := make([]step, 0, len(counts)+len(steps))
	i, j := 0, 0
	for i < len(counts) || j < len(steps) {
		switch {
		case j == len(steps) || i < len(counts) && counts[i].owner < steps[j].owner:
			sum = append(sum, counts[i])
			i++
		case i == len(counts) || steps[j].owner < counts[i].owner:
			sum = append(sum, step{steps[j].owner, sign * steps[j].by})
			j++
		default:
			if by := counts[i].by + sign*steps[j].by; by != 0 {
				sum = append(sum, step{counts[i].owner, by})
			}
			i, j = i+1, j+1
		}
	}
	return sum
}

// halvesByFace lists the half-edges of each face.
func (a *arrangement) halvesByFace() {
	a.first = make([]int32, a.faces+1)
	for _, f := range a.face {
		a.first[f+1]++
	}
	for f := range a.faces {
		a.first[f+1] += a.first[f]
	}
	a.halves = make([]int32, len(a.face))
	next := slices.Clone(a.first)
	for h, f := range a.face {
		a.halves[next[f]] = int32(h)
		next[f]++
	}
}

// halvesOf are the half-edges of face f, ascending.
func (a *arrangement) halvesOf(f int32) []int32 { return a.halves[a.first[f]:a.first[f+1]] }

// edgeLength is the length of edge e in metres.
func (a *arrangement) edgeLength(e int32) float64 {
	if b := a.bendOf(e); b != nil {
		return b.length
	}
	u, v := a.vertices[a.ends[e][0]], a.vertices[a.ends[e][1]]
	return math.Hypot(float64(v.x-u.x), float64(v.y-u.y)) / a.grid.perMetre
}
