package ring

import (
	"cmp"
	"context"
	"math"
	"slices"
)

// maxOrders is how many orders of the edges are tried: those of the cheapest rings,
// for the very cheapest may cross itself.
const maxOrders = 24

// reordered returns the rings in the cheapest order of the edges, other than the one
// given, in which any closes. They may have to be taken as they are given.
func (s *search) reordered(ctx context.Context, given []int) ([]Ring, error) {
	if s.opt.Fixed || len(given) > maxReordered {
		return nil, nil
	}
	orders, err := s.cheapest(ctx, len(given))
	if err != nil {
		return nil, err
	}
	for _, order := range orders {
		if slices.Equal(order, given) {
			continue
		}
		rings, err := s.rings(ctx, order)
		if err != nil || len(rings) > 0 {
			return rings, err
		}
	}
	return nil, nil
}

// cheapest lists orders of n edges by the cost of their cheapest ring, which may not
// be a valid one. Of an order and its reverse one is meant.
func (s *search) cheapest(ctx context.Context, n int) ([][]int, error) {
	type priced struct {
		order []int
		total float64
	}
	var all []priced
	for _, order := range cycles(n) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		turns := s.turns(order)
		if turns == nil {
			continue
		}
		total := math.Inf(1)
		for i, first := range turns[0] {
			total = min(total, s.turn(first)+s.remaining(order, turns, first)[0][i])
		}
		if !math.IsInf(total, 1) {
			all = append(all, priced{order, total})
		}
	}
	slices.SortFunc(all, func(p, q priced) int {
		return cmp.Or(cmp.Compare(p.total, q.total), slices.Compare(p.order, q.order))
	})
	var cheapest [][]int
	for _, p := range all[:min(len(all), maxOrders)] {
		cheapest = append(cheapest, p.order)
	}
	return cheapest, nil
}

// cycles lists the orders in which a ring can follow n edges: all that begin with the
// first, one of each two that are reverse to each other.
func cycles(n int) [][]int {
	var all [][]int
	order := identity(n)
	var permute func(k int)
	permute = func(k int) {
		if k == n {
			if order[1] <= order[n-1] {
				all = append(all, slices.Clone(order))
			}
			return
		}
		for i := k; i < n; i++ {
			order[k], order[i] = order[i], order[k]
			permute(k + 1)
			order[k], order[i] = order[i], order[k]
		}
	}
	permute(1)
	slices.SortFunc(all, slices.Compare)
	return all
}
