package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/units"
	"renewal/units/study"
)

func classifyCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "classify",
		Usage:     "judge units drawn elsewhere by the same rules",
		ArgsUsage: "STUDY UNITS",
		Description: `UNITS is a layer of areas in any format and coordinate system. They are judged as
they are drawn, by the ruleset and on the layers of STUDY. A table goes to standard
output. OUT gets the units with their classes (.gpkg, .geojson, .shp, .fgb), or
with all evidence (.json).

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer, the
study or the ruleset cannot be used, 4 done, but a unit fails a hard check,
130 stopped by a signal.

Example:
    renewal classify study.yaml drawn.geojson -o classes.json`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the units to `OUT`"},
			&cli.StringFlag{Name: "layer", Usage: "the layer of that `NAME`, where the file has several"},
			&cli.StringFlag{Name: "crs", Usage: "coordinates are in `CRS`, whatever the file says"},
			&cli.StringFlag{Name: "id", Usage: "the `COLUMN` that holds IDs (rows are numbered if not given)"},
			&cli.StringFlag{Name: "name", Usage: "the `COLUMN` that holds names"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no table and no progress"},
		},
		Action: func(c *cli.Context) error { return classify(c, s) },
	}
}

func classify(c *cli.Context, s streams) error {
	args, err := arguments(c, 2, 2)
	if err != nil {
		return err
	}
	st, err := study.Read(args[0])
	if err != nil {
		return err
	}
	if err := canWrite(st, c.String("output"), args[1]); err != nil {
		return err
	}
	watcher, done := watch(s.err, c.Bool("quiet"))
	defer done()
	judged, err := units.Classify(c.Context, st, units.Drawn{File: args[1], Layer: c.String("layer"), CRS: c.String("crs"), ID: c.String("id"), Name: c.String("name")}, watcher)
	if err != nil {
		return err
	}
	if out := c.String("output"); out != "" {
		if err := judged.Write(c.Context, out); err != nil {
			return err
		}
	}
	done()
	if !c.Bool("quiet") {
		if err := writeJudged(s.out, judged.Report); err != nil {
			return err
		}
	}
	if n := judged.Violations(); n > 0 {
		return fmt.Errorf("%w: %s in all", errViolations, grouped(n))
	}
	return nil
}

func writeJudged(w io.Writer, r units.JudgedReport) error {
	rows := [][]string{{"unit", "类别", "class", "nearest change, or what is missing", "ha"}}
	for i := range r.Units {
		u := &r.Units[i]
		note := strings.Join(u.Verdict.Missing, ", ")
		if n := u.Verdict.Nearest; n != nil {
			note = fmt.Sprintf("%s %s: %.4g → %.4g gives %s", n.Criterion, n.Measure, n.Value, n.Threshold, strings.Join(n.Classes, ", "))
		}
		rows = append(rows, []string{oneLine(u.ID), oneLine(u.ClassZh), u.Class, oneLine(note), strconv.FormatFloat(u.AreaHa, 'f', 1, 64)})
	}
	var b strings.Builder
	writeTable(&b, rows, 4)
	_, err := io.WriteString(w, b.String())
	return err
}
