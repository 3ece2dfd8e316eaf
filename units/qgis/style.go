package qgis

import "strconv"

// Style says how the features of a layer are drawn, and what its fields are called.
type Style struct {
	// By is the field or expression whose value chooses a symbol; with "" the
	// first of Cases stands for every feature, and none means that nothing is drawn.
	By    string
	Cases []Case

	Label    string  // field that names a feature on the map; "" for none
	MinScale float64 // names are drawn on maps of 1 : MinScale and larger; 0 for all
}

// Case is a symbol with its line in the legend.
type Case struct {
	Value  string // of By; "" stands for whatever no other case does
	Label  string
	Symbol Symbol
}

// Layer is a layer of the GeoPackage as QGIS is to show it.
type Layer struct {
	Name     string // within the GeoPackage
	Title    string
	Abstract string // what it is, and how it came about
	Geometry string // "MultiPolygon" and so on; "None" for a table
	Fields   []Field
	Style    Style
	Hidden   bool // in a project, until asked for
}

// Field is a field by its name, and what people call it.
type Field struct{ Name, Alias string }

// QML is the style of a layer as a document that QGIS loads.
func (l *Layer) QML() []byte {
	return el("qgis", l.attributes()...).with(l.parts()...).document()
}

func (l *Layer) attributes() []string {
	labels := "0"
	if l.Style.Label != "" {
		labels = "1"
	}
	return []string{"version", version, "styleCategories", "AllStyleCategories", "labelsEnabled", labels, "readOnly", "0", "simplifyDrawingHints", "1"}
}

// version is the one whose form of files is written.
const version = "3.22.0"

// parts are the children of a style's document, and of a layer in a project.
func (l *Layer) parts() []node {
	parts := []node{el("flags").with(text("Identifiable", "1"), text("Removable", "1"), text("Searchable", "1"))}
	if l.Geometry != "None" {
		parts = append(parts, l.renderer())
	}
	if l.Style.Label != "" {
		parts = append(parts, l.labels())
	}
	aliases := el("aliases")
	for i, f := range l.Fields {
		aliases = aliases.with(el("alias", "index", strconv.Itoa(i+1), "field", f.Name, "name", f.Alias)) // 0 is fid
	}
	return append(parts, aliases)
}

func (l *Layer) renderer() node {
	if l.Style.By == "" {
		r := el("renderer-v2", "type", "singleSymbol", "symbollevels", "0", "enableorderby", "0", "forceraster", "0")
		if len(l.Style.Cases) == 0 {
			return el("renderer-v2", "type", "nullSymbol")
		}
		return r.with(el("symbols").with(l.Style.Cases[0].Symbol.symbol("0", l.Geometry)))
	}
	categories, symbols := el("categories"), el("symbols")
	for i, c := range l.Style.Cases {
		name := strconv.Itoa(i)
		categories = categories.with(el("category", "symbol", name, "value", c.Value, "label", c.Label, "render", "true", "type", "string"))
		symbols = symbols.with(c.Symbol.symbol(name, l.Geometry))
	}
	return el("renderer-v2", "type", "categorizedSymbol", "attr", l.Style.By, "symbollevels", "0", "enableorderby", "0", "forceraster", "0").
		with(categories, symbols)
}

// fonts that have Chinese, the first of which a system may have.
const fonts = "Noto Sans CJK SC"

func (l *Layer) labels() node {
	style := el("text-style", "fieldName", l.Style.Label, "isExpression", "0", "fontFamily", fonts, "fontSize", "7", "fontSizeUnit", "Point",
		"textColor", "40,40,40,255", "textOpacity", "1", "namedStyle", "Regular", "fontWeight", "50", "multilineHeight", "1").
		with(el("families").with(el("family", "name", "Noto Sans CJK SC"), el("family", "name", "Source Han Sans SC"), el("family", "name", "Microsoft YaHei"), el("family", "name", "PingFang SC")),
			el("text-buffer", "bufferDraw", "1", "bufferSize", "0.8", "bufferSizeUnits", "MM", "bufferColor", "255,255,255,255", "bufferOpacity", "0.85", "bufferNoFill", "1"))
	rendering := []string{"drawLabels", "1", "obstacle", "0", "fontMaxPixelSize", "10000", "scaleVisibility", "0"}
	if l.Style.MinScale > 0 {
		rendering = []string{"drawLabels", "1", "obstacle", "0", "fontMaxPixelSize", "10000", "scaleVisibility", "1", "scaleMin", "0", "scaleMax", number(l.Style.MinScale)}
	}
	return el("labeling", "type", "simple").with(el("settings", "calloutType", "simple").with(style,
		el("text-format", "wrapChar", "", "multilineAlign", "1", "autoWrapLength", "0"),
		el("placement", "placement", "1", "centroidInside", "1", "polygonPlacementFlags", "2", "quadOffset", "4", "priority", "5", "offsetUnits", "MM", "distUnits", "MM"),
		el("rendering", rendering...)))
}
