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

// Pair is two areas that share land: A and B are their positions.
type Pair struct {
	A, B int
	Area float64 // above 0
}

// OverlayOptions say how to overlay; the zero value is the recommendation.
type OverlayOptions struct {
	Workers int // goroutines; 0 means one a core

	// Weight, if not nil, is what areas are weighted by. All areas have to lie
	// in its box.
	Weight *Weight
}

// Overlay finds all pairs of an area of a and an area of b that share land, by
// ascending A, then B. Areas that only touch are no pair, and nil areas are
// nowhere. The pairs and every digit of them are the same whatever the number
// of workers and however the areas are ordered. Errors are those of [NewLayer].
func Overlay(ctx context.Context, a, b []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	la, err := NewLayer(ctx, a, opt)
	if err != nil {
		return nil, fmt.Errorf("first layer: %w", err)
	}
	return la.with(ctx, b)
}

// OverlayOutlines is Overlay for areas that are prepared already.
func OverlayOutlines(ctx context.Context, a []*Outline, b []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	la, err := LayerOf(ctx, a, opt)
	if err != nil {
		return nil, fmt.Errorf("first layer: %w", err)
	}
	return la.with(ctx, b)
}

func (l *Layer) with(ctx context.Context, b []orb.MultiPolygon) ([]Pair, error) {
	lb, err := NewLayer(ctx, b, l.opt)
	if err != nil {
		return nil, fmt.Errorf("second layer: %w", err)
	}
	return l.Overlay(ctx, lb)
}

// Overlay is the function of that name for layers of which more is asked. Both have to
// have the same options.
func (l *Layer) Overlay(ctx context.Context, b *Layer) ([]Pair, error) {
	l.prepare(b)
	b.prepare(l)
	// The index holds the layer of fewer areas: building it is not shared out
	// among the workers, searching it is.
	if len(l.shapes) < len(b.shapes) {
		return search(ctx, b, l, func(j, i int) Pair { return Pair{A: i, B: j} })
	}
	return search(ctx, l, b, func(i, j int) Pair { return Pair{A: i, B: j} })
}

// Overlaps finds all pairs of areas of one layer that share land, by ascending
// A, then B; A is less than B. For the rest it is as [Overlay].
func Overlaps(ctx context.Context, a []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	l, err := NewLayer(ctx, a, opt)
	if err != nil {
		return nil, err
	}
	return l.Overlaps(ctx)
}

// Overlaps is the function of that name for a layer of which more is asked.
func (l *Layer) Overlaps(ctx context.Context) ([]Pair, error) {
	l.prepare(l)
	strata := newStrata(l.bounds())
	found := make([][]Pair, len(strata.starts)-1)
	err := strata.meet(ctx, l.opt.Workers, func(strip, i, j int) {
		if area := l.shared(i, l, j); area > 0 {
			found[strip] = append(found[strip], Pair{i, j, area})
		}
	})
	if err != nil {
		return nil, err
	}
	return sorted(ctx, found, len(l.shapes), l.opt.Workers)
}

// queries is how many areas a worker takes at a time.
const queries = 128

// search takes the area of all pairs of one area of q, which is queried for, and
// one of x, which is indexed.
func search(ctx context.Context, q, x *Layer, pair func(i, j int) Pair) ([]Pair, error) {
	bounds, workers := q.bounds(), q.opt.Workers
	order, index := geo.HilbertOrder(bounds), geo.NewIndex(x.bounds())
	found := make([][]Pair, parallel.Count(len(order), queries))
	err := parallel.Blocks(ctx, len(order), queries, workers, func(from, to int) error {
		var near []int
		part := &found[from/queries]
		for _, i := range order[from:to] {
			if err := ctx.Err(); err != nil {
				return err
			}
			near = index.AppendTouching(near, bounds[i])
			for _, j := range near {
				p := pair(i, j)
				if p.Area = q.shared(i, x, j); p.Area > 0 {
					*part = append(*part, p)
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return sorted(ctx, found, max(len(q.shapes), len(x.shapes)), workers)
}

// sorted are the pairs by A, below n, then B.
func sorted(ctx context.Context, found [][]Pair, n, workers int) ([]Pair, error) {
	starts := make([]int, n+1)
	for _, pairs := range found {
		for _, p := range pairs {
			starts[p.A+1]++
		}
	}
	for i := range n {
		starts[i+1] += starts[i]
	}
	all, next := make([]Pair, starts[n]), slices.Clone(starts)
	for _, pairs := range found {
		for _, p := range pairs {
			all[next[p.A]] = p
			next[p.A]++
		}
	}
	return all, parallel.Blocks(ctx, n, queries, workers, func(from, to int) error {
		for i := from; i < to; i++ {
			slices.SortFunc(all[starts[i]:starts[i+1]], func(p, q Pair) int { return cmp.Compare(p.B, q.B) })
		}
		return nil
	})
}
