package vector

import (
	"regexp"
	"strings"

	"renewal/geo"
)

// MapInfo's own files and those for exchange. GDAL decodes what they declare.
var mapInfo = driver{
	name: "MapInfo File", endings: []string{".tab", ".mif", ".mid"},
	open: func(p place, _ string, a *access) error {
		a.encoding, a.by = "", geo.NotDefined
		if m := charset.FindSubmatch(p.first(4096)); m != nil {
			if name := mapInfoCharsets[strings.ToLower(string(m[1]))]; name != "" {
				a.encoding, a.by = name, geo.InFile
			}
		}
		return nil
	},
}

var charset = regexp.MustCompile(`(?i)charset\s+"?([A-Za-z0-9_-]+)`)

var mapInfoCharsets = map[string]string{
	"windowssimpchinese": "GBK", "windowstradchinese": "BIG5", "windowsjapanese": "SHIFT_JIS", "windowskorean": "EUC-KR",
	"windowslatin1": "windows-1252", "windowslatin2": "windows-1250", "windowscyrillic": "windows-1251", "utf-8": "UTF-8",
}
