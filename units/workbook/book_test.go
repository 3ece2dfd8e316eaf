package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"renewal/units/workbook"
)

// column is a sheet of one column of those cells.
func column(cells ...workbook.Cell) workbook.Book {
	return workbook.Book{Title: "book", Sheets: []workbook.Sheet{{Name: "表 table", Rows: len(cells),
		Columns: []workbook.Column{{Head: "列\ncolumn", Of: func(i int) workbook.Cell { return cells[i] }}}}}}
}

func written(t testing.TB, b workbook.Book) []byte {
	t.Helper()
	var w bytes.Buffer
	if err := b.Write(context.Background(), &w); err != nil {
		t.Fatal(err)
	}
	return w.Bytes()
}

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func cell(t testing.TB, f *excelize.File, sheet, at string) string {
	t.Helper()
	v, err := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestNumbersAreNumbersAndTheUnknownIsEmpty(t *testing.T) {
	f := opened(t, written(t, column(
		workbook.Number(0.125, "0.0%"), workbook.Number(0, "#,##0"), workbook.Number(math.NaN(), "#,##0"), workbook.Number(math.Inf(1), "#,##0"), workbook.Text("12"), workbook.Cell{})))
	const sheet = "表 table"
	for at, want := range map[string]string{"A2": "0.125", "A3": "0", "A4": "", "A5": "", "A6": "12", "A7": ""} {
		if got := cell(t, f, sheet, at); got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
	if shown, _ := f.GetCellValue(sheet, "A2"); shown != "12.5%" {
		t.Errorf("a share is shown as %q", shown)
	}
	if kind, _ := f.GetCellType(sheet, "A6"); kind != excelize.CellTypeSharedString {
		t.Errorf("text of digits has type %v", kind)
	}
	if kind, _ := f.GetCellType(sheet, "A2"); kind == excelize.CellTypeSharedString {
		t.Error("a number is text")
	}
}

func TestNothingIsAFormula(t *testing.T) {
	texts := []string{"=1+1", "+1", "-1", "@SUM(A1)", " =cmd|' /C calc'!A0", "\t=1", "\r=1", "＝1+1", "=HYPERLINK(\"http://x\")"}
	var cells []workbook.Cell
	for _, s := range texts {
		cells = append(cells, workbook.Text(s))
	}
	f := opened(t, written(t, column(cells...)))
	for i := range texts {
		at := fmt.Sprintf("A%d", i+2)
		if formula, _ := f.GetCellFormula("表 table", at); formula != "" {
			t.Errorf("%q became the formula %q", texts[i], formula)
		}
		id, _ := f.GetCellStyle("表 table", at)
		if style, err := f.GetStyle(id); err != nil || style.NumFmt != 49 {
			t.Errorf("%q would become a formula once edited", texts[i])
		}
	}
}

func TestTextThatAWorkbookCannotHoldIsLeftOut(t *testing.T) {
	long := strings.Repeat("区🏙", 30000)
	f := opened(t, written(t, column(
		workbook.Text("a\x00b\x01\x1Fc\x7F\uFFFEd"), workbook.Text("一\r\n二\t三"), workbook.Text("_x0041_<&\">"), workbook.Text("\xff甲"), workbook.Text(long))))
	for at, want := range map[string]string{"A2": "abcd", "A3": "一\n二 三", "A4": "_x0041_<&\">", "A5": "\uFFFD甲"} {
		if got := cell(t, f, "表 table", at); got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
	}
	got := cell(t, f, "表 table", "A6")
	if !utf8.ValidString(got) || !strings.HasSuffix(got, "cut short）") || !strings.HasPrefix(long, strings.TrimSuffix(got, "…（截断 cut short）")) {
		t.Errorf("long text ends with %q", got[max(0, len(got)-40):])
	}
}

// Whatever text comes in, the file opens, and has no formula.
func TestAnyTextIsHeld(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		texts := rapid.SliceOfN(rapid.String(), 1, 5).Draw(rt, "texts")
		var cells []workbook.Cell
		for _, s := range texts {
			cells = append(cells, workbook.Text(s))
		}
		f := opened(t, written(t, column(cells...)))
		for i, s := range texts {
			got := cell(t, f, "表 table", fmt.Sprintf("A%d", i+2))
			kept := strings.Map(func(r rune) rune {
				if strings.ContainsRune(got, r) || r < ' ' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
					return -1
				}
				return r
			}, s)
			if kept != "" {
				rt.Fatalf("%q is held as %q", s, got)
			}
		}
	})
}

// A cell that holds what its column is called, or what the cell above holds in another
// look, has the look of its own.
func TestCellsLikeTheOneAbove(t *testing.T) {
	b := column(workbook.Text("名称"), workbook.Text("名称").Tinted("#F6D5D5"), workbook.Text("名称").Tinted("#F6D5D5"),
		workbook.Number(1, "0"), workbook.Number(2, "0"), workbook.Number(2, "0.0"), workbook.Cell{}, workbook.Cell{}, workbook.Text("=1"), workbook.Text("名称"))
	b.Sheets[0].Columns[0].Head = "名称"
	f := opened(t, written(t, b))
	var looks []int
	for i, want := range []string{"名称", "名称", "名称", "名称", "1", "2", "2", "", "", "=1", "名称"} {
		at := fmt.Sprintf("A%d", i+1)
		if got := cell(t, f, "表 table", at); got != want {
			t.Errorf("%s holds %q, want %q", at, got, want)
		}
		id, _ := f.GetCellStyle("表 table", at)
		looks = append(looks, id)
	}
	if want := []int{1, 2, 3, 3, 4, 4, 5, 2, 2, 6, 2}; !slices.Equal(looks, want) {
		t.Errorf("looks %v, want %v", looks, want)
	}
}

func TestSameTablesSameBytes(t *testing.T) {
	b := column(workbook.Text("甲"), workbook.Number(1, "0"))
	for _, name := range []string{"b", "c", "d", "e"} {
		more := b.Sheets[0]
		more.Name = name
		b.Sheets = append(b.Sheets, more)
	}
	first := written(t, b)
	for range 5 {
		if !bytes.Equal(first, written(t, b)) {
			t.Fatal("the bytes differ")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range z.File {
		names = append(names, e.Name)
		if !e.Modified.IsZero() && e.Modified.Year() > 1980 {
			t.Errorf("%s has the time %v", e.Name, e.Modified)
		}
		r, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, r); err != nil {
			t.Errorf("%s: %v", e.Name, err)
		}
	}
	if want := "[Content_Types].xml"; names[0] != want { // where programs look that read as it comes
		t.Errorf("the first entry is %s, want %s", names[0], want)
	}
}

func TestHeaderStaysAndFilters(t *testing.T) {
	f := opened(t, written(t, column(workbook.Text("甲"), workbook.Text(strings.Repeat("很长的说明", 30)))))
	panes, err := f.GetPanes("表 table")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes: %+v, %v", panes, err)
	}
	var filter, titles string
	for _, n := range f.GetDefinedName() {
		switch n.Name {
		case "_xlnm._FilterDatabase":
			filter = n.RefersTo
		case "_xlnm.Print_Titles":
			titles = n.RefersTo
		}
	}
	if filter != "'表 table'!$A$1:$A$3" || titles != "'表 table'!$A:$A,'表 table'!$1:$1" {
		t.Errorf("filter %q, titles %q", filter, titles)
	}
	wide, _ := f.GetColWidth("表 table", "A")
	tall, _ := f.GetRowHeight("表 table", 3)
	if wide != 40 || tall < 8*13 {
		t.Errorf("300 Chinese letters: width %g, height %g", wide, tall)
	}
}

// A table with more rows than a sheet can have goes on in another.
func TestMoreRowsThanASheetHas(t *testing.T) {
	if testing.Short() {
		t.Skip("writes a million rows")
	}
	const rows = 1<<20 + 5
	data := written(t, workbook.Book{Sheets: []workbook.Sheet{{Name: "long", Rows: rows,
		Columns: []workbook.Column{{Head: "n", Of: func(i int) workbook.Cell { return workbook.Number(float64(i), "0") }}}}}})
	f := opened(t, data)
	if got := f.GetSheetList(); !slices.Equal(got, []string{"long", "long 2"}) {
		t.Fatalf("sheets: %v", got)
	}
	second, err := f.GetRows("long 2", excelize.Options{RawCellValue: true})
	if err != nil || len(second) != 8 || second[0][0] != "n" || second[1][0] != "1048574" || second[7][0] != "1048580" {
		t.Errorf("the second sheet holds %v, %v", second, err)
	}
}

func TestStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	b := column(workbook.Text("甲"))
	if err := b.Write(ctx, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
