package units

import (
	"context"
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
	"renewal/units/study"
)

// shapeNames are the kinds of shapes behind the letters.
var shapeNames = map[rune]string{'a': "areas", 'l': "lines", 'p': "points"}

// checkShapes refuses what cannot be mended without guessing: a shape of a kind
// that the role has no use for, and a coordinate that is no number.
func checkShapes(l *geo.Layer) error {
	want := study.ShapesFor(l.Name)
	wants := func(kind rune) bool { return strings.ContainsRune(want, kind) }
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
		if s == nil || isArea && wants('a') || isPoint && wants('p') || isLine && !isArea && wants('l') {
			continue
		}
		var kinds []string
		for _, kind := range want {
			kinds = append(kinds, shapeNames[kind])
		}
		var at *orb.Point
		if points := pointsOf(s); len(points) > 0 {
			at = &points[0]
		}
		return &geo.FeatureError{Ref: ref, Source: l.Source, Op: "read", Place: at,
			Err: fmt.Errorf("%w: it is a %s, %s wants %s", geo.ErrKind, s.GeoJSONType(), l.Name, strings.Join(kinds, " or "))}
	}
	return nil
}

// mendShapes makes every area of a layer valid and leaves out features without
// a shape; a control unit must not be lost so.
func (p *prepared) mendShapes(ctx context.Context, l *geo.Layer, source []int, sources []study.Source, set study.Settings) (*geo.Layer, []int, error) {
	records := make([]*Repair, l.Len())
	err := parallel.Each(ctx, l.Len(), p.study.Options.Workers, func(i int) error {
		ref := l.Ref(i)
		shape, isArea := geo.Polygons(l.Shapes[i])
		if isArea {
			fixed, record, err := mended(ref, sources[source[i]].Written, shape, set.MaxRepair)
			records[i] = record
			l.Shapes[i] = nil
			if len(fixed) > 0 {
				l.Shapes[i] = fixed
			}
			return err
		}
		if lines, ok := geo.Lines(l.Shapes[i]); ok && geo.Length(lines) == 0 {
			records[i] = noShape(ref, l.Shapes[i])
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
			record = noShape(l.Ref(i), nil)
		}
		if record != nil {
			p.repairs = append(p.repairs, *record)
		}
		if l.Shapes[i] == nil && l.Name == study.ControlUnits {
			return nil, nil, &geo.FeatureError{Ref: l.Ref(i), Source: sources[source[i]].Written, Op: "repair", Place: (*orb.Point)(record.Place),
				Err: fmt.Errorf("%w: %s: draw it, or leave it out by a key \"where\"", geo.ErrInvalid, strings.TrimSuffix(record.Detail, ", left out"))}
		}
	}
	if len(kept) == 0 {
		return nil, nil, &geo.LayerError{Layer: l.Name, Source: l.Source, Op: "repair",
			Err: fmt.Errorf("%w with a shape: %s: %s", geo.ErrEmpty, l.Ref(0), p.repairs[len(p.repairs)-l.Len()].Detail)}
	}
	return l.Pick(kept), keptSource, nil
}

// noShape records a feature that is left out; g is what there is of its shape.
func noShape(ref geo.Ref, g orb.Geometry) *Repair {
	return &Repair{Kind: RepairNoShape, Ref: ref.String(), Detail: "has no shape, left out", Place: shapePlace(g)}
}
