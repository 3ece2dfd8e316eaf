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
	loops := loopsOf(g, cells)
	isNode, nodes := loops.nodes()
	t := &thinning{grid: g, nodes: nodes, rings: make([][][][]ride, len(cells))}
	for k := range cells {
		t.rings[k] = make([][][]ride, len(cells[k]))
	}
	known := map[segment]int32{} // an arc by the edges at its ends, inwards
	for _, l := range loops.all {
		ring, ends := loops.points[l.first:l.end], isNode[l.first:l.end]
		start := slices.Index(ends, true)
		free := start < 0
		if free {
			start = slices.Index(ring, slices.MinFunc(ring, compare))
		}
		at := func(i int) int { return (start + i) % len(ring) }
		var rides []ride
		for from := 0; from < len(ring); {
			to := from + 1
			for to < len(ring) && !ends[at(to)] {
				to++
			}
			first, last := segment{ring[at(from)], ring[at(from+1)]}, segment{ring[at(to)], ring[at(to-1)]}
			a, ok := known[first]
			if !ok {
				a = int32(len(t.arcs))
				known[first], known[last] = a, a // who comes the other way starts with the last edge
				path := make([]pt, to-from+1)
				for i := range path {
					path[i] = ring[at(from+i)]
				}
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
		t.rings[l.cell][l.polygon] = append(t.rings[l.cell][l.polygon], rides)
	}
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
