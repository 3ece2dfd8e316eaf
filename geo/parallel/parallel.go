// Package parallel shares work out among goroutines so that the outcome is that of
// one goroutine which takes the items in their order.
//
// An item is known by its number i, and what comes of it belongs in slot i of whatever
// the caller made. Of several errors that of the lowest i is returned, whoever finished
// first; items above it may not be done, all below it are. The context is looked at
// before each item.
package parallel

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// Each calls do for every i below n, on as many goroutines as asked for, 0 meaning
// one a core.
func Each(ctx context.Context, n, workers int, do func(i int) error) error {
	return ByWorker(ctx, n, workers, func(_, i int) error { return do(i) })
}

// Blocks calls do for all of 0 to n, size items at a time: for items that take so little
// that handing them out would take longer.
func Blocks(ctx context.Context, n, size, workers int, do func(from, to int) error) error {
	return Each(ctx, Count(n, size), workers, func(b int) error { return do(b*size, min((b+1)*size, n)) })
}

// Count is how many blocks n items make.
func Count(n, size int) int { return (n + size - 1) / size }

// ByWorker is Each for work that wants room to itself: do is told which goroutine it
// runs on, numbered from 0, each of which does one item at a time.
func ByWorker(ctx context.Context, n, workers int, do func(worker, i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n)
	var next, first atomic.Int64 // first is the lowest i that failed
	first.Store(int64(n))
	errs, at := make([]error, max(workers, 0)), make([]int64, max(workers, 0))
	work := func(worker int) {
		for i := next.Add(1) - 1; i < first.Load(); i = next.Add(1) - 1 {
			err := ctx.Err()
			if err == nil {
				err = do(worker, int(i))
			}
			if err == nil {
				continue
			}
			errs[worker], at[worker] = err, i
			for f := first.Load(); i < f && !first.CompareAndSwap(f, i); f = first.Load() {
			}
			return
		}
	}
	var crew sync.WaitGroup
	for worker := 1; worker < workers; worker++ {
		crew.Go(func() { work(worker) })
	}
	if workers > 0 {
		work(0)
	}
	crew.Wait()
	for worker, err := range errs {
		if err != nil && at[worker] == first.Load() {
			return err
		}
	}
	return nil
}
