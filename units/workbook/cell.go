package workbook

import (
	"math"
	"strings"
	"unicode/utf8"
)

// Cell is what one cell holds; the zero value is an empty one.
type Cell struct {
	text   string
	number float64
	format string // of a number, as Excel writes it; "" for text
	Tint   string // colour behind it, "#RRGGBB"; "" for none
}

// Text is a cell with text.
func Text(s string) Cell { return Cell{text: s} }

// Number is a cell with a number, shown in a format such as "#,##0.00". What is no
// number, or has no end, makes an empty cell.
func Number(v float64, format string) Cell {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return Cell{}
	}
	return Cell{number: v, format: format}
}

// Tinted is the cell with a colour behind it.
func (c Cell) Tinted(colour string) Cell { c.Tint = colour; return c }

// mostLetters is what a cell can hold, in units of UTF-16.
const mostLetters = 32767

const cutShort = "…（截断 cut short）"

// clean makes text that a cell can hold: valid, without control characters but the
// end of a line, and cut where it is too long.
func clean(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\t", " ")
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	if utf16Length(s) <= mostLetters {
		return s
	}
	left := mostLetters - utf16Length(cutShort)
	for i, r := range s {
		if left -= utf16Size(r); left < 0 {
			return s[:i] + cutShort
		}
	}
	return s
}

func utf16Length(s string) int {
	if len(s) < mostLetters { // no letter takes more units than bytes
		return len(s)
	}
	n := 0
	for _, r := range s {
		n += utf16Size(r)
	}
	return n
}

func utf16Size(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// formulaLike reports whether a program may take text for a formula once somebody
// edits it, or exports the sheet as CSV and opens that.
func formulaLike(s string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, " \n"))
	return strings.ContainsRune("=+-@＝＋－＠", r)
}
