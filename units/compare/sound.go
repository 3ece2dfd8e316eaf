package compare

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
	"renewal/units"
)

// sound makes a layer of a drawing: valid shapes, dissolved where that is asked for,
// each with an ID of its own, in the order of the IDs. Whatever had to be changed is
// a repair.
func (d *drawing) sound(ctx context.Context, workers int, w units.Watcher) (*Layer, error) {
	l := d.layer
	shapes := make([]orb.MultiPolygon, l.Len())
	records := make([]*units.Repair, l.Len())
	err := each(ctx, l.Len(), workers, w, func(i int) error {
		var err error
		shapes[i], records[i], err = mend(l, i)
		return err
	})
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		if r != nil {
			d.repairs = append(d.repairs, *r)
		}
	}
	order := make([]int, 0, l.Len())
	for i := range shapes {
		if len(shapes[i]) > 0 {
			order = append(order, i)
		}
	}
	if len(order) == 0 {
		return nil, &geo.LayerError{Layer: d.side, Source: l.Source, Op: "repair", Err: fmt.Errorf("%w with a shape", geo.ErrEmpty)}
	}
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(l.IDs[i], l.IDs[j]), compareShapes(shapes[i], shapes[j]))
	})
	classes := l.Column(d.Class)
	made := &Layer{Tests: d.tests, Rows: d.ID == "" && d.By == ""}
	if classes != nil {
		made.Classes = []string{}
	}
	var members [][]orb.MultiPolygon
	for _, i := range order {
		id, class := l.IDs[i], ""
		if classes != nil {
			class, _ = classes.Text(i)
		}
		if n := len(made.IDs) - 1; n >= 0 && d.By != "" && made.IDs[n] == id {
			members[n] = append(members[n], shapes[i])
			if classes != nil && made.Classes[n] != class {
				made.Classes[n] = "" // of several
			}
			continue
		}
		made.IDs, members = append(made.IDs, id), append(members, []orb.MultiPolygon{shapes[i]})
		if classes != nil {
			made.Classes = append(made.Classes, class)
		}
	}
	d.separate(made)
	made.Shapes = make([]orb.MultiPolygon, len(members))
	return made, parallel.Each(ctx, len(members), workers, func(i int) error {
		made.Shapes[i] = members[i][0]
		if len(members[i]) == 1 {
			return nil
		}
		union, err := geo.Union(members[i])
		if err != nil {
			return &geo.FeatureError{Ref: geo.Ref{Layer: d.side, ID: made.IDs[i]}, Source: l.Source, Op: "dissolve", Err: err}
		}
		made.Shapes[i] = union
		return nil
	})
}

// separate gives features whose ID is taken one of their own.
func (d *drawing) separate(made *Layer) {
	taken := make(map[string]bool, len(made.IDs))
	for _, id := range made.IDs {
		taken[id] = true
	}
	n := 0
	for i := 1; i < len(made.IDs); i++ {
		if id := made.IDs[i]; id == made.IDs[i-1-n] {
			n++
			name := fmt.Sprintf("%s~%d", id, n+1)
			for taken[name] {
				name += "'"
			}
			taken[name] = true
			made.IDs[i] = name
			d.repairs = append(d.repairs, units.Repair{Kind: units.RepairDuplicateID, Ref: d.side + "/" + id, Detail: "ID is taken; called " + name})
		} else {
			n = 0
		}
	}
}

// mend makes a shape valid, and records what was wrong with it.
func mend(l *geo.Layer, i int) (orb.MultiPolygon, *units.Repair, error) {
	shape, _ := geo.Polygons(l.Shapes[i])
	fixed, reason, at, err := geo.Repair(shape)
	r := &units.Repair{Kind: units.RepairShape, Ref: l.Ref(i).String(), Detail: reason, Place: &[2]float64{round(at[0], 3), round(at[1], 3)}}
	switch {
	case err != nil:
		return nil, nil, &geo.FeatureError{Ref: l.Ref(i), Source: l.Source, Op: "repair", Err: err}
	case len(fixed) == 0:
		r.Kind, r.Detail, r.Place = units.RepairNoShape, cmp.Or(reason, "has no shape")+"; left out", nil
		return nil, r, nil
	case reason == "":
		return fixed, nil, nil
	}
	all, doubt := geo.Doubt(shape, fixed)
	before, after, area := round(all, 4), round(geo.Area(fixed), 4), round(doubt, 4)
	r.Before, r.After, r.Area = &before, &after, &area
	return fixed, r, nil
}

// compareShapes orders shapes by their points.
func compareShapes(a, b orb.MultiPolygon) int {
	return slices.CompareFunc(a, b, func(p, q orb.Polygon) int {
		return slices.CompareFunc(p, q, func(r, s orb.Ring) int {
			return slices.CompareFunc(r, s, func(u, v orb.Point) int { return cmp.Or(cmp.Compare(u[0], v[0]), cmp.Compare(u[1], v[1])) })
		})
	})
}
