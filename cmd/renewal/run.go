package main

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/urfave/cli/v2"
)

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// run runs the program and returns its exit code. The first Ctrl-C or SIGTERM
// stops it in good order, a second one kills it.
func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)
	return runContext(ctx, args, streams{stdin, stdout, stderr})
}

func runContext(ctx context.Context, args []string, s streams) int {
	err := dispatch(ctx, args, s)
	// A stage that was stopped may have put it in words of its own. Failed
	// checks are told after all is written: then it came too late.
	if err != nil && ctx.Err() != nil && !errors.Is(err, errViolations) {
		err = ctx.Err()
	}
	complain(s.err, err)
	return exitCode(err)
}

// dispatch answers the calls for help and version, and passes all others to
// their command with flags before arguments.
func dispatch(ctx context.Context, args []string, s streams) error {
	app := newApp(s)
	call, err := understand(app, args)
	switch {
	case err != nil:
		return err
	case call.help && call.command == nil:
		return writeAppHelp(s.out, app)
	case call.help:
		return writeHelp(s.out, call.command)
	}
	return app.RunContext(ctx, append([]string{app.Name, call.command.Name}, call.args...))
}

func newApp(s streams) *cli.App {
	app := &cli.App{
		Name:      "renewal",
		Usage:     "urban renewal units from a detailed plan, drawn, classed and explained",
		Reader:    s.in,
		Writer:    s.out,
		ErrWriter: s.err,
		HideHelp:  true, // help is ours: cli takes the study in "delineate --help STUDY" for a topic
		Commands: []*cli.Command{
			delineateCommand(s), explainCommand(s), initCommand(s), inspectCommand(s), encloseCommand(s), compareCommand(s),
			classifyCommand(s), screenCommand(s), tuneCommand(s), rulesCommand(s), mapCommand(s),
			versionCommand(s), helpCommand(s),
		},

		// Without these cli prints and exits on its own.
		OnUsageError:   usage,
		ExitErrHandler: func(*cli.Context, error) {},
	}
	for _, c := range app.Commands {
		c.HideHelp = true
		c.OnUsageError = usage
	}
	return app
}

func usage(_ *cli.Context, err error, _ bool) error { return &usageError{text: err.Error()} }
