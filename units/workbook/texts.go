package workbook

import (
	"fmt"
	"io"
	"math"
	"strings"
)

// texts are the texts of a workbook, each once, in the order in which cells first
// ask for them.
type texts struct {
	at    map[string]int // as given, and as held → place
	all   []text
	cells int
}

// text is one of them, and what is needed of it for every cell that holds it.
type text struct {
	held    string
	guard   bool    // a program may take it for a formula
	letters float64 // of its longest line

	lines int // that it takes in a column of a width, which is remembered
	in    float64
}

func newTexts() *texts { return &texts{at: map[string]int{}} }

// of is the place of a text, as much of it as a cell can hold.
func (t *texts) of(s string) int {
	if i, ok := t.at[s]; ok {
		return i
	}
	held := clean(s)
	i, ok := t.at[held]
	if !ok {
		i = len(t.all)
		t.at[held] = i
		n := text{held: held, guard: formulaLike(held)}
		for l := range strings.Lines(held) {
			n.letters = max(n.letters, letters(l))
		}
		t.all = append(t.all, n)
	}
	t.at[s] = i
	return i
}

// linesIn is how many lines text i takes in a column of that width.
func (t *texts) linesIn(i int, width float64) int {
	x := &t.all[i]
	if x.in != width {
		x.in, x.lines = width, linesIn(x.held, width)
	}
	return x.lines
}

// linesIn is how many lines text takes in a column of that width.
func linesIn(s string, width float64) int {
	n := 0
	for l := range strings.Lines(s) {
		n += max(1, int(math.Ceil(letters(l)/(width-0.5))))
	}
	return max(n, 1)
}

func (t *texts) write(w io.Writer) error {
	if _, err := fmt.Fprintf(w, `<sst xmlns="%s" count="%d" uniqueCount="%d">`, mainSpace, t.cells, len(t.all)); err != nil {
		return err
	}
	var b []byte
	for i := range t.all {
		b = append(b[:0], `<si><t xml:space="preserve">`...)
		b = appendEscaped(b, t.all[i].held)
		b = append(b, `</t></si>`...)
		if _, err := w.Write(b); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "</sst>")
	return err
}

func escaped(s string) string { return string(appendEscaped(nil, s)) }

// appendEscaped writes text for XML. The format has an escape of its own, _x000A_:
// text that looks like one has its first stroke escaped.
func appendEscaped(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '&':
			b = append(b, "&amp;"...)
		case c == '<':
			b = append(b, "&lt;"...)
		case c == '>':
			b = append(b, "&gt;"...)
		case c == '"':
			b = append(b, "&quot;"...)
		case c == '_' && looksEscaped(s[i:]):
			b = append(b, "_x005F_"...)
		default:
			b = append(b, c)
		}
	}
	return b
}

func looksEscaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	return strings.Trim(s[2:6], "0123456789abcdefABCDEF") == ""
}
