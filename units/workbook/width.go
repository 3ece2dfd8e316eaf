package workbook

import (
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

const (
	leastWidth = 8.0
	mostWidth  = 40.0 // longer text goes on in the next line
	lookedAt   = 2000 // rows: enough to know how wide a column is
)

// widths are the widths of the columns, in letters: of the header, and of what the
// first rows hold.
func (p *part) widths(texts *texts) []float64 {
	widths := make([]float64, len(p.Columns))
	for i, c := range p.Columns {
		w := leastWidth
		for l := range strings.Lines(c.Head) {
			w = max(w, letters(l)*1.1+3) // bold, and room for the button of the filter
		}
		for r := p.from; r < min(p.to, p.from+lookedAt) && w < mostWidth; r++ {
			w = max(w, texts.width(c.Of(r))+2)
		}
		widths[i] = min(w, mostWidth)
	}
	return widths
}

// width is how wide a cell is on its own.
func (t *texts) width(c Cell) float64 {
	switch {
	case c.format != "":
		n := len(strconv.FormatFloat(c.number, 'f', 0, 64))
		n += n/3 + strings.Count(c.format, ".") + len(c.format) - strings.LastIndexAny(c.format, ".") - 1
		return float64(n)
	case c.text == "":
		return 0
	}
	return t.all[t.of(c.text)].letters
}

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// letters is how wide text is, in Latin letters.
func letters(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r < 0x80 || !wide(r) {
			n += 0.95
		} else {
			n += 1.95
		}
	}
	return n
}
