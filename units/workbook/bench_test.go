package workbook_test

import (
	"context"
	"fmt"
	"io"
	"testing"

	"renewal/units/workbook"
)

// BenchmarkEvidence writes a table like that of the evidence: twenty columns, most of
// whose cells repeat texts, a third numbers.
func BenchmarkEvidence(b *testing.B) {
	for _, rows := range []int{1_000, 10_000, 100_000} {
		names := make([]string, 120)
		for i := range names {
			names[i] = fmt.Sprintf("K%d 更新资源占比不低于阈值 share of renewal resources", i)
		}
		var columns []workbook.Column
		for c := range 20 {
			of := func(r int) workbook.Cell { return workbook.Text(names[(r*7+c)%len(names)]) }
			if c%3 == 0 {
				of = func(r int) workbook.Cell { return workbook.Number(float64(r*c)/7, "#,##0.00") }
			}
			columns = append(columns, workbook.Column{Head: fmt.Sprintf("列 %d\ncolumn", c), Of: of})
		}
		book := workbook.Book{Sheets: []workbook.Sheet{{Name: "evidence", Rows: rows, Columns: columns}}}
		b.Run(fmt.Sprintf("rows=%d", rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := book.Write(context.Background(), io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
