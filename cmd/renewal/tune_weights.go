package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"renewal/units"
)

// tuneWeights tells which units hang on each weight of the cost. There are that many
// units at present.
func tuneWeights(w io.Writer, sweeps []units.WeightSweep, now int) error {
	rows := [][]string{{"权重", "weight", "is", "moved to", "", "cost", "units", "units that change"}}
	changed := map[string]bool{}
	for _, s := range sweeps {
		for _, m := range s.Moves {
			if len(m.Changed) == 0 {
				continue
			}
			for _, id := range m.Changed {
				changed[id] = true
			}
			rows = append(rows, []string{s.Zh, s.ID, figure(s.Weight), figure(m.Weight), "× " + figure(m.Factor), strconv.FormatFloat(m.Total, 'g', 4, 64), grouped(m.Units), oneLine(strings.Join(m.Changed, " "))})
		}
	}
	var b strings.Builder
	if len(rows) > 1 {
		writeTable(&b, rows, len(rows[0]))
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%s of %s units change with some weight taken away, halved or doubled\n", grouped(len(changed)), grouped(now))
	_, err := io.WriteString(w, b.String())
	return err
}
