package coverage

import (
	"context"
	"math"
	"slices"

	"renewal/geo/parallel"
)

// steepest is the largest slope between two edges that face each other at which
// the land between them narrows like a slot: 1 in 2. With a larger one it is a
// corner, whose tip is narrow however wide the land.
const steepest = 0.5

// beyond is how many grid steps past the place where a slot becomes as wide as
// the gap asked for it is closed. Rounding moves either end of the bridge, and
// the edge it stands on, by less than 0.71 steps, so that what stays open is
// nowhere narrower than the gap, and cleaning again finds nothing to fill.
const beyond = 2

// bridged adds to an arrangement the bridges across its narrow gaps.
func (a *arrangement) bridged(ctx context.Context, gap float64, before *spans) (b *arrangement, found *spans, err error) {
	if found, err = a.spans(ctx, gap, before); err != nil || len(found.bridges) == 0 {
		return a, found, err
	}
	lines := make([][2]pt, len(found.bridges))
	for i, b := range found.bridges {
		lines[i] = b.ends
	}
	b, err = a.with(ctx, lines)
	return b, found, err
}

// bridge is a segment across a gap.
type bridge struct {
	ends  [2]pt
	from  segment // the rim it sets out from
	mouth bool    // it closes a slot where that widens
}

// spans are the bridges of an arrangement and the rims they were looked for from.
type spans struct {
	rims    *rims
	bridges []bridge
}

// mouths are the ends of bridges that close a slot where it widens.
func (s *spans) mouths() map[pt]bool {
	mouths := map[pt]bool{}
	for _, b := range s.bridges {
		if b.mouth {
			mouths[b.ends[0]], mouths[b.ends[1]] = true, true
		}
	}
	return mouths
}

// spans finds where land that no cell claims is no wider than gap between two
// cells, and returns segments across it: from each vertex of a cell to the
// nearest point of another, and where two edges that face each other draw apart
// to the width of the gap. They part the narrow stretches of a gap from the
// wide ones, and from the outside, so that each can be judged by its own width.
// Narrow places within one cell, such as a notch, are its own affair.
//
// What was found before, in another arrangement, is taken over where nothing near
// the rim is other than it was then; nil for nothing.
func (a *arrangement) spans(ctx context.Context, gap float64, before *spans) (*spans, error) {
	if gap <= 0 {
		return &spans{}, nil
	}
	r, err := newRims(ctx, a, gap)
	if err != nil {
		return nil, err
	}
	reach := gap * a.grid.perMetre
	found, as := &spans{rims: r}, func(segment) bool { return false }
	if before != nil {
		as = r.asBefore(before.rims, reach)
		for _, b := range before.bridges {
			if as(b.from) {
				found.bridges = append(found.bridges, b)
			}
		}
	}
	fresh := make([][]bridge, blocksOf(len(r.halves)))
	err = parallel.Each(ctx, len(fresh), workers(), func(block int) error {
		for i := block * blockSize; i < min((block+1)*blockSize, len(r.halves)); i++ {
			if as(r.segs[i]) {
				continue
			}
			v := a.from(r.halves[i])
			p := a.vertices[v]
			if foot, d := r.nearest(p, r.own(i), v, reach); d < reach && a.leavesInto(v, foot) {
				fresh[block] = append(fresh[block], bridge{[2]pt{p, foot}, r.segs[i], false})
			}
			for _, ends := range r.mouths(i, reach) {
				fresh[block] = append(fresh[block], bridge{ends, r.segs[i], true})
			}
		}
		return nil
	})
	found.bridges = append(found.bridges, slices.Concat(fresh...)...)
	return found, err
}

// rims are the edges with a cell on one side and none on the other.
type rims struct {
	*arrangement
	on     []bool    // half-edge → it is one
	halves []int32   // on the empty side
	segs   []segment // as the half-edges run: empty land lies on their left
	near   *buckets
}

// newRims leaves out those around gaps that need no bridge.
func newRims(ctx context.Context, a *arrangement, gap float64) (*rims, error) {
	r := &rims{arrangement: a, on: make([]bool, len(a.face))}
	single := make([]bool, a.faces)
	outliners := a.outliners()
	err := parallel.ByWorker(ctx, a.faces, workers(), func(worker, f int) error {
		single[f] = f > 0 && len(a.label[f]) == 0 && outliners(worker).isOneGap(int32(f), gap)
		return nil
	})
	if err != nil {
		return nil, err
	}
	for h := range int32(len(a.face)) {
		if f := a.face[h]; len(a.label[f]) == 0 && len(a.label[a.face[h^1]]) > 0 && !single[f] {
			r.on[h], r.halves = true, append(r.halves, h)
			r.segs = append(r.segs, segment{a.vertices[a.from(h)], a.vertices[a.to(h)]})
		}
	}
	r.near = newBuckets(r.segs)
	return r, nil
}

// short is how many times as long as wide a gap between several cells may be to
// be filled by one of them all the same: it is a crumb, and no arm of it reaches
// far between others.
const short = 4

// isOneGap reports whether an empty face is narrow and goes to one cell as a
// whole: two cells at most have a border on it longer than the gap, or it is
// short.
func (a *outliner) isOneGap(f int32, gap float64) bool {
	metres := map[int32]float64{}
	perimeter := 0.0
	for _, h := range a.halvesOf(f) {
		l := a.edgeLength(h >> 1)
		perimeter += l
		for _, k := range a.label[a.face[h^1]] {
			metres[k] += l
		}
	}
	sides := 0
	for _, m := range metres {
		if m > gap {
			sides++
		}
	}
	return (sides <= 2 || perimeter/2 <= (short+1)*gap) && a.isNarrow(f, gap)
}

// own are the cells of a rim.
func (r *rims) own(i int) []int32 { return r.label[r.face[r.halves[i]^1]] }

// nearest is the point of a rim of other cells that is nearest to p and nearer
// than reach, in steps, across empty land, and its distance. Rims that end in
// vertex v, which is at p or -1, do not count.
func (r *rims) nearest(p pt, own []int32, v int32, reach float64) (foot pt, distance float64) {
	distance = reach
	r.near.window(p, int64(reach)+margin, func(c int64) {
		for _, i := range r.near.at(c) {
			// The foot lies in the box of the rim.
			if dx, dy := boxDistance(p, r.segs[i]); dx > distance || dy > distance {
				continue
			}
			g := r.halves[i]
			if r.from(g) == v || r.to(g) == v || orient(r.segs[i].a, r.segs[i].b, p) <= 0 || common(own, r.own(int(i))) {
				continue
			}
			q := landing(p, r.segs[i])
			if v >= 0 && r.joined(v, q) {
				continue
			}
			if d := steps(p, q); q != p && (d < distance || d == distance && q.less(foot)) {
				distance, foot = d, q
			}
		}
	})
	return foot, distance
}

// joined reports whether an edge joins vertex v with q.
func (a *arrangement) joined(v int32, q pt) bool {
	return slices.ContainsFunc(a.out[a.firstOut[v]:a.firstOut[v+1]], func(h int32) bool { return a.vertices[a.to(h)] == q })
}

// mouths are the bridges from inside rim i to where rims of other cells have
// drawn apart to reach.
func (r *rims) mouths(i int, reach float64) [][2]pt {
	e, own := r.segs[i], r.own(i)
	ex, ey := float64(e.b.x-e.a.x), float64(e.b.y-e.a.y)
	var found [][2]pt
	var seen []int32
	r.near.trace(e, int64(reach)+margin, func(c int64) {
		for _, k := range r.near.at(c) {
			f := r.segs[k]
			fx, fy := float64(f.b.x-f.a.x), float64(f.b.y-f.a.y)
			dot, cross := ex*fx+ey*fy, ex*fy-ey*fx
			if dot >= 0 || math.Abs(cross) > -dot*steepest || cross == 0 {
				continue
			}
			length := math.Hypot(fx, fy)
			d0 := float64(orient(f.a, f.b, e.a)) / length
			d1 := float64(orient(f.a, f.b, e.b)) / length
			if wide := reach + beyond; (d0 < wide) == (d1 < wide) || min(d0, d1) >= reach || slices.Contains(seen, k) || common(own, r.own(int(k))) {
				continue
			}
			seen = append(seen, k)
			t := (reach + beyond - d0) / (d1 - d0)
			p := pt{e.a.x + int32(math.Round(t*ex)), e.a.y + int32(math.Round(t*ey))}
			s := (float64(p.x-f.a.x)*fx + float64(p.y-f.a.y)*fy) / (length * length)
			if p == e.a || p == e.b || s <= 0 || s >= 1 {
				continue
			}
			// Not where another cell lies between.
			if _, d := r.nearest(p, own, -1, reach); d < reach {
				continue
			}
			found = append(found, [2]pt{p, landing(p, f)})
		}
	})
	return found
}

// landing is where a bridge from p lands on a segment: the grid point next to
// its nearest point, or its end where that is as near but for rounding, so that
// a bridge built already is found again.
func landing(p pt, s segment) pt {
	dx, dy := float64(s.b.x-s.a.x), float64(s.b.y-s.a.y)
	t := (float64(p.x-s.a.x)*dx + float64(p.y-s.a.y)*dy) / (dx*dx + dy*dy)
	t = min(max(t, 0), 1)
	foot := pt{s.a.x + int32(math.Round(t*dx)), s.a.y + int32(math.Round(t*dy))}
	end := s.a
	if t > 0.5 {
		end = s.b
	}
	if steps(p, end) <= steps(p, foot)+beyond {
		return end
	}
	return foot
}

// boxDistance is how far p is from the box of a segment along each axis, in
// steps.
func boxDistance(p pt, s segment) (dx, dy float64) {
	dx = float64(max(min(s.a.x, s.b.x)-p.x, p.x-max(s.a.x, s.b.x), 0))
	dy = float64(max(min(s.a.y, s.b.y)-p.y, p.y-max(s.a.y, s.b.y), 0))
	return dx, dy
}

// steps is the distance of two grid points in steps.
func steps(p, q pt) float64 { return math.Hypot(float64(q.x-p.x), float64(q.y-p.y)) }

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
