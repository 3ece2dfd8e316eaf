package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// thinning is a coverage as arcs, and rings as lists of them.
type thinning struct {
	grid  grid
	arcs  []arc
	rings [][][][]ride // of cells, of their polygons
	nodes []pt         // ends of arcs, and starts of rings without any; ascending
}

// ride is an arc on the way around a ring.
type ride struct {
	arc  int32
	back bool
}

// newThinning divides the borders into arcs. A vertex with other than two edges is a
// node: where there are two, every ring through it goes along both.
func newThinning(g grid, cells []orb.MultiPolygon, tolerance float64) *thinning {
	t := &thinning{grid: g}
	var ends []segment // every edge both ways
	each := func(visit func(cell, polygon int, ring []pt)) {
		for k, cell := range cells {
			for p, polygon := range cell {
				for _, ring := range polygon {
					if path := g.path(ring); len(path) > 3 {
						visit(k, p, path[:len(path)-1])
					}
				}
			}
		}
	}
	each(func(_, _ int, ring []pt) {
		for i, p := range ring {
			q := ring[(i+1)%len(ring)]
			ends = append(ends, segment{p, q}, segment{q, p})
		}
	})
	slices.SortFunc(ends, func(s, t segment) int { return cmp.Or(compare(s.a, t.a), compare(s.b, t.b)) })
	ends = slices.Compact(ends)
	for i := 0; i < len(ends); {
		j := i
		for j < len(ends) && ends[j].a == ends[i].a {
			j++
		}
		if j-i != 2 {
			t.nodes = append(t.nodes, ends[i].a)
		}
		i = j
	}
	met := len(t.nodes) // what follows are starts of rings
	isNode := func(p pt) bool {
		_, found := slices.BinarySearchFunc(t.nodes[:met], p, compare)
		return found
	}
	known := map[segment]int32{} // an arc by the edges at its ends, inwards
	t.rings = make([][][][]ride, len(cells))
	for k := range cells {
		t.rings[k] = make([][][]ride, len(cells[k]))
	}
	each(func(k, p int, ring []pt) {
		start := slices.IndexFunc(ring, isNode)
		free := start < 0
		if free {
			start = slices.Index(ring, slices.MinFunc(ring, compare))
		}
		ring = append(slices.Clone(ring[start:]), ring[:start+1]...)
		var rides []ride
		for from := 0; from < len(ring)-1; {
			to := from + 1
			for to < len(ring)-1 && !isNode(ring[to]) {
				to++
			}
			path := ring[from : to+1]
			first, last := segment{path[0], path[1]}, segment{path[len(path)-1], path[len(path)-2]}
			a, ok := known[first]
			if !ok {
				a = int32(len(t.arcs))
				known[first], known[last] = a, a // who comes the other way starts with the last edge
				path := slices.Clone(path)
				if cmp.Or(compare(first.a, last.a), compare(first.b, last.b)) > 0 {
					slices.Reverse(path)
				}
				t.arcs = append(t.arcs, arc{path: path, tolerance: tolerance})
				if free {
					t.nodes = append(t.nodes, path[0])
				}
			}
			rides = append(rides, ride{a, t.arcs[a].path[0] != first.a || t.arcs[a].path[1] != first.b})
			from = to
		}
		t.rings[k][p] = append(t.rings[k][p], rides)
	})
	slices.SortFunc(t.nodes, compare)
	for i := range t.arcs {
		t.arcs[i].thin()
	}
	return t
}

// cells puts the arcs together again.
func (t *thinning) cells() []orb.MultiPolygon {
	cells := make([]orb.MultiPolygon, len(t.rings))
	for k, polygons := range t.rings {
		var rings [][]pt
		for _, polygon := range polygons {
			for _, rides := range polygon {
				rings = append(rings, t.ring(rides))
			}
		}
		cells[k] = assemble(t.grid, rings)
	}
	return cells
}

// ring is an open ring of what stays.
func (t *thinning) ring(rides []ride) []pt {
	var ring []pt
	for _, r := range rides {
		a := &t.arcs[r.arc]
		n := len(a.kept)
		for i := range n - 1 { // the end is the start of the next
			at := i
			if r.back {
				at = n - 1 - i
			}
			ring = append(ring, a.path[a.kept[at]])
		}
	}
	return ring
}
