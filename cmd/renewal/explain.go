package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/urfave/cli/v2"

	"renewal/units"
)

func explainCommand(s streams) *cli.Command {
	return &cli.Command{
		Name:      "explain",
		Usage:     "say why a unit is as it is, and what else it could have been",
		ArgsUsage: "RESULTS UNIT",
		Description: `RESULTS is the folder that "renewal delineate" wrote, or its report.json. Of the unit
of that ID or name the terms of its cost are told, and every other choice: to keep its
control units whole, to split it, to merge it with each neighbour; what that would
have cost, and why it lost.

Exit codes: 0 done, 1 failed, 2 the command line makes no sense, 3 the report
cannot be used.

Example:
    renewal explain results 410105-GX-ZZ0101`,
		Flags: []cli.Flag{
			&cli.BoolFlag{Name: "json", Usage: "print as JSON instead of tables"},
		},
		Action: func(c *cli.Context) error { return explain(c, s) },
	}
}

// explained is what explain reads of a unit in a report.
type explained struct {
	ID           string              `json:"id"`
	Name         string              `json:"name"`
	ClassZh      string              `json:"class_zh"`
	AreaHa       float64             `json:"area_ha"`
	Atoms        []string            `json:"atoms"`
	Cost         units.UnitCost      `json:"cost"`
	Alternatives []units.Alternative `json:"alternatives"`
}

func explain(c *cli.Context, s streams) error {
	args, err := arguments(c, 2, 2)
	if err != nil {
		return err
	}
	path := args[0]
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, "report.json")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("%w: %w", units.ErrResults, err)
	}
	var report struct {
		Format string
		Units  []explained
	}
	if err := json.Unmarshal(text, &report); err != nil || !strings.HasPrefix(report.Format, "renewal-report/") {
		return fmt.Errorf("%s: %w", path, units.ErrResults)
	}
	k := slices.IndexFunc(report.Units, func(u explained) bool { return u.ID == args[1] || u.Name == args[1] })
	if k < 0 {
		return &usageError{fmt.Sprintf("%s has no unit %q", path, args[1]), likeUnit(report.Units, args[1])}
	}
	if c.Bool("json") {
		return printJSON(s.out, report.Units[k])
	}
	return explainUnit(s.out, &report.Units[k])
}

// likeUnit is a hint of what unit may be meant: one with the text in its ID, its
// name or that of an atom, as control units have, or else any.
func likeUnit(all []explained, text string) string {
	const most = 3
	var like []string
	for _, u := range all {
		in := func(s string) bool { return strings.Contains(s, text) }
		if in(u.ID) || in(u.Name) || slices.ContainsFunc(u.Atoms, in) {
			like = append(like, u.ID)
		}
	}
	switch {
	case len(all) == 0:
		return ""
	case len(like) == 0:
		return fmt.Sprintf("units have IDs such as %s", all[0].ID)
	case len(like) > most:
		return fmt.Sprintf("did you mean %s, or one of %d more?", strings.Join(like[:most], ", "), len(like)-most)
	}
	return fmt.Sprintf("did you mean %s?", strings.Join(like, " or "))
}

// explainUnit writes the cost of a unit by its terms, and its alternatives.
func explainUnit(w io.Writer, u *explained) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s: %s, %.1f ha, %s\n\n", oneLine(u.ID), oneLine(u.Name), oneLine(u.ClassZh), u.AreaHa, oneLine(strings.Join(u.Atoms, " ")))
	if u.Cost.Left {
		b.WriteString("left out of all units: it has few resources, and that costs less\n\n")
	}
	rows := [][]string{{"代价项", "term of the cost", "amount", "", "weight", "cost"}}
	for _, t := range u.Cost.Terms {
		if t.Amount != 0 {
			rows = append(rows, []string{t.Zh, t.En, figure(t.Amount), t.Unit, figure(t.Weight), fmt.Sprintf("%.3f", t.Cost)})
		}
	}
	rows = append(rows, []string{"合计", "total", "", "", "", fmt.Sprintf("%.3f", u.Cost.Total)})
	writeTable(&b, rows, 2)
	b.WriteByte('\n')
	rows = [][]string{{"other choice", "with", "cost", "why not"}}
	for _, a := range u.Alternatives {
		change := "–"
		if a.Cost != nil {
			change = fmt.Sprintf("%+.3f", *a.Cost)
		}
		rows = append(rows, []string{strings.ReplaceAll(a.Kind, "_", " "), oneLine(strings.Join(a.With, " ")), change, oneLine(a.En)})
	}
	writeTable(&b, rows, 4)
	_, err := io.WriteString(w, b.String())
	return err
}
