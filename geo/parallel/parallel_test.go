package parallel_test

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"renewal/geo/parallel"
)

// Whoever comes first, the error is that of the least item that fails, all items
// below it are done, and none is done twice.
func TestEach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, workers := rapid.IntRange(0, 40).Draw(t, "n"), rapid.IntRange(0, 9).Draw(t, "workers")
		fails := rapid.MapOfN(rapid.IntRange(0, 40), rapid.Bool(), 0, 5).Draw(t, "fails")
		least := n
		for i := range fails {
			least = min(least, i)
		}
		done := make([]atomic.Int32, n)
		err := parallel.Each(context.Background(), n, workers, func(i int) error {
			done[i].Add(1)
			if _, fail := fails[i]; fail {
				return fmt.Errorf("%d", i)
			}
			return nil
		})
		if least < n && (err == nil || err.Error() != fmt.Sprint(least)) || least == n && err != nil {
			t.Fatalf("error %v, want that of %d", err, least)
		}
		for i := range done {
			if d := done[i].Load(); d > 1 || d == 0 && i <= least {
				t.Fatalf("%d is done %d times, the least that fails is %d", i, d, least)
			}
		}
	})
}

func TestBlocks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, size := rapid.IntRange(0, 100).Draw(t, "n"), rapid.IntRange(1, 30).Draw(t, "size")
		of := make([]int, n)
		var blocks atomic.Int32
		if err := parallel.Blocks(context.Background(), n, size, 3, func(from, to int) error {
			if from%size != 0 || to-from > size {
				return fmt.Errorf("%d to %d is no block", from, to)
			}
			blocks.Add(1)
			for i := from; i < to; i++ {
				of[i]++
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for i := range of {
			if of[i] != 1 {
				t.Fatalf("%d is done %d times", i, of[i])
			}
		}
		if int(blocks.Load()) != parallel.Count(n, size) {
			t.Fatalf("%d blocks, want %d", blocks.Load(), parallel.Count(n, size))
		}
	})
}

// Room that belongs to a worker is used by one item at a time.
func TestByWorker(t *testing.T) {
	const workers = 4
	var busy [workers]atomic.Bool
	if err := parallel.ByWorker(context.Background(), 1000, workers, func(worker, i int) error {
		if !busy[worker].CompareAndSwap(false, true) {
			return errors.New("two at once")
		}
		defer busy[worker].Store(false)
		return nil
	}); err != nil {
		t.Error(err)
	}
}

func TestStopped(t *testing.T) {
	for _, workers := range []int{1, 4} {
		ctx, cancel := context.WithCancel(context.Background())
		var done atomic.Int32
		err := parallel.Each(ctx, 1000, workers, func(i int) error {
			if done.Add(1) == 10 {
				cancel()
			}
			return nil
		})
		if !errors.Is(err, context.Canceled) || done.Load() > 10+int32(workers) {
			t.Errorf("%d workers: %v after %d items", workers, err, done.Load())
		}
	}
}
