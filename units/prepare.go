package units

import (
	"context"
	"fmt"
	"slices"

	"renewal/geo"
	"renewal/geo/crs"
)

// prepared is a study whose layers have been read and made sound.
type prepared struct {
	study   *Study
	crs     crs.CRS
	scheme  string            // land-use schemes in use; "" where no layer has codes
	layers  map[string]*layer // by role; a role that the study has no layer for is absent
	sources []SourceReport    // in the order of the study
	repairs []Repair

	warnings []string // of the reading, one line each
}

// prepare reads all layers. Afterwards they are in one metric CRS, every shape
// is valid and of the kind its role wants, every role is sorted by unique IDs,
// and every change is recorded with its place.
func prepare(ctx context.Context, s *Study, set Settings, w Watcher) (*prepared, error) {
	working, err := crs.Parse(s.CRS)
	if err != nil {
		return nil, fmt.Errorf("%s: crs: %w", s.At("crs"), err)
	}
	if !working.Metric() {
		return nil, fmt.Errorf("%s: crs: %w: %s is not projected in metres, so it has no planar areas", s.At("crs"), geo.ErrBadCRS, working.Name())
	}
	p := &prepared{study: s, crs: working, layers: map[string]*layer{}}
	w.Stage("read", len(s.Sources))
	for _, role := range Roles() {
		sources := s.Of(role)
		var parts []*geo.Layer
		for i := range sources {
			l, err := p.readSource(ctx, &sources[i])
			if err != nil {
				return nil, err
			}
			parts = append(parts, l)
			w.Step(1)
		}
		if len(parts) == 0 {
			continue
		}
		l, source := concatenate(parts)
		l, source, repairs := settleIDs(l, source)
		p.repairs = append(p.repairs, repairs...)
		l, source, err := p.mendShapes(ctx, l, source, sources, set)
		if err != nil {
			return nil, err
		}
		p.layers[role] = newLayer(l, source)
	}
	if err := p.checkAbsences(); err != nil {
		return nil, err
	}
	if err := p.settleDistricts(); err != nil {
		return nil, err
	}
	return p, p.settleCodes()
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
