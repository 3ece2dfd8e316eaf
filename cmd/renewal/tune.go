package main

import (
	"github.com/urfave/cli/v2"

	"renewal/units"
	"renewal/units/study"
)

func tuneCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "tune",
		Usage:     "tell what hangs on each weight, or each threshold, of the ruleset",
		ArgsUsage: "STUDY",
		Description: `Every weight of the cost is moved by itself, from nothing to twice what it is; the
units are drawn anew, and those that would not be the same are listed. "renewal
delineate --tune" puts the same into the results.

With --rules, every threshold that a class rests on is moved by a tenth and a fifth,
down and up, by itself, and the units that would be of another class are listed:
just those that change when the ruleset is edited so. The drawing stays as it is.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer, the
study or the ruleset cannot be used, 130 stopped by a signal.

Example:
    renewal tune study.yaml`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "rules", Usage: "move the thresholds of the ruleset, not the weights"},
			&cli.BoolFlag{Name: "json", Usage: "print as JSON instead of a table"},
		},
		Action: func(c *cli.Context) error { return tune(c, s) },
	}
}

func tune(c *cli.Context, s streams) error {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return err
	}
	st, err := study.Read(args[0])
	if err != nil {
		return err
	}
	watcher, done := watch(s.err, false)
	defer done()
	result, err := units.Delineate(c.Context, st, watcher)
	if err != nil {
		return err
	}
	if c.Bool("rules") {
		done()
		if c.Bool("json") {
			return printJSON(s.out, result.Report.Stability)
		}
		return tuneRules(s.out, result.Report)
	}
	sweeps, err := result.SweepWeights(c.Context, watcher)
	if err != nil {
		return err
	}
	done()
	if c.Bool("json") {
		return printJSON(s.out, sweeps)
	}
	return tuneWeights(s.out, sweeps, len(result.Report.Units))
}
