package workbook

import (
	"context"
	"fmt"
	"math"
	"strings"

	"github.com/xuri/excelize/v2"
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

// height is that of a row in points. It is written since not every program works it
// out on opening.
func height(lines int) excelize.RowOpts {
	const most = 409 // points, by the format
	return excelize.RowOpts{Height: min(13.5*float64(lines)+3, most)}
}

func (p *part) write(ctx context.Context, f *excelize.File, looks *looks) error {
	last, err := excelize.CoordinatesToCellName(len(p.Columns), p.to-p.from+1, true)
	if err != nil {
		return err
	}
	widths := p.widths()
	if err := p.page(f, last, widths); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(p.name)
	if err != nil {
		return err
	}
	for i, width := range widths {
		if err := w.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	head, err := looks.of(look{head: true, tint: headFill})
	if err != nil {
		return err
	}
	row, lines := make([]any, len(p.Columns)), 1
	for i, c := range p.Columns {
		row[i] = excelize.Cell{StyleID: head, Value: clean(c.Head)}
		lines = max(lines, linesIn(c.Head, widths[i]-2))
	}
	if err := w.SetRow("A1", row, height(lines+1)); err != nil {
		return err
	}
	at := 1
	for r := p.from; r < p.to; r++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		lines := 1
		for i, c := range p.Columns {
			cell := c.Of(r)
			lines = max(lines, linesIn(cell.text, widths[i]))
			if row[i], err = looks.cell(cell); err != nil {
				return err
			}
		}
		at++
		if err := w.SetRow(fmt.Sprintf("A%d", at), row, height(lines)); err != nil {
			return err
		}
	}
	if p.next != "" {
		more, err := looks.cell(Text(fmt.Sprintf("下接工作表 continued on sheet “%s”", p.next)))
		if err != nil {
			return err
		}
		if err := w.SetRow(fmt.Sprintf("A%d", at+1), []any{more}); err != nil {
			return err
		}
	}
	return w.Flush()
}

// page freezes the header and the first column, puts a filter on what lies between
// A1 and last, and says how to print: on as many sheets across as can be read, the
// header and the first column on each.
func (p *part) page(f *excelize.File, last string, widths []float64) error {
	const legible = 280 // letters across
	total := 0.0
	for _, w := range widths {
		total += w
	}

	if err := f.SetPanes(p.name, &excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	if err := f.AutoFilter(p.name, "A1:"+strings.ReplaceAll(last, "$", ""), nil); err != nil {
		return err
	}
	a3, across, wide, high := 8, "landscape", int(math.Ceil(total/legible)), 0
	if err := f.SetPageLayout(p.name, &excelize.PageLayoutOptions{Size: &a3, Orientation: &across, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	fit := true
	if err := f.SetSheetProps(p.name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := f.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: "&L&A&R&P / &N"}); err != nil {
		return err
	}
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: p.name, RefersTo: fmt.Sprintf("%[1]s!$A:$A,%[1]s!$1:$1", "'"+strings.ReplaceAll(p.name, "'", "''")+"'")})
}
