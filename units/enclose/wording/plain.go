package wording

import (
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain writes text in one way: no full-width letters, one kind of dash between
// names, no blanks.
func plain(text string) string {
	text = norm.NFKC.String(strings.Map(func(c rune) rune {
		switch c {
		case '—', '–', '―', '─', '－', '‐', '‑', '−', '﹣', '~', '～', '→', '➝', '⟶':
			return '-'
		case '、', '，', '。', '；', '：', '！', '？': // NFKC would make ASCII of some
			return c
		case '【', '〔', '［':
			return '('
		case '】', '〕', '］':
			return ')'
		}
		return c
	}, text))
	text = strings.Map(func(c rune) rune {
		switch {
		case c == '\n':
			return c
		case c == '\t':
			return ':' // between the cells of a table
		case unicode.IsSpace(c) || unicode.Is(unicode.Cf, c):
			return -1
		}
		switch c {
		case '，':
			return ','
		case '；':
			return ';'
		case '：':
			return ':'
		case '！', '!', '？', '?':
			return '。'
		}
		return c
	}, text)
	text = dashes.ReplaceAllString(text, "-")
	return brackets.ReplaceAllStringFunc(text, func(b string) string {
		inside := strings.Trim(b, "()")
		if len(ahead.FindAllString(inside, -1)) > 1 || len(after.FindAllString(inside, -1)) > 1 || bounding.MatchString(inside) {
			return "," + inside + "," // no note, but what matters
		}
		return "(" + insideNote.Replace(inside) + ")"
	})
}

// insideNote keeps what brackets hold from being taken for names one after another.
var insideNote = strings.NewReplacer("-", "至", "、", "/", ",", "/", ";", "/", "。", "/")

var dashes = regexp.MustCompile(`-+`)

// withoutNotes takes brackets out of a text and returns what they hold.
func withoutNotes(text string) (rest, note string) {
	var notes []string
	rest = brackets.ReplaceAllStringFunc(text, func(b string) string {
		notes = append(notes, strings.Trim(b, "()"))
		return ""
	})
	return rest, strings.Join(notes, "; ")
}

var brackets = regexp.MustCompile(`\([^()]*\)`)
