package vector

import (
	"bytes"
	"context"
	"fmt"
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

// Whether a file is read as a stream or in blocks of any size, the layer is the
// same; so is the error if the file is damaged.
func TestBlocksChangeNothing(t *testing.T) {
	for _, sequence := range []bool{false, true} {
		text := mixed(3000, sequence)
		for _, c := range []struct {
			name, text string
			src        Source
		}{
			{"whole", text, Source{}},
			{"some fields", text, Source{Fields: []string{"name", "i"}}},
			{"conditions", text, Source{Where: []Condition{
				{Field: "i", Op: AtLeast, Values: []string{"1000"}}, {Field: "code", Op: In, Values: []string{"1200", "2000"}}}}},
			{"conditions on what is not read", text, Source{Fields: []string{"name"}, Where: []Condition{{Field: "i", Op: Less, Values: []string{"5"}}}}},
			{"within", text, Source{Within: &orb.Bound{Min: orb.Point{100, 3}, Max: orb.Point{2100, 4}}}},
			{"cut short", text[:len(text)/2], Source{}},
			{"damaged", strings.Replace(text, `"i":1700`, `"i":17x`, 1), Source{}},
			{"a brace too many", strings.Replace(text, `"i":1700`, `"i":{}}`, 1), Source{}},
			{"a bracket amid", strings.Replace(text, `"i":1700`, `"i":]`, 1), Source{}},
		} {
			want, _, wantErr := decodeGeoJSON(context.Background(), strings.NewReader(c.text), c.src, 16<<20)
			for _, block := range []int{64, 1000, 1 << 15, 1 << 18} {
				got, _, err := decodeGeoJSON(context.Background(), strings.NewReader(c.text), c.src, block)
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

// What is kept is what the whole layer has of it.
func TestGeoJSONFilter(t *testing.T) {
	text := mixed(3000, false)
	whole, _, err := decodeGeoJSON(context.Background(), strings.NewReader(text), Source{}, blockSize)
	if err != nil {
		t.Fatal(err)
	}
	src := Source{
		Where:  []Condition{{Field: "code", Op: AtLeast, Values: []string{"2"}}, {Field: "i", Op: NotIn, Values: []string{"7", "21"}}},
		Within: &orb.Bound{Min: orb.Point{0, 10}, Max: orb.Point{2500, 11}},
	}
	fields := []Field{{"code", geo.Text}, {"i", geo.Integer}}
	tests, err := compile(src.Where, fields, "")
	if err != nil {
		t.Fatal(err)
	}
	want := whole.Pick(keep(whole.Shapes, []geo.Column{*whole.Column("code"), *whole.Column("i")}, tests, src.Within))
	got, _, err := decodeGeoJSON(context.Background(), strings.NewReader(text), src, 4096)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" || got.Len() == 0 {
		t.Errorf("(-want +got):\n%.2000s", diff)
	}
}

func TestGeoJSONFilterOnIDs(t *testing.T) {
	const feature = `{"type":"Feature","id":"%s","geometry":null,"properties":{%s}}` + "\n"
	for _, c := range []struct{ name, text string }{
		{"members", fmt.Sprintf(feature+feature, "b", "", "a", "")},
		{"a property of that name", fmt.Sprintf(feature+feature, "a", "", "a", `"id":"a"`)},
	} {
		src := Source{Where: []Condition{{Field: "id", Op: In, Values: []string{"a"}}}}
		got, _, err := decodeGeoJSON(context.Background(), strings.NewReader(c.text), src, 64)
		if err != nil || got.Len() != 1 || got.Columns[0].Texts[0] != "a" {
			t.Errorf("%s: %v %+v", c.name, err, got)
		}
	}
}

func TestGeoJSONFilterErrors(t *testing.T) {
	for _, c := range []Condition{
		{Field: "none", Op: IsNull}, {Field: "i", Op: Less, Values: []string{"x"}}, {Field: "i", Op: "~"},
	} {
		_, _, err := decodeGeoJSON(context.Background(), strings.NewReader(mixed(3, false)), Source{File: "f", Where: []Condition{c}}, blockSize)
		if err == nil || !strings.HasPrefix(err.Error(), "f: ") {
			t.Errorf("%v: got %v", c, err)
		}
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

// The layers of a file are told without keeping it, and as it is read.
func TestGeoJSONCounts(t *testing.T) {
	d := &decoding{ctx: context.Background(), r: bytes.NewReader([]byte(mixed(500, true))), block: 512}
	c := &counts{extent: geo.Bound(nil)}
	if err := d.all(c); err != nil {
		t.Fatal(err)
	}
	if d.n != 500 || d.shapes != nil || commonType(c.types) != "LineString" || c.extent.Max[0] != 499.5 {
		t.Errorf("%d features of %v in %v", d.n, c.types, c.extent)
	}
}
