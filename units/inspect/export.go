package inspect

import (
	"context"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
)

// exported are the fields of the layers of findings, with what people call them.
var exported = []struct {
	name, alias string
	kind        geo.Type
}{
	{"kind", "类型代码 kind", geo.Text},
	{"kind_zh", "类型 kind in Chinese", geo.Text},
	{"severity", "严重程度 severity", geo.Text},
	{"layer", "图层 layer", geo.Text},
	{"features", "要素 features", geo.Text},
	{"area_m2", "面积 area (m²)", geo.Real},
	{"width_m", "宽度 width (m)", geo.Real},
	{"length_m", "长度 length (m)", geo.Real},
	{"message", "说明 message", geo.Text},
	{"advice", "建议 what to do", geo.Text},
}

// WriteGeoPackage writes the findings that have a place to a new GeoPackage: all
// of them as points, those that have a shape also as lines or areas, in the plane
// of the report. What lies in a layer of unknown system has no place there; it
// returns how many findings were left out for that, or because they are beyond
// [MaxPlaces]. Findings of an earlier run are replaced, once the new ones are
// whole, and nothing else is: see [CheckTarget].
func (r *Report) WriteGeoPackage(ctx context.Context, path string) (left int, err error) {
	if err := CheckTarget(ctx, path); err != nil {
		return 0, err
	}
	names := layersOfFindings()
	points, lines, areas := newExport(names[0]), newExport(names[1]), newExport(names[2])
	for k := range r.Groups {
		g := &r.Groups[k]
		left += g.Count - len(g.Findings)
		for i := range g.Findings {
			f := &g.Findings[i]
			if f.at == nil || !g.common {
				left++
				continue
			}
			points.add(g, f, *f.at)
			switch s := f.shape.(type) {
			case orb.LineString, orb.MultiLineString:
				lines.add(g, f, s)
			case orb.MultiPolygon:
				if len(s) > 0 {
					areas.add(g, f, s)
				}
			}
		}
	}
	system := crs.CRS{}
	if r.plane != nil {
		system = *r.plane
	}
	outputs := []vector.Output{points.output("Point", "检查结果 findings"), lines.output("MultiLineString", "检查结果（线） findings as lines"), areas.output("MultiPolygon", "检查结果（面） findings as areas")}
	return left, vector.Write(ctx, path, system, outputs, vector.WriteOptions{})
}

// export is a layer of findings being made.
type export struct{ geo.Layer }

func newExport(name string) *export {
	e := &export{geo.Layer{Name: name}}
	for _, f := range exported {
		e.Columns = append(e.Columns, geo.Column{Name: f.name, Type: f.kind})
	}
	return e
}

func (e *export) add(g *Group, f *Finding, shape orb.Geometry) {
	e.Shapes = append(e.Shapes, shape)
	texts := map[string]string{
		"kind": string(g.Kind), "kind_zh": g.Zh, "severity": string(g.Severity), "layer": g.Layer,
		"features": strings.Join(f.Features, " "), "message": f.Message, "advice": g.Advice,
	}
	reals := map[string]*float64{"area_m2": f.Area, "width_m": f.Width, "length_m": f.Length}
	for i := range e.Columns {
		c := &e.Columns[i]
		if c.Type == geo.Text {
			c.Texts = append(c.Texts, texts[c.Name])
			c.Nulls = append(c.Nulls, texts[c.Name] == "")
			continue
		}
		v := reals[c.Name]
		c.Nulls = append(c.Nulls, v == nil)
		if v == nil {
			v = new(float64)
		}
		c.Reals = append(c.Reals, *v)
	}
}

func (e *export) output(geometry, title string) vector.Output {
	aliases := map[string]string{}
	for _, f := range exported {
		aliases[f.name] = f.alias
	}
	return vector.Output{Layer: &e.Layer, Geometry: geometry, Title: title, Aliases: aliases}
}
