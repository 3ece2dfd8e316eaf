package units

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/units/lineage"
	"renewal/units/study"
)

// errElsewhere says that an earlier result is one of other land.
var errElsewhere = errors.New("shares no land with this study")

// succession is how the units of a result follow those of an earlier one. Its areas
// are those of the plane, or those of atoms where the earlier result has no shapes.
type succession struct {
	*lineage.Lineage
	then    []former       // units of before, by ID
	retired []former       // units that went earlier, by ID
	now     []lineage.Unit // as they were traced, under the IDs that they would have as new ones
	ids     []string       // theirs, by position in now
	common  []lineage.Common
	whole   bool // the earlier result tells also the land that is no unit
	byAtoms bool // it has no shapes: land in common is counted by atoms of one ID
}

// former is a unit of an earlier result.
type former struct {
	lineage.Unit
	class string           // "" where not told
	shape orb.MultiPolygon // nil where not told
}

// succeed gives units the IDs that an earlier result hands down; nil is none.
func succeed(ctx context.Context, previous *Previous, units []Unit, p *prepared, f *fabric, set study.Settings) (*succession, error) {
	if previous == nil {
		return nil, nil
	}
	s := &succession{}
	var err error
	if previous.land != nil {
		err = s.byShape(ctx, previous.land, units, p, set)
	} else {
		err = s.byAtom(previous.report, units, p, f, set)
	}
	if err == nil && len(s.common) == 0 {
		err = errElsewhere
	}
	if err != nil {
		if errors.Is(err, errElsewhere) || errors.Is(err, ErrResults) {
			err = &geo.LayerError{Layer: rolePrevious, Source: previous.source, Op: "carry IDs over", Err: err}
		}
		return nil, err
	}
	then, retired := make([]lineage.Unit, len(s.then)), make([]string, len(s.retired))
	for i := range s.then {
		then[i] = s.then[i].Unit
	}
	for i := range s.retired {
		retired[i] = s.retired[i].ID
	}
	s.Lineage = lineage.Trace(then, s.now, s.common)
	s.ids = s.IDs(retired)
	for i := range units {
		units[i].ID = s.ids[i]
	}
	return s, nil
}

// byShape lays the units over those of before.
func (s *succession) byShape(ctx context.Context, land *previousLand, units []Unit, p *prepared, set study.Settings) error {
	var err error
	if s.then, s.retired, err = p.formers(ctx, land, set); err != nil {
		return err
	}
	s.whole = land.whole
	then, now := make([]orb.MultiPolygon, len(s.then)), make([]orb.MultiPolygon, len(units))
	for i := range s.then {
		then[i] = s.then[i].shape
	}
	for i := range units {
		now[i] = units[i].Shape
		s.now = append(s.now, lineage.Unit{ID: units[i].ID, Area: geo.Area(now[i])})
	}
	pairs, err := area.Overlay(ctx, then, now, area.OverlayOptions{Workers: p.study.Options.Workers})
	for _, q := range pairs {
		s.common = append(s.common, lineage.Common{Before: q.A, Now: q.B, Area: q.Area})
	}
	return err
}

// byAtom counts the land that units have in common with those of a report by the
// atoms that have one ID in both.
func (s *succession) byAtom(r *previousReport, units []Unit, p *prepared, f *fabric, set study.Settings) error {
	if method := areaMethod(p, set); r.Study.AreaMethod != method {
		return fmt.Errorf("%w: its areas are by %s, these by %s; with its units.gpkg they need not be the same", ErrResults, r.Study.AreaMethod, method)
	}
	s.byAtoms, s.whole = true, true
	p.warnings.add(rolePrevious+": a report has no shapes, so land in common is that of atoms of one ID; units.gpkg tells it exactly",
		rolePrevious+"：报告没有图形，共有土地按编号相同的最小空间单元计；用 units.gpkg 更准确")
	position := map[string]int{}
	for _, u := range r.Units {
		if _, twice := position[u.ID]; !twice && u.ID != "" {
			position[u.ID] = len(s.then)
			s.then = append(s.then, former{Unit: lineage.Unit{ID: u.ID}, class: u.Class})
		}
	}
	for _, c := range r.Changes {
		if _, there := position[c.Unit]; !there && c.Unit != "" && c.NowHa == nil {
			s.retired = append(s.retired, former{Unit: lineage.Unit{ID: c.Unit}, class: c.ClassBefore})
		}
	}
	before := map[string]AtomReport{}
	for _, a := range r.Atoms {
		if u, in := position[a.Unit]; in {
			s.then[u].Area += a.AreaM2
			before[a.ID] = a
		}
	}
	for i := range units {
		s.now = append(s.now, lineage.Unit{ID: units[i].ID, Area: units[i].Area})
		shared := map[int]float64{}
		for _, a := range units[i].Atoms {
			if b, known := before[f.atoms[a].ID]; known {
				shared[position[b.Unit]] += min(b.AreaM2, f.atoms[a].Area)
			}
		}
		for _, u := range slices.Sorted(maps.Keys(shared)) {
			s.common = append(s.common, lineage.Common{Before: u, Now: i, Area: shared[u]})
		}
	}
	return nil
}
