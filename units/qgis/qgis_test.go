package qgis_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
	"renewal/units/qgis"
)

// hostile is text that would break out of XML, and has what XML cannot hold.
const hostile = `区"><script>alert(1)</script>&'` + "\x00\x01\uFFFE"

func layers() []qgis.Layer {
	area := qgis.Symbol{Fill: "#D7263D", Alpha: 0.8, Stroke: "#3A3A3A", Width: 0.3}
	hatched := qgis.Symbol{Hatch: "#40335A", HatchAngle: 30}
	return []qgis.Layer{
		{Name: "units", Title: hostile, Abstract: hostile, Geometry: "MultiPolygon", Fields: []qgis.Field{{"id", hostile}, {"class", "类型"}},
			Style: qgis.Style{By: "class", Cases: []qgis.Case{{hostile, hostile, area}, {"", "其他", hatched}}, Label: "name", MinScale: 5000}},
		{Name: "lines", Title: "lines", Geometry: "MultiLineString",
			Style: qgis.Style{Cases: []qgis.Case{{Symbol: qgis.Symbol{Stroke: "#000000", Width: 1, WidthBy: `if("a"=1,2,3)`}}}}},
		{Name: "marks", Title: "marks", Geometry: "Point", Style: qgis.Style{Cases: []qgis.Case{{Symbol: qgis.Symbol{Mark: "circle", Size: 2, Fill: "#FFFFFF"}}}}},
		{Name: "table", Title: "table", Geometry: "None"},
	}
}

// element is any element of XML.
type element struct {
	XMLName xml.Name
	Attrs   []xml.Attr `xml:",any,attr"`
	Text    string     `xml:",chardata"`
	Kids    []element  `xml:",any"`
}

func (e *element) attr(name string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// all lists the elements of that name.
func (e *element) all(name string) []*element {
	var found []*element
	if e.XMLName.Local == name {
		found = append(found, e)
	}
	for i := range e.Kids {
		found = append(found, e.Kids[i].all(name)...)
	}
	return found
}

func parsed(t *testing.T, document []byte) *element {
	t.Helper()
	var e element
	if err := xml.Unmarshal(document, &e); err != nil {
		t.Fatalf("%v in %s", err, document)
	}
	return &e
}

var readable = strings.Map(func(c rune) rune {
	if c < ' ' || c == 0xFFFE {
		return -1
	}
	return c
}, hostile)

func TestStylesHoldAnyText(t *testing.T) {
	for _, l := range layers() {
		root := parsed(t, l.QML())
		if root.XMLName.Local != "qgis" || len(root.all("script")) > 0 {
			t.Errorf("%s: root %s, %d scripts", l.Name, root.XMLName.Local, len(root.all("script")))
		}
	}
	l := layers()[0]
	root := parsed(t, l.QML())
	categories, symbols, aliases := root.all("category"), root.all("symbols")[0].Kids, root.all("alias")
	if len(categories) != 2 || len(symbols) != 2 || len(aliases) != 2 {
		t.Fatalf("%d categories, %d symbols, %d aliases", len(categories), len(symbols), len(aliases))
	}
	if c := categories[0]; c.attr("value") != readable || c.attr("label") != readable {
		t.Errorf("category %q, %q; want %q", c.attr("value"), c.attr("label"), readable)
	}
	if a := aliases[0]; a.attr("index") != "1" || a.attr("field") != "id" || a.attr("name") != readable {
		t.Errorf("alias %+v", a.Attrs)
	}
}

func TestLayersWithoutStyleDrawNothing(t *testing.T) {
	l := qgis.Layer{Name: "x", Geometry: "Point"}
	if r := parsed(t, l.QML()).all("renderer-v2"); len(r) != 1 || r[0].attr("type") != "nullSymbol" {
		t.Errorf("%d renderers", len(r))
	}
}

func TestColours(t *testing.T) {
	for _, c := range []struct {
		symbol qgis.Symbol
		want   string
	}{
		{qgis.Symbol{Fill: "#D7263D"}, "215,38,61,255"},
		{qgis.Symbol{Fill: "#D7263D", Alpha: 0.5}, "215,38,61,128"},
		{qgis.Symbol{}, "255,255,255,0"},
		{qgis.Symbol{Fill: "red"}, "255,255,255,0"},
	} {
		l := qgis.Layer{Geometry: "MultiPolygon", Style: qgis.Style{Cases: []qgis.Case{{Symbol: c.symbol}}}}
		for _, o := range parsed(t, l.QML()).all("Option") {
			if o.attr("name") == "color" && o.attr("value") != c.want {
				t.Errorf("%+v is %s, want %s", c.symbol, o.attr("value"), c.want)
			}
		}
	}
}

func project(t *testing.T) *element {
	t.Helper()
	system, err := crs.Parse("EPSG:4547")
	if err != nil {
		t.Fatal(err)
	}
	all := layers()
	p := qgis.Project{Title: hostile, File: "units.gpkg", System: system, Extent: orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{3000, 9000}},
		Groups: []qgis.Group{{Title: hostile, Layers: all[:1]}, {Title: "b", Layers: all[1:]}},
		Sheet:  qgis.Sheet{Name: "A3", Title: hostile, InLegend: []string{"units"}, Table: "table", Columns: []qgis.Column{{Field: "id", Heading: hostile}}, Rows: 3, Footer: hostile}}
	var one, two bytes.Buffer
	if err := p.Write(&one); err != nil {
		t.Fatal(err)
	}
	if err := p.Write(&two); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
		t.Errorf("another time, other bytes: %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(one.Bytes()), int64(one.Len()))
	if err != nil || len(z.File) != 1 || z.File[0].Name != "project.qgs" {
		t.Fatalf("%v: %+v", err, z)
	}
	f, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	document, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return parsed(t, document)
}

// Every reference within a project names something that is there.
func TestProjectHoldsTogether(t *testing.T) {
	root := project(t)
	ids := map[string]bool{}
	for _, l := range root.all("maplayer") {
		id := l.all("id")[0].Text
		if source := l.all("datasource")[0].Text; len(id) < 12 || ids[id] || !strings.HasPrefix(source, "./units.gpkg|layername=") {
			t.Errorf("layer %q from %q", id, source)
		}
		ids[id] = true
	}
	if len(ids) != 4 {
		t.Errorf("%d layers", len(ids))
	}
	for _, l := range append(root.all("layer-tree-layer"), root.all("layerorder")[0].all("layer")...) {
		if !ids[l.attr("id")] {
			t.Errorf("%s names %q", l.XMLName.Local, l.attr("id"))
		}
	}
	if f := root.all("LayoutMultiFrame"); len(f) != 1 || !ids[f[0].attr("vectorLayer")] {
		t.Errorf("%d tables", len(f))
	}
	if title := root.all("title")[0].Text; title != readable {
		t.Errorf("title %q", title)
	}
}

// The map keeps its proportions and shows all; the scale bar is as long as it says.
func TestSheetIsTrueToScale(t *testing.T) {
	root := project(t)
	for _, i := range root.all("LayoutItem") {
		switch i.attr("id") {
		case "map":
			e := i.all("Extent")[0]
			if e.attr("ymin") != "-180" || e.attr("ymax") != "9180" {
				t.Errorf("the map shows %+v", e.Attrs)
			}
		case "scale":
			// 9360 m are 251 mm high, so 1 km is 26.8 mm.
			if i.attr("unitType") != "km" || i.attr("numUnitsPerSegment") != "1" || !strings.HasPrefix(i.attr("segmentMillimeters"), "26.8") {
				t.Errorf("a segment is %s %s, %s mm", i.attr("numUnitsPerSegment"), i.attr("unitType"), i.attr("segmentMillimeters"))
			}
		}
	}
}
