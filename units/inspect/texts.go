package inspect

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
)

// checkTexts looks for text that was read, or once saved, in another encoding
// than it was written in: field by field, names and values.
func (l *layer) checkTexts() {
	if l.Origin.EncodingBy == geo.Detected {
		l.found.add(GuessedCharset, Finding{Message: fmt.Sprintf("nothing states the encoding; its bytes look like %s", l.Origin.Encoding)})
	}
	for k := range l.Columns {
		c := &l.Columns[k]
		if why := garbled(c.Name); why != "" {
			l.found.add(Mojibake, Finding{Message: fmt.Sprintf("the field name %q is garbled: %s", c.Name, why)})
		}
		if c.Type != geo.Text {
			continue
		}
		count, first, reason := 0, 0, ""
		for i, text := range c.Texts {
			if c.Null(i) || plainASCII(text) {
				continue
			}
			if why := garbled(text); why != "" {
				if count++; count == 1 {
					first, reason = i, why
				}
			}
		}
		if count > 0 {
			l.found.add(Mojibake, l.at(Finding{
				Features: []string{l.ref(first)}, Count: count, weight: float64(count),
				Message: fmt.Sprintf("%s in the field %s, as %q: %s", verb(count, "value is garbled", "values are garbled"), c.Name, shorten(c.Texts[first]), reason),
			}, placeOf(l.Shapes[first])))
		}
	}
}

func plainASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// marks are what programs leave in place of characters that they could not
// read: the replacement character, and what becomes of it, and of memory that
// was never written, when taken for GBK.
var marks = []string{"\uFFFD", "锟斤拷", "烫烫烫", "屯屯屯"}

// garbled says why a text is not what was written, "" if it may well be. A text
// is garbled if it has a mark of lost characters, or if its bytes, in the
// encoding that it was wrongly read in, are Chinese in another.
func garbled(text string) string {
	if !utf8.ValidString(text) {
		return "bytes that are no UTF-8"
	}
	for _, m := range marks {
		if strings.Contains(text, m) {
			return "characters were lost"
		}
	}
	if bytes, err := simplifiedchinese.GBK.NewEncoder().String(text); err == nil && utf8.ValidString(bytes) && chinese(bytes) >= 2 {
		return fmt.Sprintf("it is UTF-8 read as GBK, %q", shorten(bytes))
	}
	if latin(text) < 4 {
		return ""
	}
	bytes, err := charmap.ISO8859_1.NewEncoder().String(text)
	if err != nil {
		if bytes, err = charmap.Windows1252.NewEncoder().String(text); err != nil {
			return ""
		}
	}
	if utf8.ValidString(bytes) && chinese(bytes) > 0 {
		return fmt.Sprintf("it is UTF-8 read as Latin-1, %q", shorten(bytes))
	}
	// Accents of European languages stand alone; the bytes of Chinese are pairs.
	if !inPairs(bytes) {
		return ""
	}
	if read, err := simplifiedchinese.GBK.NewDecoder().String(bytes); err == nil && !strings.ContainsRune(read, utf8.RuneError) && 2*chinese(read) >= latin(text) {
		return fmt.Sprintf("it is GBK read as Latin-1, %q", shorten(read))
	}
	return ""
}

// inPairs reports whether bytes beyond ASCII stand together in even numbers.
func inPairs(bytes string) bool {
	run := 0
	for i := range len(bytes) {
		if bytes[i] >= utf8.RuneSelf {
			run++
		} else if run%2 == 1 {
			return false
		}
	}
	return run%2 == 0
}

// chinese counts the Chinese characters of a text.
func chinese(text string) int {
	n := 0
	for _, c := range text {
		if unicode.Is(unicode.Han, c) {
			n++
		}
	}
	return n
}

// latin counts the characters beyond ASCII that Western encodings have.
func latin(text string) int {
	n := 0
	for _, c := range text {
		if _, western := charmap.Windows1252.EncodeRune(c); c >= utf8.RuneSelf && (c <= 0xFF || western) {
			n++
		}
	}
	return n
}
