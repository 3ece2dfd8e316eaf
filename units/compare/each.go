package compare

import (
	"context"
	"sync"

	"renewal/geo/parallel"
	"renewal/units"
)

// each is [parallel.Each], and tells the watcher of each item.
func each(ctx context.Context, n, workers int, w units.Watcher, do func(i int) error) error {
	var mu sync.Mutex
	return parallel.Each(ctx, n, workers, func(i int) error {
		err := do(i)
		mu.Lock()
		defer mu.Unlock()
		w.Step(1)
		return err
	})
}
