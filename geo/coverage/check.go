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
	Cells []int     // positions, ascending; the neighbours of a gap; of an edge that lacks a vertex its cell, then those with a vertex there
	Size  float64   // area in m² of an overlap or gap; 0 for the others
	Width float64   // of an overlap or gap, in metres, see [Width]; 0 for the others
	Place orb.Point // on or in what is wrong
	Why   string    // of an invalid cell, what is wrong; of an overlap, whether a cell has no other land
}

// CheckOptions says how closely Check looks.
type CheckOptions struct {
	Grid float64 // grid step in metres, to which vertices are compared; 0 means DefaultGrid
	Gap  float64 // gaps narrower than this, in metres, are findings; 0 finds none
}

// Check returns every place where the cells are not a coverage, sorted by kind
// and place; none means they are one. An edge that lacks vertices, be it that
// others lie on it or that other edges cross it, is one finding of its cell, at
// the first of them. A gap is what [Clean] would fill: narrow land that cells
// enclose, slots that are open to the outside, and the narrow stretches of a
// wider gap, each by itself.
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
	findings = append(findings, a.overlapping(len(cells))...)
	gaps, err := a.narrowGaps(ctx, opt.Gap)
	if err != nil {
		return nil, err
	}
	findings = append(findings, gaps...)
	slices.SortStableFunc(findings, func(p, q Finding) int {
		if p.Kind != q.Kind {
			return int(p.Kind) - int(q.Kind)
		}
		return comparePlaces(p.Place, q.Place)
	})
	return findings, nil
}

// overlapping finds the land that several cells claim.
func (a *arrangement) overlapping(cells int) []Finding {
	alone := make([]bool, cells) // has land that no other claims
	for _, label := range a.label {
		if len(label) == 1 {
			alone[label[0]] = true
		}
	}
	var findings []Finding
	o := a.newOutliner()
	for f := int32(1); f < int32(a.faces); f++ {
		label := a.label[f]
		if len(label) < 2 {
			continue
		}
		width, place := o.width([]int32{f})
		finding := Finding{Kind: Overlaps, Cells: positions(label), Size: a.grid.area(a.twice[f]), Width: width, Place: place}
		if hidden := slices.DeleteFunc(positions(label), func(k int) bool { return alone[k] }); len(hidden) == len(label) {
			finding.Why = "drawn more than once"
		} else if len(hidden) > 0 {
			finding.Why = "one lies within others"
		}
		findings = append(findings, finding)
	}
	return findings
}

// narrowGaps finds land between cells that is narrower than gap.
func (a *arrangement) narrowGaps(ctx context.Context, gap float64) ([]Finding, error) {
	if gap <= 0 {
		return nil, nil
	}
	a, found, err := a.bridged(ctx, gap, nil)
	if err != nil {
		return nil, err
	}
	empties, err := a.empties(ctx, gap, found.mouths())
	if err != nil {
		return nil, err
	}
	var findings []Finding
	o := a.newOutliner()
	for _, e := range empties {
		if e.narrow {
			width, place := o.width(a.widest(e.faces))
			findings = append(findings, Finding{Kind: NarrowGap, Cells: e.cells, Size: a.sizeOf(e.faces), Width: width, Place: place})
		}
	}
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
	var segs []segment
	var owners []int32
	for _, s := range strands {
		for i := 1; i < len(s.path); i++ {
			if p, q := s.path[i-1], s.path[i]; p != q {
				if q.less(p) {
					p, q = q, p
				}
				segs, owners = append(segs, segment{p, q}), append(owners, s.owner)
			}
		}
	}
	chains, err := node(ctx, segs)
	if err != nil {
		return nil, err
	}
	var findings []Finding
	var places []pt
	with := map[pt][]int{} // cells that have a vertex at a place
	for i, p := range chains {
		if p != nil {
			findings = append(findings, Finding{Kind: Unmatched, Cells: []int{int(owners[i])}, Place: g.point(p[1])})
			places, with[p[1]] = append(places, p[1]), nil
		}
	}
	for _, s := range strands {
		for _, p := range s.path {
			if cells, ok := with[p]; ok && !slices.Contains(cells, int(s.owner)) {
				with[p] = append(cells, int(s.owner))
			}
		}
	}
	for i := range findings {
		for _, k := range with[places[i]] {
			if k != findings[i].Cells[0] {
				findings[i].Cells = append(findings[i].Cells, k)
			}
		}
	}
	return findings, nil
}
