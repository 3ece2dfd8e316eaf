package coverage

import (
	"slices"

	"github.com/paulmach/orb"
)

// loops are the rings of cells on the grid. Each lies between its last point and its
// first, so that every point has its neighbours beside it.
type loops struct {
	points []pt
	all    []loop
}

// loop is an open ring of a cell: the points from first up to end.
type loop struct {
	cell, polygon int
	first, end    int32
}

// loopsOf takes the rings of cells to the grid. Those of fewer than three points there
// are left out.
func loopsOf(g grid, cells []orb.MultiPolygon) *loops {
	points, rings := 0, 0
	for _, cell := range cells {
		for _, polygon := range cell {
			for _, ring := range polygon {
				points, rings = points+len(ring)+1, rings+1
			}
		}
	}
	l := &loops{make([]pt, 0, points), make([]loop, 0, rings)}
	for k, cell := range cells {
		for p, polygon := range cell {
			for _, ring := range polygon {
				l.add(g, loop{cell: k, polygon: p}, ring)
			}
		}
	}
	return l
}

func (l *loops) add(g grid, o loop, ring orb.Ring) {
	before := len(l.points)
	l.points = g.appendPath(append(l.points, pt{}), ring)
	path := l.points[before+1:]
	if len(path) <= 3 {
		l.points = l.points[:before]
		return
	}
	l.points[before] = path[len(path)-2]
	path[len(path)-1] = path[0]
	o.first, o.end = int32(before+1), int32(len(l.points)-1)
	l.all = append(l.all, o)
}

// nodes tells of each point whether other than two edges meet there, and lists where,
// ascending.
func (l *loops) nodes() (is []bool, nodes []pt) {
	keys := make([]keyed, 0, len(l.points))
	for _, o := range l.all {
		for at := o.first; at < o.end; at++ {
			keys = append(keys, keyed{l.points[at].key(), at})
		}
	}
	keys = sortKeys(keys)
	is = make([]bool, len(l.points))
	for i := 0; i < len(keys); {
		var ends [2]pt
		edges, j := 0, i
		for ; j < len(keys) && keys[j].key == keys[i].key; j++ {
			for _, q := range [2]pt{l.points[keys[j].at-1], l.points[keys[j].at+1]} {
				if !slices.Contains(ends[:min(edges, 2)], q) {
					if edges < 2 {
						ends[edges] = q
					}
					edges++
				}
			}
		}
		if edges != 2 {
			nodes = append(nodes, point(keys[i].key))
			for _, k := range keys[i:j] {
				is[k.at] = true
			}
		}
		i = j
	}
	return is, nodes
}
