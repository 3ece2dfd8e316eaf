package compare

import (
	"context"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/distance"
	"renewal/geo/vector"
)

// WriteGeoPackage writes what differs to a new GeoPackage, in the plane of the
// comparison: land that moved, with where from and where to; boundaries that are
// further than a metre from those of the other layer, with how far; and the units of
// the reference with their measures.
func (r *Report) WriteGeoPackage(ctx context.Context, path string) error {
	land, err := r.movedLand(ctx)
	if err != nil {
		return err
	}
	lines, err := r.movedLines(ctx)
	if err != nil {
		return err
	}
	return vector.Write(ctx, path, r.system, []vector.Output{land, lines, r.unitOutput()}, vector.WriteOptions{})
}

// movedLand is the land that other units have now, and what one layer
// alone has.
func (r *Report) movedLand(ctx context.Context) (vector.Output, error) {
	m := r.match
	o := newOutput("moved_land", "变动用地 land that moved", "MultiPolygon")
	from, to, what, area := o.text("from_unit", "原单元 from"), o.text("to_unit", "现单元 to"), o.text("what", "变化 what"), o.real("area_m2", "面积(平方米) area_m2")
	add := func(a, b int, shape orb.MultiPolygon) {
		o.Layer.Shapes = append(o.Layer.Shapes, shape)
		before, after, kind := "", "", ""
		if a >= 0 {
			before, kind = m.layers[0].IDs[a], m.relation(0, a)
		}
		if b >= 0 {
			after = m.layers[1].IDs[b]
			if a < 0 {
				kind = m.relation(1, b)
			}
		}
		o.put(from, before)
		o.put(to, after)
		o.put(what, kind)
		o.Layer.Columns[area].Reals = append(o.Layer.Columns[area].Reals, round(geo.Area(shape), 4))
	}
	for _, p := range m.pairs {
		if m.changed(&p) < listed {
			continue
		}
		if err := ctx.Err(); err != nil {
			return o.Output, err
		}
		shape, err := geo.Intersection(m.layers[0].Shapes[p.A], m.layers[1].Shapes[p.B])
		if err != nil {
			return o.Output, &geo.FeatureError{Ref: geo.Ref{Layer: "reference", ID: m.layers[0].IDs[p.A]}, Op: "intersect", Err: err}
		}
		add(p.A, p.B, shape)
	}
	for k := range 2 {
		for i := range m.areas[k] {
			if m.alone(k, i) < listed {
				continue
			}
			if err := ctx.Err(); err != nil {
				return o.Output, err
			}
			shape, err := m.rest(k, i)
			if err != nil {
				return o.Output, &geo.FeatureError{Ref: geo.Ref{Layer: [2]string{"reference", "candidate"}[k], ID: m.layers[k].IDs[i]}, Op: "subtract", Err: err}
			}
			if at := [2]int{-1, -1}; geo.Area(shape) >= listed {
				at[k] = i
				add(at[0], at[1], shape)
			}
		}
	}
	return o.Output, nil
}

// rest is the land of a unit that no unit of the other layer has.
func (m *matching) rest(k, i int) (orb.MultiPolygon, error) {
	shape := m.layers[k].Shapes[i]
	var others []orb.MultiPolygon
	for _, at := range m.of[k][i] {
		others = append(others, m.layers[1-k].Shapes[[2]int{m.pairs[at].A, m.pairs[at].B}[1-k]])
	}
	if len(others) == 0 {
		return shape, nil
	}
	all, err := geo.Union(others)
	if err != nil {
		return nil, err
	}
	return geo.Difference(shape, all)
}

// movedLines are the boundaries of both layers, as far as they are more than a metre
// from those of the other in their group.
func (r *Report) movedLines(ctx context.Context) (vector.Output, error) {
	m := r.match
	o := newOutput("moved_lines", "变动边界 boundaries that moved", "LineString")
	layer, unit := o.text("layer", "图层 layer"), o.text("unit", "单元 unit")
	most, mean, length := o.real("max_m", "最大距离(米) max_m"), o.real("mean_m", "平均距离(米) mean_m"), o.real("length_m", "长度(米) length_m")
	for _, group := range m.groups {
		if len(group[0]) == 0 || len(group[1]) == 0 {
			continue
		}
		for k := range 2 {
			to := m.lines(1-k, group[1-k])
			for _, i := range group[k] {
				if err := ctx.Err(); err != nil {
					return o.Output, err
				}
				for _, run := range distance.From(m.layers[k].Shapes[i], to).Beyond(steps[0]) {
					o.Layer.Shapes = append(o.Layer.Shapes, run.Line)
					o.put(layer, [2]string{"reference", "candidate"}[k])
					o.put(unit, m.layers[k].IDs[i])
					for c, v := range map[int]float64{most: run.Max, mean: run.Mean, length: run.Length} {
						o.Layer.Columns[c].Reals = append(o.Layer.Columns[c].Reals, round(v, 3))
					}
				}
			}
		}
	}
	return o.Output, nil
}

func (r *Report) unitOutput() vector.Output {
	o := newOutput("compared_units", "单元比对 units compared", "MultiPolygon")
	o.IDField = "unit"
	what, now, iou, out, in, most := o.text("what", "变化 what"), o.text("counterpart", "对应单元 counterpart"), o.real("iou", "交并比 IoU"), o.real("out_m2", "划出(平方米) out"), o.real("in_m2", "划入(平方米) in"), o.real("hausdorff_m", "豪斯多夫距离(米)")
	was, is := o.text("class_from", "原类型 class_from"), o.text("class_to", "现类型 class_to")
	for i := range r.Units {
		u := &r.Units[i]
		o.Layer.IDs = append(o.Layer.IDs, u.ID)
		o.Layer.Shapes = append(o.Layer.Shapes, r.match.layers[0].Shapes[u.at])
		o.put(what, u.Relation)
		o.put(now, u.Counterpart)
		o.put(was, u.ClassFrom)
		o.put(is, u.ClassTo)
		far, unknown := 0.0, u.Boundary == nil
		if !unknown {
			far = u.Boundary.HausdorffM
		}
		o.Layer.Columns[most].Nulls = append(o.Layer.Columns[most].Nulls, unknown)
		for c, v := range map[int]float64{iou: u.IoU, out: u.OutM2, in: u.InM2, most: far} {
			o.Layer.Columns[c].Reals = append(o.Layer.Columns[c].Reals, v)
		}
	}
	return o.Output
}

// output is a layer being made.
type output struct{ vector.Output }

func newOutput(name, title, geometry string) *output {
	return &output{vector.Output{Layer: &geo.Layer{Name: name}, Title: title, Geometry: geometry, Aliases: map[string]string{}}}
}

func (o *output) column(name, alias string, kind geo.Type) int {
	o.Layer.Columns = append(o.Layer.Columns, geo.Column{Name: name, Type: kind})
	o.Aliases[name] = alias
	return len(o.Layer.Columns) - 1
}

func (o *output) text(name, alias string) int { return o.column(name, alias, geo.Text) }
func (o *output) real(name, alias string) int { return o.column(name, alias, geo.Real) }

// put adds a text to a column, and no value for "".
func (o *output) put(column int, text string) {
	c := &o.Layer.Columns[column]
	c.Texts, c.Nulls = append(c.Texts, text), append(c.Nulls, text == "")
}
