package vector

import (
	"strings"

	"renewal/geo"
	"renewal/geo/vector/internal/charset"
)

// A DXF drawing has one layer, "entities", whose field Layer names the layers of
// the drawing.
var dxf = driver{
	name: "DXF", endings: []string{".dxf"},
	open: func(p place, stated string, a *access) error {
		a.encoding, a.by = stated, geo.Stated
		if stated == "" {
			a.encoding, a.by = dxfEncoding(p)
		}
		if name := iconvName(a.encoding); name != "" {
			// GDAL before 3.9 knows this as a setting only.
			a.opening.Settings = append(a.opening.Settings, "DXF_ENCODING="+name)
			a.opening.Options = []string{"ENCODING=" + name}
		}
		return nil
	},
}

// dxfEncoding finds the encoding of a drawing. AutoCAD writes UTF-8 from version
// 2007 on (AC1021) whatever code page the file names; others do not keep to that,
// so the bytes have their say.
func dxfEncoding(p place) (string, geo.Known) {
	const most = 32 << 20
	text := p.first(most)
	head := string(text[:min(len(text), 1<<16)])
	declared, by := "", geo.InFile
	if name, err := charset.Normal(variable(head, "$DWGCODEPAGE")); err == nil {
		declared = name
	}
	if version := variable(head, "$ACADVER"); version >= "AC1021" && strings.HasPrefix(version, "AC") {
		declared, by = "UTF-8", geo.ByFormat
	}
	encoding, known := linesEncoding(text, declared)
	if known == geo.InFile {
		known = by
	}
	return encoding, known
}

// variable is the value of a variable in the header of a drawing: the second line
// after its name.
func variable(head, name string) string {
	_, rest, found := strings.Cut(head, name)
	lines := strings.SplitN(rest, "\n", 4)
	if !found || len(lines) < 4 {
		return ""
	}
	return strings.TrimSpace(lines[2])
}
