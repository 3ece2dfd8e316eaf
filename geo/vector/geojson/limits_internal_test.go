package geojson

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Few bytes cannot ask for much memory: fields are bounded, and so are cells.
func TestBoundsOnFields(t *testing.T) {
	wide := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `"f%d":1,`, i)
		}
		return `{"type":"Feature","geometry":null,"properties":{` + b.String() + `"last":1}}` + "\n"
	}
	rows := strings.Repeat(`{"type":"Feature"}`, 50_000)
	for _, c := range []struct{ name, text, words string }{
		{"many", wide(maxColumns - 1), ""},
		{"too many", wide(maxColumns), "more than 4096 fields"},
		{"too many in blocks", wide(3000) + rows + strings.ReplaceAll(wide(3000), `"f`, `"g`), "more than 4096 fields"},
		{"too empty", wide(4000) + rows, "most are empty"},
	} {
		layer, err := decoded(c.text, Options{Source: "f"}, blockSize)
		if c.words == "" && err != nil || c.words != "" && (err == nil || !strings.Contains(err.Error(), c.words)) {
			t.Errorf("%s: got %v, want %q", c.name, err, c.words)
		}
		if c.words == "" && len(layer.Columns) != maxColumns {
			t.Errorf("%s: %d columns", c.name, len(layer.Columns))
		}
		// Who asks for few fields may have them.
		layer, err = decoded(c.text, Options{Fields: []string{"last"}}, blockSize)
		if err != nil && c.name != "too many in blocks" || err == nil && layer.Columns[0].Integers[0] != 1 {
			t.Errorf("%s, one field: %v", c.name, err)
		}
	}
}

// What looks like GB18030 decodes as that, wherever it is cut.
func FuzzLooksGB(f *testing.F) {
	f.Add([]byte("\xb3\xc7\xd6\xd0\xb4\xe5"), int64(100))
	f.Add([]byte("abc\xb3\xc7\x81\x30\x81\x30"), int64(5))
	f.Add([]byte("城中村"), int64(9))
	f.Fuzz(func(t *testing.T, text []byte, most int64) {
		if !looksGB(bytes.NewReader(text), most) || bytes.HasPrefix(text, []byte("\x1F\x8B")) || bytes.HasPrefix(text, []byte("\uFEFF")) {
			return
		}
		seen := text[:min(max(most, 0), int64(len(text)))]
		sound := false
		for cut := range min(utf8.UTFMax, len(seen)) { // the last letter may not be whole
			sound = sound || isGB(seen[:len(seen)-cut])
		}
		if !sound || utf8.Valid(seen) {
			t.Fatalf("%q", seen)
		}
	})
}

// isGB reports whether a text is GB18030, but for a letter that is cut at its end.
func isGB(text []byte) bool {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	i := bytes.IndexRune(decoded, utf8.RuneError)
	return err == nil && (i < 0 || i == len(decoded)-len("\uFFFD"))
}
