package qgis

import (
	"archive/zip"
	"io"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

// Project is a QGIS project upon one GeoPackage.
type Project struct {
	Title  string
	File   string // the GeoPackage, relative to the project
	System crs.CRS
	Extent orb.Bound // what is seen when the project opens
	Groups []Group   // the topmost first
	Sheet  Sheet
}

// Group is a named group of layers in the list of layers, the topmost first.
type Group struct {
	Title  string
	Layers []Layer
}

// Write writes the project as a .qgz.
func (p *Project) Write(w io.Writer) error {
	z := zip.NewWriter(w)
	f, err := z.Create("project.qgs") // without a time
	if err != nil {
		return err
	}
	if _, err := f.Write(p.xml().document()); err != nil {
		return err
	}
	return z.Close()
}

func (p *Project) xml() node {
	tree, order, layers := el("layer-tree-group"), el("layerorder"), el("projectlayers")
	for _, g := range p.Groups {
		group := el("layer-tree-group", "name", g.Title, "expanded", "1", "checked", "Qt::Checked")
		for i := range g.Layers {
			l := &g.Layers[i]
			checked := "Qt::Checked"
			if l.Hidden {
				checked = "Qt::Unchecked"
			}
			group = group.with(el("layer-tree-layer", "id", l.id(), "name", l.Title, "checked", checked, "expanded", "0", "providerKey", "ogr", "source", p.source(l)))
			order = order.with(el("layer", "id", l.id()))
			layers = layers.with(p.layer(l))
		}
		tree = tree.with(group)
	}
	return el("qgis", "version", version, "projectname", p.Title).with(
		el("homePath", "path", ""),
		text("title", p.Title),
		el("projectCrs").with(p.system()),
		tree,
		el("mapcanvas", "name", "theMapCanvas", "annotationsVisible", "1").with(
			text("units", "meters"), extent("extent", grown(p.Extent, 0.03)), text("rotation", "0"), el("destinationsrs").with(p.system())),
		layers, order,
		el("properties").with(
			el("SpatialRefSys").with(text("ProjectionsEnabled", "1", "type", "int")),
			el("Paths").with(text("Absolute", "false", "type", "bool")),
			el("Measurement").with(text("DistanceUnits", "meters", "type", "QString"), text("AreaUnits", "hectares", "type", "QString"))),
		el("Layouts").with(p.layout()),
	)
}

// id is long enough for QGIS, which gives shorter ones a new one at random.
func (l *Layer) id() string { return "renewal_layer_" + l.Name }

func (p *Project) source(l *Layer) string { return "./" + p.File + "|layername=" + l.Name }

func (p *Project) layer(l *Layer) node {
	shape := map[string]string{"MultiPolygon": "Polygon", "MultiLineString": "Line", "Point": "Point", "None": "No geometry"}[l.Geometry]
	m := el("maplayer", append([]string{"type", "vector", "geometry", shape, "autoRefreshEnabled", "0"}, l.attributes()...)...)
	m = m.with(text("id", l.id()), text("datasource", p.source(l)), text("layername", l.Title))
	if l.Geometry != "None" {
		m = m.with(el("srs").with(p.system()))
	}
	m = m.with(
		el("resourceMetadata").with(text("identifier", l.Name), text("language", "zh"), text("type", "dataset"), text("title", l.Title), text("abstract", l.Abstract)),
		text("provider", "ogr", "encoding", "UTF-8"))
	return m.with(l.parts()...)
}

// system names the coordinate system, by its code where there is one.
func (p *Project) system() node {
	s := el("spatialrefsys").with(text("wkt", p.System.WKT()))
	if code := p.System.Code(); code != "" {
		s = s.with(text("srsid", "1"), text("authid", code)) // QGIS looks at the code only beside a number of its own
	}
	return s
}

func extent(name string, b orb.Bound) node {
	return el(name).with(text("xmin", number(b.Min[0])), text("ymin", number(b.Min[1])), text("xmax", number(b.Max[0])), text("ymax", number(b.Max[1])))
}

// grown is a box with a margin around it, a share of its longer side.
func grown(b orb.Bound, share float64) orb.Bound {
	return b.Pad(share * max(b.Max[0]-b.Min[0], b.Max[1]-b.Min[1]))
}
