package units

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/parallel"
	"renewal/rules"
	"renewal/units/study"
)

// fabric is the land as the delineation sees it: control units that tile, cut
// into atoms, and the borders between the atoms. It does not change any more.
type fabric struct {
	cells   []orb.MultiPolygon // cleaned control units, by position in the layer; unions of their atoms
	atoms   []Atom             // in the order of their control units
	borders []Border           // sorted by A and B
	repairs []Repair
	snapped []float64 // by control unit: m² that rounding to the grid gained or, negative, lost it
}

// weave makes the fabric. Afterwards the atoms are a coverage on the grid, the
// atoms of a control unit add up to what cleaning left of it, each atom has one
// district, and every border knows which sources it follows.
func weave(ctx context.Context, p *prepared, rs *rules.Ruleset, set study.Settings, w Watcher) (*fabric, error) {
	w.Stage("fabric", 5)
	f := &fabric{}
	// What borders may follow is known beforehand, and is looked up meanwhile.
	sources := make(chan []*follows, 1)
	known := prepared{layers: maps.Clone(p.layers)}
	go func() { sources <- sourcesOf(&known, rs, set) }()
	if err := f.clean(ctx, p, set); err != nil {
		return nil, err
	}
	w.Step(1)
	pieces, err := f.cutByDistricts(ctx, p, set)
	if err != nil {
		return nil, err
	}
	settleCorridors(p, pieces)
	w.Step(1)
	if err := f.cutByBarriers(ctx, p, rs, set, pieces); err != nil {
		return nil, err
	}
	w.Step(1)
	f.nameAtoms(p)
	shapes := shapesOf(f.atoms)
	of := make([][]int, len(f.cells)) // control unit → its atoms
	for i := range f.atoms {
		of[f.atoms[i].ControlUnit] = append(of[f.atoms[i].ControlUnit], i)
	}
	// Where a cut meets a border, the border gets a vertex on the grid, which
	// moves it by less than a step. So the cells are what their atoms make.
	if f.cells, err = unions(ctx, shapes, of, set.Grid); err != nil {
		return nil, err
	}
	borders := coverage.Borders(shapes)
	w.Step(1)
	if f.borders, err = basisOf(ctx, <-sources, set, borders, p.study.Options.Workers); err != nil {
		return nil, err
	}
	openCorridors(f.borders, f.atoms)
	w.Step(1)
	return f, nil
}

// clean makes the control units a coverage.
func (f *fabric) clean(ctx context.Context, p *prepared, set study.Settings) error {
	control := p.layers[study.ControlUnits]
	cleaned, err := coverage.Clean(ctx, control.areas(), coverage.CleanOptions{
		Grid: set.Grid, Gap: set.Gap, Match: set.Match, Sliver: set.SliverArea, SliverWidth: set.SliverWidth, MinKept: 1 - set.MaxLoss, Overlap: priority(set.Overlap),
	})
	var loss *coverage.LossError
	if errors.As(err, &loss) {
		return &geo.FeatureError{Ref: control.Ref(loss.Cell), Source: control.Source, Op: "clean", Place: &loss.Place, Err: lossOf(control, loss, set)}
	}
	if err != nil {
		return failed(ctx, &geo.LayerError{Layer: study.ControlUnits, Source: control.Source, Op: "clean", Err: err})
	}
	f.cells = cleaned.Cells
	for k, cell := range f.cells {
		if len(cell) == 0 { // it has no area on the grid, or else it would be a loss
			at := placed(control.Shapes[k])
			return &geo.FeatureError{Ref: control.Ref(k), Source: control.Source, Op: "clean", Place: &at,
				Err: fmt.Errorf("%w: of its %.3g m² nothing is left on the grid of %g m", geo.ErrInvalid, geo.Area(control.Shapes[k]), set.Grid)}
		}
	}
	f.snapped = cleaned.Snapped
	f.record(control, cleaned, RepairGap)
	return f.closeRoads(ctx, control, set)
}

// record lists what was done to the cells; gap is the kind of repair of land
// that none had claimed.
func (f *fabric) record(control *layer, cleaned *coverage.Cleaned, gap string) {
	for _, c := range cleaned.Changes {
		r := Repair{Kind: RepairOverlap, To: control.Ref(c.To).String(), Area: squareMetres(c.Area), Width: metres(c.Width), Place: place(c.Place), shape: c.Shape}
		switch c.Kind {
		case coverage.Gap, coverage.Shared:
			r.Kind, r.Ref = gap, r.To
		case coverage.Sliver:
			r.Kind = RepairSliver
		case coverage.Matched:
			r.Kind, r.Ref, r.To = RepairMatched, r.To, ""
		}
		for _, claim := range c.Claims {
			if of := control.Ref(claim).String(); r.Ref == "" {
				r.Ref = of
			} else if of != r.Ref {
				r.With = append(r.With, of)
			}
		}
		f.repairs = append(f.repairs, r)
	}
	for _, k := range cleaned.Kept {
		f.repairs = append(f.repairs, Repair{Kind: RepairStray, Ref: control.Ref(k.Cell).String(), Detail: "a sliver that borders on no other control unit; it stays",
			Area: squareMetres(k.Area), Width: metres(k.Width), Place: place(k.Place)})
	}
	for _, h := range cleaned.Holes {
		f.repairs = append(f.repairs, Repair{Kind: RepairHole, Ref: study.ControlUnits, Detail: "land that control units surround, wider than what is filled; left open",
			Area: squareMetres(h.Area), Width: metres(h.Width), Place: place(h.Place), shape: h.Shape})
	}
}

// priority is who keeps an overlap, in the words of the study.
func priority(overlap string) coverage.Priority {
	switch overlap {
	case "larger":
		return coverage.Larger
	case "smaller":
		return coverage.Smaller
	default:
		return coverage.Longest
	}
}

func lossOf(control *layer, loss *coverage.LossError, set study.Settings) error {
	err := fmt.Errorf("of its %.1f m² it would keep %.1f", loss.Before, loss.After)
	if loss.To >= 0 {
		err = fmt.Errorf("%w, most of the rest would go to %s", err, control.Ref(loss.To))
	}
	if loss.After == 0 {
		return fmt.Errorf("%w: is it drawn twice?", err)
	}
	return fmt.Errorf("%w: more than max_loss %g allows", err, set.MaxLoss)
}

// cutByDistricts cuts the control units where district edges run through them,
// and gives each piece the district in which most of it lies. A neck narrower
// than twice follow lies within follow of an edge all over, so a district edge
// across it does not cut at first; what that leaves in the wrong district, if it
// is more than a strip, is cut off along the edge as drawn.
func (f *fabric) cutByDistricts(ctx context.Context, p *prepared, set study.Settings) ([]Atom, error) {
	land := p.layers[study.Districts].areas()
	var edges []orb.LineString
	for _, shape := range land {
		lines, _ := geo.Lines(shape)
		edges = append(edges, lines...)
	}
	opt := coverage.CutOptions{
		Grid: set.Grid, Follow: set.Follow, MinPiece: set.SliverArea, MinWidth: set.Follow, MinShare: set.FollowShare, MinPart: set.MinPiece,
	}
	pieces, _, err := coverage.Cut(ctx, f.cells, edges, opt)
	if err != nil {
		return nil, fmt.Errorf("cut by districts: %w", err)
	}
	finder := newDistrictFinder(p, land, set)
	in, astray := make([]inDistricts, len(pieces)), make([]bool, len(pieces))
	err = parallel.Each(ctx, len(pieces), p.study.Options.Workers, func(i int) error {
		var err error
		in[i] = finder.look(pieces[i].Shape)
		astray[i], err = finder.astray(pieces[i], in[i], geo.Area(f.cells[pieces[i].Cell]))
		return err
	})
	if err != nil {
		return nil, err
	}
	if slices.Contains(astray, true) {
		shapes := make([]orb.MultiPolygon, len(pieces))
		for i := range pieces {
			shapes[i] = pieces[i].Shape
		}
		opt.Follow, opt.Only = 0, func(i int) bool { return astray[i] }
		again, _, err := coverage.Cut(ctx, shapes, edges, opt)
		if err != nil {
			return nil, fmt.Errorf("cut by districts: %w", err)
		}
		for i := range again {
			again[i].Cell = pieces[again[i].Cell].Cell
		}
		pieces, in = again, make([]inDistricts, len(again))
		err = parallel.Each(ctx, len(pieces), p.study.Options.Workers, func(i int) error {
			in[i] = finder.look(pieces[i].Shape)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	atoms := make([]Atom, len(pieces))
	records := make([]*Repair, len(pieces))
	err = parallel.Each(ctx, len(pieces), p.study.Options.Workers, func(i int) error {
		atoms[i] = Atom{ControlUnit: pieces[i].Cell, Shape: pieces[i].Shape}
		var err error
		atoms[i].District, records[i], err = finder.of(pieces[i], in[i])
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if r != nil {
			f.repairs = append(f.repairs, *r)
		}
	}
	if !slices.ContainsFunc(atoms, func(a Atom) bool { return a.District >= 0 }) {
		return nil, &geo.LayerError{Layer: study.ControlUnits, Source: p.layers[study.ControlUnits].Source, Op: "cut by districts",
			Err: fmt.Errorf("%w in a district (%s)", geo.ErrEmpty, p.layers[study.Districts].Source)}
	}
	return f.rejoin(ctx, atoms, set)
}

// cutByBarriers cuts the pieces by hard barriers into atoms.
func (f *fabric) cutByBarriers(ctx context.Context, p *prepared, rs *rules.Ruleset, set study.Settings, pieces []Atom) error {
	cut, kept, err := coverage.Cut(ctx, shapesOf(pieces), hardLines(p, rs), coverage.CutOptions{
		Grid: set.Grid, Follow: set.FollowBarrier, MinPiece: set.MinPiece, MinWidth: set.FollowBarrier, MinPart: set.MinPiece,
		Only: func(i int) bool { return pieces[i].Corridor == "" },
	})
	if err != nil {
		return fmt.Errorf("cut by barriers: %w", err)
	}
	control := p.layers[study.ControlUnits]
	for _, c := range cut {
		atom := pieces[c.Cell]
		atom.Shape = c.Shape
		f.atoms = append(f.atoms, atom)
	}
	for _, k := range kept {
		f.repairs = append(f.repairs, Repair{Kind: RepairKept, Ref: control.Ref(pieces[k.Cell].ControlUnit).String(),
			Detail: "a hard barrier would cut off a piece too small or too thin; it stays with its control unit",
			Area:   squareMetres(k.Area), Width: metres(k.Width), Place: place(k.Place)})
	}
	return nil
}

// hardLines are the lines of hard barriers, and the edges of those that are
// areas.
func hardLines(p *prepared, rs *rules.Ruleset) orb.MultiLineString {
	barriers := p.layers[study.Barriers]
	if barriers == nil {
		return nil
	}
	strength := strengthOf(barriers, rs)
	var all orb.MultiLineString
	for i, s := range barriers.Shapes {
		if b := strength(i); b != nil && b.Hard {
			lines, _ := geo.Lines(s)
			all = append(all, lines...)
		}
	}
	return all
}

// strengthOf returns what the ruleset says of each barrier; nil means that it is
// none.
func strengthOf(barriers *layer, rs *rules.Ruleset) func(i int) *rules.Barrier {
	where := make([]func(int) rules.Outcome, len(rs.Delineation.Barriers))
	for k := range rs.Delineation.Barriers {
		where[k] = rs.Delineation.Barriers[k].Where.Bind(barriers.columns())
	}
	return func(i int) *rules.Barrier {
		kind := barriers.kind(i)
		for k := range rs.Delineation.Barriers {
			if b := &rs.Delineation.Barriers[k]; b.Kind == kind && where[k](i) != rules.Fail {
				return b
			}
		}
		return nil
	}
}
