package compare

import (
	"context"
	"runtime"
	"sync"

	"renewal/units"
)

// each calls do for every i below n on some goroutines, 0 meaning one a core, and
// tells the watcher of each. Results go to slot i of whatever the caller made; the
// error of the lowest i wins, so nothing depends on who finished first.
func each(ctx context.Context, n, workers int, w units.Watcher, do func(i int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var mu sync.Mutex
	next, first, failed := 0, n, error(nil)
	take := func(done int, err error) (i int, more bool) {
		mu.Lock()
		defer mu.Unlock()
		if err != nil && done < first {
			first, failed = done, err
		}
		if done >= 0 {
			w.Step(1)
		}
		i = next
		next++
		return i, i < first
	}
	var wg sync.WaitGroup
	for range min(workers, n) {
		wg.Go(func() {
			for i, more := take(-1, nil); more; {
				err := ctx.Err()
				if err == nil {
					err = do(i)
				}
				i, more = take(i, err)
			}
		})
	}
	wg.Wait()
	return failed
}
