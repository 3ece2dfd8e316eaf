package vector

import (
	"bytes"
	"strconv"

	"renewal/geo"
	"renewal/geo/internal/gdal"
	"renewal/geo/vector/internal/charset"
)

// Tables of texts, with shapes as WKT in a column of that name.
var csv = driver{
	name: "CSV", endings: []string{".csv", ".tsv"},
	open: func(p place, stated string, a *access) error {
		a.encoding, a.by = stated, geo.Stated
		if stated == "" {
			a.encoding, a.by = csvEncoding(p.first(16 << 20))
		}
		a.decode = decodes(a.encoding)
		// GDAL leaves out the columns behind as many as it is told, with a word to
		// nobody; those that are too many have to be seen.
		a.opening.Settings = append(a.opening.Settings, "OGR_CSV_MAX_FIELD_COUNT="+strconv.Itoa(maxColumns+1))
		return nil
	},
}

// decodes is for texts whose bytes GDAL passes on as they are; nil for UTF-8.
func decodes(encoding string) func(string) string {
	d := charset.Decoder(iconvName(encoding))
	if d == nil {
		return nil
	}
	return func(text string) string {
		decoded, err := d.String(text)
		if err != nil {
			return gdal.Valid(text)
		}
		return decoded
	}
}

func csvEncoding(text []byte) (string, geo.Known) {
	if bytes.HasPrefix(text, []byte("\uFEFF")) {
		return "UTF-8", geo.InFile
	}
	return linesEncoding(text, "")
}

// linesEncoding is what the lines of a text show, where it declares an encoding or
// "" for none.
func linesEncoding(text []byte, declared string) (string, geo.Known) {
	var e evidence
	for line := range bytes.Lines(text) {
		e.add(bytes.TrimRight(line, "\r\n"), false)
	}
	return e.settle(declared)
}
