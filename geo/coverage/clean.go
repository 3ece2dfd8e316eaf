package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb"
)

// CleanOptions says how Clean settles what does not tile. The zero value makes
// the recommended coverage.
type CleanOptions struct {
	Grid        float64  // grid step in metres; 0 means DefaultGrid
	Gap         float64  // gaps narrower than this are filled, in metres; 0 fills none
	Sliver      float64  // detached pieces of a cell smaller than this, in m², go to a neighbour; 0 keeps all
	SliverWidth float64  // so do those thinner than this on average, twice area over perimeter, in m
	MinKept     float64  // the least share of its area that a cell keeps; 0 asks only that it does not vanish
	Overlap     Priority // who gets land that several cells claim

	// Match is the distance, in metres, within which vertices of cells that
	// overlap, or leave land between them, are taken for one and meet in their
	// mean; 0 matches none, and more than half of Gap is taken for that. Borders that were drawn twice become one border
	// between the two, and not a string of slivers. A tenth of Gap is a good
	// value.
	Match float64

	// Rank is for First: by cell, its rank; the lowest gets the land, of equal
	// ones the smallest. Nil ranks cells by their positions.
	Rank []int

	// Fixed says which cells must not grow, as water or a unit that is settled:
	// they get no gap and no sliver, and matching does not move their vertices.
	// Nil means none.
	Fixed func(cell int) bool

	rounds int  // of filling gaps; 0 means until there is none
	anew   bool // each round looks at all edges, whatever the round before left as it was
}

// Priority says which cell gets land that several cells claim.
type Priority uint8

const (
	// Longest gives each overlap to the claimant with whose other land it shares
	// the longest border, so that cells stay in one piece; one that borders on
	// no such land goes to the smallest claimant. A cell that would keep less
	// than MinKept so, as one drawn inside another does, keeps what it claims
	// instead, the smallest such cell first.
	Longest Priority = iota
	Smaller          // overlaps at least Gap wide to the smallest claimant, the others to the longest border
	Larger           // overlaps at least Gap wide to the largest claimant, the others to the longest border
	First            // every overlap to the claimant with the lowest rank
)

// ChangeKind says what was wrong at a place.
type ChangeKind uint8

const (
	Overlap ChangeKind = iota // several cells claimed the land; one got it
	Gap                       // no cell claimed the land; one got it
	Sliver                    // a crumb of one cell went to another
	Matched                   // vertices of a cell were moved to those of its neighbours
	Shared                    // no cell claimed the land; those around share it along its centreline
)

func (k ChangeKind) String() string {
	return [...]string{"overlap", "gap", "sliver", "matched", "shared"}[k]
}

// Change is one piece of land that changed hands.
type Change struct {
	Kind   ChangeKind
	Claims []int            // positions of the cells that claimed the land, ascending; none for a gap; of a cell matched itself and those it was matched with
	To     int              // position of the cell that has it now
	Area   float64          // of a cell matched what it gained or, negative, lost by that
	Width  float64          // see [Width]; of an overlap at least this, if that is Gap or more; of a gap in stretches, that of the widest; of a cell matched how far a vertex moved at most
	Place  orb.Point        // inside the piece; of a cell matched where that vertex is now
	Shape  orb.MultiPolygon // nil of a cell matched
}

// Hole is land that cells surround and none claims, too wide to be filled.
type Hole struct {
	Area  float64
	Width float64 // at least this; see [Width]
	Place orb.Point
	Shape orb.MultiPolygon
}

// Cleaned is a coverage and what was done to make it one.
type Cleaned struct {
	Cells   []orb.MultiPolygon // by the positions given
	Changes []Change           // in the order of their places
	Holes   []Hole             // in the order of their places

	// Kept lists the slivers that stay with their cells, since they border on no
	// other that may grow and lie further than Gap from the rest of their own. In
	// the order of their places.
	Kept []Kept

	// Snapped is by how much rounding to the grid changed the area of each cell,
	// in m²: what its vertices moved, and its edges where others meet them. So the
	// books of a cell are exact but for the rounding of sums: the area given, less
	// overlaps that went to others and its slivers, plus the gaps, shares and
	// slivers it got, what matching gained and what was snapped, is the area it
	// has now.
	Snapped []float64
}

// Clean makes a coverage of cells that nearly are one. Each cell must be valid
// on its own; overlaps, gaps and unmatched vertices between them are settled.
// Land that exactly one cell claims stays with it, to a grid step, but for
// slivers and what matching moves. The changes and what was snapped add up to the
// difference of the areas, cell by cell; see [Cleaned.Snapped]. A cell on the grid that nothing changes keeps its points as they are;
// to clean a clean coverage changes no byte.
//
// It fails with a [*LossError] if a cell that has area would keep less than
// MinKept of it, or nothing, with [ErrExtent], and with [geo.ErrNotFinite].
func Clean(ctx context.Context, cells []orb.MultiPolygon, opt CleanOptions) (*Cleaned, error) {
	g, strands, err := strandsOf(cells, nil, opt.Grid)
	if err != nil {
		return nil, err
	}
	a, err := arrange(ctx, g, strands)
	if err != nil {
		return nil, err
	}
	c := &cleaning{opt: opt, cells: cells, rank: rankCells(cells, strands)}
	c.begin(a)
	done := &Cleaned{}
	drawn, err := c.match(ctx, strands, done)
	if err != nil {
		return nil, err
	}
	c.snap(areasOf(drawn, len(cells)), c.claims())
	if err := c.settleOverlaps(ctx, done); err != nil {
		return nil, err
	}
	c.moveSlivers(done)
	before, kept := c.claimed(), c.kept()
	if err := c.fillGaps(ctx, done); err != nil {
		return nil, err
	}
	done.Kept = c.keptCrumbs()
	done.Cells = c.trace(c.owner, len(cells))
	done.Snapped = c.books(strands)
	keepUnchanged(done.Cells, cells)
	slices.SortStableFunc(done.Changes, func(p, q Change) int { return comparePlaces(p.Place, q.Place) })
	slices.SortStableFunc(done.Holes, func(p, q Hole) int { return comparePlaces(p.Place, q.Place) })
	return done, c.checkLoss(before, kept, done)
}

// cleaning is the state of one Clean: who owns each face of the arrangement.
type cleaning struct {
	*arrangement
	opt   CleanOptions
	cells []orb.MultiPolygon
	owner []int32
	rank  []int32 // by cell: where it stands among all by its shape, to settle ties
	stray []int32 // the cells of crumbs set apart; the first is owner len(cells)

	snapped []int64 // by cell: twice the area in steps that noding added
}

// begin starts the work on an arrangement: each face that one cell claims
// belongs to it.
func (c *cleaning) begin(a *arrangement) {
	c.arrangement = a
	c.owner = make([]int32, c.faces)
	for f, label := range c.label {
		c.owner[f] = -1
		if len(label) == 1 {
			c.owner[f] = label[0]
		}
	}
}

// match moves vertices of cells in conflict together, and starts anew: where they
// overlap, or enclose a narrow gap. Slots that are open at an end are left to
// fillGaps. It returns the strands as they are then.
func (c *cleaning) match(ctx context.Context, strands []strand, done *Cleaned) ([]strand, error) {
	distance := min(c.opt.Match, c.opt.Gap/2)
	if distance <= 0 {
		return strands, nil
	}
	wrong := make([]bool, c.faces)
	for f, label := range c.label {
		wrong[f] = len(label) > 1
	}
	empties, err := c.empties(ctx, c.opt.Gap, nil)
	if err != nil {
		return nil, err
	}
	for _, e := range empties {
		for _, f := range e.faces {
			wrong[f] = e.narrow
		}
	}
	moved, changes := c.arrangement.match(strands, len(c.cells), wrong, distance, c.opt.Fixed)
	if moved == nil {
		return strands, nil
	}
	done.Changes = changes
	a, err := arrange(ctx, c.grid, moved)
	if err != nil {
		return nil, err
	}
	c.begin(a)
	return moved, nil
}

// longest returns the owner that shares the longest border with the faces, among
// those allowed, or -1. A nil allowed means any owner that may grow but except.
func (c *cleaning) longest(faces []int32, allowed []int32, except int32) int32 {
	var owners []int32
	var metres []float64
	within := func(f int32) bool { return len(faces) == 1 && f == faces[0] }
	if len(faces) > 8 {
		all := make(map[int32]bool, len(faces))
		for _, f := range faces {
			all[f] = true
		}
		within = func(f int32) bool { return all[f] }
	} else if len(faces) > 1 {
		within = func(f int32) bool { return slices.Contains(faces, f) }
	}
	for _, f := range faces {
		for _, h := range c.halvesOf(f) {
			g := c.face[h^1]
			k := c.cellOf(c.owner[g])
			if k < 0 || k == except || within(g) {
				continue
			}
			if allowed != nil && !slices.Contains(allowed, k) || allowed == nil && c.opt.Fixed != nil && c.opt.Fixed(int(k)) {
				continue
			}
			i := slices.Index(owners, k)
			if i < 0 {
				i, owners, metres = len(owners), append(owners, k), append(metres, 0)
			}
			metres[i] += c.edgeLength(h >> 1)
		}
	}
	best := -1
	for i, k := range owners {
		// What differs by less than rounding on the way ties.
		switch {
		case best < 0 || metres[i] > metres[best]+tie:
			best = i
		case metres[i] >= metres[best]-tie && c.compare(k, owners[best]) < 0:
			best = i
		}
	}
	if best < 0 {
		return -1
	}
	return owners[best]
}

// tie is the difference of two border lengths, in metres, below which they are
// equal: a sum of a million lengths of up to 268 km rounds by less.
const tie = 1e-6

func positions(owners []int32) []int {
	p := make([]int, len(owners))
	for i, k := range owners {
		p[i] = int(k)
	}
	return p
}

func comparePlaces(p, q orb.Point) int {
	switch {
	case p == q:
		return 0
	case p[0] < q[0] || p[0] == q[0] && p[1] < q[1]:
		return -1
	default:
		return 1
	}
}
