package main

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"github.com/urfave/cli/v2"

	"renewal/units/compare"
)

func compareCommand(s streams) *cli.Command {
	flags := []cli.Flag{
		&cli.StringFlag{Name: "crs", Usage: "compare in this plane `CRS` (that of the reference if not given)"},
		&cli.BoolFlag{Name: "partial", Usage: "leave out units of the reference that no unit of the candidate touches"},
		&cli.StringFlag{Name: "limits", Usage: "fail on the limits in `FILE`, and not on the usual ones"},
		&cli.StringSliceFlag{Name: "limit", Usage: "one `LIMIT` more, or another: \"mean_iou>=0.9\", \"unit_p95_m<=30\", \"unit_iou=off\""},
		&cli.BoolFlag{Name: "json", Usage: "print everything as JSON instead of the table"},
		&cli.IntFlag{Name: "worst", Value: 10, Usage: "print the worst `N` units, and those of another class (10 if not given; 0 for all)"},
		&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no table, no progress and no warnings"},
	}
	for _, o := range comparisonFiles {
		flags = append(flags, &cli.StringFlag{Name: o.flag, Usage: o.usage})
	}
	for _, side := range []string{"reference", "candidate"} {
		for _, f := range []struct{ name, usage string }{
			{"layer", "its `LAYER`, where the file has several"},
			{"id", "the `COLUMN` of its IDs (that of our own results, or else rows are numbered)"},
			{"class", "the `COLUMN` of its classes"},
			{"by", "join features with equal values in `COLUMN` to one unit"},
			{"crs", "its `CRS`, in place of what the file states"},
			{"encoding", "the `ENCODING` of its texts, where the file does not say"},
		} {
			flags = append(flags, &cli.StringFlag{Name: side + "-" + f.name, Usage: side + ": " + f.usage})
		}
	}
	return &cli.Command{
		Name:      "compare",
		Usage:     "tell what moved, by how many metres, and which class changed",
		ArgsUsage: "REFERENCE CANDIDATE",
		Description: `REFERENCE and CANDIDATE are layers of areas in any format and coordinate system,
or folders of results. A table of what differs, the worst unit first, goes to
standard output. Files asked for are written all or none.

Limits are checked on: ` + limitHelp() + `.
Each unit that fails is named, with by how much.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer or the
limits cannot be used, 4 done, but a limit fails, 130 stopped by a signal.

Example:
    renewal compare accepted.geojson results --junit compare.xml`,
		Flags:  flags,
		Action: func(c *cli.Context) error { return compareLayers(c, s) },
	}
}

func limitHelp() string {
	text := ""
	for i, m := range compare.Measures() {
		switch {
		case i%4 == 0 && i > 0:
			text += ",\n"
		case i > 0:
			text += ", "
		}
		text += m
	}
	return text
}

// errLimit tells that all was compared, and something fails. It ends the program as
// violations of a unit do.
type errLimit struct{ text string }

func (e *errLimit) Error() string        { return e.text }
func (e *errLimit) Is(target error) bool { return target == errViolations }

func compareLayers(c *cli.Context, s streams) error {
	args, err := arguments(c, 2, 2)
	if err != nil {
		return err
	}
	if c.Int("worst") < 0 {
		return &usageError{"--worst takes a number that is not negative", ""}
	}
	limits, err := limitsOf(c)
	if err != nil {
		return err
	}
	inputs := [2]compare.Input{}
	for k, side := range []string{"reference", "candidate"} {
		of := func(flag string) string { return c.String(side + "-" + flag) }
		inputs[k] = compare.Input{File: args[k], Layer: of("layer"), ID: of("id"), Class: of("class"), By: of("by"), CRS: of("crs"), Encoding: of("encoding")}
	}
	if err := checkComparisonFiles(c, args); err != nil {
		return err
	}
	quiet := c.Bool("quiet")
	watcher, done := watch(s.err, quiet)
	defer done()
	defer boundMemory()()
	report, err := compare.Files(c.Context, inputs[0], inputs[1], c.String("crs"), compare.Options{Limits: limits, Partial: c.Bool("partial")}, watcher)
	if err != nil {
		return err
	}
	if err := writeComparisonFiles(c, report); err != nil {
		return err
	}
	done()
	if !quiet {
		for _, w := range report.Warnings {
			fmt.Fprintf(s.err, "renewal: warning: %s\n", oneLine(w))
		}
	}
	switch {
	case c.Bool("json"):
		err = printJSON(s.out, report)
	case !quiet:
		err = writeComparison(s.out, report, c.Int("worst"))
	}
	if err != nil {
		return err
	}
	return failures(report)
}

// failures is an error for each limit on the whole that fails, and for each unit.
func failures(r *compare.Report) error {
	var all []error
	for _, l := range r.Limits {
		if l.Outcome == compare.Fail && l.Units == 0 {
			all = append(all, &errLimit{fmt.Sprintf("fails %s: it is %.6g", l.Limit, *l.Value)})
		}
	}
	for _, f := range r.Failures {
		all = append(all, &errLimit{"fails: " + f.String()})
	}
	return errors.Join(all...)
}

// limitsOf reads the limits of the command line.
func limitsOf(c *cli.Context) (compare.Limits, error) {
	limits := compare.DefaultLimits()
	if path := c.String("limits"); c.IsSet("limits") {
		f, err := os.Open(path)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", compare.ErrLimits, err)
		}
		defer f.Close()
		if limits, err = compare.ReadLimits(f); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	}
	for _, text := range slices.Clone(c.StringSlice("limit")) {
		var err error
		if limits, err = limits.With(text, "命令行 command line"); err != nil {
			return nil, &usageError{err.Error(), ""}
		}
	}
	return limits, nil
}
