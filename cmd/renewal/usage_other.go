//go:build !unix

package main

import "time"

// rusage is not known here.
func rusage() (cpu time.Duration, peak int64) { return 0, 0 }
