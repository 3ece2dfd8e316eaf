package qgis

import (
	"cmp"
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// Sheet is a map sheet, A3 on its side: the map, a title, the legend, a table, a
// scale bar, an arrow to the north, and a line on where all this comes from.
type Sheet struct {
	Name     string // in the list of layouts
	Title    string
	Subtitle string
	Legend   string   // what stands above the legend
	InLegend []string // names of the layers in it
	Table    string   // name of the layer whose rows the table has
	Columns  []Column
	Rows     int // of the table, at most
	Footer   string
}

// Column is a column of a sheet's table.
type Column struct {
	Field, Heading string
	Width          float64 // mm
	Right          bool    // aligned to the right, as numbers are
}

// Kinds of items of a layout, as QGIS numbers them.
const (
	itemPage    = "65638"
	itemMap     = "65639"
	itemPicture = "65640"
	itemLabel   = "65641"
	itemLegend  = "65642"
	itemScale   = "65646"
	itemFrame   = "65647"
	frameTable  = "65649"
)

// box is a place on the sheet, in mm.
type box struct{ x, y, w, h float64 }

var (
	mapBox    = box{12, 30, 290, 251}
	columnBox = box{308, 30, 100, 251} // beside the map
)

// item is an item of the layout: the page lies lowest, then the map.
func item(kind, id string, at box, attrs ...string) node {
	level := cmp.Or(map[string]string{itemPage: "0", itemMap: "1"}[kind], "2")
	position := number(at.x) + "," + number(at.y) + ",mm"
	return el("LayoutItem", append([]string{"type", kind, "uuid", id, "templateUuid", id, "id", id, "position", position, "positionOnPage", position,
		"size", number(at.w) + "," + number(at.h) + ",mm", "referencePoint", "0", "visibility", "1", "opacity", "1", "zValue", level,
		"excludeFromExports", "0", "positionLock", "false", "itemRotation", "0", "blendMode", "0", "groupUuid", "", "background", "false"}, attrs...)...)
}

func (p *Project) layout() node {
	s := p.Sheet
	l := el("Layout", "name", s.Name, "units", "mm", "printResolution", "300", "worldFileMap", "map").with(
		el("PageCollection").with(
			Symbol{Fill: "#FFFFFF"}.symbol("", "MultiPolygon"),
			item(itemPage, "page", box{0, 0, 420, 297}),
			el("GuideCollection", "visible", "1")),
		label("title", s.Title, box{12, 10, 290, 11}, 20, true),
		label("subtitle", s.Subtitle, box{12, 21, 290, 7}, 10, false),
		label("footer", s.Footer, box{12, 283, 396, 8}, 7, false),
		item(itemPicture, "north", box{columnBox.x + columnBox.w - 16, 10, 14, 16}, "file", "arrows/NorthArrow_02.svg", "mode", "0",
			"svgFillColor", "40,40,40,255", "svgBorderColor", "40,40,40,255", "svgBorderWidth", "0.2", "resizeMode", "0", "anchorPoint", "4", "northMode", "0", "mapUuid", "map"),
		p.legend(), p.scaleBar(), p.tableFrame(), p.mapItem())
	return l.with(p.table())
}

func label(id, words string, at box, size float64, bold bool) node {
	return item(itemLabel, id, at, "labelText", words, "htmlState", "0", "halign", "1", "valign", "128", "marginX", "0", "marginY", "0").
		with(el("LabelFont", "description", font(size, bold), "style", ""), el("FontColor", "red", "40", "green", "40", "blue", "40", "alpha", "255"))
}

// font is a font as Qt describes it.
func font(size float64, bold bool) string {
	weight := 50
	if bold {
		weight = 75
	}
	return fmt.Sprintf("%s,%s,-1,5,%d,0,0,0,0,0", fonts, number(size), weight)
}

// view is what the map shows: the extent with a margin, in the proportions of the map.
func (p *Project) view() orb.Bound {
	b := grown(p.Extent, 0.02)
	scale := max((b.Max[0]-b.Min[0])/mapBox.w, (b.Max[1]-b.Min[1])/mapBox.h)
	c, w, h := b.Center(), scale*mapBox.w/2, scale*mapBox.h/2
	return orb.Bound{Min: orb.Point{c[0] - w, c[1] - h}, Max: orb.Point{c[0] + w, c[1] + h}}
}

func (p *Project) mapItem() node {
	view := p.view()
	return item(itemMap, "map", mapBox, "frame", "true", "frameJoinStyle", "miter", "outlineWidthM", "0.2,mm", "background", "true", "mapRotation", "0", "keepLayerSet", "false",
		"keepLayerStyles", "false", "followPreset", "false", "drawCanvasItems", "true").with(
		el("FrameColor", "red", "120", "green", "120", "blue", "120", "alpha", "255"),
		el("BackgroundColor", "red", "255", "green", "255", "blue", "255", "alpha", "255"),
		el("Extent", "xmin", number(view.Min[0]), "ymin", number(view.Min[1]), "xmax", number(view.Max[0]), "ymax", number(view.Max[1])),
		el("LayerSet"))
}

func (p *Project) legend() node {
	styles := el("styles")
	for _, s := range []struct {
		name string
		size float64
		bold bool
	}{{"title", 12, true}, {"group", 10, true}, {"subgroup", 9, true}, {"symbol", 8, false}, {"symbolLabel", 8, false}} {
		styles = styles.with(el("style", "name", s.name, "alignment", "1", "indent", "0", "marginTop", "1.5", "marginBottom", "1", "marginLeft", "1.5").
			with(el("styleFont", "description", font(s.size, s.bold), "style", "")))
	}
	tree := el("layer-tree-group")
	for _, name := range p.Sheet.InLegend {
		for _, g := range p.Groups {
			for i := range g.Layers {
				if l := &g.Layers[i]; l.Name == name {
					tree = tree.with(el("layer-tree-layer", "id", l.id(), "name", l.Title, "checked", "Qt::Checked", "expanded", "1", "providerKey", "ogr", "source", p.source(l)))
				}
			}
		}
	}
	at := columnBox
	at.h = 120
	return item(itemLegend, "legend", at, "title", p.Sheet.Legend, "columnCount", "1", "symbolWidth", "8", "symbolHeight", "4.5", "boxSpace", "0", "columnSpace", "2",
		"lineSpacing", "1", "symbolAlignment", "1", "resizeToContents", "1", "legendFilterByAtlas", "0", "map_uuid", "map", "fontColor", "#282828", "wrapChar", "").
		with(styles, tree)
}

func textStyle(size float64, bold bool) node {
	weight := "50"
	if bold {
		weight = "75"
	}
	return el("text-style", "fontFamily", fonts, "fontSize", number(size), "fontSizeUnit", "Point", "fontWeight", weight, "textColor", "40,40,40,255", "textOpacity", "1", "multilineHeight", "1")
}

// scaleBar has two segments of a round length, some 30 mm each.
func (p *Project) scaleBar() node {
	view := p.view()
	scale := (view.Max[0] - view.Min[0]) / mapBox.w // metres a mm
	length := roundLength(30 * scale)
	unit, per, name := "meters", length, "m"
	if length >= 1000 {
		unit, per, name = "km", length/1000, "km"
	}
	at := box{columnBox.x, columnBox.y + columnBox.h - 14, columnBox.w, 14}
	return item(itemScale, "scale", at, "style", "Single Box", "unitType", unit, "unitLabel", name, "numUnitsPerSegment", number(per), "numMapUnitsPerScaleBarUnit", "1",
		"numSegments", "2", "numSegmentsLeft", "0", "height", "2", "labelBarSpace", "1.5", "boxContentSpace", "0", "segmentSizeMode", "0", "mapUuid", "map", "alignment", "0",
		"segmentMillimeters", number(length/scale), "outlineWidth", "0.2", "lineJoinStyle", "miter", "lineCapStyle", "square").
		with(textStyle(8, false))
}

// roundLength is the largest of 1, 2, 5, 10 … that is at most v.
func roundLength(v float64) float64 {
	ten := math.Pow10(int(math.Floor(math.Log10(max(v, 1e-3)))))
	switch {
	case v >= 5*ten:
		return 5 * ten
	case v >= 2*ten:
		return 2 * ten
	}
	return ten
}

func (p *Project) tableFrame() node {
	at := box{columnBox.x, columnBox.y + columnBox.h - 80, columnBox.w, 62}
	return item(itemFrame, "tableframe", at, "multiFrame", "table", "multiFrameTemplateUuid", "table", "sectionX", "0", "sectionY", "0",
		"sectionWidth", number(at.w), "sectionHeight", number(at.h), "hideBackgroundIfEmpty", "0", "hidePageIfEmpty", "0")
}

func (p *Project) table() node {
	columns := el("displayColumns")
	for _, c := range p.Sheet.Columns {
		align := "1"
		if c.Right {
			align = "2"
		}
		columns = columns.with(el("column", "attribute", c.Field, "heading", c.Heading, "width", number(c.Width), "hAlignment", align, "vAlignment", "128", "sortOrder", "0", "sortByRank", "0").
			with(el("backgroundColor", "red", "0", "green", "0", "blue", "0", "alpha", "0")))
	}
	return el("LayoutMultiFrame", "type", frameTable, "uuid", "table", "templateUuid", "table", "resizeMode", "0", "source", "0",
		"vectorLayer", (&Layer{Name: p.Sheet.Table}).id(), "vectorLayerName", p.Sheet.Table, "vectorLayerProvider", "ogr", "vectorLayerSource", "./"+p.File+"|layername="+p.Sheet.Table,
		"maxFeatures", strconv.Itoa(p.Sheet.Rows), "showOnlyVisibleFeatures", "0", "filterFeatures", "false", "featureFilter", "", "showUniqueRowsOnly", "0",
		"cellMargin", "1.2", "showGrid", "1", "gridStrokeWidth", "0.15", "gridColor", "150,150,150,255", "horizontalGrid", "1", "verticalGrid", "0",
		"backgroundColor", "255,255,255,0", "headerMode", "0", "headerHAlignment", "0", "emptyTableMode", "0", "showEmptyRows", "0", "wrapBehavior", "0").with(
		el("childFrame", "uuid", "tableframe", "templateUuid", "tableframe"),
		el("headerTextFormat").with(textStyle(8, true)),
		el("contentTextFormat").with(textStyle(8, false)),
		columns, el("sortColumns"))
}
