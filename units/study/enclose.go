package study

import (
	"context"
	"slices"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/enclose"
)

// enclosed completes a source that is a list of areas by the names of their edges: it
// has the columns that package enclose gives, and no file of its own.
func (r *reader) enclosed(s *Source, places map[string]place) {
	for _, key := range []string{"file", "layer", "encoding", "crs", "id", "where", "fields"} {
		if p, stated := places[key]; stated {
			r.fault(p, "", "%q does not go with %q: the areas have the columns name and kind", key, "enclose")
		}
	}
	places["file"] = places["enclose"]
	s.ID = "name"
	s.Fields = append(s.Fields, FieldMapping{Attr: "name", Field: "name"})
	if _, stated := places["kind"]; !stated {
		places["kind"] = places["enclose"]
		s.Fields = append(s.Fields, FieldMapping{Attr: "kind", Field: "kind"})
	}
}

// Read reads the layer of a source, as its file has it: the fields asked for, or all if
// they are nil. Areas that are given by their edges are drawn in the working system.
func (s *Source) Read(ctx context.Context, working crs.CRS, fields []string) (*geo.Layer, error) {
	if !s.Enclose {
		return vector.Read(ctx, vector.Source{File: s.File, Layer: s.Layer, Encoding: s.Encoding, CRS: s.CRS, Fields: fields, Where: s.Where})
	}
	needKind := slices.ContainsFunc(s.Fields, func(f FieldMapping) bool { return f.Attr == "kind" && f.Field != "" })
	return enclose.ReadLayer(ctx, s.File, working, s.Ruleset, needKind)
}
