package geojson

import (
	"bytes"
	"encoding/json"
	"math"
	"strconv"
	"strings"
	"testing"
)

// Numbers are read as the standard library reads them, in both ways.
func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"0", "-0", "1.5", "-113.623456789", "0.12345678", "12345678.87654321", "9007199254740993", "1e400", "1E-7", "01", "1.", ".5", "-",
		"1.23456789012345678", "18446744073709551616", "9223372036854775808", "NaN", "-Infinity", "123456.78901234a"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, word string) {
		n, ok := parseNumber([]byte(word))
		if json.Valid([]byte(word)) && isNumber(word) {
			want, err := strconv.ParseFloat(word, 64)
			if !ok || n.real != want {
				t.Fatalf("%s: %v %v, want %v %v", word, n.real, ok, want, err)
			}
			if whole, err := strconv.ParseInt(word, 10, 64); n.whole != (err == nil) || n.whole && n.integer != whole {
				t.Fatalf("%s: integer %d %v", word, n.integer, n.whole)
			}
		} else if ok && n.real-n.real == 0 {
			t.Fatalf("%s: taken for %v", word, n.real)
		}
		v, end := plainNumber([]byte(word+"]"), 0)
		for len(word) > 0 && word[0] == ' ' {
			word = word[1:]
		}
		if end >= 0 && word != "" && isNumber(word) {
			if n, ok := parseNumber([]byte(word)); !ok || math.Float64bits(n.real) != math.Float64bits(v) {
				t.Fatalf("%s: plainly %v, else %v %v", word, v, n.real, ok)
			}
		}
	})
}

func isNumber(word string) bool { return word != "" && strings.Trim(word, "0123456789+-.eE") == "" }

// Strings are read as the standard library reads them, wherever buffers end.
func FuzzJSONString(f *testing.F) {
	for _, seed := range []string{`""`, `"a\"b"`, `"\u4e2d\ud83d\ude00"`, `"\ud800x"`, `"中文"`, `"a\nb` + "\n" + `c"`, "\"\xff\"", `"\x"`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var want string
		valid := json.Unmarshal(text, &want) == nil && text[0] == '"'
		for _, size := range []int{13, 4096} {
			s := newScanner(t.Context(), bytes.NewReader(text), size)
			s.lenient = true
			got := string(s.str())
			if valid && (s.err != nil || !equalButInvalid(got, want)) {
				t.Fatalf("%q in a buffer of %d: %q %v, want %q", text, size, got, s.err, want)
			}
		}
	})
}

// equalButInvalid compares, but for how many U+FFFD stand for what is invalid.
func equalButInvalid(a, b string) bool {
	merge := func(s string) string {
		for strings.Contains(s, "\uFFFD\uFFFD") {
			s = strings.ReplaceAll(s, "\uFFFD\uFFFD", "\uFFFD")
		}
		return s
	}
	return merge(a) == merge(b)
}
