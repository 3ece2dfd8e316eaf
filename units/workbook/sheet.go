package workbook

import (
	"context"
	"fmt"
	"io"
	"math"
)

// maxRows is what a sheet can have, its header among them.
const maxRows = 1 << 20

// part is as much of a sheet as fits into one.
type part struct {
	*Sheet
	name     string
	from, to int    // rows
	next     string // name of the part that follows; "" for the last
}

// parts cuts a sheet where a program would stop reading. Each part but the last
// keeps a row for the word that there is more.
func (s *Sheet) parts(most int) []part {
	fit := most - 2
	if s.Rows < most {
		fit = most - 1
	}
	var parts []part
	for from := 0; from == 0 || from < s.Rows; from += fit {
		p := part{Sheet: s, name: s.Name, from: from, to: min(from+fit, s.Rows)}
		if n := len(parts); n > 0 {
			p.name = fmt.Sprintf("%s %d", s.Name, n+1)
			parts[n-1].next = p.name
		}
		parts = append(parts, p)
	}
	return parts
}

// letterOf is what programs call column i, counted from 0.
func letterOf(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// write writes the sheet: the header and the first column stay in view, a filter is
// on every column, and it is printed on as many pages across as can be read.
func (p *part) write(ctx context.Context, w io.Writer, first bool, texts *texts, looks *looks) error {
	const legible = 280 // letters across
	widths, total := p.widths(texts), 0.0
	last, selected := letterOf(len(p.Columns)-1), ""
	if first {
		selected = ` tabSelected="1"`
	}
	fmt.Fprintf(w, `<worksheet xmlns="%s"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView%s workbookViewId="0">`+
		`<pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`, mainSpace, selected)
	for i, width := range widths {
		total += width
		fmt.Fprintf(w, `<col min="%d" max="%[1]d" width="%.4g" customWidth="1"/>`, i+1, width)
	}
	io.WriteString(w, `</cols><sheetData>`)
	r := rows{to: w, texts: texts, looks: looks, widths: widths}
	if err := r.write(ctx, p); err != nil {
		return err
	}
	_, err := fmt.Fprintf(w, `</sheetData><autoFilter ref="A1:%s%d"/><pageSetup paperSize="8" fitToWidth="%d" fitToHeight="0" orientation="landscape"/>`+
		`<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>`, last, p.to-p.from+1, int(math.Ceil(total/legible)))
	return err
}
