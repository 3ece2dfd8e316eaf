package geojson

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// decoded reads a text in blocks of the given size.
func decoded[T string | []byte](text T, o Options, block int) (*geo.Layer, error) {
	layer, _, err := read(context.Background(), bytes.NewReader([]byte(text)), o, block)
	return layer, err
}

var errAbsent = errors.New("a field that the text has not")

// passing are options to keep features by their shape and their values of some
// fields, as texts in the order of the fields, "" for none.
func passing(pass func(g orb.Geometry, values []string) bool, tested ...string) Options {
	return Options{Tested: tested, Ready: func(fields []Field) (Keep, error) {
		var at []int
		for _, name := range tested {
			i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
			if i < 0 {
				return nil, errAbsent
			}
			at = append(at, i)
		}
		return func(shapes []orb.Geometry, columns []geo.Column) []int { return chosen(shapes, columns, at, pass) }, nil
	}}
}

func chosen(shapes []orb.Geometry, columns []geo.Column, at []int, pass func(orb.Geometry, []string) bool) (kept []int) {
	values := make([]string, len(at))
	for i, g := range shapes {
		for k, column := range at {
			values[k], _ = columns[column].Text(i)
		}
		if pass(g, values) {
			kept = append(kept, i)
		}
	}
	return kept
}
