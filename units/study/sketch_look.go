package study

import (
	"context"
	"slices"
	"strconv"

	"renewal/geo/vector"
)

// What is looked at to find the values of a column: more features would take
// longer than anyone waits for a sketch, and more values than the kinds of a
// map key are no kinds.
const (
	maxLooked = 200_000
	maxValues = 40
)

// lookAt takes the layers of a file. Columns are read only when asked for.
func lookAt(ctx context.Context, f Listing) []foundLayer {
	var layers []foundLayer
	for _, info := range f.Layers {
		l := foundLayer{
			file: f.File, layer: info.Name, alone: len(f.Layers) == 1,
			geometry: info.Geometry, crs: info.CRS, crsName: info.CRSName, count: info.Count,
		}
		if !info.Extent.IsEmpty() {
			l.box = [4]float64{info.Extent.Min[0], info.Extent.Min[1], info.Extent.Max[0], info.Extent.Max[1]}
		}
		for _, f := range info.Fields {
			l.columns = append(l.columns, f.Name)
		}
		l.values = func(column string) []string {
			if info.Count > maxLooked {
				return nil
			}
			return valuesIn(ctx, vector.Source{File: f.File, Layer: info.Name, Fields: []string{column}})
		}
		l.greatest = func(column string) (float64, bool) {
			if info.Count > maxLooked {
				return 0, false
			}
			return greatestIn(ctx, vector.Source{File: f.File, Layer: info.Name, Fields: []string{column}})
		}
		layers = append(layers, l)
	}
	return layers
}

// greatestIn is the greatest number in the one column read, false if none can be
// read.
func greatestIn(ctx context.Context, src vector.Source) (most float64, found bool) {
	layer, err := vector.Read(ctx, src)
	if err != nil || len(layer.Columns) != 1 {
		return 0, false
	}
	for i := range layer.Len() {
		text, _ := layer.Columns[0].Text(i)
		if v, err := strconv.ParseFloat(text, 64); err == nil && (!found || v > most) {
			most, found = v, true
		}
	}
	return most, found
}

// valuesIn lists the values of the one column read, sorted, each once; nil if
// they cannot be read or are too many. A sketch can do without them.
func valuesIn(ctx context.Context, src vector.Source) []string {
	layer, err := vector.Read(ctx, src)
	if err != nil || len(layer.Columns) != 1 {
		return nil
	}
	seen := map[string]bool{}
	for i := range layer.Len() {
		if v, ok := layer.Columns[0].Text(i); ok && !seen[v] {
			if seen[v] = true; len(seen) > maxValues {
				return nil
			}
		}
	}
	values := make([]string, 0, len(seen))
	for v := range seen {
		values = append(values, v)
	}
	slices.Sort(values)
	return values
}
