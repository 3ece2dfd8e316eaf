package units

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// failed is err, or the error of the context if that is why it failed.
func failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// each calls do for every i below n, on as many goroutines as asked for, 0
// meaning one a core. Results go to slot i of whatever the caller made; the
// error of the lowest i wins, so nothing depends on who finished first. It looks
// at ctx before each call.
func each(ctx context.Context, n, workers int, do func(i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = min(workers, n)
	if workers <= 1 {
		for i := range n {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := do(i); err != nil {
				return err
			}
		}
		return nil
	}
	var next atomic.Int64
	var mu sync.Mutex
	first, failed := n, error(nil)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				mu.Lock()
				stop := i > first
				mu.Unlock()
				if stop {
					return
				}
				err := ctx.Err()
				if err == nil {
					err = do(i)
				}
				if err != nil {
					mu.Lock()
					if i < first {
						first, failed = i, err
					}
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	return failed
}

// blockSize is how many things are taken at a time where each takes so little that
// handing it out alone would cost more.
const blockSize = 4096

// blocks calls do for all of 0 to n, a block at a time.
func blocks(ctx context.Context, n, workers int, do func(from, to int) error) error {
	return each(ctx, parts(n), workers, func(b int) error { return do(b*blockSize, min((b+1)*blockSize, n)) })
}

// parts is the number of blocks.
func parts(n int) int { return (n + blockSize - 1) / blockSize }
