package workbook

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// Every row is in one part, in order, and no part is longer than a sheet.
func TestPartsHoldEveryRow(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		most := rapid.IntRange(3, 20).Draw(t, "most")
		s := Sheet{Name: "s", Rows: rapid.IntRange(0, 200).Draw(t, "rows")}
		parts, at := s.parts(most), 0
		for i, p := range parts {
			lines := 1 + p.to - p.from
			if p.next != "" {
				lines++
			}
			if p.from != at || lines > most {
				t.Fatalf("part %d has rows %d to %d in %d lines", i, p.from, p.to, lines)
			}
			if last := i == len(parts)-1; last != (p.next == "") || !last && parts[i+1].name != p.next {
				t.Fatalf("part %d is followed by %q", i, p.next)
			}
			if i > 0 && p.name != fmt.Sprintf("s %d", i+1) {
				t.Fatalf("part %d is called %q", i, p.name)
			}
			at = p.to
		}
		if at != s.Rows {
			t.Fatalf("%d of %d rows", at, s.Rows)
		}
	})
}

func TestOneSheetWhereItFits(t *testing.T) {
	for rows, want := range map[int]int{0: 1, 1: 1, 9: 1, 10: 2} { // ten lines: a header and nine rows
		s := Sheet{Name: "s", Rows: rows}
		if got := len(s.parts(10)); got != want {
			t.Errorf("%d rows take %d sheets, want %d", rows, got, want)
		}
	}
}

func TestLinesIn(t *testing.T) {
	for _, c := range []struct {
		text string
		want int
	}{{"", 1}, {"one", 1}, {"一二三四五六七八九十", 3}, {"a\nb", 2}} {
		if got := linesIn(c.text, 10); got != c.want {
			t.Errorf("%q takes %d lines, want %d", c.text, got, c.want)
		}
	}
}
