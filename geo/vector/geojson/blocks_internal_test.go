package geojson

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
)

// mixed is a collection of n features, some large, with texts full of braces.
func mixed(n int, sequence bool) string {
	var b strings.Builder
	if !sequence {
		b.WriteString(`{"type":"FeatureCollection","name":"m","features":[`)
	}
	for i := range n {
		if i > 0 && !sequence {
			b.WriteString(" ,\n")
		}
		code := fmt.Sprint(i)
		if i > n/2 {
			code = `"` + code + `"`
		}
		fmt.Fprintf(&b, `{"type":"Feature","properties":{"i":%d,"code":%s,"t":"}{\"]\\","name":"y%d"},"geometry":{"type":"LineString","coordinates":[[%d,0]`,
			i, code, i%7, i)
		for k := range i % 97 {
			fmt.Fprintf(&b, ",[%d.5,%d.25]", i, k)
		}
		b.WriteString("]}}")
		if sequence {
			b.WriteString("\n")
		}
	}
	if !sequence {
		b.WriteString("]}\n")
	}
	return b.String()
}

// Whether a text is read as a stream or in blocks of any size, the layer is the
// same; so is the error if the text is damaged.
func TestBlocksChangeNothing(t *testing.T) {
	some := func(names ...string) Options { return Options{Fields: names} }
	late := func(_ orb.Geometry, v []string) bool {
		i, _ := strconv.Atoi(v[0])
		return i >= 1000 && slices.Contains([]string{"1200", "2000"}, v[1])
	}
	early := passing(func(_ orb.Geometry, v []string) bool { return len(v[0]) == 1 && v[0] < "5" }, "i")
	early.Fields = []string{"name"}
	box := orb.Bound{Min: orb.Point{100, 3}, Max: orb.Point{2100, 4}}
	for _, sequence := range []bool{false, true} {
		text := mixed(3000, sequence)
		for _, c := range []struct {
			name, text string
			o          Options
		}{
			{"whole", text, Options{}},
			{"some fields", text, some("name", "i")},
			{"conditions", text, passing(late, "i", "code")},
			{"conditions on what is not read", text, early},
			{"within", text, passing(func(g orb.Geometry, _ []string) bool { return geo.Bound(g).Intersects(box) })},
			{"cut short", text[:len(text)/2], Options{}},
			{"damaged", strings.Replace(text, `"i":1700`, `"i":17x`, 1), Options{}},
			{"a brace too many", strings.Replace(text, `"i":1700`, `"i":{}}`, 1), Options{}},
			{"a bracket amid", strings.Replace(text, `"i":1700`, `"i":]`, 1), Options{}},
		} {
			want, wantErr := decoded(c.text, c.o, 16<<20)
			for _, block := range []int{64, 1000, 1 << 15, 1 << 18} {
				got, err := decoded(c.text, c.o, block)
				if fmt.Sprint(err) != fmt.Sprint(wantErr) {
					t.Errorf("%s, sequence %v, block %d: %v, want %v", c.name, sequence, block, err, wantErr)
				}
				if diff := cmp.Diff(want, got); diff != "" && err == nil {
					t.Errorf("%s, sequence %v, block %d (-want +got):\n%.2000s", c.name, sequence, block, diff)
				}
			}
			if wantErr == nil && want.Len() == 0 {
				t.Errorf("%s: nothing left", c.name)
			}
		}
	}
}

// Where the reader's buffer ends must not matter: white space in front of the
// text moves every token across that border, and the layer stays the same.
func TestAcrossBuffers(t *testing.T) {
	for _, sequence := range []bool{false, true} {
		text := mixed(60, sequence)
		want, err := decoded(text, Options{}, blockSize)
		if err != nil {
			t.Fatal(err)
		}
		for shift := range 129 {
			got, err := decoded(strings.Repeat(" ", shift)+text, Options{}, 128)
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatalf("shifted by %d bytes: %v\n%s", shift, err, diff)
			}
		}
	}
}

// What is kept is what the whole layer has of it.
func TestReady(t *testing.T) {
	text := mixed(3000, false)
	whole, err := decoded(text, Options{}, blockSize)
	if err != nil {
		t.Fatal(err)
	}
	box := orb.Bound{Min: orb.Point{0, 10}, Max: orb.Point{2500, 11}}
	pass := func(g orb.Geometry, v []string) bool {
		return v[0] >= "2" && v[1] != "7" && v[1] != "21" && geo.Bound(g).Intersects(box)
	}
	want := whole.Pick(chosen(whole.Shapes, []geo.Column{*whole.Column("code"), *whole.Column("i")}, []int{0, 1}, pass))
	got, err := decoded(text, passing(pass, "code", "i"), 4096)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || got.Len() == 0 {
		t.Errorf("(-want +got):\n%.2000s", diff)
	}
}

// Features are chosen by the types that the whole text demands, even if those
// that come first show others.
func TestReadyKnowsTypes(t *testing.T) {
	var last []Field
	o := Options{Tested: []string{"code", "i", "i"}, Ready: func(fields []Field) (Keep, error) {
		return func(shapes []orb.Geometry, columns []geo.Column) []int {
			for k, c := range columns {
				if c.Name != fields[k].Name || c.Type != fields[k].Type || c.Len() != len(shapes) {
					t.Errorf("column %q of type %v, field %+v", c.Name, c.Type, fields[k])
				}
			}
			last = fields
			return nil
		}, nil
	}}
	if _, err := decoded(mixed(3000, true), o, 4096); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Field{{"code", geo.Text}, {"i", geo.Integer}}, last); diff != "" {
		t.Error(diff)
	}
}

func TestReadyOnIDs(t *testing.T) {
	const feature = `{"type":"Feature","id":"%s","geometry":null,"properties":{%s}}` + "\n"
	for _, c := range []struct{ name, text string }{
		{"members", fmt.Sprintf(feature+feature, "b", "", "a", "")},
		{"a property of that name", fmt.Sprintf(feature+feature, "a", "", "a", `"id":"a"`)},
	} {
		got, err := decoded(c.text, passing(func(_ orb.Geometry, v []string) bool { return v[0] == "a" }, "id"), 64)
		if err != nil || got.Len() != 1 || got.Columns[0].Texts[0] != "a" {
			t.Errorf("%s: %v %+v", c.name, err, got)
		}
	}
}

// Whether a field can be tested is certain when the text has been read.
func TestReadyErrors(t *testing.T) {
	all := func(orb.Geometry, []string) bool { return true }
	if _, err := decoded(mixed(3, false), passing(all, "none"), blockSize); !errors.Is(err, errAbsent) {
		t.Errorf("got %v", err)
	}
	if _, err := decoded(mixed(3, false), passing(all, "i"), blockSize); err != nil {
		t.Errorf("got %v", err)
	}
}

func TestBoundary(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, ``}, {`{"a":1`, ``}, {`{}`, `{}`}, {`,{"a":{}},{"b"`, `,{"a":{}}`},
		{`{"a":"}"}`, `{"a":"}"}`}, {`{"a":"\"}"},{"a":"\\"}`, `{"a":"\"}"},{"a":"\\"}`}, {`{"a":"\\\"}`, ``},
		{`{},{}],"x":{}}`, `{},{}`}, {`{"a":[1,2,{}]},{`, `{"a":[1,2,{}]}`}, {`{yyyyyyyyyy}`, `{yyyyyyyyyy}`},
	} {
		if got := c.text[:boundary([]byte(c.text))]; got != c.want {
			t.Errorf("%s: got %s", c.text, got)
		}
	}
}

// What a text holds is told without keeping it, and as it is read; fields and
// conditions do not matter.
func TestLook(t *testing.T) {
	text := strings.Replace(mixed(500, false), `"name"`, `"crs": null, "name"`, 1)
	o := passing(func(orb.Geometry, []string) bool { return false }, "none")
	o.Fields = []string{"i"}
	got, err := look(context.Background(), bytes.NewReader([]byte(text)), o, 512)
	want := Summary{
		Head:  Head{Title: "m", CRS: []byte("null"), Origin: geo.Origin{Format: "GeoJSON", Encoding: "UTF-8", EncodingBy: geo.ByFormat}},
		Count: 500, Geometry: "LineString", Extent: orb.Bound{Max: orb.Point{499.5, 95.25}},
		Fields: []Field{{"i", geo.Integer}, {"code", geo.Text}, {"t", geo.Text}, {"name", geo.Text}},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
