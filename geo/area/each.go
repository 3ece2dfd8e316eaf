package area

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls do for every i below n, on as many goroutines as asked for, 0
// meaning one a core. Results go to slot i of whatever the caller made; the
// error of the lowest i wins, so nothing depends on who finished first. It looks
// at ctx before each call.
func each(ctx context.Context, n, workers int, do func(i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next, first atomic.Int64
	first.Store(int64(n))
	errs := make([]error, min(workers, n))
	at := make([]int64, len(errs)) // where each worker failed
	var wg sync.WaitGroup
	for w := range errs {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < first.Load(); i = next.Add(1) - 1 {
				err := ctx.Err()
				if err == nil {
					err = do(int(i))
				}
				if err != nil {
					errs[w], at[w] = err, i
					for f := first.Load(); i < f && !first.CompareAndSwap(f, i); f = first.Load() {
					}
					return
				}
			}
		})
	}
	wg.Wait()
	for w, err := range errs {
		if err != nil && at[w] == first.Load() {
			return err
		}
	}
	return nil
}

// parts is how many parts of size n things make; part k runs from from to to.
func parts(n, size int) int { return (n + size - 1) / size }

func part(k, n, size int) (from, to int) { return k * size, min((k+1)*size, n) }
