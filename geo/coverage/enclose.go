package coverage

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/paulmach/orb"
)

// EncloseOptions says what bounds areas, and where. The zero value encloses
// with all lines as drawn.
type EncloseOptions struct {
	// Grid is the grid step in the unit of the coordinates, to which lines are
	// noded by snap rounding as described with the package. 0 means the finest
	// power of ten for which four float64 numbers lie within a step at the
	// largest coordinate: 1e-8 m in most projected systems, so that lines stay
	// where they are drawn. Ends closer to a line than half a step meet it.
	Grid float64

	// Limit is land, a valid shape or several that overlap, whose rings bound
	// areas like lines do.
	Limit orb.MultiPolygon

	// Clip keeps only what lies inside Limit: other areas, dangles and cut edges
	// are left out.
	Clip bool

	Workers int // how many parts are worked on at a time; 0 means one for each processor
	Part    int // how many segments a part has at most; 0 means DefaultPart. It changes no result
}

// DefaultPart is the size of parts that a zero Part means. Should all of its
// segments lie in one place, the eight million pairs of them are compared in a
// twentieth of a second; larger parts were no faster on a city of 370,000 lines,
// smaller ones no slower down to 500.
const DefaultPart = 1 << 12

// OfLimit stands for the rings of the limit where an input line is named.
const OfLimit = -1

// Enclosed is what lines bound.
type Enclosed struct {
	// Areas is a coverage of one polygon each, holes included, in the order of
	// the least points of their shells, then of the points after these. Shells
	// run counter-clockwise, holes clockwise, each from its least point.
	Areas []orb.MultiPolygon
	Sides [][]Side // what bounds each area, in the order of the lines

	Dangles  []Loose // lines that end freely, or lead only to lines that do
	CutEdges []Loose // other lines with the same area, or the outside, on both sides

	Uses []Use   // what became of each line, by its position
	Grid float64 // the grid step that was used
}

// Side is the part of an area's border that runs along one input line.
type Side struct {
	Line   int // position of the line, or OfLimit
	Length float64
}

// Loose is a stretch of line that bounds no area. It ends where lines meet or
// begin, and runs from the lesser of its end points.
type Loose struct {
	Path  orb.LineString
	Lines []int // positions of the input lines along it, ascending; it may begin with OfLimit
}

// Use says along which lengths a line bounds areas, dangles, is a cut edge, and
// lies outside of where Clip looks. Where it runs over itself it counts once. A
// line without any extent on the grid is all zero.
type Use struct {
	Border, Dangle, CutEdge, Outside float64
}

// LineError says which input line cannot be used.
type LineError struct {
	Line int // position, or OfLimit
	Err  error
}

func (e *LineError) Error() string {
	if e.Line == OfLimit {
		return "limit: " + e.Err.Error()
	}
	return fmt.Sprintf("line %d: %v", e.Line, e.Err)
}

func (e *LineError) Unwrap() error { return e.Err }

// ErrGrid says that a grid step is no positive number, or too fine for float64
// coordinates.
var ErrGrid = errors.New("unusable grid step")

// Enclose finds the areas that lines bound: it cuts the lines wherever they meet
// or cross and returns every bounded face between them. The result does not
// depend on the order of the lines, but through their positions, nor on their
// directions, nor on how the work is parted.
//
// A point where three lines nearly cross may be one point or a small triangle,
// as the lines are drawn. Rings that cross themselves are cut like any line, so
// there are no invalid rings.
//
// The plane is parted into tiles of at most Part segments. They are noded one by
// one, each by one worker, and hand on nodes only; areas are built face by face
// in the same way. What is held for all lines at once is the graph: a million
// segments take half a gigabyte in all, with the lines and what they enclose.
func Enclose(ctx context.Context, lines []orb.LineString, opt EncloseOptions) (*Enclosed, error) {
	if opt.Workers <= 0 {
		opt.Workers = runtime.GOMAXPROCS(0)
	}
	if opt.Part <= 0 {
		opt.Part = DefaultPart
	}
	g, err := newFineGrid(opt.Grid, lines, opt.Limit)
	if err != nil {
		return nil, err
	}
	drawn := strokesOf(g, lines, opt.Limit)
	n, err := nodeByParts(ctx, drawn.strokes, opt.Part, opt.Workers)
	if err != nil {
		return nil, err
	}
	w, err := newWeb(ctx, n, drawn, opt.Workers)
	if err != nil {
		return nil, err
	}
	w.findFaces()
	w.findLoose()
	if opt.Clip {
		w.clip()
	}
	out := &Enclosed{Grid: 1 / g.perUnit}
	if err := w.areas(ctx, g, opt.Workers, out); err != nil {
		return nil, err
	}
	out.Dangles, out.CutEdges = w.stretches(g, dangling), w.stretches(g, bridging)
	out.Uses = w.uses(g, len(lines))
	return out, nil
}
