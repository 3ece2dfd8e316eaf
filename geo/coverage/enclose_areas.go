package coverage

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"

	"github.com/paulmach/orb"
)

// areas builds the shape and the sides of every bounded face and puts them in
// order.
func (w *web) areas(ctx context.Context, g fineGrid, workers int, out *Enclosed) error {
	first, halves := w.borders()
	type area struct {
		shape orb.MultiPolygon
		sides []Side
		start [2]int32 // the first edge of the shell, which no other shell has
	}
	areas := make([]area, w.faces)
	walkers := make([]*walker, workers)
	const run = 256 // faces a worker takes at a time
	err := parallel.ByWorker(ctx, (w.faces+run-1)/run, workers, func(worker, k int) error {
		if walkers[worker] == nil {
			walkers[worker] = &walker{web: w, grid: g, place: make([]int32, len(w.at))}
		}
		for f := k * run; f < min((k+1)*run, w.faces); f++ {
			if border := halves[first[f]:first[f+1]]; len(border) > 0 {
				a := &areas[f]
				a.shape, a.start = walkers[worker].polygon(border)
				a.sides = walkers[worker].sides(border)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	areas = slices.DeleteFunc(areas, func(a area) bool { return a.shape == nil })
	slices.SortFunc(areas, func(a, b area) int {
		return cmp.Or(cmp.Compare(a.start[0], b.start[0]), cmp.Compare(a.start[1], b.start[1]))
	})
	out.Areas, out.Sides = make([]orb.MultiPolygon, len(areas)), make([][]Side, len(areas))
	for i, a := range areas {
		out.Areas[i], out.Sides[i] = a.shape, a.sides
	}
	return nil
}

// borders lists the half-edges on the border of each bounded face that counts,
// ascending: halves[first[f]:first[f+1]].
func (w *web) borders() (first, halves []int32) {
	counts := func(h int) bool {
		f := w.face[h]
		return f > 0 && w.role[h>>1] == bordering && !(w.beyond != nil && w.beyond[f])
	}
	first = make([]int32, w.faces+1)
	for h, f := range w.face {
		if counts(h) {
			first[f+1]++
		}
	}
	for f := range w.faces {
		first[f+1] += first[f]
	}
	halves = make([]int32, first[w.faces])
	next := slices.Clone(first)
	for h, f := range w.face {
		if counts(h) {
			halves[next[f]] = int32(h)
			next[f]++
		}
	}
	return first, halves
}

// walker builds faces, one at a time.
type walker struct {
	web   *web
	grid  fineGrid
	place []int32 // vertex → 1 + its place on the path, 0 if it is not there
	path  []int32
	done  []int32 // half-edges walked, ascending
}

// polygon follows the border of a face into simple rings: one that runs
// counter-clockwise, the shell, and holes.
func (k *walker) polygon(border []int32) (orb.MultiPolygon, [2]int32) {
	var shell orb.Ring
	var start [2]int32
	type hole struct {
		ring  orb.Ring
		start [2]int32
	}
	var holes []hole
	emit := func(ring []int32) {
		least := 0
		for i, v := range ring {
			if v < ring[least] {
				least = i
			}
		}
		n := len(ring)
		r := make(orb.Ring, 0, n+1)
		for i := range n + 1 {
			r = append(r, k.grid.point(k.web.at[ring[(least+i)%n]]))
		}
		before, after := ring[(least+n-1)%n], ring[(least+1)%n]
		from := [2]int32{ring[least], after}
		at := k.web.at
		if turn(at[before], at[ring[least]], at[after]) > 0 {
			shell, start = r, from
		} else {
			holes = append(holes, hole{r, from})
		}
	}
	k.done = append(k.done[:0], make([]int32, len(border))...)
	for i, h := range border {
		if k.done[i] == 0 {
			k.walk(h, border, emit)
		}
	}
	slices.SortFunc(holes, func(a, b hole) int {
		return cmp.Or(cmp.Compare(a.start[0], b.start[0]), cmp.Compare(a.start[1], b.start[1]))
	})
	polygon := orb.Polygon{shell}
	for _, h := range holes {
		polygon = append(polygon, h.ring)
	}
	return orb.MultiPolygon{polygon}, start
}

// walk follows one closed way along a border and emits the simple rings that it
// falls apart into where it meets itself.
func (k *walker) walk(h int32, border []int32, emit func(ring []int32)) {
	w := k.web
	k.path = k.path[:0]
	for {
		i, _ := slices.BinarySearch(border, h)
		if k.done[i] != 0 {
			break
		}
		k.done[i] = 1
		v := w.from(h)
		if at := k.place[v]; at > 0 {
			loop := k.path[at-1:]
			for _, u := range loop {
				k.place[u] = 0
			}
			emit(loop)
			k.path = k.path[:at-1]
		}
		k.path = append(k.path, v)
		k.place[v] = int32(len(k.path))
		for h = w.next[h]; w.role[h>>1] != bordering; {
			h = w.next[h^1] // past edges that do not bound
		}
	}
	for _, u := range k.path {
		k.place[u] = 0
	}
	emit(k.path)
}

// sides adds up what bounds a face by the lines that it runs along.
func (k *walker) sides(border []int32) []Side {
	w := k.web
	var sides []Side
	for _, h := range border {
		length := k.grid.length(w.at[w.from(h)], w.at[w.to(h)])
		last := OfLimit - 1
		for _, source := range w.sources[w.first[h>>1]:w.first[h>>1+1]] {
			if line := max(int(source), OfLimit); line != last {
				sides, last = append(sides, Side{line, length}), line
			}
		}
	}
	slices.SortStableFunc(sides, func(s, t Side) int { return cmp.Compare(s.Line, t.Line) })
	n := 0
	for i, s := range sides {
		if i > 0 && sides[n-1].Line == s.Line {
			sides[n-1].Length += s.Length
			continue
		}
		sides[n] = s
		n++
	}
	return slices.Clip(sides[:n])
}
