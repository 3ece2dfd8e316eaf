package coverage

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
)

// CutOptions says when a line cuts. The zero value cuts along every line, as
// drawn, into pieces of any size.
type CutOptions struct {
	Grid     float64 // grid step in metres; 0 means DefaultGrid
	Follow   float64 // a line within this many metres of a cell's edge means the edge and does not cut
	MinPiece float64 // a piece smaller than this, in m², stays with the rest of its cell
	MinWidth float64 // so does a piece narrower than this, in metres; see [Width]
	MinShare float64 // so does a piece that is less than this share of its cell
	MinPart  float64 // a detached part of a cell smaller than this, in m², stays with its largest piece

	// Only says which cells may be cut; nil means all. Lines may leave vertices
	// on the borders of the others, which stay whole. It is asked for several at
	// once.
	Only func(cell int) bool
}

// Piece is what a cut leaves of one cell.
type Piece struct {
	Cell  int // position of the cell
	Shape orb.MultiPolygon
}

// Kept is land that stays with its cell though small or narrow: a line would have
// cut it off, had it been larger or wider; or cleaning found no cell to give it.
type Kept struct {
	Cell  int       // position of the cell
	Area  float64   // m²
	Width float64   // in metres, see [Width]; of a cut at least this, if that is MinWidth or more
	Place orb.Point // inside it
}

// Cut cuts a coverage along lines. The pieces are a coverage, in the order of
// their cells and within a cell of their least points; the pieces of a cell add
// up to it. A piece is connected, except that detached parts of a cell below
// MinPart go with its largest piece. Pieces too small or too narrow join the
// piece with which they share the longest cut, smallest first.
//
// A cell that no line reaches is given back as it is, and costs nothing.
func Cut(ctx context.Context, cells []orb.MultiPolygon, lines []orb.LineString, opt CutOptions) ([]Piece, []Kept, error) {
	cuts, err := cutsOf(ctx, cells, lines, opt)
	if err != nil {
		return nil, nil, err
	}
	reached := reachedBy(cells, cuts)
	var at []int // positions of the cells that lines may change
	var near []orb.MultiPolygon
	var pieces []Piece
	for k, cell := range cells {
		switch {
		case reached[k] || len(cell) > 1:
			at, near = append(at, k), append(near, cell)
		case geo.Area(cell) > 0:
			pieces = append(pieces, Piece{Cell: k, Shape: cell})
		}
	}
	a, err := arrangeCells(ctx, near, cuts, opt.Grid)
	if err != nil {
		return nil, nil, err
	}
	owner := make([]int32, a.faces)
	for f, label := range a.label {
		owner[f] = -1
		if len(label) > 0 {
			owner[f] = label[0]
		}
	}
	c := cutting{arrangement: a, cell: owner, opt: opt, at: at}
	c.findParts()
	kept, err := c.joinSmall(ctx, len(near))
	if err != nil {
		return nil, nil, err
	}
	for _, p := range c.pieces() {
		pieces = append(pieces, Piece{Cell: at[p.Cell], Shape: p.Shape})
	}
	slices.SortStableFunc(pieces, func(p, q Piece) int { return cmp.Compare(p.Cell, q.Cell) })
	for i := range kept {
		kept[i].Cell = at[kept[i].Cell]
	}
	return pieces, kept, nil
}

// reachedBy tells the cells that lines may change: those whose box touches that
// of a segment, and those whose box touches that of an edge such a segment may
// cross. The crossing bends the edge by less than a step all along, so that it
// may come to run through a vertex of theirs.
func reachedBy(cells []orb.MultiPolygon, lines []orb.LineString) []bool {
	boxes := make([]orb.Bound, len(cells))
	for k, c := range cells {
		boxes[k] = geo.Bound(c)
	}
	index := geo.NewIndex(boxes)
	var segments []orb.Bound
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			segments = append(segments, boxOf(l[i-1], l[i]).Pad(nearby))
		}
	}
	reached := make([]bool, len(cells))
	var found []int
	mark := func(b orb.Bound) {
		found = index.AppendTouching(found, b)
		for _, k := range found {
			reached[k] = true
		}
	}
	for _, b := range segments {
		mark(b)
	}
	across := geo.NewIndex(segments)
	for k, first := range slices.Clone(reached) {
		if !first {
			continue
		}
		for _, polygon := range cells[k] {
			for _, ring := range polygon {
				for i := 1; i < len(ring); i++ {
					edge := boxOf(ring[i-1], ring[i]).Pad(nearby)
					if found = across.AppendTouching(found, edge); len(found) > 0 {
						mark(edge)
					}
				}
			}
		}
	}
	return reached
}

// nearby is how near, in metres, boxes have to be for noding to see one another:
// a few steps of any grid in use.
const nearby = 0.1

// cutsOf returns those parts of the lines that cut.
func cutsOf(ctx context.Context, cells []orb.MultiPolygon, lines []orb.LineString, opt CutOptions) ([]orb.LineString, error) {
	// What lies outside the cells cuts nothing, and would stretch the grid.
	bound := boundOf(cells, nil).Pad(1 + opt.Follow)
	var inside []orb.LineString
	for _, l := range lines {
		inside = append(inside, runsWithin(l, bound)...)
	}
	g, err := newGrid(opt.Grid, bound.Pad(5*opt.Follow))
	if err != nil || opt.Follow <= 0 {
		return inside, err
	}
	f := newFollower(g, beside(cells, inside, 2*opt.Follow+nearby), opt.Follow)
	cuts := make([][]orb.LineString, len(inside))
	err = parallel.Each(ctx, len(inside), workers(), func(k int) error {
		for _, part := range f.own(inside[k]) {
			cut := make(orb.LineString, len(part))
			for i, p := range part {
				cut[i] = g.point(p)
			}
			cuts[k] = append(cuts[k], cut)
		}
		return nil
	})
	return slices.Concat(cuts...), err
}

// beside returns the cells whose box comes within distance of a segment's.
func beside(cells []orb.MultiPolygon, lines []orb.LineString, distance float64) []orb.MultiPolygon {
	boxes := make([]orb.Bound, len(cells))
	for k, c := range cells {
		boxes[k] = geo.Bound(c)
	}
	index := geo.NewIndex(boxes)
	near := make([]bool, len(cells))
	var found []int
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			found = index.AppendTouching(found, boxOf(l[i-1], l[i]).Pad(distance))
			for _, k := range found {
				near[k] = true
			}
		}
	}
	var all []orb.MultiPolygon
	for k, c := range cells {
		if near[k] {
			all = append(all, c)
		}
	}
	return all
}

// runsWithin returns the runs of segments of a line that touch the box, whole.
func runsWithin(line orb.LineString, box orb.Bound) []orb.LineString {
	var runs []orb.LineString
	open := false
	for i := 1; i < len(line); i++ {
		b := boxOf(line[i-1], line[i])
		if !box.Intersects(b) {
			open = false
			continue
		}
		if !open {
			runs = append(runs, orb.LineString{line[i-1]})
			open = true
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], line[i])
	}
	return runs
}
