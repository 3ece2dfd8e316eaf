package units

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/parallel"
	"renewal/units/study"
)

// prepared is a study whose layers have been read and made sound.
type prepared struct {
	study   *study.Study
	crs     crs.CRS
	lonlat  func() (*crs.Transform, error) // from crs; nil where it is found out each time
	scheme  string                         // land-use schemes in use; "" where no layer has codes
	layers  map[string]*layer              // by role; a role that the study has no layer for is absent
	ground  ground                         // what areas are measured on, once the layers have been surveyed
	sources []SourceReport                 // in the order of the study
	repairs []Repair

	warnings warnings // of the reading
}

// fabricRoles are the roles that the fabric is made from. What the others hold,
// parcels above all, is measured later, and read while the fabric is being made.
var fabricRoles = []string{study.ControlUnits, study.Districts, study.Scope, study.PolicyZones, study.Barriers, study.Overrides}

// prepare reads all layers. Afterwards they are in one metric CRS, every shape
// is valid and of the kind its role wants, every role is sorted by unique IDs,
// and every change is recorded with its place.
//
// It returns as soon as the layers of the fabric are ready; the others are there,
// and what all have to do with each other is settled, once rest has returned. rest
// has to be called, and its error is one of prepare: it comes before those of
// whatever was done meanwhile.
func prepare(ctx context.Context, s *study.Study, set study.Settings, w Watcher) (p *prepared, rest func() error, err error) {
	working, err := crs.Parse(s.CRS)
	if err != nil {
		return nil, nil, fmt.Errorf("%s: crs: %w", s.At("crs"), err)
	}
	if !working.Metric() {
		return nil, nil, fmt.Errorf("%s: crs: %w: %s is not projected in metres, so it has no planar areas", s.At("crs"), geo.ErrBadCRS, working.Name())
	}
	if working.Shifted() {
		return nil, nil, fmt.Errorf("%s: crs: %w: %s is shifted on purpose, so its lengths and areas are not those of the ground: work in the system without the shift; what layers are in is stated for each", s.At("crs"), geo.ErrBadCRS, working)
	}
	var first, later []int // positions among the roles
	for i, role := range study.Roles() {
		switch {
		case len(s.Of(role)) == 0:
		case slices.Contains(fabricRoles, role):
			first = append(first, i)
		default:
			later = append(later, i)
		}
	}
	parts, lonlat := make([]*prepared, len(study.Roles())), sync.OnceValues(func() (*crs.Transform, error) { return toLonLat(working) })
	read := func(ctx context.Context, roles []int) error {
		return parallel.Each(ctx, len(roles), s.Options.Workers, func(k int) error {
			part := &prepared{study: s, crs: working, lonlat: lonlat, layers: map[string]*layer{}}
			parts[roles[k]] = part
			return part.role(ctx, study.Roles()[roles[k]], set)
		})
	}
	inBackground, stop := context.WithCancel(ctx)
	background := make(chan error, 1)
	if s.Options.Workers == 1 {
		background = nil
	} else {
		go func() { background <- read(inBackground, later) }()
	}
	w.Stage("read", len(first))
	p = &prepared{study: s, crs: working, layers: map[string]*layer{}}
	if err = read(ctx, first); err == nil {
		for _, i := range first {
			p.layers[study.Roles()[i]] = parts[i].layers[study.Roles()[i]]
		}
		err = p.settleDistricts()
	}
	if err != nil {
		if stop(); background != nil {
			<-background
		}
		return nil, nil, err
	}
	w.Step(len(first))
	return p, func() error {
		defer stop()
		var err error
		if background != nil {
			err = <-background
		} else {
			err = read(ctx, later)
		}
		if err != nil {
			return err
		}
		return p.complete(parts)
	}, nil
}

// role reads the layers of a role and makes them sound.
func (p *prepared) role(ctx context.Context, role string, set study.Settings) error {
	sources := p.study.Of(role)
	parts := make([]*geo.Layer, len(sources))
	for i := range sources {
		var err error
		if parts[i], err = p.readSource(ctx, &sources[i]); err != nil {
			return err
		}
	}
	l, source := concatenate(parts)
	l, source, repairs := settleIDs(l, source)
	p.repairs = append(p.repairs, repairs...)
	l, source, err := p.mendShapes(ctx, l, source, sources, set)
	if err != nil {
		return err
	}
	p.layers[role] = newLayer(l, source)
	return nil
}

// complete takes in all that was read, by role, and settles what concerns several.
func (p *prepared) complete(parts []*prepared) error {
	var repairs []Repair
	for i, role := range study.Roles() {
		part := parts[i]
		if part == nil {
			continue
		}
		p.sources = append(p.sources, part.sources...)
		p.warnings = append(p.warnings, part.warnings...)
		repairs = append(repairs, part.repairs...)
		if p.layers[role] == nil {
			p.layers[role] = part.layers[role]
		}
	}
	p.repairs = append(repairs, p.repairs...)
	if err := p.checkAbsences(); err != nil {
		return err
	}
	if err := p.checkPlaces(); err != nil {
		return err
	}
	return p.settleCodes()
}

// concatenate joins the layers of one role; a column that one of them lacks is
// null there.
func concatenate(parts []*geo.Layer) (*geo.Layer, []int) {
	all := &geo.Layer{Name: parts[0].Name, Source: parts[0].Source, CRS: parts[0].CRS}
	var source, counts []int
	for k, part := range parts {
		all.IDs = append(all.IDs, part.IDs...)
		all.Shapes = append(all.Shapes, part.Shapes...)
		source = append(source, slices.Repeat([]int{k}, part.Len())...)
		counts = append(counts, part.Len())
	}
	if len(parts) == 1 {
		all.Columns = parts[0].Columns
		return all, source
	}
	var names []string
	for _, part := range parts {
		for i := range part.Columns {
			names = append(names, part.Columns[i].Name)
		}
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		joined := geo.Column{Name: name}
		for k, part := range parts {
			c := part.Column(name)
			if c == nil {
				joined.Nulls = append(joined.Nulls, slices.Repeat([]bool{true}, counts[k])...)
				joined.Texts = append(joined.Texts, make([]string, counts[k])...)
				joined.Reals = append(joined.Reals, make([]float64, counts[k])...)
				continue
			}
			joined.Type = c.Type
			joined.Nulls = append(joined.Nulls, c.Nulls...)
			joined.Texts = append(joined.Texts, sized(c.Texts, counts[k])...)
			joined.Reals = append(joined.Reals, sized(c.Reals, counts[k])...)
		}
		all.Columns = append(all.Columns, joined)
	}
	return all, source
}

func sized[T any](values []T, n int) []T {
	if values == nil {
		return make([]T, n)
	}
	return values
}
