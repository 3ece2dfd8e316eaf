package vector

import (
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/vector/geojson"
)

// fit makes a shape one of the declared type: a single becomes a multiple of
// one part, a multiple of one part its part. Any other difference is an error.
func fit(g orb.Geometry, declared string) (orb.Geometry, error) {
	switch v := g.(type) {
	case nil:
		return nil, nil
	case orb.Ring:
		g = orb.Polygon{v}
	case orb.Bound:
		g = v.ToPolygon()
	}
	if declared == "Geometry" || geojson.TypeOf(g) == declared {
		return g, nil
	}
	switch declared {
	case "MultiPolygon":
		if m, ok := geo.Polygons(g); ok {
			return m, nil
		}
	case "MultiLineString":
		if l, ok := g.(orb.LineString); ok {
			return orb.MultiLineString{l}, nil
		}
	case "MultiPoint":
		if p, ok := g.(orb.Point); ok {
			return orb.MultiPoint{p}, nil
		}
	case "Polygon":
		if m, ok := g.(orb.MultiPolygon); ok && len(m) == 1 {
			return m[0], nil
		}
	case "LineString":
		if m, ok := g.(orb.MultiLineString); ok && len(m) == 1 {
			return m[0], nil
		}
	case "Point":
		if m, ok := g.(orb.MultiPoint); ok && len(m) == 1 {
			return m[0], nil
		}
	}
	if declared == "None" {
		return nil, fmt.Errorf("%w: a %s in a table without shapes", geo.ErrKind, geojson.TypeOf(g))
	}
	return nil, fmt.Errorf("%w: a %s in a layer of %s", geo.ErrKind, geojson.TypeOf(g), declared)
}

// empty reports whether a shape has no points.
func empty(g orb.Geometry) bool {
	_, isPoint := g.(orb.Point)
	return !isPoint && (g == nil || geo.Bound(g).IsEmpty())
}

// finite returns an error at the first coordinate that is not.
func finite(g orb.Geometry) error {
	switch g := g.(type) {
	case orb.Point:
		return finitePoints(orb.LineString{g})
	case orb.MultiPoint:
		return finitePoints(orb.LineString(g))
	case orb.LineString:
		return finitePoints(g)
	case orb.MultiLineString:
		for _, l := range g {
			if err := finitePoints(l); err != nil {
				return err
			}
		}
	case orb.Polygon:
		for _, r := range g {
			if err := finitePoints(orb.LineString(r)); err != nil {
				return err
			}
		}
	case orb.MultiPolygon:
		for _, p := range g {
			if err := finite(p); err != nil {
				return err
			}
		}
	case orb.Collection:
		for _, part := range g {
			if err := finite(part); err != nil {
				return err
			}
		}
	}
	return nil
}

func finitePoints(path orb.LineString) error {
	for _, p := range path {
		if p[0]-p[0] != 0 || p[1]-p[1] != 0 {
			return &placed{p, geo.ErrNotFinite}
		}
	}
	return nil
}
