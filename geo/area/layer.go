package area

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
)

// Layer is areas made ready to meet those of other layers, and each other. One
// caller may ask at a time.
type Layer struct {
	shapes   []orb.MultiPolygon
	measures []measures
	outlines []*Outline // nil where preparing does not pay
	opt      OverlayOptions
}

// NewLayer measures the shapes, which must not change as long as the layer is in use.
// A nil shape is nowhere. A coordinate that is not finite is an error that wraps
// [geo.ErrNotFinite] and names its area; an area outside the box of the weight is one
// that wraps [ErrUnweighted].
func NewLayer(ctx context.Context, shapes []orb.MultiPolygon, opt OverlayOptions) (*Layer, error) {
	l := &Layer{shapes: shapes, measures: make([]measures, len(shapes)), outlines: make([]*Outline, len(shapes)), opt: opt}
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

// LayerOf is NewLayer for areas that are prepared already.
func LayerOf(ctx context.Context, outlines []*Outline, opt OverlayOptions) (*Layer, error) {
	n := len(outlines)
	l := &Layer{shapes: make([]orb.MultiPolygon, n), measures: make([]measures, n), outlines: slices.Clone(outlines), opt: opt}
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

// Sizes are the areas of all, weighted if there is a weight.
func (l *Layer) Sizes() []float64 {
	sizes := make([]float64, len(l.measures))
	for i := range sizes {
		sizes[i] = l.measures[i].weighted
	}
	return sizes
}

// check sees that area i can be measured, and weighs it.
func (l *Layer) check(i int) error {
	m := &l.measures[i]
	if !m.sound() {
		return fmt.Errorf("area %d: %w", i, geo.ErrNotFinite)
	}
	if l.opt.Weight == nil || m.bound.IsEmpty() {
		return nil
	}
	if !l.opt.Weight.covers(m.bound) {
		return fmt.Errorf("area %d: %w", i, ErrUnweighted)
	}
	m.weighted = l.opt.Weight.Area(l.shapes[i])
	return nil
}

// worthPreparing is from how many points on preparing an area pays although few
// others meet it: sorting its edges takes as long as looking some ten times at each.
const worthPreparing = 1024

// prepare makes outlines of the areas that are large, and of all if they are so
// few that each will meet many of the others.
func (l *Layer) prepare(others *Layer) {
	few := 4*len(l.shapes) <= len(others.shapes)
	for i, m := range l.measures {
		if l.outlines[i] == nil && (few || m.points >= worthPreparing) {
			l.outlines[i] = &Outline{shape: l.shapes[i], measures: m}
		}
	}
}

func (l *Layer) bounds() []orb.Bound {
	bounds := make([]orb.Bound, len(l.measures))
	for i, m := range l.measures {
		bounds[i] = m.bound
	}
	return bounds
}

// shared is the area that area i of l shares with area j of k.
func (l *Layer) shared(i int, k *Layer, j int) float64 {
	o, p := l.outlines[i], k.outlines[j]
	switch {
	case o != nil && (p == nil || o.atLeast(p)):
		return o.of(k.shapes[j], &l.measures[i], &k.measures[j], p, l.opt.Weight)
	case p != nil:
		return p.of(l.shapes[i], &k.measures[j], &l.measures[i], o, l.opt.Weight)
	default:
		return of(l.shapes[i], k.shapes[j], &l.measures[i], &k.measures[j], l.opt.Weight)
	}
}

// atLeast reports whether the outline, rather than p, is to be the one that the other is
// held to: the larger of the two, whichever comes first.
func (o *Outline) atLeast(p *Outline) bool {
	a, b := &o.bound, &p.bound
	return cmp.Or(cmp.Compare(o.points, p.points), cmp.Compare(o.size, p.size),
		cmp.Compare(a.Min[0], b.Min[0]), cmp.Compare(a.Min[1], b.Min[1]), cmp.Compare(a.Max[0], b.Max[0]), cmp.Compare(a.Max[1], b.Max[1])) >= 0
}
