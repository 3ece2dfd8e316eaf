package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"renewal/units"
)

// tuneRules tells which units each threshold of the ruleset decides: those whose
// class changes when it alone is moved by a tenth or a fifth.
func tuneRules(w io.Writer, r units.Report) error {
	rows := [][]string{{"criterion", "measure", "op", "threshold", "moved to", "", "units that change"}}
	decided := map[string]bool{}
	for _, s := range r.Stability {
		for _, m := range s.Moves {
			var changes []string
			for _, c := range m.Changes {
				changes = append(changes, fmt.Sprintf("%s %s → %s", oneLine(c.Unit), c.From, c.To))
				decided[c.Unit] = true
			}
			if len(changes) == 0 {
				continue
			}
			rows = append(rows, []string{s.Criterion, s.Measure, s.Op, figure(s.Threshold), figure(m.Threshold), fmt.Sprintf("%+.0f %%", 100*m.Relative), strings.Join(changes, "; ")})
		}
	}
	var b strings.Builder
	if len(rows) > 1 {
		writeTable(&b, rows, len(rows[0]))
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s of %s units change class with some threshold moved by a fifth or less; %s thresholds were moved\n",
		grouped(len(decided)), grouped(len(r.Units)), grouped(len(r.Stability)))
	_, err := io.WriteString(w, b.String())
	return err
}

func figure(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
