package units

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/parallel"
	"renewal/units/lineage"
	"renewal/units/study"
)

// formers are the units that a layer has, and those that it says are gone, each by
// ID: valid, in the working CRS, features of one ID as one. One that is there is not
// gone.
func (p *prepared) formers(ctx context.Context, land *previousLand, set study.Settings) (there, gone []former, err error) {
	shapes, err := p.soundLand(ctx, land, set)
	if err != nil {
		return nil, nil, err
	}
	of := [2]map[string][]int{{}, {}} // ID → features, of those that are there and those that are gone
	without := 0
	for i, id := range land.IDs {
		switch {
		case land.gone[i]:
			of[1][id] = append(of[1][id], i)
		case id == "":
			without++
		case len(shapes[i]) > 0:
			of[0][id] = append(of[0][id], i)
		}
	}
	if without > 0 {
		p.warnings.add(fmt.Sprintf("%s (%s): %d units have no ID to hand down", land.Name, land.Source, without),
			fmt.Sprintf("%s（%s）：%d 个单元没有编号可沿用", land.Name, land.Source, without))
	}
	for _, id := range slices.Sorted(maps.Keys(of[0])) {
		f := former{Unit: lineage.Unit{ID: id}, class: land.classes[of[0][id][0]]}
		var parts []orb.MultiPolygon
		for _, i := range of[0][id] {
			if parts = append(parts, shapes[i]); land.classes[i] != f.class {
				f.class = "" // of several
			}
		}
		if f.shape = parts[0]; len(parts) > 1 {
			if f.shape, err = geo.Union(parts); err != nil {
				return nil, nil, &geo.FeatureError{Ref: geo.Ref{Layer: land.Name, ID: id}, Source: land.Source, Op: "dissolve", Err: err}
			}
		}
		f.Area = geo.Area(f.shape)
		there = append(there, f)
	}
	for _, id := range slices.Sorted(maps.Keys(of[1])) {
		if i := of[1][id][0]; id != "" && of[0][id] == nil {
			gone = append(gone, former{Unit: lineage.Unit{ID: id}, class: land.classes[i], shape: shapes[i]})
		}
	}
	return there, gone, nil
}

// soundLand takes the shapes of an earlier result to the working CRS and makes them
// valid. A feature without a shape has none.
func (p *prepared) soundLand(ctx context.Context, land *previousLand, set study.Settings) ([]orb.MultiPolygon, error) {
	for i, s := range land.Shapes {
		fail := func(at *orb.Point, err error) error {
			return &geo.FeatureError{Ref: geo.Ref{Layer: land.Name, ID: orNumber(land.IDs[i], i)}, Source: land.Source, Op: "read", Place: at, Err: err}
		}
		if _, areal := geo.Polygons(s); s != nil && !areal {
			return nil, fail(nil, fmt.Errorf("%w: it is a %s, not an area", geo.ErrKind, s.GeoJSONType()))
		}
		for _, q := range pointsOf(s) {
			if q[0]-q[0] != 0 || q[1]-q[1] != 0 {
				return nil, fail(&q, geo.ErrNotFinite)
			}
		}
	}
	from, err := crs.Parse(land.CRS)
	if err != nil {
		return nil, &geo.LayerError{Layer: land.Name, Source: land.Source, Op: "project", Err: err}
	}
	if err := p.project(land.Layer, from); err != nil {
		return nil, err
	}
	shapes, repairs := make([]orb.MultiPolygon, land.Len()), make([]*Repair, land.Len())
	err = parallel.Each(ctx, land.Len(), p.study.Options.Workers, func(i int) error {
		shape, _ := geo.Polygons(land.Shapes[i])
		if len(shape) == 0 {
			return nil
		}
		var err error
		shapes[i], repairs[i], err = mended(land.Ref(i), land.Source, shape, set.MaxRepair)
		return err
	})
	for _, r := range repairs {
		if r != nil {
			p.repairs = append(p.repairs, *r)
		}
	}
	return shapes, err
}
