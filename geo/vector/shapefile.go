package vector

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// shapefileEncoding finds the encoding of a Shapefile's attributes, or "" to
// leave it to GDAL. What is declared counts: by the .cpg file, else by the
// language byte of the .dbf. But "OEM", "ANSI" and language 0x57 declare
// nothing, and a UTF-8 that the bytes contradict is not believed. Undeclared
// bytes are UTF-8 if all of them can be, else GB18030 (which holds GBK and
// GB 2312) if all of them can be.
func shapefileEncoding(file string) string {
	declared := ""
	if text, err := os.ReadFile(sibling(file, ".cpg")); err == nil && len(text) < 256 {
		if name, err := normalEncoding(strings.TrimSpace(string(text))); err == nil {
			declared = name
		}
	}
	if declared != "" && declared != "UTF-8" {
		return declared
	}
	table, err := os.Open(sibling(file, ".dbf"))
	if err != nil {
		return declared
	}
	defer table.Close()
	head := make([]byte, 32)
	if _, err := table.ReadAt(head, 0); err != nil {
		return declared
	}
	if declared == "" {
		switch language := head[29]; language {
		case 0x00, 0x57: // undeclared; "ANSI", whatever that was where it was written
		case 0x4D, 0x7A:
			return "GBK"
		case 0x4F, 0x78:
			return "BIG5"
		default:
			return "" // GDAL knows the rest
		}
	}
	const most = 8 << 20 // some 50,000 records show what the rest is like
	body := make([]byte, most)
	n, _ := table.ReadAt(body, 0)
	if found := detect(body[:n]); found != "" {
		return found
	}
	return declared
}

// sibling is the file with another extension, whatever its case.
func sibling(file, extension string) string {
	base := strings.TrimSuffix(file, filepath.Ext(file))
	for _, e := range []string{extension, strings.ToUpper(extension)} {
		if exists(base + e) {
			return base + e
		}
	}
	return base + extension
}

// detect looks at the texts in the first bytes of a .dbf file. It returns
// "UTF-8", "GB18030", or "" if it is neither. Writers cut texts at the width of
// their field, also amid a letter; so a text may end too early.
//
// A letter of two bytes in GBK can be one in UTF-8 as well (郑 is a Hebrew
// accent), but Chinese letters have three there. So bytes that can be both are
// UTF-8 only if they have such a letter, or none beyond ASCII.
func detect(dbf []byte) string {
	utf, gb, long, short := true, true, false, false
	texts(dbf, func(text []byte) {
		if utf && !validUTF8(text) {
			utf = false
		}
		for _, c := range text {
			long = long || c >= 0xE0
			short = short || c >= 0xC2 && c < 0xE0
		}
		if gb && !validGB(text) {
			gb = false
		}
	})
	switch {
	case utf && (long || !short || !gb):
		return "UTF-8"
	case gb:
		return "GB18030"
	default:
		return ""
	}
}

// texts calls do with the field names and the values of text fields, without
// the padding, as far as the bytes go.
func texts(dbf []byte, do func([]byte)) {
	if len(dbf) < 32 {
		return
	}
	header := int(binary.LittleEndian.Uint16(dbf[8:]))
	record := int(binary.LittleEndian.Uint16(dbf[10:]))
	type span struct{ from, to int }
	var spans []span
	at := 1 // the first byte of a record is its mark of deletion
	for p := 32; p+32 <= len(dbf) && p+32 <= header && dbf[p] != 0x0D; p += 32 {
		name, _, _ := bytes.Cut(dbf[p:p+11], []byte{0})
		do(name)
		width := int(dbf[p+16])
		if kind := dbf[p+11]; kind == 'C' {
			width |= int(dbf[p+17]) << 8
			spans = append(spans, span{at, at + width})
		}
		at += width
	}
	if record == 0 {
		return
	}
	for p := header; p+record <= len(dbf); p += record {
		for _, s := range spans {
			if s.to <= record {
				do(bytes.TrimRight(dbf[p+s.from:p+s.to], " \x00"))
			}
		}
	}
}

func validUTF8(text []byte) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			return !utf8.FullRune(text) // cut off, or wrong
		}
		text = text[n:]
	}
	return true
}

func validGB(text []byte) bool {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	if err != nil {
		return false
	}
	i := bytes.IndexRune(decoded, utf8.RuneError)
	return i < 0 || i == len(decoded)-len("\uFFFD") // the last letter may be cut off
}
