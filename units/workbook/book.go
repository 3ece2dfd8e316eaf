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
// The package knows nothing of renewal: which tables there are is said by package
// units.
package workbook

import (
	"context"
	"io"

	"github.com/xuri/excelize/v2"
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

// A fixed time stands where a file must have one.
const written = "2000-01-01T00:00:00Z"

// Write writes the workbook.
func (b *Book) Write(ctx context.Context, w io.Writer) error {
	f := excelize.NewFile()
	defer f.Close()
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &pack{to: w} })
	if err := f.SetDocProps(&excelize.DocProperties{Title: clean(b.Title), Creator: "renewal", LastModifiedBy: "renewal", Created: written, Modified: written, Language: "zh-CN"}); err != nil {
		return err
	}
	if err := f.SetAppProps(&excelize.AppProperties{Application: "renewal"}); err != nil {
		return err
	}
	looks := newLooks(f)
	first := true
	for i := range b.Sheets {
		for _, p := range b.Sheets[i].parts(maxRows) {
			if first {
				if err := f.SetSheetName("Sheet1", p.name); err != nil {
					return err
				}
				first = false
			} else if _, err := f.NewSheet(p.name); err != nil {
				return err
			}
			if err := p.write(ctx, f, looks); err != nil {
				return err
			}
		}
	}
	return f.Write(w)
}
