package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Outside stands for the land around a coverage, where no cell is.
const Outside = -1

// Border is where two cells meet, or where a cell meets the outside. Its lines
// run with cell B on their right and A on their left; a rim has A == Outside.
type Border struct {
	A, B   int // positions, A < B
	Length float64
	Lines  orb.MultiLineString
}

// Borders returns who meets whom along what, sorted by A and B, rims first. A
// point contact is no border. Every edge of every cell is in exactly one
// border, so that the lengths add up to the perimeters.
//
// Edges of a coverage match exactly, so a border is a run of equal edges walked
// in opposite directions: nothing is intersected.
func Borders(cells []orb.MultiPolygon) []Border {
	type edge struct {
		low, high orb.Point
		cell      int32
		forward   bool // the cell walks it low → high, and lies on its left
	}
	var edges []edge
	for k, cell := range cells {
		for _, polygon := range cell {
			for _, ring := range polygon {
				for i := 1; i < len(ring); i++ {
					p, q := ring[i-1], ring[i]
					if p != q {
						forward := comparePlaces(p, q) < 0
						if !forward {
							p, q = q, p
						}
						edges = append(edges, edge{p, q, int32(k), forward})
					}
				}
			}
		}
	}
	slices.SortFunc(edges, func(e, f edge) int {
		return cmp.Or(comparePlaces(e.low, f.low), comparePlaces(e.high, f.high), cmp.Compare(e.cell, f.cell))
	})
	// What each pair of cells shares, as directed edges with A on the left.
	type run struct {
		a, b     int32
		from, to orb.Point
	}
	var runs []run
	add := func(a, b int32, low, high orb.Point, aForward bool) {
		if aForward {
			runs = append(runs, run{a, b, low, high})
		} else {
			runs = append(runs, run{a, b, high, low})
		}
	}
	for i := 0; i < len(edges); i++ {
		e := edges[i]
		if i+1 < len(edges) && edges[i+1].low == e.low && edges[i+1].high == e.high {
			if f := edges[i+1]; f.cell != e.cell {
				add(e.cell, f.cell, e.low, e.high, e.forward)
			}
			i++
			continue
		}
		add(Outside, e.cell, e.low, e.high, !e.forward)
	}
	slices.SortStableFunc(runs, func(r, s run) int {
		return cmp.Or(cmp.Compare(r.a, s.a), cmp.Compare(r.b, s.b))
	})
	var borders []Border
	for i := 0; i < len(runs); {
		j := i
		var pieces [][2]orb.Point
		for ; j < len(runs) && runs[j].a == runs[i].a && runs[j].b == runs[i].b; j++ {
			pieces = append(pieces, [2]orb.Point{runs[j].from, runs[j].to})
		}
		lines := chain(pieces)
		borders = append(borders, Border{int(runs[i].a), int(runs[i].b), geo.Length(lines), lines})
		i = j
	}
	return borders
}

// chain joins directed edges end to end into lines, each as long as the edges
// allow without a choice: a line ends where edges fork. Rings start at their
// least points.
func chain(edges [][2]orb.Point) orb.MultiLineString {
	slices.SortFunc(edges, func(e, f [2]orb.Point) int {
		return cmp.Or(comparePlaces(e[0], f[0]), comparePlaces(e[1], f[1]))
	})
	leaving, reaching := map[orb.Point]int{}, map[orb.Point]int{}
	next := map[orb.Point]int{} // the edge that leaves a point
	for i, e := range edges {
		leaving[e[0]]++
		reaching[e[1]]++
		next[e[0]] = i
	}
	plain := func(p orb.Point) bool { return leaving[p] == 1 && reaching[p] == 1 }
	used := make([]bool, len(edges))
	var lines orb.MultiLineString
	walk := func(i int) {
		line := orb.LineString{edges[i][0]}
		for {
			used[i] = true
			end := edges[i][1]
			line = append(line, end)
			if !plain(end) || used[next[end]] {
				break
			}
			i = next[end]
		}
		lines = append(lines, line)
	}
	for i, e := range edges {
		if !used[i] && !plain(e[0]) {
			walk(i)
		}
	}
	for i := range edges { // what is left are rings
		if !used[i] {
			walk(i)
		}
	}
	return lines
}
