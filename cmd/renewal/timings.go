package main

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"renewal/units"
)

// timings notes how long each stage takes, for those who wait, and passes on what
// it is told to another watcher, which may be nil.
type timings struct {
	next   units.Watcher
	stages []timing
	now    func() (wall time.Time, cpu time.Duration)
}

// timing is one stage: when it began, and the CPU time that was spent by then.
type timing struct {
	name string
	wall time.Time
	cpu  time.Duration
}

func newTimings(next units.Watcher) *timings {
	return &timings{next: next, now: func() (time.Time, time.Duration) {
		cpu, _ := rusage()
		return time.Now(), cpu
	}}
}

// Stage and Step implement [units.Watcher].
func (t *timings) Stage(name string, total int) {
	t.mark(name)
	if t.next != nil {
		t.next.Stage(name, total)
	}
}

func (t *timings) Step(n int) {
	if t.next != nil {
		t.next.Step(n)
	}
}

func (t *timings) mark(name string) {
	wall, cpu := t.now()
	t.stages = append(t.stages, timing{name, wall, cpu})
}

// write ends the last stage and prints a line for each, and one for the whole. What
// is read while the fabric is being made counts there.
func (t *timings) write(w io.Writer) {
	t.mark("all")
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "stage\ts\tCPU s\t")
	line := func(from, to timing) {
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t\n", from.name, to.wall.Sub(from.wall).Seconds(), (to.cpu - from.cpu).Seconds())
	}
	last := len(t.stages) - 1
	for i := range last {
		line(t.stages[i], t.stages[i+1])
	}
	if last > 0 {
		all := t.stages[0]
		all.name = "all"
		line(all, t.stages[last])
	}
	table.Flush()
	if _, peak := rusage(); peak > 0 {
		fmt.Fprintf(w, "peak memory %d MB\n", peak>>20)
	}
}
