package geojson_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector/geojson"
)

func readErr(text string, o geojson.Options) (*geo.Layer, error) {
	layer, _, err := geojson.Read(context.Background(), strings.NewReader(text), o)
	return layer, err
}

func read(t testing.TB, text string, o geojson.Options) *geo.Layer {
	t.Helper()
	layer, err := readErr(text, o)
	if err != nil {
		t.Fatal(err)
	}
	return layer
}

func gzipped(t testing.TB, text string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(text)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const twoFeatures = `{"type":"FeatureCollection","features":[
{"type":"Feature","id":7,"properties":{"名称":"老旧小区","n":1},"geometry":{"type":"Point","coordinates":[113.6,34.75,80.5]}},
{"geometry":{"coordinates":[[[0,0],[1,0],[1,1],[0,0]]],"type":"Polygon"},"properties":null,"type":"Feature"}
]}`

func TestForms(t *testing.T) {
	point := orb.Point{1, 2}
	feature := `{"type":"Feature","properties":{"a":1},"geometry":{"type":"Point","coordinates":[1,2]}}`
	for _, c := range []struct {
		name, text string
		want       []orb.Geometry
	}{
		{"collection", `{"type":"FeatureCollection","features":[` + feature + `,` + feature + `]}`, []orb.Geometry{point, point}},
		{"empty collection", `{"type":"FeatureCollection","features":[]}`, nil},
		{"type last", `{"features":[` + feature + `],"type":"FeatureCollection"}`, []orb.Geometry{point}},
		{"properties of a collection", `{"properties":{"x":1},"type":"FeatureCollection","features":[` + feature + `]}`, []orb.Geometry{point}},
		{"feature", feature, []orb.Geometry{point}},
		{"feature, type last", `{"geometry":{"coordinates":[1,2],"type":"Point"},"properties":{"a":1},"type":"Feature"}`, []orb.Geometry{point}},
		{"geometry", `{"type":"Point","coordinates":[1,2]}`, []orb.Geometry{point}},
		{"lines", feature + "\n" + feature + "\r\n\n" + feature, []orb.Geometry{point, point, point}},
		{"record separators", "\x1e" + feature + "\n\x1e" + feature + "\n", []orb.Geometry{point, point}},
		{"byte order mark", "\uFEFF" + feature, []orb.Geometry{point}},
		{"no shape", `{"type":"Feature","properties":{},"geometry":null}`, []orb.Geometry{nil}},
		{"empty point", `{"type":"Point","coordinates":[]}`, []orb.Geometry{nil}},
		{"heights and measures", `{"type":"LineString","coordinates":[[1,2,3],[4,5,6,7]]}`, []orb.Geometry{orb.LineString{{1, 2}, {4, 5}}}},
		{"collection of geometries", `{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"GeometryCollection","geometries":[]}]}`,
			[]orb.Geometry{orb.Collection{point, orb.Collection{}}}},
		{"open ring passes", `{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}`, []orb.Geometry{orb.Polygon{{{0, 0}, {1, 0}, {1, 1}}}}},
		{"empty parts", `{"type":"MultiPolygon","coordinates":[[],[[]]]}`, []orb.Geometry{orb.MultiPolygon{{}, {{}}}}},
		{"foreign members", `{"bbox":[1,[2,{"x":null}]],"type":"Point","coordinates":[1,2],"y":"z"}`, []orb.Geometry{point}},
		{"exponents", `{"type":"Point","coordinates":[1e0,0.2E+1]}`, []orb.Geometry{point}},
		{"too large for a float", `{"type":"Point","coordinates":[1e999,-1e999]}`, []orb.Geometry{orb.Point{math.Inf(1), math.Inf(-1)}}},
		{"not a number", `{"type":"Point","coordinates":[NaN,-Infinity]}`, []orb.Geometry{orb.Point{math.NaN(), math.Inf(-1)}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, text := range []string{c.text, gzipped(t, c.text)} {
				got := read(t, text, geojson.Options{Source: "a"})
				if want, got := fmt.Sprintf("%#v", c.want), fmt.Sprintf("%#v", got.Shapes); want != got { // NaN included
					t.Errorf("got %s, want %s", got, want)
				}
				if got.CRS != "" || got.Source != "a" || got.IDs != nil || got.Name != "" {
					t.Errorf("got %q from %q", got.CRS, got.Source)
				}
			}
		})
	}
}

func TestColumns(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []string // of the field in one feature after the other; "" if it is not there
		want   geo.Column
	}{
		{"integers", []string{"1", "-2"}, geo.Column{Type: geo.Integer, Integers: []int64{1, -2}}},
		{"reals", []string{"1.0", "-2e-3"}, geo.Column{Type: geo.Real, Reals: []float64{1, -0.002}}},
		{"integers, then reals", []string{"1", "2.5"}, geo.Column{Type: geo.Real, Reals: []float64{1, 2.5}}},
		{"reals, then integers", []string{"2.5", "1"}, geo.Column{Type: geo.Real, Reals: []float64{2.5, 1}}},
		{"texts", []string{`"a"`, `""`}, geo.Column{Texts: []string{"a", ""}}},
		{"numbers, then text", []string{"1", "2.5", `"x"`}, geo.Column{Texts: []string{"1", "2.5", "x"}}},
		{"text, then numbers", []string{`"x"`, "1.50", "true"}, geo.Column{Texts: []string{"x", "1.5", "1"}}},
		{"truth values", []string{"true", "false"}, geo.Column{Type: geo.Integer, Integers: []int64{1, 0}}},
		{"nulls", []string{"null", "3", "null"}, geo.Column{Type: geo.Integer, Integers: []int64{0, 3, 0}, Nulls: []bool{true, false, true}}},
		{"absent", []string{"", "3", ""}, geo.Column{Type: geo.Integer, Integers: []int64{0, 3, 0}, Nulls: []bool{true, false, true}}},
		{"absent, then texts", []string{"", "null", `"a"`}, geo.Column{Texts: []string{"", "", "a"}, Nulls: []bool{true, true, false}}},
		{"null becomes text", []string{"1", "null", `"a"`}, geo.Column{Texts: []string{"1", "", "a"}, Nulls: []bool{false, true, false}}},
		{"nothing at all", []string{"null", "null"}, geo.Column{Texts: []string{"", ""}, Nulls: []bool{true, true}}},
		{"nested", []string{`{"a" : [1, {"b":"x\u4e2d"}], "c":null}`, "[ ]"}, geo.Column{Texts: []string{`{"a":[1,{"b":"x中"}],"c":null}`, "[]"}}},
		{"escapes", []string{`"\"\\\/\b\f\n\r\t\u0041\u4e2d\ud83d\ude00\ud800x"`}, geo.Column{Texts: []string{"\"\\/\b\f\n\r\tA中😀\uFFFDx"}}},
		{"20 digits", []string{"41010500000000000123"}, geo.Column{Texts: []string{"41010500000000000123"}}},
		{"19 digits", []string{"9223372036854775807"}, geo.Column{Type: geo.Integer, Integers: []int64{math.MaxInt64}}},
		{"18 digits and a real", []string{"410105000000000123", "0.5"}, geo.Column{Texts: []string{"410105000000000123", "0.5"}}},
		{"a real and 18 digits", []string{"0.5", "410105000000000123"}, geo.Column{Texts: []string{"0.5", "410105000000000123"}}},
		{"too large a number", []string{"1e400", "1.5", "-1e400"}, geo.Column{Type: geo.Real, Reals: []float64{0, 1.5, 0}, Nulls: []bool{true, false, true}}},
		{"a NUL and blanks", []string{`" a\u0000b "`}, geo.Column{Texts: []string{" a\x00b "}}},
		{"a value, then null", []string{`7,"v":null`, "8"}, geo.Column{Type: geo.Integer, Integers: []int64{0, 8}, Nulls: []bool{true, false}}},
		{"a text, then a number", []string{`"x","v":8`}, geo.Column{Texts: []string{"8"}}},
		{"no number", []string{"NaN", "1.5"}, geo.Column{Type: geo.Real, Reals: []float64{0, 1.5}, Nulls: []bool{true, false}}},
		{"bytes that are no UTF-8", []string{"\"\xff\xfe\""}, geo.Column{Texts: []string{"\uFFFD"}}},
		{"twice in a feature", []string{`1,"v":2`}, geo.Column{Type: geo.Integer, Integers: []int64{2}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var text strings.Builder
			for _, v := range c.values {
				if v != "" {
					v = `"v":` + v
				}
				text.WriteString(`{"type":"Feature","geometry":null,"properties":{` + v + "}}\n")
			}
			got := read(t, text.String(), geojson.Options{})
			c.want.Name = "v"
			if diff := cmp.Diff([]geo.Column{c.want}, got.Columns); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestFields(t *testing.T) {
	got := read(t, twoFeatures, geojson.Options{})
	want := []geo.Column{
		{Name: "id", Type: geo.Integer, Integers: []int64{7, 0}, Nulls: []bool{false, true}},
		{Name: "名称", Texts: []string{"老旧小区", ""}, Nulls: []bool{false, true}},
		{Name: "n", Type: geo.Integer, Integers: []int64{1, 0}, Nulls: []bool{false, true}},
	}
	if diff := cmp.Diff(want, got.Columns); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got = read(t, twoFeatures, geojson.Options{Fields: []string{"n", "id"}})
	if diff := cmp.Diff([]geo.Column{want[2], want[0]}, got.Columns); diff != "" {
		t.Errorf("two fields (-want +got):\n%s", diff)
	}
	if got = read(t, twoFeatures, geojson.Options{Fields: []string{}}); len(got.Columns) != 0 || got.Len() != 2 {
		t.Errorf("no fields: %v", got.Columns)
	}
	_, err := readErr(twoFeatures, geojson.Options{Fields: []string{"DLDM"}})
	if !errors.Is(err, geo.ErrNoField) || !strings.Contains(err.Error(), `"DLDM"`) || !strings.Contains(err.Error(), `"名称"`) {
		t.Errorf("a field that is not there: %v", err)
	}
}

// Every way to cut a text short is an error that begins with the source.
func TestTruncated(t *testing.T) {
	for n := range len(twoFeatures) - 1 {
		_, err := readErr(twoFeatures[:n], geojson.Options{Source: "a"})
		if !errors.Is(err, geo.ErrUnreadable) || !strings.HasPrefix(err.Error(), "a: cannot be read: ") {
			t.Fatalf("%d bytes: %v", n, err)
		}
	}
	whole := gzipped(t, twoFeatures)
	for n := range whole {
		if _, err := readErr(whole[:n], geojson.Options{}); !errors.Is(err, geo.ErrUnreadable) {
			t.Fatalf("%d bytes of %d, packed: %v", n, len(whole), err)
		}
	}
}

func TestTellsWhatIsWrong(t *testing.T) {
	deep := strings.Repeat
	for _, c := range []struct{ text, words string }{
		{"{\n\"type\":\"Point\",\n\"coordinates\":[1,x]}", `line 3, byte 35: "x" is no value`},
		{`{"type":"Point","coordinates":[1]}`, `',' expected, not ']'`},
		{`{"type":"Point","coordinates":[01,2]}`, "01"},
		{`{"type":"Point","coordinates":[1,2],}`, "after the comma"},
		{`{"type":"Point"}`, `a Point without "coordinates"`},
		{`{"type":"Circle","coordinates":[1,2]}`, `unknown geometry type "Circle"`},
		{`{"type":"Polygon","coordinates":[1,2]}`, "[ expected"},
		{`{"coordinates":[1,2],"type":"Polygon"}`, "byte 15: [ expected"},
		{`{"type":"Feature"} x`, "byte 19: an object expected"},
		{`[1,2]`, "an object expected"},
		{`{}`, "without \"type\""},
		{`{"type":"FeatureCollection"}`, `without "features"`},
		{`{"type":"Feature","features":[]}`, "features"},
		{`{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}`, `not "Point"`},
		{`{"type":"FeatureCollection","features":[7]}`, "a feature expected"},
		{`{"type":"Feature","geometry":7}`, "a geometry expected"},
		{`{"type":"Feature","properties":[]}`, "{ expected"},
		{`{"type":"Feature","properties":{"a":"\x"}}`, "bad escape"},
		{`{"type":7}`, "\" expected"},
		{`{"a":` + deep("[", 100_000), "nested more than"},
		{`{"type":"Feature","properties":{"a":` + deep(`{"a":`, 100_000), "nested more than"},
		{`{"type":"Feature","properties":{"a":` + deep("1", 5000) + "}}", "more than 4096 bytes"},
		{deep(`{"type":"GeometryCollection","geometries":[`, 100_000), "nested more than"},
		{`{"type":"Feature","geometry":` + deep(`{"type":"GeometryCollection","geometries":[`, 100_000), "nested more than"},
	} {
		c.words = strings.ReplaceAll(c.words, "'", "\"")
		c.words = strings.ReplaceAll(c.words, `"," expected, not "]"`, `, expected, not ']'`)
		_, err := readErr(c.text, geojson.Options{})
		if !errors.Is(err, geo.ErrUnreadable) || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%.60q: got %v, want %q", c.text, err, c.words)
		}
	}
}

// The member "crs" is passed on as it stands.
func TestHead(t *testing.T) {
	for _, c := range []struct{ members, crs, title string }{
		{``, "", ""},
		{`"crs": null, "name":"旧村",`, "null", "旧村"},
		{`"crs" : {"type":"name", "properties":{"name":"EPSG:4547"}},"name":7,`, `{"type":"name","properties":{"name":"EPSG:4547"}}`, ""},
	} {
		_, got, err := geojson.Read(context.Background(), strings.NewReader(`{"type":"FeatureCollection",`+c.members+`"features":[]}`), geojson.Options{})
		if err != nil || string(got.CRS) != c.crs || (got.CRS == nil) != (c.crs == "") || got.Title != c.title {
			t.Errorf("%s: got %q %q, %v", c.members, got.CRS, got.Title, err)
		}
	}
}

func TestReadCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	text := strings.Repeat(`{"type":"Point","coordinates":[1,2]}`+"\n", 3000)
	if _, _, err := geojson.Read(ctx, strings.NewReader(text), geojson.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := geojson.Look(ctx, strings.NewReader(text), geojson.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("told: %v", err)
	}
}
