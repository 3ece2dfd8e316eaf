package vector_test

import (
	"fmt"
	"testing"

	"renewal/geo"
	"renewal/geo/vector"
)

// What is stated of texts reaches the reader, and what it finds the layer.
func TestGeoJSONEncoding(t *testing.T) {
	text := gbk(t, `{"type":"Feature","geometry":null,"properties":{"名称":"城中村"}}`)
	for _, c := range []struct {
		stated, want string
		by           geo.Known
	}{{"", "GB18030", geo.Detected}, {"cp936", "GBK", geo.Stated}, {"chinese", "GBK", geo.Stated}} {
		for _, path := range []string{file(t, "a.geojsonl", text), packed(t, "a.geojsonl.gz", text)} {
			got := read(t, vector.Source{File: path, Encoding: c.stated})
			want := geo.Origin{Format: "GeoJSONSeq", Encoding: c.want, EncodingBy: c.by, CRSBy: geo.ByFormat}
			if got.Column("名称") == nil || got.Origin != want {
				t.Errorf("%q: got %+v of %+v", c.stated, got.Origin, got.Columns)
			}
		}
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
