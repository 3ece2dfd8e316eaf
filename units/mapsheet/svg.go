package mapsheet

import (
	"bufio"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// SVG draws the sheet as SVG.
func (s *Sheet) SVG(w io.Writer) error {
	v := s.view()
	c := &svg{b: bufio.NewWriter(w)}
	fmt.Fprintf(c.b, `<svg xmlns="http://www.w3.org/2000/svg" width="%g" height="%s" viewBox="0 0 %g %s" font-family="'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif">`+"\n",
		width, tenths(v.sheet()), width, tenths(v.sheet()))
	fmt.Fprintf(c.b, "<title>%s</title>\n<defs>", escaped(s.Title))
	for i, class := range s.Classes {
		if class.Hatched {
			fmt.Fprintf(c.b, `<pattern id="h%d" width="%g" height="%g" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="1.4" height="%g" fill="%s"/></pattern>`, i, gap, gap, gap, escaped(class.Colour))
			c.hatches = append(c.hatches, class.Colour)
			c.ids = append(c.ids, i)
		}
	}
	c.b.WriteString("</defs>\n")
	s.draw(c, v)
	c.b.WriteString("</svg>\n")
	return c.b.Flush()
}

// gap is how far the lines of a hatch lie apart.
const gap = 7.0

type svg struct {
	b       *bufio.Writer
	hatches []string // colours of patterns
	ids     []int
}

func (c *svg) fill(rings [][]orb.Point, colour string, opacity float64) {
	fmt.Fprintf(c.b, `<path d="%s" fill="%s"`, pathOf(rings, true), escaped(colour))
	if opacity < 1 {
		fmt.Fprintf(c.b, ` fill-opacity="%g"`, opacity)
	}
	c.b.WriteString("/>\n")
}

func (c *svg) hatch(rings [][]orb.Point, colour string) {
	for i, h := range c.hatches {
		if h == colour {
			fmt.Fprintf(c.b, `<path d="%s" fill="url(#h%d)"/>`+"\n", pathOf(rings, true), c.ids[i])
			return
		}
	}
}

func (c *svg) stroke(line []orb.Point, closed bool, colour string, width float64) {
	fmt.Fprintf(c.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%g" stroke-linejoin="round"/>`+"\n", pathOf([][]orb.Point{line}, closed), escaped(colour), width)
}

func (c *svg) text(at orb.Point, words string, size float64, bold bool, colour string, a anchor) {
	weight, anchored := "", ""
	if bold {
		weight = ` font-weight="700"`
	}
	if a == middle {
		anchored = ` text-anchor="middle"`
	}
	fmt.Fprintf(c.b, `<text x="%s" y="%s" font-size="%g" fill="%s"%s%s>%s</text>`+"\n", tenths(at[0]), tenths(at[1]), size, colour, weight, anchored, escaped(words))
}

func pathOf(rings [][]orb.Point, closed bool) string {
	var b strings.Builder
	for _, ring := range rings {
		for i, p := range ring {
			if i == 0 {
				b.WriteByte('M')
			} else {
				b.WriteByte('L')
			}
			b.WriteString(tenths(p[0]) + " " + tenths(p[1]))
		}
		if closed {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

func tenths(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

func escaped(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a Builder takes everything
	return b.String()
}
