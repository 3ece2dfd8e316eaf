package vector_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
	"renewal/geo/vector"
)

const village = `{"type":"Feature","geometry":null,"properties":{"名称":"城中村","用地":"村庄建设用地\\运"}}` + "\n"

func TestGeoJSONEncodings(t *testing.T) {
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(village)
	if err != nil {
		t.Fatal(err)
	}
	utf16le := "\xFF\xFE"
	for _, unit := range utf16.Encode([]rune(village)) {
		utf16le += string(binary.LittleEndian.AppendUint16(nil, unit))
	}
	for _, c := range []struct {
		name, text, stated, want string
		encoding                 string
		by                       geo.Known
	}{
		{"as the standard has it", village, "", "城中村", "UTF-8", geo.ByFormat},
		{"with a mark", "\uFEFF" + village, "", "城中村", "UTF-8", geo.InFile},
		{"UTF-16", utf16le, "", "城中村", "UTF-16", geo.InFile},
		{"GBK, stated", gbk, "cp936", "城中村", "GBK", geo.Stated},
		{"GBK, detected", gbk, "", "城中村", "GB18030", geo.Detected},
		{"GBK behind much ASCII", strings.Repeat(" ", 1<<17) + gbk, "", "城中村", "GB18030", geo.Detected},
		{"a slip in UTF-8", strings.Repeat(village, 3) + strings.ReplaceAll(village, "城中村", "城中\xE6"), "", "城中村", "UTF-8", geo.ByFormat},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, path := range []string{file(t, "a.geojsonl", c.text), packed(t, "a.geojsonl.gz", c.text)} {
				got := read(t, vector.Source{File: path, Encoding: c.stated})
				if v := got.Column("名称"); v == nil || v.Texts[0] != c.want {
					t.Errorf("got %+v", got.Columns)
				}
				want := geo.Origin{Format: "GeoJSONSeq", Encoding: c.encoding, EncodingBy: c.by, CRSBy: geo.ByFormat}
				if got.Origin != want {
					t.Errorf("got %+v, want %+v", got.Origin, want)
				}
			}
		})
	}
}

func TestGeoJSONFormats(t *testing.T) {
	feature := `{"type":"Feature","geometry":null,"properties":{}}`
	for _, c := range []struct{ name, text, want string }{
		{"a.geojson", `{"type":"FeatureCollection","features":[` + feature + `]}`, "GeoJSON"},
		{"a.geojsonl", `{"type":"FeatureCollection","features":[` + feature + `]}`, "GeoJSON"},
		{"a.geojson", feature, "GeoJSON"},
		{"a.geojson", feature + "\n" + feature, "GeoJSONSeq"},
		{"a.ndjson", feature, "GeoJSONSeq"},
		{"a.json", "\x1e" + feature, "GeoJSONSeq"},
	} {
		if got := read(t, vector.Source{File: file(t, c.name, c.text)}).Origin.Format; got != c.want {
			t.Errorf("%s %.40q: got %q", c.name, c.text, got)
		}
	}
}

func TestGeoJSONOriginOfSystem(t *testing.T) {
	for _, c := range []struct {
		member, stated string
		want           geo.Known
	}{
		{"", "", geo.ByFormat},
		{`"crs":null,`, "", geo.NotDefined},
		{`"crs":{"type":"name","properties":{"name":"EPSG:4547"}},`, "", geo.InFile},
		{`"crs":{"type":"name","properties":{"name":"EPSG:4547"}},`, "EPSG:4490", geo.Stated},
	} {
		path := file(t, "a.geojson", fmt.Sprintf(`{"type":"FeatureCollection",%s"features":[]}`, c.member))
		if got := read(t, vector.Source{File: path, CRS: c.stated}).Origin.CRSBy; got != c.want {
			t.Errorf("%s %s: got %q, want %q", c.member, c.stated, got, c.want)
		}
	}
}
