package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"renewal/units"
)

// progress shows the stage at work and the time left to it on a terminal.
type progress struct {
	w   io.Writer
	bar *progressbar.ProgressBar
}

// watch returns what shows progress on w, nil unless w is a terminal, and what
// ends the show; it may be called again.
func watch(w io.Writer, quiet bool) (units.Watcher, func()) {
	f, ok := w.(*os.File)
	if quiet || !ok || !term.IsTerminal(int(f.Fd())) {
		return nil, func() {}
	}
	p := &progress{w: w}
	return p, p.done
}

// Stage begins a bar, or a spinner where the number of steps is not known.
func (p *progress) Stage(name string, total int) {
	p.done()
	if total <= 0 {
		total = -1
	}
	p.bar = progressbar.NewOptions(total,
		progressbar.OptionSetWriter(p.w),
		progressbar.OptionSetDescription(name),
		progressbar.OptionSetWidth(24),
		progressbar.OptionShowCount(),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionShowElapsedTimeOnFinish(),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
	p.bar.RenderBlank()
}

// Step moves the bar. What cannot be shown is no reason to stop the work.
func (p *progress) Step(n int) {
	if p.bar != nil {
		p.bar.Add(n)
	}
}

// done takes the bar off the screen.
func (p *progress) done() {
	if p.bar != nil {
		p.bar.Finish()
		p.bar.Clear()
		p.bar = nil
	}
}
