package vector

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"renewal/geo/vector/internal/charset"
)

// Whatever a table of attributes holds, its texts are found within it, and its
// encoding is one that we know.
func FuzzTable(f *testing.F) {
	head := append([]byte{3, 0, 0, 0, 2, 0, 0, 0, 65, 0, 7, 0}, make([]byte, 20)...)
	field := append([]byte("NAME\x00\x00\x00\x00\x00\x00\x00C\x00\x00\x00\x00\x06"), make([]byte, 15)...)
	table := append(append(head, field...), 0x0D)
	f.Add(append(bytes.Clone(table), " \xb3\xc7\xd6\xd0\xb4\xe5 abc   "...))
	f.Add(append(bytes.Clone(table), " 城中 ABCDE "...))
	f.Fuzz(func(t *testing.T, dbf []byte) {
		var e evidence
		found := 0
		texts(dbf, func(text []byte, fills bool) {
			if found += len(text); len(text) > len(dbf) {
				t.Fatalf("a text of %d bytes in %d", len(text), len(dbf))
			}
			e.add(text, fills)
			if validUTF8(text, false) != utf8.Valid(text) {
				t.Fatalf("%q: UTF-8 or not?", text)
			}
			validGB(text, true)
		})
		for _, declared := range []string{"", "UTF-8", "GBK"} {
			encoding, _ := e.settle(declared)
			if _, err := charset.Normal(encoding); err != nil {
				t.Fatal(err)
			}
		}
	})
}
