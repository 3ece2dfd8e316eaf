//go:build unix

package main

import (
	"runtime"
	"syscall"
	"time"
)

// rusage is the CPU time that the process has taken, and the most memory it has had,
// in bytes; both 0 where they are not known.
func rusage() (cpu time.Duration, peak int64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0
	}
	peak = int64(u.Maxrss)
	if runtime.GOOS != "darwin" && runtime.GOOS != "ios" { // which count bytes, others kilobytes
		peak <<= 10
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), peak
}
