package geojson

import "github.com/paulmach/orb"

// TypeOf is GeoJSON's name of the type of a shape, "" for nil.
func TypeOf(g orb.Geometry) string {
	switch g.(type) {
	case nil:
		return ""
	case orb.Ring, orb.Bound:
		return "Polygon"
	default:
		return g.GeoJSONType()
	}
}

// CommonType is the narrowest type that holds all the shapes: their type, its
// multiple, "Geometry", or "None" if there are no shapes.
func CommonType(shapes []orb.Geometry) string {
	common := ""
	for _, g := range shapes {
		t := TypeOf(g)
		switch {
		case t == "" || t == common:
		case common == "":
			common = t
		case t == "Multi"+common:
			common = t
		case common == "Multi"+t:
		default:
			return "Geometry"
		}
	}
	if common == "" {
		return "None"
	}
	return common
}
