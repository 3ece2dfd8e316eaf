package coverage

import (
	"context"
	"sync"
	"sync/atomic"
)

// inParallel calls do(worker, i) for every i below n, each worker by itself, and
// returns the error of the lowest i that failed. Results belong in slot i, so
// that nothing depends on which worker came first.
func inParallel(ctx context.Context, workers, n int, do func(worker, i int) error) error {
	errs := make([]error, n)
	var next atomic.Int64
	var wait sync.WaitGroup
	for worker := range min(workers, n) {
		wait.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n || ctx.Err() != nil {
					return
				}
				errs[i] = do(worker, i)
			}
		})
	}
	wait.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
