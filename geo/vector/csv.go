package vector

import (
	"bytes"

	"renewal/geo"
	"renewal/geo/internal/gdal"
)

// Tables of texts, with shapes as WKT in a column of that name.
var csv = driver{
	name: "CSV", endings: []string{".csv", ".tsv"},
	open: func(p place, stated string, a *access) error {
		a.encoding, a.by = stated, geo.Stated
		if stated == "" {
			a.encoding, a.by = csvEncoding(p.first(16 << 20))
		}
		if d := decoder(iconvName(a.encoding)); d != nil {
			a.decode = func(text string) string {
				decoded, err := d.String(text)
				if err != nil {
					return gdal.Valid(text)
				}
				return decoded
			}
		}
		return nil
	},
}

func csvEncoding(text []byte) (string, geo.Known) {
	if bytes.HasPrefix(text, []byte("\uFEFF")) {
		return "UTF-8", geo.InFile
	}
	var e evidence
	for _, line := range bytes.Split(text, []byte("\n")) {
		e.add(bytes.TrimRight(line, "\r"), false)
	}
	return e.settle("")
}
