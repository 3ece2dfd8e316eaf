package main

import (
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"renewal/geo"
	"renewal/units/inspect"
)

// What is shown of an inspection: text that fits most terminals, and of each
// kind of finding the worst places.
const (
	textWidth   = 96
	placesShown = 3
	fieldsShown = 30
)

// writeInspection prints the layers, each with its findings, the worst first.
func writeInspection(w io.Writer, r *inspect.Report) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %s, %s, %s", counted(len(r.Layers), "layer"), counted(r.Errors, "error"), counted(r.Warnings, "warning"), counted(r.Notes, "note"))
	if r.CRS != "" {
		fmt.Fprintf(&b, "; measured in %s (%s)", oneLine(r.CRS), r.CRSBy)
	}
	b.WriteByte('\n')
	cut := false
	for i := range r.Layers {
		writeLayer(&b, &r.Layers[i])
		for k := range r.Groups {
			if g := &r.Groups[k]; g.Layer == r.Layers[i].Name {
				cut = writeGroup(&b, g) || cut
			}
		}
	}
	if cut {
		b.WriteString("\nMore places: --json prints them all, --gpkg FILE makes a map of them.\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func counted(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + one + "s"
}

func writeLayer(b *strings.Builder, l *inspect.Layer) {
	title := "── " + oneLine(l.Name) + " "
	fmt.Fprintf(b, "\n%s%s\n", title, strings.Repeat("─", max(3, textWidth-columnsOf(title))))
	source := l.File
	if l.FileLayer != "" {
		source += ":" + l.FileLayer
	}
	var about []string
	if l.Role != "" {
		about = append(about, fmt.Sprintf("role %s (%s)", l.Role, l.RoleBy))
	}
	if l.Format != "" {
		about = append(about, l.Format)
	}
	if l.Encoding != "" {
		about = append(about, l.Encoding+by(l.EncodingBy))
	}
	if l.CRS != "" {
		about = append(about, l.CRS+by(l.CRSBy))
	}
	writeWrapped(b, "", oneLine(source+"; "+strings.Join(about, ", ")))
	if l.Features == 0 {
		return
	}
	holds := []string{counted(l.Features, "feature"), grouped(l.Vertices) + " vertices"}
	for _, kind := range slices.Sorted(maps.Keys(l.Kinds)) {
		holds = append(holds, fmt.Sprintf("%s %s", grouped(l.Kinds[kind]), kind))
	}
	if l.Area != nil {
		holds = append(holds, grouped(int(*l.Area/10_000))+" ha")
	}
	if l.Length != nil {
		holds = append(holds, grouped(int(*l.Length/1000))+" km")
	}
	writeWrapped(b, "", strings.Join(holds, ", "))
	if e := l.Extent; e != nil {
		fmt.Fprintf(b, "from %s, %s to %s, %s", short(e[0]), short(e[1]), short(e[2]), short(e[3]))
		if d := l.LonLat; d != nil && *d != *e {
			fmt.Fprintf(b, " (%.4f, %.4f to %.4f, %.4f)", d[0], d[1], d[2], d[3])
		}
		b.WriteByte('\n')
	}
	writeFields(b, l)
}

func by(k geo.Known) string {
	if k == geo.NotDefined {
		return ""
	}
	return " (" + string(k) + ")"
}

// short prints a coordinate: degrees to four decimals, metres to none.
func short(v float64) string {
	if v > -1000 && v < 1000 {
		return strconv.FormatFloat(v, 'f', 4, 64)
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}

func writeFields(b *strings.Builder, l *inspect.Layer) {
	if len(l.Fields) == 0 {
		return
	}
	rows := [][]string{{"  field", "type", "nulls", "distinct", "values"}}
	for i, f := range l.Fields {
		if i == fieldsShown {
			break
		}
		values := strings.Join(f.Examples, " · ")
		if f.Distinct == l.Features-f.Nulls && f.Distinct > len(f.Examples) {
			values += " …" // each once
		}
		if f.Min != nil && f.Distinct > len(f.Examples) {
			values = fmt.Sprintf("%s to %s", trimmed(*f.Min), trimmed(*f.Max))
		}
		name := f.Name
		if f.Name == l.ID {
			name += " (ID)"
		}
		rows = append(rows, []string{"  " + oneLine(name), f.Type, grouped(f.Nulls), grouped(f.Distinct), oneLine(values)})
	}
	used := 0
	for column := range 4 {
		widest := 0
		for _, row := range rows {
			widest = max(widest, columnsOf(row[column]))
		}
		used += widest + 2
	}
	for _, row := range rows {
		row[4] = clip(row[4], max(20, textWidth-used))
	}
	writeColumns(b, rows)
	if more := len(l.Fields) - fieldsShown; more > 0 {
		fmt.Fprintf(b, "  … and %s more; --json prints them\n", counted(more, "field"))
	}
}

// writeColumns lines up the fields: numbers to the right, the rest to the left.
func writeColumns(b *strings.Builder, rows [][]string) {
	var line strings.Builder
	for _, row := range rows {
		line.Reset()
		for i, cell := range row {
			widest := 0
			for _, other := range rows {
				widest = max(widest, columnsOf(other[i]))
			}
			pad := strings.Repeat(" ", widest-columnsOf(cell))
			if i == 2 || i == 3 {
				cell = pad + cell
			} else {
				cell += pad
			}
			line.WriteString(cell + "  ")
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
}

func trimmed(v float64) string { return strconv.FormatFloat(v, 'g', 8, 64) }

// clip cuts a text to so many columns.
func clip(text string, columns int) string {
	if columnsOf(text) <= columns {
		return text
	}
	var cut strings.Builder
	used := 1
	for _, c := range text {
		if used += columnsOf(string(c)); used > columns {
			break
		}
		cut.WriteRune(c)
	}
	return cut.String() + "…"
}

// writeGroup prints a kind of finding with its worst places, and reports whether
// there are more.
func writeGroup(b *strings.Builder, g *inspect.Group) (cut bool) {
	total := grouped(g.Count)
	if g.Area != nil {
		total += ", " + inAll(*g.Area) + " m² in all"
	}
	if g.Length != nil {
		total += ", " + inAll(*g.Length) + " m in all"
	}
	fmt.Fprintf(b, "\n  %s: %s %s: %s\n", g.Severity, g.En, g.Zh, total)
	for i := range g.Findings {
		if i == placesShown {
			break
		}
		f := &g.Findings[i]
		text := ""
		if len(f.Features) > 0 {
			text = strings.Join(f.Features, ", ") + ": "
		}
		text += f.Message
		if p := f.Place; p != nil {
			text += " at " + coordinates(p)
		}
		writeWrapped(b, "    ", oneLine(text))
	}
	if more := g.Count - placesShown; more > 0 {
		fmt.Fprintf(b, "    … and %s more\n", grouped(more))
		cut = true
	}
	writeWrapped(b, "    → ", g.Advice)
	return cut
}

// inAll prints a sum of lengths or areas: small ones with their decimals.
func inAll(v float64) string {
	if v < 1000 {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	return grouped(int(math.Round(v)))
}

func coordinates(p *inspect.Place) string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	text := "(" + number(p.X) + ", " + number(p.Y) + ")"
	if p.Lon != nil && p.Lat != nil && (*p.Lon != p.X || *p.Lat != p.Y) {
		text += fmt.Sprintf(" = %.6f, %.6f", *p.Lon, *p.Lat)
	}
	return text
}

// writeWrapped breaks a text at blanks, and sets all lines in as far as the
// first, which begins with the mark.
func writeWrapped(b *strings.Builder, mark, text string) {
	indent := strings.Repeat(" ", columnsOf(mark))
	line, used, begun := mark, columnsOf(mark), false
	for word := range strings.FieldsSeq(text) {
		if wide := columnsOf(word); begun && used+1+wide > textWidth {
			b.WriteString(line + "\n")
			line, used, begun = indent+"  "+word, columnsOf(indent)+2+wide, true
			continue
		}
		if begun {
			line += " "
			used++
		}
		line += word
		used += columnsOf(word)
		begun = true
	}
	b.WriteString(line + "\n")
}
