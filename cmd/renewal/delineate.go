package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/urfave/cli/v2"

	"renewal/units"
	"renewal/units/compare"
	"renewal/units/report"
	"renewal/units/study"
)

func delineateCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "delineate",
		Usage:     "draw renewal units, class them and say why",
		ArgsUsage: "STUDY",
		Description: `STUDY is a study file (YAML): layers by role, ruleset, coordinate system; "renewal
init" writes one. The results go to the folder DIR, which is made if need be:
units.gpkg and units.qgz for QGIS, units.geojson for anyone, report.html for people,
units.xlsx for planners, report.json for machines. Files of these names are replaced,
all or none. A table of the classes goes to standard output.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer, the
study or the ruleset cannot be used, 4 done, but a unit fails a hard check,
130 stopped by a signal.

Example:
    renewal delineate study.yaml -o results`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "previous", Usage: "carry on the IDs of the units in `RESULTS`, the folder of an earlier run or its units.gpkg, units.geojson or report.json, and tell what changed"},
			&cli.BoolFlag{Name: "tune", Usage: "tell in report.json, report.html and units.xlsx which units hang on each weight; draws the city some forty times more"},
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Value: "out", Usage: "write the results to `DIR` (out in the current folder if not given)"},
			&cli.Float64Flag{Name: "simplify", Usage: "write also units-`METRES`m.geojson for the web, whose borders are thinned within so much"},
			&cli.BoolFlag{Name: "json", Usage: "print the summary as JSON instead of the table"},
			&cli.BoolFlag{Name: "timings", Usage: "print how long each stage took, to standard error"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no table, no progress and no warnings"},
		},
		Action: func(c *cli.Context) error { return delineate(c, s) },
	}
}

func delineate(c *cli.Context, s streams) error {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return err
	}
	dir := c.String("output")
	if err := folder(dir); err != nil {
		return err
	}
	st, err := study.Read(args[0])
	if err != nil {
		return err
	}
	more := []units.File{report.Page(nil)}
	if c.IsSet("simplify") {
		thin, err := units.Simplified(c.Float64("simplify"))
		if err != nil {
			return &usageError{"--simplify: " + err.Error(), ""}
		}
		more = append(more, thin)
	}
	if err := units.CheckOutput(st, dir, more...); err != nil {
		return &usageError{err.Error(), "name another folder by --output"}
	}
	var previous *units.Previous
	if c.IsSet("previous") {
		if previous, err = units.ReadPrevious(c.Context, c.String("previous")); err != nil {
			return err
		}
	}
	quiet := c.Bool("quiet")
	watcher, done := watch(s.err, quiet)
	defer done()
	if c.Bool("timings") {
		t := newTimings(watcher)
		watcher = t
		defer func() {
			done()
			t.write(s.err)
		}()
	}
	defer boundMemory()()
	result, err := units.Continue(c.Context, st, previous, watcher)
	if err != nil {
		return err
	}
	if c.Bool("tune") {
		if err := result.Tune(c.Context, watcher); err != nil {
			return err
		}
	}
	result.Release()
	if of := st.Of(study.Reference); len(of) > 0 {
		against, err := compare.Results(c.Context, of, result, watcher)
		if err != nil {
			return err
		}
		more[0] = report.Page(against)
	}
	files, err := result.Write(c.Context, dir, watcher, more...)
	if err != nil {
		return err
	}
	done()

	summary := result.Summary()
	if !quiet {
		for _, w := range summary.Warnings {
			fmt.Fprintf(s.err, "renewal: warning: %s\n", oneLine(w))
		}
	}
	switch {
	case c.Bool("json"):
		err = printJSON(s.out, summary)
	case !quiet:
		err = writeSummary(s.out, summary, files)
	}
	if err != nil {
		return err
	}
	if summary.Violations > 0 {
		return fmt.Errorf("%w: %s in all; see the checks in %s", errViolations, grouped(summary.Violations), filepath.Join(dir, "report.json"))
	}
	return nil
}

// folder looks, before the work begins, that results can go there.
func folder(dir string) error {
	if dir == "" {
		return &usageError{"the output folder has no name", ""}
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return &usageError{fmt.Sprintf("output %q is a file, not a folder", dir), ""}
	}
	return nil
}
