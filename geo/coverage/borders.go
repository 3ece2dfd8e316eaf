package coverage

import (
	"context"
	"math"
	"math/bits"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
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
	all := edgesOfCells(cells)
	// What each pair of cells shares, as directed edges with A on the left.
	type run struct{ from, to orb.Point }
	runs, keys := make([]run, 0, len(all)), make([]keyed, 0, len(all))
	add := func(a, b int32, from, to orb.Point) {
		keys = append(keys, keyed{uint64(a+1)<<32 | uint64(b), int32(len(runs))})
		runs = append(runs, run{from, to})
	}
	for i, j := range twins(all) {
		switch e := all[i]; {
		case j < 0: // the cell has its rim on its left
			add(Outside, e.cell, e.to, e.from)
		case int(j) > i && all[j].cell != e.cell:
			add(e.cell, all[j].cell, e.from, e.to)
		}
	}
	keys = sortKeys(keys)
	var firsts []int // where each border begins
	for i, k := range keys {
		if i == 0 || k.key != keys[i-1].key {
			firsts = append(firsts, i)
		}
	}
	borders := make([]Border, len(firsts))
	firsts = append(firsts, len(keys))
	_ = parallel.Each(context.Background(), len(borders), workers(), func(i int) error {
		of := keys[firsts[i]:firsts[i+1]]
		pieces := make([][2]orb.Point, len(of))
		for n, k := range of {
			pieces[n] = [2]orb.Point{runs[k.at].from, runs[k.at].to}
		}
		lines := chain(pieces)
		borders[i] = Border{int(of[0].key>>32) + Outside, int(uint32(of[0].key)), geo.Length(lines), lines}
		return nil
	})
	return borders
}

// cellEdge is an edge as its cell walks it, with the cell on its left.
type cellEdge struct {
	from, to orb.Point
	cell     int32
}

func edgesOfCells(cells []orb.MultiPolygon) []cellEdge {
	n := 0
	for _, cell := range cells {
		for _, polygon := range cell {
			for _, ring := range polygon {
				n += max(len(ring)-1, 0)
			}
		}
	}
	edges := make([]cellEdge, 0, n)
	for k, cell := range cells {
		for _, polygon := range cell {
			for _, ring := range polygon {
				for i := 1; i < len(ring); i++ {
					if ring[i] != ring[i-1] {
						edges = append(edges, cellEdge{ring[i-1], ring[i], int32(k)})
					}
				}
			}
		}
	}
	return edges
}

// twins tells for each edge which other joins the same points, -1 for none.
func twins(edges []cellEdge) []int32 {
	twin := make([]int32, len(edges))
	log := bits.Len(uint(len(edges)) | 1)
	table := make([]int32, 1<<log) // position of an edge, from 1, at or after the place that its points hash to
	for i, e := range edges {
		twin[i] = -1
		if i > 0 && twin[i-1] > 0 { // a border is walked back as it was walked there
			if j := twin[i-1] - 1; twin[j] < 0 && edges[j].from == e.to && edges[j].to == e.from {
				twin[i], twin[j] = j, int32(i)
				continue
			}
		}
		for at := e.hash() >> (64 - log); ; at = (at + 1) & uint64(len(table)-1) {
			j := table[at] - 1
			if j < 0 {
				table[at] = int32(i) + 1
				break
			}
			if f := &edges[j]; twin[j] < 0 && (f.from == e.to && f.to == e.from || f.from == e.from && f.to == e.to) {
				twin[i], twin[j] = j, int32(i)
				break
			}
		}
	}
	return twin
}

// hash is the same for an edge and its reverse.
func (e cellEdge) hash() uint64 {
	const odd = 0x9e3779b97f4a7c15 // 2^64 over the golden mean (Knuth, section 6.4)
	mix := func(p orb.Point) uint64 {
		h := math.Float64bits(p[0]+0) * odd // -0 is 0
		return (h ^ h>>29 ^ math.Float64bits(p[1]+0)) * odd
	}
	p, q := mix(e.from), mix(e.to)
	return (p + q ^ (p+q)>>32) * odd
}
