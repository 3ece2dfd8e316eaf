package main

import (
	"fmt"
	"io"
	"strings"

	"renewal/units/enclose"
)

// writeEnclosed says for people what was drawn and what is missing.
func writeEnclosed(w io.Writer, r *enclose.Report) error {
	var b strings.Builder
	for i, a := range r.Areas {
		if i > 0 {
			b.WriteString("\n")
		}
		writeEnclosedArea(&b, &a)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func writeEnclosedArea(b *strings.Builder, a *enclose.AreaReport) {
	fmt.Fprintf(b, "%s: %s\n", oneLine(a.Name), state(a))
	for _, e := range a.Edges {
		fmt.Fprintf(b, "  %s%s: %s\n", side(e.Side), oneLine(strings.Join(e.Names, "、")), lines(e, e.Place > 0))
	}
	if a.Reordered {
		b.WriteString("  顺序 order: the edges do not close in the order given; they do as ")
		b.WriteString(oneLine(strings.Join(a.InOrder(), "—")) + "\n")
	}
	for _, br := range a.Bridges {
		fmt.Fprintf(b, "  搭接 bridge: %.0f m %s, at %.5f, %.5f\n", br.Length, oneLine(between(br.Edges)), br.LonLat[0], br.LonLat[1])
	}
	for _, m := range a.Missing {
		fmt.Fprintf(b, "  缺失 missing: %s\n", oneLine(m.Words))
	}
	if a.Instead != nil {
		fmt.Fprintf(b, "  换序 in another order, %s, it would be %.3f km²:\n", oneLine(strings.Join(a.Instead.Edges, "—")), a.Instead.Area/1e6)
		for _, m := range a.Instead.Missing {
			fmt.Fprintf(b, "    缺失 missing: %s\n", oneLine(m.Words))
		}
	}
	for _, e := range a.Edges {
		if e.OtherSide {
			fmt.Fprintf(b, "  方位 side: %s does not lie in the %s\n", oneLine(strings.Join(e.Names, "、")), e.Side)
		}
	}
	if len(a.Alternatives) > 0 {
		fmt.Fprintf(b, "  备选 alternatives, set aside by %s:\n", map[string]string{"sides": "the sides", "published_area": "the published area", "length": "length"}[a.Chosen])
		for _, o := range a.Alternatives {
			fmt.Fprintf(b, "    %.3f km²%s, %.0f m around, %.0f m bridged\n", o.Area/1e6, off(o.Deviation), o.Length, o.Bridged)
		}
	}
}

func state(a *enclose.AreaReport) string {
	switch {
	case !a.Closed && a.OpenArea > 0:
		return fmt.Sprintf("未闭合 does not close; bridged it would be %.3f km²", a.OpenArea/1e6)
	case !a.Closed:
		return "未闭合 does not close"
	}
	text := fmt.Sprintf("%.3f km²", a.Area/1e6)
	if a.Published != nil {
		text += fmt.Sprintf(", 公布 published %.3f%s", *a.Published/1e6, off(a.Deviation))
	}
	if a.Inset > 0 {
		text += fmt.Sprintf(", %.3f km² %g m inside of the edges", a.InsetArea/1e6, a.Inset)
	}
	return text
}

func off(deviation *float64) string {
	if deviation == nil {
		return ""
	}
	return fmt.Sprintf(" (%+.1f%%)", 100**deviation)
}

func side(side string) string {
	words := map[string]string{"west": "西 west ", "northwest": "西北 northwest ", "north": "北 north ", "northeast": "东北 northeast ",
		"east": "东 east ", "southeast": "东南 southeast ", "south": "南 south ", "southwest": "西南 southwest "}
	return words[side]
}

// lines says which lines stand for an edge, and how many metres of the outline they
// make.
func lines(e enclose.EdgeReport, followed bool) string {
	if len(e.Uses) == 0 {
		return "no line"
	}
	var words []string
	for _, u := range e.Uses {
		word := oneLine(u.Name)
		if u.By != "same" {
			word += " (" + u.By + ")"
		}
		switch {
		case followed && u.Length < 0.5:
			continue // it lies elsewhere
		case followed:
			word += fmt.Sprintf(" %s m", grouped(int(u.Length+0.5)))
		default:
			word += fmt.Sprintf(", %d lines", u.Lines)
		}
		words = append(words, word)
	}
	if len(words) == 0 {
		return "only touched"
	}
	return strings.Join(words, "; ")
}

func between(edges [2]string) string {
	if edges[0] == edges[1] {
		return "within " + edges[0]
	}
	return "from " + edges[0] + " to " + edges[1]
}
