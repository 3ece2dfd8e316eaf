package enclose_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/units/enclose"
)

// town writes named lines, in hundreds of metres, and a list of areas beside them. It
// returns the path of the list.
func town(t *testing.T, list string, lines ...string) string {
	t.Helper()
	dir := t.TempDir()
	var features []string
	for _, l := range lines {
		name, places, _ := strings.Cut(l, ":")
		var points []string
		for p := range strings.FieldsSeq(places) {
			var x, y float64
			if _, err := fmt.Sscanf(p, "%g,%g", &x, &y); err != nil {
				t.Fatal(err)
			}
			points = append(points, fmt.Sprintf("[%g,%g]", 460000+100*x, 3845000+100*y))
		}
		features = append(features, fmt.Sprintf(`{"type":"Feature","properties":{"name":%q},"geometry":{"type":"LineString","coordinates":[%s]}}`, name, strings.Join(points, ",")))
	}
	roads := `{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4547"}},"features":[` + strings.Join(features, ",\n") + "]}"
	for name, text := range map[string]string{"roads.geojson": roads, "areas.yaml": "lines: [{file: roads.geojson}]\n" + list} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "areas.yaml")
}

// square is four roads around a square kilometre that go on beyond its corners.
var square = []string{"西路: 0,-3 0,13", "北路: -3,10 13,10", "东路: 10,-3 10,13", "南路: -3,0 13,0"}

func draw(t *testing.T, path string) *enclose.Report {
	t.Helper()
	request, err := enclose.ReadRequest(path)
	if err != nil {
		t.Fatal(err)
	}
	working, err := crs.Parse("EPSG:4547")
	if err != nil {
		t.Fatal(err)
	}
	report, err := enclose.Draw(context.Background(), request, working)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range report.Areas {
		accountFor(t, a)
	}
	return report
}

// accountFor checks that every metre of an outline is one of a named line or of a bridge.
func accountFor(t *testing.T, a enclose.AreaReport) {
	t.Helper()
	if !a.Closed {
		if len(a.Missing) == 0 || len(a.Shape) > 0 {
			t.Errorf("%s does not close, and nothing is said to be missing", a.Name)
		}
		return
	}
	around, told := 0.0, 0.0
	for _, p := range a.Shape {
		around += geo.Length(p)
	}
	for _, e := range a.Edges {
		for _, u := range e.Uses {
			told += u.Length
		}
	}
	for _, b := range a.Bridges {
		told += math.Hypot(b.To[0]-b.From[0], b.To[1]-b.From[1])
	}
	if a.Inset == 0 && math.Abs(around-told) > 0.001*around {
		t.Errorf("%s: the outline is %.1f m, of which %.1f are told", a.Name, around, told)
	}
}

func TestDraw(t *testing.T) {
	for _, c := range []struct {
		name, list string
		lines      []string // beside the square
		km2        float64
		chosen     string
	}{
		{"sides", "areas: [{name: a, sides: {west: 西路, north: 北路, east: 东路, south: 南路}}]", nil, 1, ""},
		{"sides in Chinese, of several names", "areas: [{name: a, sides: {西: 西路, 北: 北路, 东: [东路, 无名路], 南: 南路}}]", nil, 1, ""},
		{"a sentence", "areas: [{name: a, text: 东路以西、西路以东、北路以南、南路以北}]", nil, 1, ""},
		{"an alias of the list", "aliases: {环路: 东路}\nareas: [{name: a, edges: [西路, 北路, 环路, 南路]}]", nil, 1, ""},
		{"an alias of the area goes first", "aliases: {环路: 西路}\nareas: [{name: a, edges: [西路, 北路, 环路, 南路], aliases: {环路: [东路]}}]", nil, 1, ""},
		{"a second road of that name, and the published area says which", "areas: [{name: a, edges: [西路, 北路, 东路, 南路], published_km2: 1.5}]", []string{"东路: 15,-3 15,13", "北路: 13,10 20,10", "南路: 13,0 20,0"}, 1.5, "published_area"},
		{"without a published area the shorter ring is taken", "areas: [{name: a, edges: [西路, 北路, 东路, 南路]}]", []string{"东路: 15,-3 15,13", "北路: 13,10 20,10", "南路: 13,0 20,0"}, 1, "length"},
		{"sides go before the published area", "areas: [{name: a, sides: {west: 西路, north: 北路, east: 东路, south: 南路}, published_km2: 0.4}]", []string{"东路: -4,-3 -4,13", "北路: -3,10 -9,10", "南路: -3,0 -9,0"}, 1, "sides"},
	} {
		a := draw(t, town(t, c.list, append(append([]string{}, square...), c.lines...)...)).Areas[0]
		if !a.Closed || math.Abs(a.Area/1e6-c.km2) > 1e-6 || a.Chosen != c.chosen {
			t.Errorf("%s: closed %v, %.6f km², chosen by %q; missing %v", c.name, a.Closed, a.Area/1e6, a.Chosen, a.Missing)
		}
		if (c.chosen != "") != (len(a.Alternatives) > 0) {
			t.Errorf("%s: %d alternatives", c.name, len(a.Alternatives))
		}
	}
}

func TestMissing(t *testing.T) {
	for _, c := range []struct{ name, list, words string }{
		{"no line has the name", "areas: [{name: a, edges: [西路, 北路, 东大街, 南路]}]",
			"no line is named 东大街, which stands between 北路 and 南路; names like it: 东路"},
		{"nor the alias", "aliases: {东大街: 东二路}\nareas: [{name: a, edges: [西路, 北路, 东大街, 南路]}]",
			"no line is named 东大街, which stands between 北路 and 南路; nor is any named 东二路, which the aliases say it is"},
		{"it stops short", "areas: [{name: a, edges: [西路, 北路, 东路, 短路]}]",
			"短路 and 东路 do not meet: 400 m are missing, from 113.56979, 34.73339 to 113.57416, 34.73341"},
		{"it breaks off", "areas: [{name: a, edges: [西路, 北路, 东路, 断路]}]",
			"断路 breaks off for 500 m, from 113.56"},
		{"it is far away", "areas: [{name: a, edges: [西路, 北路, 东路, 远路]}]",
			"no ring follows 西路, 北路, 东路, 远路: some of them come nowhere near each other"},
	} {
		a := draw(t, town(t, c.list, append([]string{"短路: -3,1 6,1", "断路: -3,2 2,2", "断路: 7,2 13,2", "远路: 900,900 950,950"}, square...)...)).Areas[0]
		if a.Closed || len(a.Missing) == 0 || !strings.HasPrefix(a.Missing[0].Words, c.words) {
			t.Errorf("%s: closed %v, missing %v", c.name, a.Closed, a.Missing)
		}
	}
}

// The shape ends inside of the edges, and both areas are told.
func TestHalfWidth(t *testing.T) {
	report := draw(t, town(t, "half_width: 30\nareas:\n  - {name: a, edges: [西路, 北路, 东路, 南路]}\n  - {name: b, edges: [西路, 北路, 东路, 南路], half_width: 10}\n", square...))
	for i, side := range []float64{940, 980} {
		a := report.Areas[i]
		if math.Abs(a.InsetArea-side*side) > 1e-3 || a.Area != 1e6 || math.Abs(geo.Area(a.Shape)-a.InsetArea) > 1e-6 {
			t.Errorf("%s: %g m² inside of %g", a.Name, a.InsetArea, a.Area)
		}
	}
	request, err := enclose.ReadRequest(town(t, "areas: [{name: a, edges: [西路, 北路, 东路, 南路], half_width: 600}]", square...))
	if err != nil {
		t.Fatal(err)
	}
	working, _ := crs.Parse("EPSG:4547")
	if _, err := enclose.Draw(context.Background(), request, working); err == nil || !strings.Contains(err.Error(), "nothing is left 600 m inside of the edges") {
		t.Error(err)
	}
}

// A picture is XML, whatever the names.
func TestPicture(t *testing.T) {
	path := town(t, "aliases: {'<a&b>': 西路}\nareas:\n  - {name: '\"<&>', edges: ['<a&b>', 北路, 东路, 南路]}\n  - {name: open, edges: [西路, 北路, 短路, 南路]}\n  - {name: none, edges: [西路, 无, 短路, 南路]}\n",
		append([]string{"短路: 10,5 10,6"}, square...)...)
	var b bytes.Buffer
	if err := draw(t, path).Picture(&b); err != nil {
		t.Fatal(err)
	}
	d := xml.NewDecoder(&b)
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatal(err)
		}
	}
}

// A layer of lines is one, in a system that can be told.
func TestLayersThatCannotBeUsed(t *testing.T) {
	path := town(t, "areas: [{name: a, edges: [西路, 北路]}]", square...)
	for name, text := range map[string]string{
		"it has no lines": `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[113,34]}}]}`,
		"no such field":   `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"NAME":"a"},"geometry":{"type":"LineString","coordinates":[[113,34],[113,35]]}}]}`,
	} {
		if err := os.WriteFile(filepath.Join(filepath.Dir(path), "roads.geojson"), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		request, err := enclose.ReadRequest(path)
		if err != nil {
			t.Fatal(err)
		}
		working, _ := crs.Parse("EPSG:4547")
		if _, err := enclose.Draw(context.Background(), request, working); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
	degrees, _ := crs.Parse("EPSG:4326")
	request, _ := enclose.ReadRequest(path)
	if _, err := enclose.Draw(context.Background(), request, degrees); !errors.Is(err, geo.ErrBadCRS) {
		t.Error(err)
	}
}
