package units

import (
	"context"
	"slices"

	"renewal/geo"
	"renewal/rules"
	"renewal/units/study"
)

// elsewhere judges areas that were drawn elsewhere: each by itself, as it is. They
// may overlap, and need not follow control units. Ranks and totals are over the
// areas given. The result has units and no borders.
func elsewhere(ctx context.Context, p *prepared, l *layer, own string, rs *rules.Ruleset, set study.Settings, w Watcher) (*Result, error) {
	f := &fabric{atoms: make([]Atom, l.Len())}
	for i := range f.atoms {
		shape := l.area(i)
		f.atoms[i] = Atom{ID: l.IDs[i], ControlUnit: -1, District: -1, Shape: shape, Area: geo.Area(shape)}
	}
	if err := p.survey(f, set); err != nil {
		return nil, err
	}
	m, err := newMeasurer(ctx, p, f)
	if err != nil {
		return nil, err
	}
	m.apart, m.own = true, own
	w.Stage("measure", len(rs.Statistics))
	out, err := m.statistics(rs, f.atoms, w)
	if err != nil {
		return nil, err
	}
	control, err := m.overlayOf(study.ControlUnits)
	if err != nil {
		return nil, err
	}
	districts, err := m.overlayOf(study.Districts)
	if err != nil {
		return nil, err
	}
	units := make([]Unit, l.Len())
	for i := range units {
		u := &units[i]
		*u = Unit{ID: l.IDs[i], Name: l.IDs[i], Atoms: []int{i}, Shape: f.atoms[i].Shape, Area: f.atoms[i].Area, District: mostOf(districts.parts[i])}
		if name, ok := l.text("name", i); ok && name != "" {
			u.Name = name
		}
		for _, part := range control.parts[i] {
			if part.area >= leastOverlap {
				u.ControlUnits = append(u.ControlUnits, part.feature)
			}
		}
		f.atoms[i].ControlUnit, f.atoms[i].District = mostOf(control.parts[i]), u.District
	}
	settleCorridors(p, f.atoms)
	if err := judgeUnits(ctx, units, out, drawnGivens(p, f, out, rs, set, control, units), p, rs); err != nil {
		return nil, err
	}
	if err := guide(ctx, units, p, out, rs); err != nil {
		return nil, err
	}
	return &Result{prepared: p, fabric: f, measured: out, units: units}, nil
}

// mostOf is the feature that covers most, -1 for none.
func mostOf(parts []part) int {
	best, most := -1, 0.0
	for _, p := range parts {
		if p.area > most {
			best, most = p.feature, p.area
		}
	}
	return best
}

// drawnGivens are the statistics given with areas drawn elsewhere. Control units
// count as they were drawn, before any cleaning.
func drawnGivens(p *prepared, f *fabric, m *measured, rs *rules.Ruleset, set study.Settings, control *overlay, units []Unit) *givens {
	g := &givens{p: p, f: f, set: set, share: make([]map[int]float64, len(units)), minor: map[int]int{}, whole: map[int]float64{}, largest: map[int]float64{}}
	for u := range units {
		g.share[u] = map[int]float64{}
		for _, part := range control.parts[u] {
			if part.area >= leastOverlap {
				g.whole[part.feature] = control.sizes[part.feature]
				g.share[u][part.feature] = min(part.area/control.sizes[part.feature], 1)
				g.largest[part.feature] = max(g.largest[part.feature], g.share[u][part.feature])
			}
		}
	}
	g.barriers(rs)
	if m.parcels != nil {
		g.parcels = true
		of := make([]int, len(units))
		for i := range of {
			of[i] = i
		}
		g.cutParcels(m.parcels, of)
	}
	return g
}

// Drawn is a layer of units drawn elsewhere.
type Drawn struct {
	File, Layer string // "" means the file's only layer
	CRS         string // "" means what the file says
	ID, Name    string // columns; "" for none
}

// Classify judges units drawn elsewhere by the ruleset of a study and on its
// layers. They stay as they are drawn: nothing is snapped, filled or cut.
func Classify(ctx context.Context, s *study.Study, d Drawn, w Watcher) (*Judged, error) {
	if w == nil {
		w = nobody{}
	}
	rs, err := s.Rules()
	if err != nil {
		return nil, err
	}
	set := s.Settings(rs)
	with := *s
	with.Sources = slices.DeleteFunc(slices.Clone(s.Sources), func(src study.Source) bool { return src.Role == study.Reference })
	src := study.Source{Role: study.Reference, File: d.File, Written: d.File, Layer: d.Layer, CRS: d.CRS, ID: d.ID, Path: d.File}
	if d.Name != "" {
		src.Fields = []study.FieldMapping{{Attr: "name", Field: d.Name}}
	}
	with.Sources = append(with.Sources, src)
	p, rest, err := prepare(ctx, &with, set, w)
	if err != nil {
		return nil, err
	}
	if err := rest(); err != nil {
		return nil, err
	}
	r, err := elsewhere(ctx, p, p.layers[study.Reference], "", rs, set, w)
	if err != nil {
		return nil, err
	}
	return judged(r, rs), nil
}
