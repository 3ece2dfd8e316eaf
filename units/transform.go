package units

import (
	"github.com/paulmach/orb"

	"renewal/geo/crs"
)

// transformed returns a shape in another CRS. The shape given stays as it was.
func transformed(t *crs.Transform, g orb.Geometry) (orb.Geometry, error) {
	if g == nil {
		return nil, nil
	}
	moved := orb.Clone(g)
	var err error
	eachPath(moved, func(points []orb.Point) {
		if err == nil {
			err = t.Points(points)
		}
	})
	if p, ok := moved.(orb.Point); ok {
		at := []orb.Point{p}
		err = t.Points(at)
		return at[0], err
	}
	return moved, err
}

// eachPath calls do with every list of points of a shape, in place; a single
// point has none.
func eachPath(g orb.Geometry, do func([]orb.Point)) {
	switch g := g.(type) {
	case orb.MultiPoint:
		do(g)
	case orb.LineString:
		do(g)
	case orb.Ring:
		do(g)
	case orb.MultiLineString:
		for _, l := range g {
			do(l)
		}
	case orb.Polygon:
		for _, r := range g {
			do(r)
		}
	case orb.MultiPolygon:
		for _, p := range g {
			eachPath(p, do)
		}
	case orb.Collection:
		for _, part := range g {
			eachPath(part, do)
		}
	}
}
