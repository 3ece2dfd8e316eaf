package vector

import (
	"regexp"

	"renewal/geo"
)

// KML and KMZ, in WGS 84 by their standard.
var kml = driver{
	name: "KML", names: []string{"LIBKML", "KML"}, endings: []string{".kml", ".kmz"},
	system: geo.ByFormat, open: openXML,
}

// GML. GDAL would fetch schemas and what the file refers to, and write what it
// has found out beside it.
var gml = driver{
	name: "GML", endings: []string{".gml"},
	open: func(p place, stated string, a *access) error {
		a.opening.Options = []string{"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"}
		a.opening.Settings = append(a.opening.Settings, "GML_SKIP_RESOLVE_ELEMS=ALL", "GML_SAVE_RESOLVED_TO=SAME")
		return openXML(p, stated, a)
	},
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']`)

// openXML knows the encoding, which GDAL's parsers go by themselves.
func openXML(p place, _ string, a *access) error {
	if m := xmlEncoding.FindSubmatch(p.first(256)); m != nil {
		if name, err := normalEncoding(string(m[1])); err == nil {
			a.encoding, a.by = name, geo.InFile
		}
	}
	return nil
}
