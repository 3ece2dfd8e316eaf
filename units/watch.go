package units

import "context"

// Watcher is told how far a run has come. Its methods are called from one
// goroutine at a time; a nil Watcher is allowed wherever one is taken.
type Watcher interface {
	// Stage says that a stage begins. Its total is the number of steps, or 0
	// where that is not known beforehand.
	Stage(name string, total int)
	// Step says that n more steps of the stage are done.
	Step(n int)
}

// nobody watches.
type nobody struct{}

func (nobody) Stage(string, int) {}
func (nobody) Step(int)          {}

// failed is err, or the error of the context if that is why it failed.
func failed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
