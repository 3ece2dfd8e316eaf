package vector

import (
	"bytes"
	"regexp"
	"strings"

	"renewal/geo"
)

// MapInfo's own files and those for exchange. GDAL decodes what they declare; of
// those that declare nothing ("Neutral") the encoding is the one stated, or what
// the bytes show.
var mapInfo = driver{
	name: "MapInfo File", endings: []string{".tab", ".mif", ".mid"},
	open: func(p place, stated string, a *access) error {
		if m := mapInfoCharset.FindSubmatch(p.first(4096)); m != nil {
			if name := mapInfoCharsets[strings.ToLower(string(m[1]))]; name != "" {
				a.encoding, a.by = name, geo.InFile
				return nil
			}
		}
		const most = 16 << 20
		a.encoding, a.by = stated, geo.Stated
		if stated == "" {
			values := p.beside(".mid", most)
			if values == nil {
				values = bytes.ReplaceAll(p.beside(".dat", most), []byte{0}, []byte("\n"))
			}
			a.encoding, a.by = linesEncoding(append(p.first(1<<20), values...), "")
		}
		a.decode = decodes(a.encoding)
		return nil
	},
}

var mapInfoCharset = regexp.MustCompile(`(?i)charset\s+"?([A-Za-z0-9_-]+)`)

var mapInfoCharsets = map[string]string{
	"windowssimpchinese": "GBK", "windowstradchinese": "BIG5", "windowsjapanese": "SHIFT_JIS", "windowskorean": "EUC-KR",
	"windowslatin1": "windows-1252", "windowslatin2": "windows-1250", "windowscyrillic": "windows-1251", "utf-8": "UTF-8",
}
