package plate

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// fonts that have Chinese on one system or another.
const fonts = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','WenQuanYi Micro Hei',sans-serif"

// Hatch lines slant by 45 degrees.
const (
	hatchGap  = 1.8  // mm from line to line
	hatchWide = 0.35 // mm
)

// SVG writes the map as SVG 1.1, in millimetres.
func (m *Map) SVG(w io.Writer) error {
	s := layout(m)
	b := &svg{Writer: bufio.NewWriterSize(w, 1<<16), hatches: map[[2]string]string{}}
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" width="%[1]smm" height="%[2]smm" viewBox="0 0 %[1]s %[2]s" font-family="%[3]s" stroke-linejoin="round" stroke-linecap="round">`,
		decimal(s.width), decimal(s.height), fonts)
	b.WriteString("\n<title>" + escaped(m.Title.Zh) + "</title>\n")
	for i := range s.marks {
		k := &s.marks[i]
		switch {
		case k.text != nil:
			b.text(k.text)
		case k.lines != nil:
			b.lines(k)
		case k.area != nil:
			b.area(k)
		}
	}
	b.WriteString("</svg>\n")
	return b.Flush()
}

type svg struct {
	*bufio.Writer
	hatches map[[2]string]string // colours → ID of their pattern
}

func (b *svg) area(k *mark) {
	fill := "none"
	if k.fill != "" {
		fill = escaped(k.fill)
	}
	if k.hatch != "" {
		fill = "url(#" + b.hatch(k.fill, k.hatch) + ")"
	}
	b.WriteString(`<path fill="` + fill + `" fill-rule="evenodd"` + b.stroke(k) + ` d="`)
	for _, polygon := range k.area {
		for _, r := range polygon {
			b.path(r[:len(r)-1])
			b.WriteByte('z')
		}
	}
	b.WriteString("\"/>\n")
}

func (b *svg) lines(k *mark) {
	b.WriteString(`<path fill="none"` + b.stroke(k) + ` d="`)
	for _, l := range k.lines {
		b.path(l)
	}
	b.WriteString("\"/>\n")
}

func (b *svg) stroke(k *mark) string {
	if k.stroke == "" {
		return ""
	}
	return ` stroke="` + escaped(k.stroke) + `" stroke-width="` + decimal(k.width) + `"`
}

// path writes points by how far each lies from the one before.
func (b *svg) path(points []orb.Point) {
	for i, q := range points {
		switch i {
		case 0:
			b.WriteString("M" + decimal(q[0]) + " " + decimal(q[1]))
			continue
		case 1:
			b.WriteString("l")
		default:
			b.WriteString(" ")
		}
		b.WriteString(decimal(q[0]-points[i-1][0]) + " " + decimal(q[1]-points[i-1][1]))
	}
}

// hatch is the ID of the pattern of two colours, which is written where it is first
// asked for.
func (b *svg) hatch(fill, line string) string {
	id, ok := b.hatches[[2]string{fill, line}]
	if !ok {
		id = fmt.Sprintf("hatch%d", len(b.hatches)+1)
		b.hatches[[2]string{fill, line}] = id
		fmt.Fprintf(b, `<defs><pattern id="%s" width="%[2]s" height="%[2]s" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="%[2]s" height="%[2]s" fill="%[3]s"/><rect width="%[4]s" height="%[2]s" fill="%[5]s"/></pattern></defs>`+"\n",
			id, decimal(hatchGap), escaped(fill), decimal(hatchWide), escaped(line))
	}
	return id
}

func (b *svg) text(t *text) {
	anchor := map[float64]string{0: "start", 0.5: "middle", 1: "end"}[t.anchor]
	b.WriteString(`<text x="` + decimal(t.at[0]) + `" y="` + decimal(t.at[1]) + `" font-size="` + decimal(t.size) + `" text-anchor="` + anchor + `" fill="` + t.colour + `"`)
	if t.bold {
		b.WriteString(` font-weight="bold"`)
	}
	if t.halo {
		b.WriteString(` stroke="` + paper + `" stroke-width="` + decimal(2*haloWide*t.size) + `" paint-order="stroke"`)
	}
	b.WriteString(">" + escaped(t.words.Zh) + "</text>\n")
}

// haloWide is how far light goes around letters, in ems.
const haloWide = 0.15

// escaped leaves out what XML cannot hold.
func escaped(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, s)
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}

// decimal keeps hundredths of a millimetre.
func decimal(v float64) string {
	s := strings.TrimSuffix(strings.TrimRight(strconv.FormatFloat(v, 'f', 2, 64), "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}
