package main

import (
	"strings"
	"testing"
	"time"
)

func TestTimings(t *testing.T) {
	at := time.Duration(0)
	w := newTimings(nil)
	w.now = func() (time.Time, time.Duration) {
		at += 1500 * time.Millisecond
		return time.Time{}.Add(at), at / 2
	}
	w.Stage("read", 3)
	w.Step(2)
	w.Stage("fabric", 0)
	var b strings.Builder
	w.write(&b)
	want := "   stage     s  CPU s\n    read  1.50   0.75\n  fabric  1.50   0.75\n     all  3.00   1.50\n"
	if got, _, _ := strings.Cut(b.String(), "peak"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if cpu, peak := rusage(); cpu < 0 || peak < 0 {
		t.Errorf("%v, %d bytes", cpu, peak)
	}
}
