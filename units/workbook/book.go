// Package workbook writes tables as a workbook (.xlsx) for Excel, WPS and LibreOffice.
//
// A sheet has a header that stays in view, a filter on every column, and columns
// about as wide as what they hold, Chinese counting double; it prints across the
// page with the header on every one. Numbers are numbers, and what is not known is
// an empty cell. Text is text: it is never a formula, not even after somebody has
// edited it, and what a workbook cannot hold is left out of it. A table with more
// rows than a sheet can have goes on in another sheet, and says so.
//
// The same tables give the same bytes, at any time and on any machine.
//
// The package writes the format itself, row by row: a text that many cells hold is in
// the file once, and what a cell takes is a few bytes in a buffer.
//
// The package knows nothing of renewal: which tables there are is said by package
// units.
package workbook

import (
	"context"
	"io"
)

// Book is a workbook.
type Book struct {
	Title  string
	Sheets []Sheet // the first is seen when it opens
}

// Sheet is a table with a header.
type Sheet struct {
	Name    string // at most 28 letters; none of []:*?/\
	Rows    int
	Columns []Column
}

// Column is a column of a sheet: its heading, in lines, and the cell of each row,
// counted from 0. Cells are asked for row by row, some twice.
type Column struct {
	Head string
	Of   func(row int) Cell
}

// Write writes the workbook.
func (b *Book) Write(ctx context.Context, w io.Writer) error {
	var parts []part
	for i := range b.Sheets {
		parts = append(parts, b.Sheets[i].parts(maxRows)...)
	}
	z := newPack(w)
	if err := b.frame(z, parts); err != nil {
		return err
	}
	texts, looks := newTexts(), newLooks()
	for i := range parts {
		err := z.entry(sheetFile(i), func(w io.Writer) error { return parts[i].write(ctx, w, i == 0, texts, looks) })
		if err != nil {
			return err
		}
	}
	if err := z.entry("xl/sharedStrings.xml", texts.write); err != nil {
		return err
	}
	if err := z.entry("xl/styles.xml", looks.write); err != nil {
		return err
	}
	return z.Close()
}
