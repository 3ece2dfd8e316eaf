package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/parallel"
)

// outliner builds the shapes of unions of faces, each in time that depends on
// its faces only. It is for one caller at a time.
type outliner struct {
	*arrangement
	mark   []int32 // by face: 0 if it is one of those asked for, else -1
	walked []bool  // by half-edge
	search search
}

func (a *arrangement) newOutliner() *outliner {
	o := &outliner{arrangement: a, mark: make([]int32, a.faces), walked: make([]bool, len(a.face))}
	for f := range o.mark {
		o.mark[f] = -1
	}
	return o
}

// outliners makes one for each worker, when it first asks.
func (a *arrangement) outliners() func(worker int) *outliner {
	all := make([]*outliner, workers())
	return func(worker int) *outliner {
		if all[worker] == nil {
			all[worker] = a.newOutliner()
		}
		return all[worker]
	}
}

// outline is the shape of the union of faces.
func (o *outliner) outline(faces []int32) orb.MultiPolygon { return o.on(o.grid, faces) }

// local is the outline seen from the origin of the grid.
func (o *outliner) local(faces []int32) orb.MultiPolygon { return o.on(o.grid.local(), faces) }

// width is the width of the union of faces, with the place; see [Width].
func (o *outliner) width(faces []int32) (float64, orb.Point) {
	width, place := o.search.width(o.local(faces))
	return width, o.grid.fromLocal(place)
}

// narrow is [narrow] of the union of faces.
func (o *outliner) narrow(faces []int32, diameter float64) (bool, float64, orb.Point) {
	thin, width, place := o.search.narrow(o.local(faces), diameter)
	return thin, width, o.grid.fromLocal(place)
}

// isNarrow is [isNarrow] of a face.
func (o *outliner) isNarrow(f int32, diameter float64) bool {
	return o.search.isNarrow(o.local([]int32{f}), diameter)
}

func (o *outliner) on(g grid, faces []int32) orb.MultiPolygon {
	for _, f := range faces {
		o.mark[f] = 0
	}
	var rings [][]pt
	for _, f := range faces {
		for _, h := range o.halvesOf(f) {
			if o.walked[h] || o.mark[o.face[h^1]] == 0 {
				continue
			}
			rings = o.ringsFrom(h, o.mark, 0, o.walked, rings)
		}
	}
	for _, f := range faces {
		o.mark[f] = -1
		for _, h := range o.halvesOf(f) {
			o.walked[h] = false
		}
	}
	return assemble(g, rings)
}

// trace builds the shapes of n owners from the faces each owns; owner is by
// face, -1 for nobody. Shells run counter-clockwise, holes clockwise; a shape
// without faces is nil. Every vertex of the arrangement on a border is a vertex
// of the shapes on both sides, so the shapes are a coverage.
func (a *arrangement) trace(owner []int32, n int) []orb.MultiPolygon {
	shapes := make([]orb.MultiPolygon, n)
	rings := a.rings(owner, n)
	_ = parallel.Each(context.Background(), n, workers(), func(k int) error {
		shapes[k] = assemble(a.grid, rings(k))
		return nil
	})
	return shapes
}

// rings returns a function for the open rings of the shapes that trace builds. It
// may be called for several owners at once.
func (a *arrangement) rings(owner []int32, n int) func(k int) [][]pt {
	first := make([]int32, n+1) // owner k has the half-edges on[first[k]:first[k+1]] on its border
	each := func(do func(h, k int32)) {
		for h, f := range a.face {
			if k := owner[f]; k >= 0 && owner[a.face[h^1]] != k {
				do(int32(h), k)
			}
		}
	}
	each(func(_, k int32) { first[k+1]++ })
	for k := range n {
		first[k+1] += first[k]
	}
	on, next := make([]int32, first[n]), slices.Clone(first)
	each(func(h, k int32) {
		on[next[k]] = h
		next[k]++
	})
	done := make([]bool, len(a.face))
	return func(k int) (rings [][]pt) {
		for _, h := range on[first[k]:first[k+1]] {
			if !done[h] {
				rings = a.ringsFrom(h, owner, int32(k), done, rings)
			}
		}
		return rings
	}
}

// ringsFrom follows the border of owner k from half-edge h until it is back, and
// appends the rings that this makes: several where it meets itself.
func (a *arrangement) ringsFrom(h int32, owner []int32, k int32, done []bool, rings [][]pt) [][]pt {
	length := 0
	for g := h; !done[g]; g = a.nextBorder(g, owner, k) {
		done[g] = true
		length++
		if b := a.bendOf(g >> 1); b != nil {
			length += len(b.points)
		}
	}
	path := make([]pt, 0, length)
	var forks []int32 // where it may pass twice
	for len(path) < length {
		v := a.from(h)
		path = append(path, a.vertices[v])
		if a.firstOut[v+1]-a.firstOut[v] > 3 {
			forks = append(forks, v)
		}
		if b := a.bendOf(h >> 1); b != nil {
			path = append(path, b.points...)
			if h&1 == 1 {
				slices.Reverse(path[len(path)-len(b.points):])
			}
		}
		h = a.nextBorder(h, owner, k)
	}
	slices.Sort(forks)
	if len(slices.Compact(forks)) == len(forks) {
		return append(rings, path)
	}
	return splitRing(path, rings)
}

// nextBorder continues h along the border of owner k: past the edges inside k,
// turning clockwise around the vertex that h reaches.
func (a *arrangement) nextBorder(h int32, owner []int32, k int32) int32 {
	g := a.onward[h]
	for owner[a.face[g^1]] == k {
		g = a.clockwise(g)
	}
	return g
}

// splitRing cuts an open ring that meets itself in points into rings that do
// not, and appends them.
func splitRing(path []pt, rings [][]pt) [][]pt {
	at := make(map[pt]int, len(path))
	var stack []pt
	for _, p := range path {
		if i, again := at[p]; again {
			loop := slices.Clone(stack[i:])
			for _, q := range loop {
				delete(at, q)
			}
			stack = stack[:i]
			rings = append(rings, loop)
		}
		at[p] = len(stack)
		stack = append(stack, p)
	}
	return append(rings, stack)
}

// ringTwice is twice the signed area of an open ring in steps.
func ringTwice(ring []pt) int64 {
	sum := int64(0)
	for i := range ring {
		sum += orient(ring[0], ring[i], ring[(i+1)%len(ring)])
	}
	return sum
}

// assemble joins simple open rings of one shape into polygons: each hole goes to
// the smallest shell around it. Polygons are in the order of their least points.
func assemble(g grid, rings [][]pt) orb.MultiPolygon {
	type shell struct {
		ring  []pt
		twice int64
		holes [][]pt
	}
	var shells []shell
	var holes [][]pt
	for _, r := range rings {
		startAtLeast(r)
		if t := ringTwice(r); t > 0 {
			shells = append(shells, shell{ring: r, twice: t})
		} else if t < 0 {
			holes = append(holes, r)
		}
	}
	slices.SortFunc(shells, func(p, q shell) int { return compare(p.ring[0], q.ring[0]) })
	slices.SortFunc(holes, func(p, q []pt) int { return compare(p[0], q[0]) })
	for _, h := range holes {
		best := -1
		for i := range shells {
			if (best < 0 || shells[i].twice < shells[best].twice) && ringInside(h, shells[i].ring) {
				best = i
			}
		}
		if best >= 0 {
			shells[best].holes = append(shells[best].holes, h)
		}
	}
	var shape orb.MultiPolygon
	for _, s := range shells {
		polygon := orb.Polygon{closed(g, s.ring)}
		for _, h := range s.holes {
			polygon = append(polygon, closed(g, h))
		}
		shape = append(shape, polygon)
	}
	return shape
}

// startAtLeast rotates an open ring so that it starts at its least point.
func startAtLeast(ring []pt) {
	least := 0
	for i := range ring {
		if ring[i].less(ring[least]) {
			least = i
		}
	}
	if least > 0 {
		slices.Reverse(ring[:least])
		slices.Reverse(ring[least:])
		slices.Reverse(ring)
	}
}

func closed(g grid, ring []pt) orb.Ring {
	r := make(orb.Ring, 0, len(ring)+1)
	for _, p := range ring {
		r = append(r, g.point(p))
	}
	return append(r, r[0])
}

// ringInside reports whether ring r lies inside ring s, given that they do not
// cross and share points at most. A point of r that is not on s decides.
func ringInside(r, s []pt) bool {
	for _, p := range r {
		switch locate(p, s) {
		case 1:
			return true
		case -1:
			return false
		}
	}
	return false // the same points: r is s the other way round
}

// locate is 1 if p lies inside the open ring, 0 on it, -1 outside.
func locate(p pt, ring []pt) int {
	inside := false
	for i := range ring {
		u, v := ring[i], ring[(i+1)%len(ring)]
		if u.y > v.y {
			u, v = v, u
		}
		if p.y < u.y || p.y > v.y || p.x > max(u.x, v.x) {
			continue
		}
		if u.y == v.y {
			if p.x >= min(u.x, v.x) {
				return 0
			}
			continue
		}
		turn := orient(u, v, p)
		if turn == 0 {
			return 0
		}
		if p.y < v.y && turn > 0 {
			inside = !inside
		}
	}
	if inside {
		return 1
	}
	return -1
}
