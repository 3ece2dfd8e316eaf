package units

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/paulmach/orb"

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
	sources []sourceReport
	repairs []Repair
}

// sourceReport is what the report says of one source.
type sourceReport struct {
	Role     string `json:"role"`
	File     string `json:"file"`
	Layer    string `json:"layer,omitempty"`
	CRS      string `json:"crs"`
	Features int    `json:"features"`
}

// prepare reads all layers. Afterwards they are in one metric CRS, every shape
// is valid and of the kind its role wants, every role is sorted by unique IDs,
// and every change is recorded with its place.
func prepare(ctx context.Context, s *Study, w Watcher) (*prepared, error) {
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
		l, source, err := p.mendShapes(ctx, l, source, sources)
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
	p.repairs = append(p.repairs, repairs...)
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
	p.sources = append(p.sources, sourceReport{src.Role, src.Written, src.Layer, nameOf(from), l.Len()})
	return l, nil
}

func nameOf(c crs.CRS) string {
	if code := c.Code(); code != "" {
		return code
	}
	return c.Name()
}

// wanted says what kinds of shapes a role takes.
var wanted = map[string]struct{ areas, lines, points bool }{
	RoleControlUnits: {areas: true},
	RoleDistricts:    {areas: true},
	RoleParcels:      {areas: true},
	RoleScope:        {areas: true},
	RolePolicyZones:  {areas: true},
	RoleBarriers:     {areas: true, lines: true},
	RoleResources:    {areas: true, points: true},
	RoleStations:     {points: true},
	RoleBuildings:    {areas: true, points: true},
	RoleVitality:     {areas: true, points: true},
	RoleGreens:       {areas: true},
	RoleProjects:     {areas: true, points: true},
	RoleOverrides:    {areas: true, lines: true, points: true},
	RoleReference:    {areas: true},
}

// checkShapes refuses what cannot be mended without guessing: a shape of a kind
// that the role has no use for, and a coordinate that is no number.
func checkShapes(l *geo.Layer) error {
	want := wanted[l.Name]
	for i, s := range l.Shapes {
		ref := geo.Ref{Layer: l.Name, ID: orNumber(l.IDs[i], i)}
		for _, q := range pointsOf(s) {
			if q[0]-q[0] != 0 || q[1]-q[1] != 0 {
				at := q
				return &geo.FeatureError{Ref: ref, Source: l.Source, Op: "read", Place: &at, Err: geo.ErrNotFinite}
			}
		}
		_, isArea := geo.Polygons(s)
		_, isPoint := geo.Points(s)
		_, isLine := geo.Lines(s)
		if s == nil || isArea && want.areas || isPoint && want.points || isLine && !isArea && want.lines {
			continue
		}
		kinds := []string{}
		for _, k := range []struct {
			yes  bool
			name string
		}{{want.areas, "areas"}, {want.lines, "lines"}, {want.points, "points"}} {
			if k.yes {
				kinds = append(kinds, k.name)
			}
		}
		at := orb.Point{}
		if points := pointsOf(s); len(points) > 0 {
			at = points[0]
		}
		return &geo.FeatureError{Ref: ref, Source: l.Source, Op: "read", Place: &at,
			Err: fmt.Errorf("%w: it is a %s, %s wants %s", geo.ErrKind, s.GeoJSONType(), l.Name, strings.Join(kinds, " or "))}
	}
	return nil
}

// project takes a layer to the working CRS, in place, after a look whether its
// coordinates can be of the CRS they claim, and of the working one.
func (p *prepared) project(l *geo.Layer, from crs.CRS) error {
	if err := withinDomain(l, from); err != nil {
		return err
	}
	t, err := crs.NewTransform(from, p.crs)
	if err != nil {
		return &geo.LayerError{Layer: l.Name, Source: l.Source, Op: "project", Err: err}
	}
	if !from.Same(p.crs) {
		for i, s := range l.Shapes {
			moved, err := transformed(t, s)
			if err != nil {
				at := placed(s)
				return &geo.FeatureError{Ref: geo.Ref{Layer: l.Name, ID: orNumber(l.IDs[i], i)}, Source: l.Source, Op: "project", Place: &at, Err: err}
			}
			l.Shapes[i] = moved
		}
	}
	l.CRS = p.crs.Definition()
	return withinDomain(l, p.crs)
}

func placed(s orb.Geometry) orb.Point {
	if points := pointsOf(s); len(points) > 0 {
		return points[0]
	}
	return orb.Point{}
}

// slack is how far beyond the area of use of its CRS a layer may reach, in
// degrees: neighbouring zones of 3 degrees are in use beyond their edges.
const slack = 3

// withinDomain looks at the features that reach furthest in each direction.
func withinDomain(l *geo.Layer, c crs.CRS) error {
	domain, known := c.Domain()
	if !known {
		return nil
	}
	wgs84, err := crs.Parse("EPSG:4326")
	if err != nil {
		return err
	}
	t, err := crs.NewTransform(c, wgs84)
	if err != nil {
		return nil // no way to longitude and latitude, so nothing can be said
	}
	domain = domain.Pad(slack)
	var extreme [4]orb.Point
	var of [4]int
	met := false
	for i, s := range l.Shapes {
		for _, q := range pointsOf(s) {
			for k, further := range [4]bool{q[0] < extreme[0][0], q[1] < extreme[1][1], q[0] > extreme[2][0], q[1] > extreme[3][1]} {
				if further || !met {
					extreme[k], of[k] = q, i
				}
			}
			met = true
		}
	}
	if !met {
		return nil
	}
	for k, q := range extreme {
		lonlat := []orb.Point{q}
		if err := t.Points(lonlat); err == nil && domain.Contains(lonlat[0]) {
			continue
		}
		at := q
		return &geo.FeatureError{Ref: geo.Ref{Layer: l.Name, ID: orNumber(l.IDs[of[k]], of[k])}, Source: l.Source, Op: "project", Place: &at,
			Err: fmt.Errorf("%w %s", geo.ErrOutside, nameOf(c))}
	}
	return nil
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

// mendShapes makes every area of a layer valid and leaves out features without
// a shape; a control unit must not be lost so.
func (p *prepared) mendShapes(ctx context.Context, l *geo.Layer, source []int, sources []Source) (*geo.Layer, []int, error) {
	records := make([]*Repair, l.Len())
	err := each(ctx, l.Len(), p.study.Options.Workers, func(i int) error {
		ref := l.Ref(i)
		shape, isArea := geo.Polygons(l.Shapes[i])
		if isArea {
			fixed, record, err := mended(ref, sources[source[i]].Written, shape)
			records[i] = record
			l.Shapes[i] = nil
			if len(fixed) > 0 {
				l.Shapes[i] = fixed
			}
			return err
		}
		if lines, ok := geo.Lines(l.Shapes[i]); ok && geo.Length(lines) == 0 {
			l.Shapes[i] = nil
		}
		if len(pointsOf(l.Shapes[i])) == 0 {
			l.Shapes[i] = nil
		}
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var kept, keptSource []int
	for i, record := range records {
		if l.Shapes[i] != nil {
			kept, keptSource = append(kept, i), append(keptSource, source[i])
		} else if record == nil {
			record = &Repair{Kind: RepairNoShape, Ref: l.Ref(i).String(), Detail: "has no shape, left out"}
		}
		if record != nil {
			p.repairs = append(p.repairs, *record)
		}
		if l.Shapes[i] == nil && l.Name == RoleControlUnits {
			return nil, nil, &geo.FeatureError{Ref: l.Ref(i), Source: sources[source[i]].Written, Op: "repair", Err: errors.New(record.Detail)}
		}
	}
	if len(kept) == 0 {
		return nil, nil, &geo.LayerError{Layer: l.Name, Source: l.Source, Op: "repair", Err: geo.ErrEmpty}
	}
	return l.Pick(kept), keptSource, nil
}
