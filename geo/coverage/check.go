package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// FindingKind says which promise of a coverage is broken.
type FindingKind uint8

const (
	Invalid   FindingKind = iota // a cell is not a valid shape
	Overlaps                     // two cells cover the same land
	Unmatched                    // a vertex of one cell lies on an edge of another that has none there
	NarrowGap                    // land between cells, narrower than asked for, belongs to none
)

func (k FindingKind) String() string {
	return [...]string{"invalid", "overlap", "unmatched", "narrow gap"}[k]
}

// Finding is one place where cells are not a coverage.
type Finding struct {
	Kind  FindingKind
	Cells []int     // positions, ascending; the neighbours of a gap
	Size  float64   // area in m² of an overlap or gap; 0 for the others
	Width float64   // of an overlap or gap, in metres, see [Width]; 0 for the others
	Place orb.Point // on or in what is wrong
	Why   string    // for an invalid cell, what is wrong
}

// CheckOptions says how closely Check looks.
type CheckOptions struct {
	Grid float64 // grid step in metres, to which vertices are compared; 0 means DefaultGrid
	Gap  float64 // gaps narrower than this, in metres, are findings; 0 finds none
}

// Check returns every place where the cells are not a coverage, sorted by kind
// and place; none means they are one. An edge that lacks vertices, be it that
// others lie on it or that other edges cross it, is one finding of its cell, at
// the first of them. A gap counts where cells enclose it; slots that are open to
// the outside, and narrow stretches of a wide gap, are left to [Clean].
func Check(ctx context.Context, cells []orb.MultiPolygon, opt CheckOptions) ([]Finding, error) {
	var findings []Finding
	for k, cell := range cells {
		if reason, place := geo.Check(cell); reason != "" {
			findings = append(findings, Finding{Kind: Invalid, Cells: []int{k}, Place: place, Why: reason})
		}
	}
	g, strands, err := strandsOf(cells, nil, opt.Grid)
	if err != nil {
		return nil, err
	}
	unmatched, err := findUnmatched(ctx, g, strands)
	if err != nil {
		return nil, err
	}
	findings = append(findings, unmatched...)
	a, err := arrange(ctx, g, strands)
	if err != nil {
		return nil, err
	}
	for f := int32(1); f < int32(a.faces); f++ {
		switch label := a.label[f]; {
		case len(label) > 1:
			width, place := Width(a.outline([]int32{f}))
			findings = append(findings, Finding{Overlaps, positions(label), a.grid.area(a.twice[f]), width, place, ""})
		case len(label) == 0 && opt.Gap > 0:
			if thin, width, place := narrow(a.outline([]int32{f}), opt.Gap); thin {
				findings = append(findings, Finding{NarrowGap, a.around(f), a.grid.area(a.twice[f]), width, place, ""})
			}
		}
	}
	slices.SortStableFunc(findings, func(p, q Finding) int {
		if p.Kind != q.Kind {
			return int(p.Kind) - int(q.Kind)
		}
		return comparePlaces(p.Place, q.Place)
	})
	return findings, nil
}

// around lists the cells that border on face f.
func (a *arrangement) around(f int32) []int {
	var cells []int
	for _, h := range a.halvesOf(f) {
		for _, k := range a.label[a.face[h^1]] {
			cells = append(cells, int(k))
		}
	}
	slices.Sort(cells)
	return slices.Compact(cells)
}

// findUnmatched finds the edges that noding would cut: each cell's edge with
// the first place inside it where another vertex or edge meets it.
func findUnmatched(ctx context.Context, g grid, strands []strand) ([]Finding, error) {
	uses := rawPieces(strands)
	segs := make([]segment, len(uses))
	for i, u := range uses {
		segs[i] = segment{u.low, u.high}
	}
	chains, err := node(ctx, segs)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	for i, u := range uses {
		if len(chains[i]) > 2 {
			findings = append(findings, Finding{Kind: Unmatched, Cells: []int{int(u.owner)}, Place: g.point(chains[i][1])})
		}
	}
	return findings, nil
}
