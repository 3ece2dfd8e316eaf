package units

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo/vector"
	"renewal/units/qgis"
)

// shownLayer is the layer of a table as QGIS is to show it.
func (r *Result) shownLayer(t *table) qgis.Layer {
	l := qgis.Layer{Name: t.layer.Name, Title: t.title, Abstract: r.abstract(t), Geometry: t.geometry, Style: r.style(t)}
	if t.idField != "" {
		l.Fields = append(l.Fields, qgis.Field{Name: t.idField, Alias: t.aliases[t.idField]})
	}
	for _, c := range t.layer.Columns {
		l.Fields = append(l.Fields, qgis.Field{Name: c.Name, Alias: t.aliases[c.Name]})
	}
	return l
}

// abstract says what a layer is and by which rules and methods it came about.
func (r *Result) abstract(t *table) string {
	s := r.Report.Study
	return fmt.Sprintf("%s\n项目 study: %s\n规则集 ruleset: %s %s, %s %s (SHA-256 %s)\n坐标系 coordinate system: %s %s\n面积算法 areas: %s\n划分方法 method: cost %s, %s",
		t.title, s.Name, r.Report.Ruleset.Name, r.Report.Ruleset.Version, r.Report.Ruleset.Zh, r.Report.Ruleset.En, r.Report.Ruleset.Digest,
		s.CRS, s.CRSName, s.AreaMethod, costText(r.Report.Cost), r.Report.Cost.Method)
}

func costText(c CostReport) string {
	if c.Bound == nil {
		return fmt.Sprintf("%.6g", c.Total)
	}
	return fmt.Sprintf("%.6g, at least %.6g", c.Total, *c.Bound)
}

// styleTable is the table in which QGIS looks for the styles of a GeoPackage's
// layers.
func (r *Result) styleTable(of []*table) vector.Output {
	var styles []qgis.Layer
	for _, t := range of {
		if t.geometry != "None" {
			styles = append(styles, r.shownLayer(t))
		}
	}
	t := newTable("layer_styles", "样式 styles", "None", "", "", len(styles))
	t.text("f_table_catalog", "", func(int) string { return "" })
	t.text("f_table_schema", "", func(int) string { return "" })
	t.text("f_table_name", "", func(i int) string { return styles[i].Name })
	t.text("f_geometry_column", "", func(int) string { return "geom" })
	t.text("styleName", "", func(i int) string { return styles[i].Name })
	t.text("styleQML", "", func(i int) string { return string(styles[i].QML()) })
	t.text("styleSLD", "", func(int) string { return "" })
	t.integer("useAsDefault", "", func(int) int { return 1 })
	t.text("description", "", func(i int) string { return styles[i].Title })
	t.text("owner", "", func(int) string { return "" })
	t.text("ui", "", func(int) string { return "" })
	t.text("update_time", "", func(int) string { return "2000-01-01T00:00:00.000Z" })
	for i := range t.layer.Columns {
		t.layer.Columns[i].Nulls = nil // QGIS asks for '' where it means none
	}
	return vector.Output{Layer: t.layer, Geometry: t.geometry, Title: t.title}
}

// writeProject writes the QGIS project that shows the GeoPackage beside it.
func (r *Result) writeProject(_ context.Context, path string) error {
	layers := map[string]qgis.Layer{}
	var fields func(string) string
	for _, t := range r.tables() {
		layers[t.layer.Name] = r.shownLayer(t)
		if t.layer.Name == "classes" {
			fields = t.field
		}
	}
	group := func(title string, hidden bool, names ...string) qgis.Group {
		g := qgis.Group{Title: title}
		for _, name := range names {
			l := layers[name]
			l.Hidden = hidden
			g.Layers = append(g.Layers, l)
		}
		return g
	}
	basis := []string{"boundaries", "resources"}
	if r.previous != nil {
		basis = append(basis, "changes")
	}
	s := r.Report.Study
	p := qgis.Project{Title: s.Name, File: "units.gpkg", System: r.prepared.crs, Extent: r.Bound(),
		Groups: []qgis.Group{
			group("数据质量 data quality", true, "repairs", "repair_areas"),
			group("划定依据 basis", true, basis...),
			group("更新单元 renewal units", false, "units", "not_delineated"),
			group("底图单元 fabric", true, "atoms", "control_units"),
			group("表格 tables", false, "classes", "evidence"),
		},
		Sheet: qgis.Sheet{
			Name: "A3 更新单元划定图", Title: s.Name, Subtitle: "城市更新单元划定图  Urban renewal units",
			Legend: "图例 Legend", InLegend: []string{"units", "not_delineated"}, Table: "classes", Rows: 12,
			Columns: []qgis.Column{
				{Field: fields("class_zh"), Heading: "类型 class", Width: 44},
				{Field: fields("count"), Heading: "个数 count", Width: 24, Right: true},
				{Field: fields("area_ha"), Heading: "面积 ha", Width: 30, Right: true},
			},
			Footer: fmt.Sprintf("规则集 %s %s　坐标系 %s　单元为规划师决策之草案 A draft for planners", r.Report.Ruleset.Name, r.Report.Ruleset.Version, s.CRS),
		},
	}
	return create(path, func(w io.Writer) error { return p.Write(w) })
}

// classTable has a row for each class.
func (r *Result) classTable() *table {
	of := r.Report.Summary.Classes
	t := newTable("classes", "分类汇总 classes", "None", "unit_class", "类型代码 unit_class", len(of))
	for i := range of {
		t.layer.IDs[i], t.layer.Shapes[i] = of[i].Class, orb.Geometry(nil)
	}
	t.text("class_zh", "类型 class_zh", func(i int) string { return of[i].Zh })
	t.text("class_en", "英文名称 class_en", func(i int) string { return of[i].En })
	t.text("colour", "颜色 colour", func(i int) string { return r.rules.Classes[i].Colour })
	t.integer("count", "单元个数 count", func(i int) int { return of[i].Units })
	t.number("area_ha", "面积(公顷) area_ha", func(i int) float64 { return of[i].AreaHa })
	return t
}

// english renames the fields to the English IDs, which are the last words of their
// aliases.
func (t *table) english() {
	rename := func(name string) string {
		words := strings.Fields(t.aliases[name])
		if len(words) == 0 {
			return name
		}
		to := words[len(words)-1]
		t.aliases[to] = t.aliases[name]
		t.renamed[name] = to
		return to
	}
	if t.idField != "" {
		t.idField = rename(t.idField)
	}
	for i := range t.layer.Columns {
		c := &t.layer.Columns[i]
		c.Name = rename(c.Name)
	}
}

// field is what a field is called in the file.
func (t *table) field(name string) string {
	if to, ok := t.renamed[name]; ok {
		return to
	}
	return name
}
