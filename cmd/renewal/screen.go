package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/rules"
	"renewal/units"
	"renewal/units/study"
)

func screenCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "screen",
		Usage:     "put projects in order and hold them against the negative list",
		ArgsUsage: "STUDY",
		Description: `STUDY names a layer of projects. Each is judged by itself: its priority with what
every term adds, the six rows of the negative list with overlaps in m², and the
checks of 63号文 and the plan; the unit that it lies in has the same checks with
all its projects. A table goes to standard output. OUT gets the projects as a layer
(.gpkg, .geojson, .shp, .fgb) or everything (.json).

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 a layer, the
study or the ruleset cannot be used, 4 done, but a project is on the negative list
or fails a hard check, 130 stopped by a signal.

Example:
    renewal screen study.yaml -o projects.gpkg`,
		Flags: []cli.Flag{
			&cli.StringFlag{Name: "output", Aliases: []string{"o"}, Usage: "write the projects to `OUT`"},
			&cli.BoolFlag{Name: "quiet", Aliases: []string{"q"}, Usage: "print no table and no progress"},
		},
		Action: func(c *cli.Context) error { return screen(c, s) },
	}
}

func screen(c *cli.Context, s streams) error {
	args, err := arguments(c, 1, 1)
	if err != nil {
		return err
	}
	st, err := study.Read(args[0])
	if err != nil {
		return err
	}
	if err := canWrite(st, c.String("output")); err != nil {
		return err
	}
	if err := st.Require(study.Projects); err != nil {
		return err
	}
	watcher, done := watch(s.err, c.Bool("quiet"))
	defer done()
	result, err := units.Delineate(c.Context, st, watcher)
	if err != nil {
		return err
	}
	screening, err := result.Screen(c.Context, watcher)
	if err != nil {
		return err
	}
	if out := c.String("output"); out != "" {
		if err := screening.Write(c.Context, out); err != nil {
			return err
		}
	}
	done()
	if !c.Bool("quiet") {
		if err := writeScreening(s.out, screening); err != nil {
			return err
		}
	}
	if n := screening.Failing(); n > 0 {
		return &errLimit{fmt.Sprintf("%s of %s projects are on the negative list or fail a hard check", grouped(n), grouped(len(screening.Projects)))}
	}
	return nil
}

func writeScreening(w io.Writer, s *units.Screening) error {
	rows := [][]string{{"project", "unit", "fails", "not evaluated", "priority"}}
	for i := range s.Projects {
		p := &s.Projects[i]
		rows = append(rows, []string{oneLine(p.ID), oneLine(p.Unit), strings.Join(p.Failures, " "), strings.Join(p.Open, " "), span(p.Priority.Value)})
	}
	var b strings.Builder
	writeTable(&b, rows, 4)
	for i := range s.Projects {
		p := &s.Projects[i]
		fmt.Fprintf(&b, "\n%d. %s %s\n", i+1, oneLine(p.ID), oneLine(p.Name))
		for _, t := range p.Priority.Terms {
			fmt.Fprintf(&b, "   %-8s %s × %s = %s\n", t.ID, span(t.Value), strconv.FormatFloat(t.Weight, 'f', -1, 64), span(t.Adds))
		}
		for _, n := range p.Negative {
			fmt.Fprintf(&b, "   %-8s %s %s: %s\n", n.ID, n.Outcome, oneLine(n.Zh), oneLine(n.Why))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// span writes a quantity to three decimals.
func span(q rules.Quantity) string {
	three := func(v float64) string { return strconv.FormatFloat(v, 'f', 3, 64) }
	switch {
	case !q.Known():
		return "unknown"
	case q.Exact():
		return three(q.Low)
	}
	return three(q.Low) + "…" + three(q.High)
}

// writable are the endings of what classify and screen write.
var writable = []string{".gpkg", ".geojson", ".shp", ".fgb", ".json"}

// canWrite refuses, before the work is done, a file of a format that is not
// written, and to write over what is read.
func canWrite(st *study.Study, out string, more ...string) error {
	if out == "" {
		return nil
	}
	if !slices.Contains(writable, strings.ToLower(filepath.Ext(out))) {
		return &usageError{fmt.Sprintf("%q has none of the endings %s", out, strings.Join(writable, ", ")), ""}
	}
	there, err := os.Stat(out)
	if err != nil {
		return nil
	}
	for _, src := range st.Sources {
		more = append(more, src.File)
	}
	for _, in := range append(more, st.Path) {
		if info, err := os.Stat(in); err == nil && os.SameFile(info, there) {
			return &usageError{fmt.Sprintf("%q is read, and cannot be written over", out), "name another file by --output"}
		}
	}
	return nil
}
