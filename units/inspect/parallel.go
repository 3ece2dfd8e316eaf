package inspect

import (
	"context"

	"renewal/geo/parallel"
)

// batch is how many items are done between looks at the context and the next
// goroutine's turn: enough to cost nothing, few enough to stop at once.
const batch = 64

// each calls do for every i below n, on one goroutine a core.
func each(ctx context.Context, n int, do func(i int)) error {
	return parallel.Blocks(ctx, n, batch, 0, func(from, to int) error {
		for i := from; i < to; i++ {
			do(i)
		}
		return ctx.Err()
	})
}

// eachOne is each for items that are large.
func eachOne(ctx context.Context, n int, do func(i int)) error {
	return parallel.Each(ctx, n, 0, func(i int) error {
		do(i)
		return ctx.Err()
	})
}
