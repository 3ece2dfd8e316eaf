package units

import (
	"context"
	"errors"
)

var errNoPipeline = errors.New("delineation is not built in")

// Result is the outcome of a run.
type Result struct{}

// Delineate draws and classes the units of a study.
func Delineate(context.Context, *Study, Watcher) (*Result, error) { return nil, errNoPipeline }

// Write writes the result into a folder and returns the files written.
func (*Result) Write(context.Context, string, Watcher) ([]string, error) { return nil, errNoPipeline }

// Summary tells what came out.
func (*Result) Summary() Summary { return Summary{} }
