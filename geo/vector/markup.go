package vector

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"

	"renewal/geo"
	"renewal/geo/vector/internal/charset"
)

// KML and KMZ, in WGS 84 by their standard.
var kml = driver{
	name: "KML", names: []string{"LIBKML", "KML"}, endings: []string{".kml", ".kmz"},
	system: geo.ByFormat, open: openXML,
}

// GML. GDAL would fetch schemas and what the file refers to, and write what it
// has found out beside it. It takes a file that is broken off or not well formed
// for one with fewer features, or none, and only tells so by the way.
var gml = driver{
	name: "GML", endings: []string{".gml"},
	open: func(p place, stated string, a *access) error {
		a.opening.Options = []string{"WRITE_GFS=NO", "DOWNLOAD_SCHEMA=NO"}
		a.opening.Settings = append(a.opening.Settings, "GML_SKIP_RESOLVE_ELEMS=ALL", "GML_SAVE_RESOLVED_TO=SAME")
		a.opening.Whole = true
		return openXML(p, stated, a)
	},
}

var xmlEncoding = regexp.MustCompile(`^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']`)

// openXML knows the encoding, which GDAL's parsers go by themselves.
func openXML(p place, _ string, a *access) error {
	begin := bytes.TrimPrefix(p.first(maxProlog), []byte("\uFEFF"))
	if m := xmlEncoding.FindSubmatch(begin[:min(len(begin), 256)]); m != nil {
		name, err := charset.Normal(string(m[1]))
		if err != nil || shifting.Match(m[1]) {
			return fmt.Errorf("XML in the encoding %.40q: save it as UTF-8", m[1])
		}
		a.encoding, a.by = name, geo.InFile
	}
	return checkProlog(begin)
}

// shifting encodings hide marks that others show as ASCII.
var shifting = regexp.MustCompile(`(?i)^\s*(utf-?(7|16|32)|ucs|hz|(x-)?iso-?2022|cs)`)

// maxProlog bounds what may stand before the first element: comments, mostly.
const maxProlog = 1 << 20

// checkProlog refuses XML with a document type. Neither GML nor KML has one, and
// its entities would grow without end, or put other files of this machine in the
// place of values: of GDAL's parsers one does either.
func checkProlog(begin []byte) error {
	if bytes.IndexByte(begin, 0) >= 0 {
		return errors.New("it is no XML, or in UTF-16: save it as UTF-8")
	}
	for {
		at := bytes.IndexByte(begin, '<')
		if at < 0 {
			return fmt.Errorf("no element in its first %d bytes", maxProlog)
		}
		begin = begin[at:]
		end := ""
		switch {
		case bytes.HasPrefix(begin, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(begin, []byte("<!--")):
			begin, end = begin[len("<!--"):], "-->"
		case bytes.HasPrefix(begin, []byte("<!")):
			return errors.New("XML with a document type (DOCTYPE), which can name other files: delete that")
		default:
			return nil
		}
		_, rest, found := bytes.Cut(begin, []byte(end))
		if !found {
			rest = nil
		}
		begin = rest
	}
}
