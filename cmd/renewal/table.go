package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/width"

	"renewal/units"
)

// writeSummary prints what came out: the classes as a table, then the repairs
// in a line each, the cost, and the files.
func writeSummary(w io.Writer, s units.Summary, files []string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s control units, %s parcels, %s atoms, %s units\n\n", oneLine(s.Study),
		grouped(s.ControlUnits), grouped(s.Parcels), grouped(s.Atoms), grouped(s.Units))
	rows := [][]string{{"类别", "class", "units", "ha"}}
	for _, c := range s.Classes {
		rows = append(rows, []string{oneLine(c.Zh), oneLine(c.En), grouped(c.Units), strconv.FormatFloat(c.AreaHa, 'f', 1, 64)})
	}
	writeTable(&b, rows, 2)
	if len(s.Repairs) > 0 {
		rows = [][]string{{"repair", "count", "m²"}}
		for _, r := range s.Repairs {
			rows = append(rows, []string{oneLine(r.Kind), grouped(r.Count), strconv.FormatFloat(r.AreaM2, 'f', 1, 64)})
		}
		b.WriteByte('\n')
		writeTable(&b, rows, 1)
	}
	if len(s.Changes) > 0 {
		var parts []string
		for _, c := range s.Changes {
			if c.Units > 0 {
				parts = append(parts, grouped(c.Units)+" "+c.En)
			}
		}
		fmt.Fprintf(&b, "\nsince the earlier result: %s\n", strings.Join(parts, ", "))
	}
	fmt.Fprintf(&b, "\ncost %.4g, from %.4g with each atom a unit\n", s.Cost, s.CostStart)
	for _, f := range files {
		fmt.Fprintf(&b, "%s\n", f)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// writeTable lines up columns: the first few to the left, the others to the
// right, two blanks between.
func writeTable(b *strings.Builder, rows [][]string, left int) {
	widths := map[int]int{}
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], columnsOf(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for i, cell := range row {
			pad := strings.Repeat(" ", widths[i]-columnsOf(cell))
			if i > 0 {
				line.WriteString("  ")
			}
			if i < left {
				line.WriteString(cell + pad)
			} else {
				line.WriteString(pad + cell)
			}
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
}

// columnsOf is how many columns of a terminal a text takes: two for a wide
// character of Unicode's East Asian Width (UAX #11), none for a combining mark.
// Characters of ambiguous width take one, as terminals have it by default.
func columnsOf(text string) int {
	n := 0
	for _, c := range text {
		switch width.LookupRune(c).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			if !unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf) {
				n++
			}
		}
	}
	return n
}

// grouped writes a count with a comma between thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	sign := ""
	if n < 0 {
		sign, digits = "-", digits[1:]
	}
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits
}
