package inspect

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// batch is how many items are done between looks at the context and the next
// goroutine's turn: enough to cost nothing, few enough to stop at once.
const batch = 64

// each calls do for every i below n, on one goroutine a core. Results go to slot
// i of whatever the caller made, so nothing depends on who comes first.
func each(ctx context.Context, n int, do func(i int)) error { return inBatches(ctx, n, batch, do) }

// eachOne is each for items that are large.
func eachOne(ctx context.Context, n int, do func(i int)) error { return inBatches(ctx, n, 1, do) }

func inBatches(ctx context.Context, n, size int, do func(i int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), (n+size-1)/size) {
		wg.Go(func() {
			for ctx.Err() == nil {
				from := int(next.Add(int64(size))) - size
				if from >= n {
					return
				}
				for i := from; i < min(from+size, n); i++ {
					do(i)
				}
			}
		})
	}
	wg.Wait()
	return ctx.Err()
}
