package rules_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"renewal/rules"
)

// told fails unless what came of a file is a ruleset, or errors that each say in a
// line what is wrong and where in the file.
func told(t interface{ Fatalf(string, ...any) }, data []byte, rs *rules.Ruleset, err error) {
	if err == nil {
		rs.Judge([]rules.Facts{{}})
		return
	}
	var all rules.Errors
	if !errors.As(err, &all) || !errors.Is(err, rules.ErrRuleset) || len(all) == 0 {
		t.Fatalf("the error is %v", err)
	}
	rows := strings.Split(string(data), "\n")
	for _, e := range all {
		if e.Line < 1 || e.Line > len(rows) || e.Column < 1 || e.Column > utf8.RuneCountInString(rows[e.Line-1])+1 {
			t.Fatalf("there is no place %d:%d: %v", e.Line, e.Column, e)
		}
		if strings.TrimSpace(e.Message) == "" || strings.ContainsAny(e.Message, "\n\r\x00") || !utf8.ValidString(e.Message) {
			t.Fatalf("%d:%d says %q", e.Line, e.Column, e.Message)
		}
	}
}

// parsed reads a file, which must come to an end.
func parsed(t interface{ Fatalf(string, ...any) }, data []byte) (rs *rules.Ruleset, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		rs, err = rules.Parse("own.yaml", data)
	}()
	select {
	case <-done:
		return rs, err
	case <-time.After(time.Minute): // it takes some 20 ms
		t.Fatalf("reading does not end")
		return nil, nil
	}
}

// bomb is a list of lists of lists, each nine times the one before it.
func bomb() string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 10; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), ", "))
	}
	return b.String()
}

// Files that an editor, a converter or somebody with bad intent makes. Where want is
// empty the file means what it says and is taken.
func TestStrangeFiles(t *testing.T) {
	source, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	text := string(source)
	replace := func(old, with string) string {
		if !strings.Contains(text, old) {
			t.Fatalf("the ruleset has no %q", old)
		}
		return strings.Replace(text, old, with, 1)
	}
	measure := func(id, formula string) string {
		return fmt.Sprintf("  - {id: %s, zh: 甲, en: a, unit: number, formula: %q, source: {tag: OURS}}\n", id, formula)
	}
	for _, c := range []struct{ name, text, want string }{
		{"byte order mark", "\ufeff" + text, ""},
		{"CRLF", strings.ReplaceAll(text, "\n", "\r\n"), ""},
		{"no newline at the end", strings.TrimSpace(text), ""},
		{"document marks", "---\n" + text, ""},
		{"two documents", text + "\n---\n" + text, "not one YAML document"},
		{"UTF-16", string([]byte{0xff, 0xfe}) + strings.Join(strings.Split(text[:200], ""), "\x00"), "UTF-8"},
		{"GBK", replace("郑州市", string([]byte{0xd6, 0xa3, 0xd6, 0xdd, 0xca, 0xd0})), "UTF-8"},
		{"NUL", replace("version:", "ver\x00sion:"), "unknown field"},
		{"tab for indent", replace("  version:", "\tversion:"), "a tab cannot indent"},
		{"bomb of aliases", text + bomb(), "anchors, aliases"},
		{"merge key", replace("  gap: {value: 2,", "  gap: {<<: {value: 2},"), "anchors, aliases, merges"},
		{"tag", replace("screen: U", "screen: !!binary U"), "tags have no place"},
		{"huge number", replace("gap: {value: 2,", "gap: {value: 1e400,"), "value"},
		{"huge integer", replace("gap: {value: 2,", "gap: {value: 99999999999999999999999999,"), "value"},
		{"not a number", replace("gap: {value: 2,", "gap: {value: .nan,"), "must be a number"},
		{"infinite", replace("gap: {value: 2,", "gap: {value: .inf,"), "must be a number"},
		{"full-width digits", replace("gap: {value: 2,", "gap: {value: ２,"), "must be a number"},
		{"full-width colon", replace("screen: U", "screen： U"), "non-map value"},
		{"curly quotes", replace(`unit: m, zh: 坐标网格`, `unit: “m”, zh: 坐标网格`), `is none of m`},
		{"percent", replace("max_loss: {value: 0.5,", "max_loss: {value: 50%,"), "must be a number"},
		{"thousands", replace("min_piece: {value: 10000,", "min_piece: {value: 10_000,"), ""},
		{"a cycle of three", replace("measures:\n", "measures:\n"+measure("x", "y")+measure("y", "z")+measure("z", "x")), `"x" is made of itself`},
		{"divided by 0", replace("measures:\n", "measures:\n"+measure("x", "unit_area / 0")), "nothing can be divided by 0"},
		{"a formula without end", replace("measures:\n", "measures:\n"+measure("x", strings.Repeat("(", 3000))), "x"},
		{"a formula too long", replace("measures:\n", "measures:\n"+measure("x", "unit_area"+strings.Repeat(" + unit_area", 2000))), "too long"},
		{"deep tree", replace("    test: {not: {criterion: K}}", "    test: "+strings.Repeat("{not: ", 60)+"{criterion: K}"+strings.Repeat("}", 60)), "nested more than"},
		{"a program in a filter", replace("where: 'landuse == \"090102\"'", "where: 'filter([1], {# > 0}) == [1]'"), "there is no function filter"},
		{"a key twice", replace("screen: U", "screen: U\nscreen: U"), "already defined"},
		{"a list for a map", replace("fabric:\n", "fabric: []\nfabrik:\n"), "keys with values, not a list"},
		{"yes for true", replace("complete: true", "complete: yes"), "must be true or false"},
		{"octal", replace("category: 1", "category: 0o7"), ""},
		{"only blanks", "   \n\t\n", "not one YAML document"},
		{"only a comment", "# nothing\n", "not one YAML document"},
	} {
		rs, err := parsed(t, []byte(c.text))
		told(t, []byte(c.text), rs, err)
		switch {
		case (c.want == "") != (err == nil):
			t.Errorf("%s gives %v, want %q", c.name, err, c.want)
		case err != nil && !strings.Contains(strings.Join(messagesOf(err), "; "), c.want):
			t.Errorf("%s gives %v, want %q", c.name, messagesOf(err), c.want)
		}
	}
}

func messagesOf(err error) []string {
	var all rules.Errors
	errors.As(err, &all)
	return unwrapped(all)
}

// mutate makes a mistake of a kind at a random place.
func mutate(t *rapid.T, text string) string {
	rows := strings.Split(text, "\n")
	i := rapid.IntRange(0, len(rows)-1).Draw(t, "row")
	row := []rune(rows[i])
	at := rapid.IntRange(0, len(row)).Draw(t, "at")
	put := func(s string) string { return string(row[:at]) + s + string(row[at:]) }
	kind := rapid.SampledFrom([]string{"letter", "cut", "twice", "gone", "indent", "swap", "tab", "bytes", "quote", "bracket", "anchor", "number", "unit", "rename", "end"}).Draw(t, "kind")
	switch kind {
	case "letter":
		rows[i] = put(rapid.SampledFrom([]string{"x", "：", "，", "é", "\u202e", "\U0001F600", "\\", "#", " "}).Draw(t, "letter"))
	case "cut":
		rows[i] = string(row[:at])
	case "twice":
		rows = append(rows[:i+1], append([]string{rows[i]}, rows[i+1:]...)...)
	case "gone":
		rows = append(rows[:i], rows[i+1:]...)
	case "indent":
		rows[i] = " " + rows[i]
	case "swap":
		k := rapid.IntRange(0, len(rows)-1).Draw(t, "with")
		rows[i], rows[k] = rows[k], rows[i]
	case "tab":
		rows[i] = "\t" + strings.TrimSpace(rows[i])
	case "bytes":
		rows[i] = put(string([]byte{rapid.Byte().Draw(t, "byte"), rapid.Byte().Draw(t, "byte")}))
	case "quote":
		rows[i] = put(rapid.SampledFrom([]string{`"`, `'`, "`"}).Draw(t, "quote"))
	case "bracket":
		rows[i] = put(rapid.SampledFrom([]string{"{", "}", "[", "]", "(", ")"}).Draw(t, "bracket"))
	case "anchor":
		rows[i] = put(rapid.SampledFrom([]string{"&a ", "*a ", "<<: *a", "!!str ", "? ", "| ", "> ", "- ", ": "}).Draw(t, "anchor"))
	case "number":
		rows[i] = strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' {
				return '9'
			}
			return c
		}, rows[i])
	case "unit":
		rows[i] = strings.NewReplacer("unit: share", "unit: m2", "unit: ha", "unit: share", "unit: m2", "unit: year", "unit: m", "unit: km").Replace(rows[i])
	case "rename":
		key, rest, _ := strings.Cut(rows[i], ":")
		rows[i] = key + "s:" + rest
	case "end":
		rows = append(rows[:i], string(row[:at]))
	}
	return strings.Join(rows, "\n")
}

// Whatever somebody does to the file, it is read or it is said what is wrong and where.
func TestRandomMistakes(t *testing.T) {
	source, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := string(source)
		for range rapid.IntRange(1, 3).Draw(t, "mistakes") {
			text = mutate(t, text)
		}
		rs, err := parsed(t, []byte(text))
		told(t, []byte(text), rs, err)
	})
}
