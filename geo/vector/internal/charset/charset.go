// Package charset knows encodings by the many names that files and people give
// them.
package charset

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
)

// windows gives the names that both GDAL's iconv and the web know to numbers of
// code pages, as they stand in .cpg files: "936", "CP936", "ANSI 936".
var windows = map[string]string{
	"936": "GBK", "20936": "GBK", "54936": "GB18030", "950": "BIG5", "65001": "UTF-8",
	"932": "SHIFT_JIS", "949": "EUC-KR", "1250": "windows-1250", "1251": "windows-1251",
	"1252": "windows-1252", "88591": "ISO-8859-1", "28591": "ISO-8859-1",
}

var pageNumber = regexp.MustCompile(`^(?:ANSI|CP|MS|OEM|WINDOWS|ISO)?[ _-]*([0-9]+)$`)

// Normal turns the many names of an encoding into one that iconv knows as well.
// It returns "" for "", and an error for what nobody knows and for encodings that
// hide letters behind escapes (HZ, ISO 2022 of Chinese and Korean).
func Normal(name string) (string, error) {
	n := strings.ToUpper(strings.TrimSpace(strings.Trim(name, "\x00\ufeff")))
	if n == "" {
		return "", nil
	}
	if m := pageNumber.FindStringSubmatch(n); m != nil {
		if known, ok := windows[m[1]]; ok {
			return known, nil
		}
	}
	switch n {
	case "UTF_8":
		return "UTF-8", nil
	case "EUC-CN": // as GB 2312 goes by the name of its superset
		return "GBK", nil
	case "BIG-5":
		return "BIG5", nil
	}
	e, err := htmlindex.Get(n)
	if err != nil || e == encoding.Replacement { // which is what the web makes of escapes
		return "", fmt.Errorf("unknown encoding %q", name)
	}
	known, err := htmlindex.Name(e)
	switch {
	case err != nil:
		return "", fmt.Errorf("unknown encoding %q", name)
	case known == "gbk":
		return "GBK", nil
	case strings.EqualFold(known, n) || wider[known] && !strings.HasPrefix(n, "X-"):
		return n, nil
	default:
		return Normal(known)
	}
}

// wider are encodings that the web reads under names of others, too, as
// windows-1252 under Latin 1. iconv tells them apart, so such a name stays.
var wider = map[string]bool{"windows-1252": true, "windows-1254": true, "windows-874": true,
	"utf-16le": true, "big5": true, "shift_jis": true}

// Decoder is for texts in a normal encoding; nil for UTF-8 and "".
func Decoder(normal string) *encoding.Decoder {
	if normal == "" || normal == "UTF-8" {
		return nil
	}
	e, err := htmlindex.Get(normal)
	if err != nil {
		return nil
	}
	return e.NewDecoder()
}
