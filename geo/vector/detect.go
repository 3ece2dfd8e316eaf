package vector

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
)

// evidence counts texts beyond ASCII by what they can be.
//
// A letter of two bytes in GBK can be one in UTF-8 as well (郑 is a Hebrew
// accent), but Chinese letters have three there, and it takes chance to find
// such in GBK.
type evidence struct {
	texts       int
	notUTF8     int
	notGB       int // that is GB18030, which holds GBK and GB 2312
	long, short int // texts with letters of three or four bytes if in UTF-8, of two
}

// add looks at a text. One that fills its field may be cut off amid its last
// letter.
func (e *evidence) add(text []byte, fills bool) {
	long, short := false, false
	for _, c := range text {
		long = long || c >= 0xE0
		short = short || c >= 0xC2 && c < 0xE0
	}
	if !long && !short && !bytes.ContainsFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return
	}
	e.texts++
	if !validUTF8(text, fills) {
		e.notUTF8++
	}
	if !validGB(text, fills) {
		e.notGB++
	}
	if long {
		e.long++
	}
	if short {
		e.short++
	}
}

// Texts damaged by other programs speak for no encoding, and are few.
const damaged = 0.01

func (e *evidence) utf8() bool { return float64(e.notUTF8) <= damaged*float64(e.texts) }
func (e *evidence) gb() bool   { return float64(e.notGB) <= damaged*float64(e.texts) }

// settle decides between what a file declares ("" for nothing) and what its
// bytes can be. A declaration counts, except that
//
//   - UTF-8 is GB18030 where the bytes are that and not UTF-8,
//   - any other is UTF-8 where the bytes are that, with letters of three bytes,
//     and not what was declared (of which GB alone can be told).
//
// Both come of a .cpg that was copied from elsewhere. Undeclared bytes are UTF-8
// if they have such letters or cannot be GB18030, else GB18030, else not known.
// Where all texts are in ASCII and nothing is declared, that is the encoding.
func (e *evidence) settle(declared string) (string, geo.Known) {
	chinese := e.utf8() && e.long > 0
	switch {
	case declared == "" && e.texts == 0:
		return "ASCII", geo.Detected
	case declared == "" && e.utf8() && (e.long > 0 || e.short == 0 || !e.gb()):
		return "UTF-8", geo.Detected
	case declared == "" && e.gb():
		return "GB18030", geo.Detected
	case declared == "":
		return "", geo.NotDefined
	case e.texts == 0:
		return declared, geo.InFile
	case declared == "UTF-8" && !e.utf8() && e.gb():
		return "GB18030", geo.Detected
	case (declared == "GBK" || declared == "GB18030") && !e.gb() && chinese:
		return "UTF-8", geo.Detected
	case declared != "UTF-8" && declared != "GBK" && declared != "GB18030" && chinese:
		return "UTF-8", geo.Detected
	default:
		return declared, geo.InFile
	}
}

func validUTF8(text []byte, cut bool) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			return cut && !utf8.FullRune(text)
		}
		text = text[n:]
	}
	return true
}

func validGB(text []byte, cut bool) bool {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(text)
	if err != nil {
		return false
	}
	i := bytes.IndexRune(decoded, utf8.RuneError)
	return i < 0 || cut && i == len(decoded)-len("\uFFFD")
}
