package units

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
)

// prepared is a study whose layers have been read and made sound.
type prepared struct {
	study   *Study
	crs     crs.CRS
	scheme  string            // land-use scheme in use; "" where no layer has codes
	layers  map[string]*layer // by role; a role that the study has no layer for is absent
	sources []SourceReport
	repairs []Repair
}

// SourceReport is what the report says of one source.
type SourceReport struct {
	Role     string `json:"role"`
	File     string `json:"file"`
	Layer    string `json:"layer,omitempty"`
	CRS      string `json:"crs"`
	Features int    `json:"features"`
}

// prepare reads all layers. Afterwards they are in one metric CRS, every shape
// is valid and of the kind its role wants, every role is sorted by unique IDs,
// and every change is recorded with its place.
func prepare(ctx context.Context, s *Study, set settings, w Watcher) (*prepared, error) {
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
	if err := p.settleDistricts(); err != nil {
		return nil, err
	}
	return p, p.settleCodes()
}

// readSource reads one layer of the study and projects it to the working CRS.
func (p *prepared) readSource(ctx context.Context, src *Source) (*geo.Layer, error) {
	raw, err := vector.Read(ctx, vector.Source{File: src.File, Layer: src.Layer, Encoding: src.Encoding, CRS: src.CRS, Fields: src.Columns()})
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if errors.Is(err, geo.ErrNoField) && emptyLayer(ctx, src) { // of which no fields are known
			err = fmt.Errorf("%s: %w", src.Written, geo.ErrEmpty)
		}
		return nil, fmt.Errorf("%s: %s: %w", src.At("file"), src.Role, err)
	}
	raw.Source = src.Written
	if src.Layer != "" {
		raw.Source += ":" + src.Layer
	}
	fail := func(op string, err error) error {
		return fmt.Errorf("%s: %w", src.At("file"), &geo.LayerError{Layer: src.Role, Source: raw.Source, Op: op, Err: err})
	}
	if raw.Len() == 0 {
		return nil, fail("read", geo.ErrEmpty)
	}
	l, repairs, err := adopt(src, raw)
	if err != nil {
		return nil, err
	}
	if raw.CRS == "" {
		return nil, fail("project", fmt.Errorf("%w: say which with a key \"crs\" beside \"file\"", geo.ErrNoCRS))
	}
	from, err := crs.Parse(raw.CRS)
	if err != nil {
		return nil, fail("project", err)
	}
	if err := checkShapes(l); err != nil {
		return nil, fmt.Errorf("%s: %w", src.At("file"), err)
	}
	if err := p.project(l, from); err != nil {
		return nil, fmt.Errorf("%s: %w", src.At("file"), err)
	}
	placeAmong(repairs, l)
	p.repairs = append(p.repairs, repairs...)
	p.sources = append(p.sources, SourceReport{src.Role, src.Written, src.Layer, nameOf(from), l.Len()})
	return l, nil
}

func emptyLayer(ctx context.Context, src *Source) bool {
	infos, err := vector.Layers(ctx, src.File)
	for _, info := range infos {
		if info.Count == 0 && (info.Name == src.Layer || len(infos) == 1) {
			return err == nil
		}
	}
	return false
}

func nameOf(c crs.CRS) string {
	if code := c.Code(); code != "" {
		return code
	}
	return c.Name()
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
