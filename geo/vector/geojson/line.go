package geojson

import (
	"runtime"
	"sync"
)

// line works on items on all cores and gives out the results in the order in
// which the items went in.
type line[In, Out any] struct {
	worker func() func(In) Out // makes what one goroutine works with
	sink   func(Out)           // called by whoever puts items in
	items  chan item[In, Out]  // nil until the first
	queue  []chan Out
	crew   sync.WaitGroup
}

type item[In, Out any] struct {
	in   In
	done chan Out
}

// ahead is how many items may wait for their turn, for each core.
const ahead = 2

func (l *line[In, Out]) put(in In) {
	cores := runtime.GOMAXPROCS(0)
	if l.items == nil {
		l.items = make(chan item[In, Out], ahead*cores+1)
		for range cores {
			l.crew.Go(func() {
				work := l.worker()
				for i := range l.items {
					i.done <- work(i.in)
				}
			})
		}
	}
	done := make(chan Out, 1)
	l.queue = append(l.queue, done)
	l.items <- item[In, Out]{in, done}
	for len(l.queue) > ahead*cores {
		l.first()
	}
}

// pass puts in what is done already.
func (l *line[In, Out]) pass(out Out) {
	if len(l.queue) == 0 {
		l.sink(out)
		return
	}
	done := make(chan Out, 1)
	done <- out
	l.queue = append(l.queue, done)
}

// first waits for the result that is due.
func (l *line[In, Out]) first() {
	done := l.queue[0]
	l.queue = l.queue[1:]
	l.sink(<-done)
}

// finish waits for all.
func (l *line[In, Out]) finish() {
	for len(l.queue) > 0 {
		l.first()
	}
	if l.items != nil {
		close(l.items)
		l.crew.Wait()
	}
}
