package main

import (
	"encoding/json"

	"github.com/urfave/cli/v2"

	"renewal/units"
)

func tuneCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "tune",
		Usage:     "tell what hangs on each threshold of the ruleset",
		ArgsUsage: "STUDY",
		Description: `With --rules, every threshold that a class rests on is moved by a tenth and a fifth,
down and up, by itself, and the units that would be of another class are listed:
just those that change when the ruleset is edited so. The drawing stays as it is.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer, the
study or the ruleset cannot be used, 130 stopped by a signal.

Example:
    renewal tune --rules study.yaml`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "rules", Usage: "move the thresholds of the ruleset"},
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
	if !c.Bool("rules") {
		return &usageError{"it is not said what to move", "renewal tune --rules STUDY"}
	}
	study, err := units.ReadStudy(args[0])
	if err != nil {
		return err
	}
	watcher, done := watch(s.err, false)
	defer done()
	result, err := units.Delineate(c.Context, study, watcher)
	if err != nil {
		return err
	}
	done()
	if c.Bool("json") {
		e := json.NewEncoder(s.out)
		e.SetEscapeHTML(false)
		e.SetIndent("", "  ")
		return e.Encode(result.Report.Stability)
	}
	return tuneRules(s.out, result.Report)
}
