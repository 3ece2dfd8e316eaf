package area

import (
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
)

// layer is areas that will meet many others.
type layer struct {
	shapes   []orb.MultiPolygon
	measures []measures
	outlines []*Outline // nil where preparing does not pay
	weight   *Weight    // nil if areas are not weighted
}

func newLayer(ctx context.Context, shapes []orb.MultiPolygon, opt OverlayOptions) (*layer, error) {
	l := &layer{shapes: shapes, measures: make([]measures, len(shapes)), outlines: make([]*Outline, len(shapes)), weight: opt.Weight}
	const many = 1024
	err := parallel.Blocks(ctx, len(shapes), many, opt.Workers, func(from, to int) error {
		for i := from; i < to; i++ {
			l.measures[i] = measure(shapes[i])
			if err := l.check(i); err != nil {
				return err
			}
		}
		return nil
	})
	return l, err
}

func outlinesLayer(ctx context.Context, outlines []*Outline, opt OverlayOptions) (*layer, error) {
	n := len(outlines)
	l := &layer{shapes: make([]orb.MultiPolygon, n), measures: make([]measures, n), outlines: slices.Clone(outlines), weight: opt.Weight}
	err := parallel.Each(ctx, n, opt.Workers, func(i int) error {
		o := outlines[i]
		if o == nil {
			o = &Outline{measures: measure(nil)}
		}
		l.shapes[i], l.measures[i] = o.shape, o.measures
		return l.check(i)
	})
	return l, err
}

// check sees that area i can be measured, and weighs it.
func (l *layer) check(i int) error {
	m := &l.measures[i]
	if !m.sound() {
		return fmt.Errorf("area %d: %w", i, geo.ErrNotFinite)
	}
	if l.weight == nil || m.bound.IsEmpty() {
		return nil
	}
	if !l.weight.covers(m.bound) {
		return fmt.Errorf("area %d: %w", i, ErrUnweighted)
	}
	m.weighted = l.weight.Area(l.shapes[i])
	return nil
}

// worthPreparing is from how many points on preparing an area pays although few
// others meet it.
const worthPreparing = 32

// prepare makes outlines of the areas that are large, and of all if they are so
// few that each will meet many of the others.
func (l *layer) prepare(others *layer) {
	few := 4*len(l.shapes) <= len(others.shapes)
	for i, m := range l.measures {
		if l.outlines[i] == nil && (few || m.points >= worthPreparing) {
			l.outlines[i] = &Outline{shape: l.shapes[i], measures: m}
		}
	}
}

func (l *layer) bounds() []orb.Bound {
	bounds := make([]orb.Bound, len(l.measures))
	for i, m := range l.measures {
		bounds[i] = m.bound
	}
	return bounds
}

// shared is the area that area i of l shares with area j of k.
func (l *layer) shared(i int, k *layer, j int) float64 {
	o, p := l.outlines[i], k.outlines[j]
	switch {
	case o != nil && (p == nil || o.points >= p.points):
		return o.of(k.shapes[j], &l.measures[i], &k.measures[j], l.weight)
	case p != nil:
		return p.of(l.shapes[i], &k.measures[j], &l.measures[i], l.weight)
	default:
		return of(l.shapes[i], k.shapes[j], &l.measures[i], &k.measures[j], l.weight)
	}
}
