package geojson

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"renewal/geo"
	"renewal/geo/vector/internal/bounds"
	"renewal/geo/vector/internal/charset"
)

// unpacked is the text of a file in UTF-8, and how that came about.
type unpacked struct {
	io.Reader
	encoding string // of the file
	by       geo.Known
}

// unpack undoes gzip, a byte order mark and an encoding other than UTF-8. A mark
// states the encoding unless the caller does.
func unpack(r io.Reader, encoding string) (unpacked, error) {
	u := unpacked{encoding: "UTF-8", by: geo.ByFormat}
	enc, err := charset.Normal(encoding)
	if err != nil {
		return u, err
	}
	b := bufio.NewReaderSize(r, 1<<16)
	if magic, _ := b.Peek(2); string(magic) == "\x1F\x8B" {
		z, err := bounds.Gunzip(b)
		if err != nil {
			return u, err
		}
		b = bufio.NewReaderSize(z, 1<<16)
	}
	mark, _ := b.Peek(3)
	switch {
	case string(mark) == "\uFEFF":
		b.Discard(3)
		if enc == "" {
			u.by = geo.InFile
		}
	case len(mark) >= 2 && enc == "" && (string(mark[:2]) == "\xFF\xFE" || string(mark[:2]) == "\xFE\xFF"):
		u.encoding, u.by = "UTF-16", geo.InFile
		u.Reader = transform.NewReader(b, unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder())
		return u, nil
	}
	if enc != "" {
		u.encoding, u.by = enc, geo.Stated
	}
	u.Reader = b
	if d := charset.Decoder(enc); d != nil {
		u.Reader = transform.NewReader(b, d)
	}
	return u, nil
}

// looksGB reports whether a text that is not UTF-8 is GB18030, which holds GBK
// and GB 2312, as far as the given number of bytes shows: all of it can be, and
// what is wrong as UTF-8 is no rare slip but outnumbers the letters that are
// right.
func looksGB(r io.Reader, most int64) bool {
	u, err := unpack(r, "")
	if err != nil || u.encoding != "UTF-8" {
		return false
	}
	var letters utf8Letters
	gb := transform.NewReader(io.TeeReader(io.LimitReader(u, most), &letters), simplifiedchinese.GB18030.NewDecoder())
	buf := make([]byte, 1<<16)
	last := ""
	for {
		n, err := gb.Read(buf)
		text := last + string(buf[:n])
		wrong := strings.IndexRune(text, utf8.RuneError)
		if err != nil { // amid a letter, it may be, where the limit is
			return errors.Is(err, io.EOF) && (wrong < 0 || wrong >= len(text)-utf8.UTFMax) && letters.wrong > letters.right
		}
		if wrong >= 0 {
			return false
		}
		last = text[max(0, len(text)-utf8.UTFMax):] // a letter may lie across
	}
}

// utf8Letters counts letters beyond ASCII in what is written to it, and bytes
// that are part of none.
type utf8Letters struct {
	right, wrong int
	rest         []byte
}

func (u *utf8Letters) Write(p []byte) (int, error) {
	text := append(u.rest, p...)
	for len(text) > 0 && utf8.FullRune(text) {
		r, n := utf8.DecodeRune(text)
		switch {
		case r == utf8.RuneError && n == 1:
			u.wrong++
		case n > 1:
			u.right++
		}
		text = text[n:]
	}
	u.rest = append(u.rest[:0:0], text...)
	return len(p), nil
}
