package enclose

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
)

// Write writes what was drawn to a file whose ending names the format: the areas, and
// in a GeoPackage their edges and bridges too. The same report gives the same bytes.
func (r *Report) Write(ctx context.Context, path string) error {
	system, err := crs.Parse(r.CRS)
	if err != nil {
		return err
	}
	outputs := []vector.Output{{Layer: r.Layer(), Geometry: "MultiPolygon", IDField: "name", Title: "命名边界围合区 areas", Aliases: areaAliases}}
	if strings.EqualFold(filepath.Ext(path), ".gpkg") {
		outputs = append(outputs,
			vector.Output{Layer: r.edges(), Geometry: "LineString", IDField: "id", Title: "边界 edges"},
			vector.Output{Layer: r.bridges(), Geometry: "LineString", IDField: "id", Title: "搭接 bridges"})
	}
	return vector.Write(ctx, path, system, outputs, vector.WriteOptions{})
}

var areaAliases = map[string]string{
	"name": "名称", "kind": "类型", "area_m2": "面积", "published_m2": "公布面积", "deviation": "偏差", "bridged_m": "搭接长度", "inset_m": "内缩", "edges": "边界",
}

// Layer returns the areas that close, by name, in the order of the report.
func (r *Report) Layer() *geo.Layer {
	l := &geo.Layer{Name: "areas", CRS: r.CRS}
	kind, edges := geo.Column{Name: "kind"}, geo.Column{Name: "edges"}
	var size, published, deviation, bridged, inset reals
	for _, a := range r.Areas {
		if !a.Closed {
			continue
		}
		l.IDs, l.Shapes = append(l.IDs, a.Name), append(l.Shapes, a.Shape)
		kind.Texts, kind.Nulls = append(kind.Texts, a.Kind), append(kind.Nulls, a.Kind == "")
		size.add(&a.Area)
		published.add(a.Published)
		deviation.add(a.Deviation)
		bridged.add(&a.Bridged)
		inset.add(&a.Inset)
		edges.Texts = append(edges.Texts, a.provenance())
	}
	l.Columns = []geo.Column{kind, size.column("area_m2"), published.column("published_m2"), deviation.column("deviation"), bridged.column("bridged_m"), inset.column("inset_m"), edges}
	return l
}

// provenance says which lines an outline follows, and for how many metres.
func (a *AreaReport) provenance() string {
	edges := slices.Clone(a.Edges)
	slices.SortFunc(edges, func(p, q EdgeReport) int { return p.Place - q.Place })
	var words []string
	for _, e := range edges {
		words = append(words, fmt.Sprintf("%s (%s)", strings.Join(e.Names, "、"), e.followed()))
	}
	return strings.Join(words, "; ")
}

// followed says which names an edge follows: those that it follows at all.
func (e *EdgeReport) followed() string {
	var words []string
	for _, u := range e.Uses {
		if u.Length > 0 {
			words = append(words, fmt.Sprintf("%s %.0f m", u.Name, u.Length))
		}
	}
	return strings.Join(words, ", ")
}

func (r *Report) edges() *geo.Layer {
	l := &geo.Layer{Name: "edges", CRS: r.CRS}
	area, edge, side, lines := geo.Column{Name: "area"}, geo.Column{Name: "edge"}, geo.Column{Name: "side"}, geo.Column{Name: "lines"}
	place, length := geo.Column{Name: "place", Type: geo.Integer}, geo.Column{Name: "length_m", Type: geo.Real}
	for _, a := range r.Areas {
		if !a.Closed {
			continue
		}
		for i, e := range a.Edges {
			l.IDs, l.Shapes = append(l.IDs, fmt.Sprintf("%s/%d", a.Name, e.Place)), append(l.Shapes, a.Paths[i])
			area.Texts, edge.Texts = append(area.Texts, a.Name), append(edge.Texts, strings.Join(e.Names, "、"))
			side.Texts, side.Nulls = append(side.Texts, e.Side), append(side.Nulls, e.Side == "")
			lines.Texts = append(lines.Texts, e.followed())
			place.Integers, length.Reals = append(place.Integers, int64(e.Place)), append(length.Reals, e.Length)
		}
	}
	l.Columns = []geo.Column{area, place, edge, side, length, lines}
	return l
}

func (r *Report) bridges() *geo.Layer {
	l := &geo.Layer{Name: "bridges", CRS: r.CRS}
	area, one, other := geo.Column{Name: "area"}, geo.Column{Name: "edge"}, geo.Column{Name: "other_edge"}
	length := geo.Column{Name: "length_m", Type: geo.Real}
	for _, a := range r.Areas {
		if !a.Closed {
			continue
		}
		for i, b := range a.Bridges {
			l.IDs, l.Shapes = append(l.IDs, fmt.Sprintf("%s/%d", a.Name, i+1)), append(l.Shapes, orb.LineString{b.From, b.To})
			area.Texts, one.Texts, other.Texts = append(area.Texts, a.Name), append(one.Texts, b.Edges[0]), append(other.Texts, b.Edges[1])
			length.Reals = append(length.Reals, b.Length)
		}
	}
	l.Columns = []geo.Column{area, one, other, length}
	return l
}

// reals is a column of numbers that may be missing.
type reals struct {
	values []float64
	nulls  []bool
}

func (r *reals) add(v *float64) {
	if v == nil {
		r.values, r.nulls = append(r.values, 0), append(r.nulls, true)
		return
	}
	r.values, r.nulls = append(r.values, *v), append(r.nulls, false)
}

func (r *reals) column(name string) geo.Column {
	return geo.Column{Name: name, Type: geo.Real, Reals: r.values, Nulls: r.nulls}
}
