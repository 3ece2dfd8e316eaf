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
	cells []byte // of the row at hand
	row   []byte
	last  []seen // what each column held in the row before
}

// seen are the numbers that a cell was given. Much of what a column holds it held in
// the row before.
type seen struct {
	text, look int
	of         Cell
	any        bool
}

func (r *rows) write(ctx context.Context, p *part) error {
	letters := make([]string, len(p.Columns))
	r.last = make([]seen, len(p.Columns))
	r.begin()
	lines := 1
	for i, c := range p.Columns {
		letters[i] = letterOf(i)
		at := r.texts.of(c.Head)
		lines = max(lines, linesIn(c.Head, r.widths[i]-2))
		r.text(letters[i], r.looks.of(look{head: true, tint: headFill}), at)
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
			lines = max(lines, r.cell(letters[i], i, p.Columns[i].Of(k)))
		}
		if err := r.end(lines); err != nil {
			return err
		}
	}
	if p.next == "" {
		return nil
	}
	r.begin()
	r.cell(letters[0], 0, Text(fmt.Sprintf("下接工作表 continued on sheet “%s”", p.next)))
	return r.end(1)
}

func (r *rows) begin() {
	r.n++
	r.cells = r.cells[:0]
}

// end writes the row, as high as that many lines. The height is written since not
// every program works it out on opening.
func (r *rows) end(lines int) error {
	const most = 409 // points, by the format
	b := append(r.row[:0], `<row r="`...)
	b = strconv.AppendInt(b, int64(r.n), 10)
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
func (r *rows) cell(letter string, column int, c Cell) int {
	last := &r.last[column]
	if !last.any || last.of.text != c.text || last.of.format != c.format || last.of.Tint != c.Tint {
		*last = seen{of: c, any: true}
		guard := false
		if c.format == "" && c.text != "" {
			last.text = r.texts.of(c.text)
			guard = r.texts.all[last.text].guard
		}
		last.look = r.looks.of(look{format: c.format, tint: c.Tint, guard: guard})
	}
	switch {
	case c.format != "":
		r.open(letter, last.look)
		r.cells = append(r.cells, `"><v>`...)
		r.cells = appendNumber(r.cells, c.number)
		r.cells = append(r.cells, `</v></c>`...)
	case c.text == "":
		r.open(letter, last.look)
		r.cells = append(r.cells, `"/>`...)
	default:
		r.text(letter, last.look, last.text)
		return r.texts.linesIn(last.text, r.widths[column])
	}
	return 1
}

func (r *rows) open(letter string, look int) {
	b := append(r.cells, `<c r="`...)
	b = append(b, letter...)
	b = strconv.AppendInt(b, int64(r.n), 10)
	b = append(b, `" s="`...)
	r.cells = strconv.AppendInt(b, int64(look), 10)
}

func (r *rows) text(letter string, look, at int) {
	r.texts.cells++
	r.open(letter, look)
	b := append(r.cells, `" t="s"><v>`...)
	b = strconv.AppendInt(b, int64(at), 10)
	r.cells = append(b, `</v></c>`...)
}

// appendNumber writes a number in the fewest digits that give it back.
func appendNumber(b []byte, v float64) []byte {
	if a := math.Abs(v); a != 0 && (a < 1e-6 || a >= 1e21) {
		return strconv.AppendFloat(b, v, 'E', -1, 64)
	}
	return strconv.AppendFloat(b, v, 'f', -1, 64)
}
