package coverage

import (
	"context"

	"github.com/paulmach/orb"
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
	// on the borders of the others, which stay whole.
	Only func(cell int) bool
}

// Piece is what a cut leaves of one cell.
type Piece struct {
	Cell  int // position of the cell
	Shape orb.MultiPolygon
}

// Kept is land that a line would have cut off, had it been larger or wider.
type Kept struct {
	Cell  int       // position of the cell
	Area  float64   // m²
	Width float64   // in metres, see [Width]; at least this, if that is MinWidth or more
	Place orb.Point // inside it
}

// Cut cuts a coverage along lines. The pieces are a coverage, in the order of
// their cells and within a cell of their least points; the pieces of a cell add
// up to it. A piece is connected, except that detached parts of a cell below
// MinPart go with its largest piece. Pieces too small or too narrow join the
// piece with which they share the longest cut, smallest first.
func Cut(ctx context.Context, cells []orb.MultiPolygon, lines []orb.LineString, opt CutOptions) ([]Piece, []Kept, error) {
	a, err := arrangeCut(ctx, cells, lines, opt)
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
	c := cutting{arrangement: a, cell: owner, opt: opt}
	c.findParts()
	kept, err := c.joinSmall(ctx, len(cells))
	if err != nil {
		return nil, nil, err
	}
	return c.pieces(), kept, nil
}

// arrangeCut nodes the cells with those parts of the lines that cut.
func arrangeCut(ctx context.Context, cells []orb.MultiPolygon, lines []orb.LineString, opt CutOptions) (*arrangement, error) {
	// What lies outside the cells cuts nothing, and would stretch the grid.
	bound := boundOf(cells, nil).Pad(1 + opt.Follow)
	var inside []orb.LineString
	for _, l := range lines {
		inside = append(inside, runsWithin(l, bound)...)
	}
	if opt.Follow <= 0 {
		return arrangeCells(ctx, cells, inside, opt.Grid)
	}
	g, err := newGrid(opt.Grid, bound.Pad(5*opt.Follow))
	if err != nil {
		return nil, err
	}
	f := newFollower(g, cells, opt.Follow)
	var cuts []orb.LineString
	for _, l := range inside {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for _, part := range f.own(l) {
			cut := make(orb.LineString, len(part))
			for i, p := range part {
				cut[i] = g.point(p)
			}
			cuts = append(cuts, cut)
		}
	}
	return arrangeCells(ctx, cells, cuts, opt.Grid)
}

// runsWithin returns the runs of segments of a line that touch the box, whole.
func runsWithin(line orb.LineString, box orb.Bound) []orb.LineString {
	var runs []orb.LineString
	open := false
	for i := 1; i < len(line); i++ {
		b := orb.MultiPoint{line[i-1], line[i]}.Bound()
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
