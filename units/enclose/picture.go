package enclose

import (
	"fmt"
	"html"
	"io"
	"math"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Picture draws every area on a panel of its own, as SVG: all lines of its edges, the
// shape with its edges numbered in their order, bridges in red; and of an area that does
// not close the lines and gaps.
func (r *Report) Picture(w io.Writer) error {
	columns := max(1, min(2, len(r.Areas)))
	rows := (len(r.Areas) + columns - 1) / columns
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="'Noto Sans CJK SC','Microsoft YaHei','PingFang SC',sans-serif" font-size="14">`+"\n", columns*panel, rows*panel)
	b.WriteString(`<rect width="100%" height="100%" fill="#fff"/>` + "\n")
	for i := range r.Areas {
		fmt.Fprintf(&b, `<svg x="%d" y="%d" width="%d" height="%d">`+"\n", i%columns*panel, i/columns*panel, panel, panel)
		r.Areas[i].panel(&b)
		b.WriteString("</svg>\n")
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// panel is the side of a panel in pixels, header how much of it is for words.
const (
	panel  = 640
	header = 60
)

// hues colour the edges of an area, so that neighbours differ.
var hues = []string{"#1f77b4", "#2ca02c", "#9467bd", "#ff7f0e", "#17becf", "#8c564b", "#bcbd22", "#e377c2"}

// sheet takes places to a panel.
type sheet struct {
	*strings.Builder
	box   orb.Bound
	scale float64
}

func (a *AreaReport) panel(b *strings.Builder) {
	box := a.window()
	side := max(box.Max[0]-box.Min[0], (box.Max[1]-box.Min[1])*panel/(panel-header), 1)
	box = orb.Bound{Min: box.Center(), Max: box.Center()}.Pad(side / 2)
	box.Max[1] -= side * header / panel / 2
	box.Min[1] += side * header / panel / 2
	s := sheet{b, box, panel / side}
	for i, lines := range a.Lines {
		for _, l := range lines {
			s.line(l, hues[i%len(hues)], 1, 0.35, "")
		}
	}
	if a.Closed {
		b.WriteString(`<path d="`)
		for _, polygon := range a.Shape {
			for _, r := range polygon {
				s.path(orb.LineString(r))
				b.WriteString("Z")
			}
		}
		b.WriteString(`" fill="#f4b942" fill-opacity="0.25" fill-rule="evenodd" stroke="#b5791c" stroke-width="1"/>` + "\n")
	}
	for i, p := range a.Paths {
		s.line(p, hues[i%len(hues)], 3, 0.9, "")
	}
	for _, g := range a.Bridges {
		s.line(orb.LineString{g.From, g.To}, "#d62728", 4, 1, "6 3")
	}
	for _, m := range a.Missing {
		if m.Gap != nil {
			s.line(orb.LineString{m.Gap.From, m.Gap.To}, "#d62728", 4, 1, "2 4")
		}
	}
	for i, e := range a.Edges {
		if at, ok := a.labelAt(i, box); ok {
			x, y := s.at(at)
			fmt.Fprintf(b, `<text x="%.0f" y="%.0f" text-anchor="middle" fill="%s" stroke="#fff" stroke-width="4" paint-order="stroke" font-weight="bold">%s</text>`+"\n",
				min(max(x, 60), panel-60), min(max(y, header+20), panel-12), hues[i%len(hues)], html.EscapeString(e.label()))
		}
	}
	fmt.Fprintf(b, `<rect width="%d" height="%d" fill="#fff"/><text x="12" y="24" font-size="18" font-weight="bold">%s</text><text x="12" y="46">%s</text><rect x="0.5" y="0.5" width="%d" height="%d" fill="none" stroke="#999"/>`+"\n",
		panel, header, html.EscapeString(a.Name), html.EscapeString(a.summary()), panel-1, panel-1)
	length := math.Pow(10, math.Floor(math.Log10(side/3)))
	fmt.Fprintf(b, `<path d="M 12 %d h %.1f" stroke="#000" stroke-width="2"/><text x="12" y="%d" font-size="11">%g m</text>`+"\n", panel-12, length*s.scale, panel-17, length)
}

func (a *AreaReport) summary() string {
	if !a.Closed && a.OpenArea > 0 {
		return fmt.Sprintf("未闭合 does not close; would be %.2f km²", a.OpenArea/1e6)
	} else if !a.Closed {
		return "未闭合 does not close"
	}
	text := fmt.Sprintf("%.2f km²", a.Area/1e6)
	if a.Published != nil {
		text += fmt.Sprintf(", 公布 published %.2f (%+.1f%%)", *a.Published/1e6, 100**a.Deviation)
	}
	if a.Bridged > 0 {
		text += fmt.Sprintf(", 搭接 bridged %.0f m", a.Bridged)
	}
	return text
}

// window is what a panel shows: the outline and gaps, or else all lines, with some land
// around.
func (a *AreaReport) window() orb.Bound {
	show := orb.Collection{a.Shape}
	for _, p := range a.Paths {
		show = append(show, p)
	}
	for _, m := range a.Missing {
		if m.Gap != nil {
			show = append(show, orb.LineString{m.Gap.From, m.Gap.To})
		}
	}
	if len(show) == 1 && len(a.Shape) == 0 {
		for _, lines := range a.Lines {
			for _, l := range lines {
				show = append(show, l)
			}
		}
	}
	box := geo.Bound(show)
	return box.Pad(0.15 * max(box.Max[0]-box.Min[0], box.Max[1]-box.Min[1], 100))
}

// labelAt is where to write what edge i is called: halfway along it.
func (a *AreaReport) labelAt(i int, box orb.Bound) (orb.Point, bool) {
	if a.Paths != nil {
		return a.Paths[i][len(a.Paths[i])/2], true
	}
	for _, l := range a.Lines[i] {
		if p := l[len(l)/2]; box.Contains(p) {
			return p, true
		}
	}
	return orb.Point{}, false
}

// label is what an edge is called where there is little room.
func (e *EdgeReport) label() string {
	if len(e.Names) > 3 {
		return fmt.Sprintf("%s … (%d)", e.Names[0], len(e.Names))
	}
	return strings.Join(e.Names, "、")
}

func (s sheet) at(p orb.Point) (x, y float64) {
	return (p[0] - s.box.Min[0]) * s.scale, header + (s.box.Max[1]-p[1])*s.scale
}

func (s sheet) path(l orb.LineString) {
	for i, p := range l {
		x, y := s.at(p)
		fmt.Fprintf(s, "%c%.1f %.1f", "ML"[min(i, 1)], x, y)
	}
}

func (s sheet) line(l orb.LineString, colour string, width, opacity float64, dashes string) {
	if !l.Bound().Intersects(s.box) {
		return
	}
	s.WriteString(`<path d="`)
	s.path(l)
	fmt.Fprintf(s, `" fill="none" stroke="%s" stroke-width="%g" stroke-opacity="%g"`, colour, width, opacity)
	if dashes != "" {
		fmt.Fprintf(s, ` stroke-dasharray="%s"`, dashes)
	}
	s.WriteString("/>\n")
}
