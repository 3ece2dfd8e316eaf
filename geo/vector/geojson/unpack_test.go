package geojson_test

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"

	"renewal/geo"
	"renewal/geo/vector/geojson"
)

const village = `{"type":"Feature","geometry":null,"properties":{"名称":"城中村","用地":"村庄建设用地\\运"}}` + "\n"

func TestEncodings(t *testing.T) {
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
			for _, text := range []string{c.text, gzipped(t, c.text)} {
				got := read(t, text, geojson.Options{Encoding: c.stated, Sequence: true})
				if v := got.Column("名称"); v == nil || v.Texts[0] != c.want {
					t.Errorf("got %+v", got.Columns)
				}
				want := geo.Origin{Format: "GeoJSONSeq", Encoding: c.encoding, EncodingBy: c.by}
				if got.Origin != want {
					t.Errorf("got %+v, want %+v", got.Origin, want)
				}
			}
		})
	}
}

func TestUnknownEncoding(t *testing.T) {
	_, err := readErr(village, geojson.Options{Source: "a", Encoding: "EBCDIC"})
	if !errors.Is(err, geo.ErrUnreadable) || !strings.Contains(err.Error(), `a: cannot be read: unknown encoding "EBCDIC"`) {
		t.Errorf("got %v", err)
	}
}

func TestSequences(t *testing.T) {
	feature := `{"type":"Feature","geometry":null,"properties":{}}`
	for _, c := range []struct {
		sequence   bool
		text, want string
	}{
		{false, `{"type":"FeatureCollection","features":[` + feature + `]}`, "GeoJSON"},
		{true, `{"type":"FeatureCollection","features":[` + feature + `]}`, "GeoJSON"},
		{false, feature, "GeoJSON"},
		{false, feature + "\n" + feature, "GeoJSONSeq"},
		{true, feature, "GeoJSONSeq"},
		{false, "\x1e" + feature, "GeoJSONSeq"},
	} {
		if got := read(t, c.text, geojson.Options{Sequence: c.sequence}).Origin.Format; got != c.want {
			t.Errorf("%v %.40q: got %q", c.sequence, c.text, got)
		}
	}
}
