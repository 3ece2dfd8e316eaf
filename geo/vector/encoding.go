package vector

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

// normalEncoding turns the many names of an encoding into one. It returns "" for
// "", and an error for what nobody knows.
func normalEncoding(name string) (string, error) {
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
	case "UTF8", "UTF_8":
		n = "UTF-8"
	case "GB2312", "GB_2312", "GB_2312-80", "EUC-CN", "HZ-GB-2312":
		n = "GBK" // a superset, and what is meant
	case "BIG-5":
		n = "BIG5"
	}
	if _, err := htmlindex.Get(n); err != nil {
		return "", fmt.Errorf("unknown encoding %q", name)
	}
	return n, nil
}

// decoder is for texts in a normal encoding; nil for UTF-8 and "".
func decoder(normal string) *encoding.Decoder {
	if normal == "" || normal == "UTF-8" {
		return nil
	}
	e, err := htmlindex.Get(normal)
	if err != nil {
		return nil
	}
	return e.NewDecoder()
}
