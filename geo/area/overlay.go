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
// of workers and however the areas are ordered. A coordinate that is not finite
// is an error that wraps [geo.ErrNotFinite] and names its area; an area outside
// the box of the weight is one that wraps [ErrUnweighted].
func Overlay(ctx context.Context, a, b []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	la, err := newLayer(ctx, a, opt)
	if err != nil {
		return nil, fmt.Errorf("first layer: %w", err)
	}
	return overlay(ctx, la, b, opt)
}

// OverlayOutlines is Overlay for areas that are prepared already.
func OverlayOutlines(ctx context.Context, a []*Outline, b []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	la, err := outlinesLayer(ctx, a, opt)
	if err != nil {
		return nil, fmt.Errorf("first layer: %w", err)
	}
	return overlay(ctx, la, b, opt)
}

func overlay(ctx context.Context, la *layer, b []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	lb, err := newLayer(ctx, b, opt)
	if err != nil {
		return nil, fmt.Errorf("second layer: %w", err)
	}
	la.prepare(lb)
	lb.prepare(la)
	// The index holds the layer of fewer areas: building it is not shared out
	// among the workers, searching it is.
	if len(la.shapes) < len(lb.shapes) {
		return search(ctx, lb, la, opt.Workers, func(j, i int) (Pair, bool) { return Pair{A: i, B: j}, true })
	}
	return search(ctx, la, lb, opt.Workers, func(i, j int) (Pair, bool) { return Pair{A: i, B: j}, true })
}

// Overlaps finds all pairs of areas of one layer that share land, by ascending
// A, then B; A is less than B. For the rest it is as [Overlay].
func Overlaps(ctx context.Context, a []orb.MultiPolygon, opt OverlayOptions) ([]Pair, error) {
	l, err := newLayer(ctx, a, opt)
	if err != nil {
		return nil, err
	}
	l.prepare(l)
	return search(ctx, l, l, opt.Workers, func(i, j int) (Pair, bool) { return Pair{A: i, B: j}, i < j })
}

const (
	// queries is how many areas a worker takes at a time.
	queries = 128
	// ordered is how many areas are put in order at a time: each such part is
	// asked along its own curve, so that ordering is shared out, too.
	ordered = 1 << 16
)

// search takes the area of all pairs of one area of q, which is queried for, and
// one of x, which is indexed, as far as they are wanted.
func search(ctx context.Context, q, x *layer, workers int, pair func(i, j int) (p Pair, wanted bool)) ([]Pair, error) {
	var index *geo.Index
	order, bounds := make([]int, len(q.shapes)), q.bounds()
	err := parallel.Each(ctx, 1+parallel.Count(len(order), ordered), workers, func(k int) error {
		if k == 0 {
			index = geo.NewIndex(x.bounds())
			return nil
		}
		from, to := (k-1)*ordered, min(k*ordered, len(order))
		for i, at := range geo.HilbertOrder(bounds[from:to]) {
			order[from+i] = from + at
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	found := make([][]Pair, parallel.Count(len(order), queries))
	err = parallel.Blocks(ctx, len(order), queries, workers, func(from, to int) error {
		var near []int
		part := &found[from/queries]
		for _, i := range order[from:to] {
			if err := ctx.Err(); err != nil {
				return err
			}
			near = index.AppendTouching(near, bounds[i])
			for _, j := range near {
				p, wanted := pair(i, j)
				if !wanted {
					continue
				}
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
