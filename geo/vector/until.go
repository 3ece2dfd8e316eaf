package vector

import (
	"context"
	"fmt"
	"time"
)

// grace is how long work has to see by itself that its context has ended.
const grace = 200 * time.Millisecond

// until does the work, but returns once the context has ended: GDAL reads some
// formats as a whole while it opens them, and cannot be stopped. Work that is left
// behind goes on until it looks at the context, and closes what it opened.
func until[T any](ctx context.Context, file string, work func() (T, error)) (T, error) {
	type answer struct {
		value T
		err   error
	}
	done := make(chan answer, 1)
	go func() {
		value, err := work()
		done <- answer{value, err}
	}()
	select {
	case a := <-done:
		return a.value, a.err
	case <-ctx.Done():
	}
	late := time.NewTimer(grace)
	defer late.Stop()
	select {
	case a := <-done:
		return a.value, a.err
	case <-late.C:
		var none T
		return none, fmt.Errorf("%s: %w", file, ctx.Err())
	}
}
