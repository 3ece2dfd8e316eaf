package main

import (
	"os"
	"runtime/debug"
	"runtime/metrics"
	"time"
)

// Memory grows to twice what is in use before it is collected, up to usualMemory;
// beyond that it is collected more often, as long as roomier times what is in use fits.
//
// A city of a million parcels has a gigabyte in use. With half of that to spare the
// process stays below 2 GB, what GEOS and GDAL hold included, and a seventh of its
// processor time goes into collecting; with a third it was a quarter.
const (
	usualMemory = 1500 << 20
	roomier     = 1.5
)

// boundMemory keeps the memory of the process near what it needs, and returns what
// ends that. It leaves it to GOMEMLIMIT where that is set.
func boundMemory() (stop func()) {
	if os.Getenv("GOMEMLIMIT") != "" {
		return func() {}
	}
	before := debug.SetMemoryLimit(usualMemory)
	done := make(chan struct{})
	go func() {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		for tick := time.NewTicker(200 * time.Millisecond); ; {
			select {
			case <-done:
				tick.Stop()
				return
			case <-tick.C:
			}
			if metrics.Read(live); live[0].Value.Kind() == metrics.KindUint64 {
				debug.SetMemoryLimit(max(usualMemory, int64(roomier*float64(live[0].Value.Uint64()))))
			}
		}
	}()
	return func() {
		close(done)
		debug.SetMemoryLimit(before)
	}
}
