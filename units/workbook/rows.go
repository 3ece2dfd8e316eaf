package workbook

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
)

// rows writes the rows of a sheet.
type rows struct {
	to     io.Writer
	texts  *texts
	looks  *looks
	widths []float64

	n     int    // rows written
	at    []byte // n in digits
	cells []byte // of the row at hand
	row   []byte
	last  []seen
}

// seen is how a column was written in the row before. Much of what a column holds it
// held there.
type seen struct {
	start []byte // of a cell, up to the number of its row
	of    Cell
	look  look
	id    int    // of the look; 0 before the first cell
	text  bool   // whether there is any
	rest  []byte // of the cell, behind the number of its row; without the number that it may hold
	lines int
}

func (r *rows) write(ctx context.Context, p *part) error {
	r.last = make([]seen, len(p.Columns))
	for i := range r.last {
		r.last[i].start = []byte(`<c r="` + letterOf(i))
	}
	r.begin()
	lines := 1
	for i, c := range p.Columns {
		lines = max(lines, linesIn(c.Head, r.widths[i]-2))
		r.put(i, Text(c.Head), look{head: true, tint: headFill})
	}
	if err := r.end(lines + 1); err != nil {
		return err
	}
	for k := p.from; k < p.to; k++ {
		if err := ctx.Err(); err != nil {
			return err
		}
		r.begin()
		lines := 1
		for i := range p.Columns {
			lines = max(lines, r.cell(i, p.Columns[i].Of(k)))
		}
		if err := r.end(lines); err != nil {
			return err
		}
	}
	if p.next == "" {
		return nil
	}
	r.begin()
	r.cell(0, Text(fmt.Sprintf("下接工作表 continued on sheet “%s”", p.next)))
	return r.end(1)
}

func (r *rows) begin() {
	r.n++
	r.at = strconv.AppendInt(r.at[:0], int64(r.n), 10)
	r.cells = r.cells[:0]
}

// end writes the row, as high as that many lines. The height is written since not
// every program works it out on opening.
func (r *rows) end(lines int) error {
	const most = 409 // points, by the format
	b := append(r.row[:0], `<row r="`...)
	b = append(b, r.at...)
	b = append(b, `" ht="`...)
	b = strconv.AppendFloat(b, min(13.5*float64(lines)+3, most), 'f', -1, 64)
	b = append(b, `" customHeight="1">`...)
	b = append(b, r.cells...)
	b = append(b, `</row>`...)
	r.row = b
	_, err := r.to.Write(b)
	return err
}

// cell adds a cell to the row, and returns how many lines it takes.
func (r *rows) cell(column int, c Cell) int {
	return r.put(column, c, look{format: c.format, tint: c.Tint})
}

func (r *rows) put(column int, c Cell, as look) int {
	last := &r.last[column]
	if last.id == 0 || last.of.text != c.text || last.of.format != c.format || last.of.Tint != c.Tint || last.look.head != as.head {
		r.see(column, c, as)
	}
	b := append(append(append(r.cells, last.start...), r.at...), last.rest...)
	if c.format != "" {
		b = append(appendNumber(b, c.number), `</v></c>`...)
	}
	if r.cells = b; last.text {
		r.texts.cells++
	}
	return last.lines
}

// see writes down how the cells of a column are written from here on.
func (r *rows) see(column int, c Cell, as look) {
	last := &r.last[column]
	at := 0
	if last.of, last.text, last.lines = c, c.format == "" && c.text != "", 1; last.text {
		at = r.texts.of(c.text)
		if !as.head {
			as.guard, last.lines = r.texts.all[at].guard, r.texts.linesIn(at, r.widths[column])
		}
	}
	if last.id == 0 || last.look != as {
		last.look, last.id = as, r.looks.of(as)
	}
	b := strconv.AppendInt(append(last.rest[:0], `" s="`...), int64(last.id), 10)
	switch {
	case last.text:
		b = append(strconv.AppendInt(append(b, `" t="s"><v>`...), int64(at), 10), `</v></c>`...)
	case c.format != "":
		b = append(b, `"><v>`...)
	default:
		b = append(b, `"/>`...)
	}
	last.rest = b
}

// appendNumber writes a number in the fewest digits that give it back.
func appendNumber(b []byte, v float64) []byte {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(b, v, 'E', -1, 64)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}
