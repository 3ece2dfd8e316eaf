package compare

import (
	"context"
	"slices"

	"renewal/geo"
	"renewal/geo/vector"
)

// Columns and layers of our results.
const (
	ourID    = "GXDYBH"
	ourClass = "unit_class"
	ourLayer = "units"
	ourRest  = "not_delineated" // land that is no unit, drawn and classed like units
)

// addRest adds the land that is no unit: between two results of ours, a unit that
// stopped being one has not vanished.
func (d *drawing) addRest() {
	if d.rest == nil {
		return
	}
	d.layer.Shapes = append(d.layer.Shapes, d.rest.Shapes...)
	for i := range d.layer.Columns {
		c, rest := &d.layer.Columns[i], &d.rest.Columns[i]
		if c.Nulls != nil || rest.Nulls != nil {
			c.Nulls = append(padded(c), padded(rest)...)
		}
		c.Texts = append(c.Texts, rest.Texts...)
		c.Integers = append(c.Integers, rest.Integers...)
		c.Reals = append(c.Reals, rest.Reals...)
	}
	d.layer.IDs = append(d.layer.IDs, make([]string, d.rest.Len())...)
	d.report.Layer += "+" + ourRest
	d.report.Features += d.rest.Len()
}

func padded(c *geo.Column) []bool {
	if c.Nulls == nil {
		return make([]bool, c.Len())
	}
	return c.Nulls
}

// readTests reads why the units of our results are of their class; nil if the layer
// is none of ours.
func readTests(ctx context.Context, file string, info vector.Info) (map[string][]Test, error) {
	columns := []string{ourID, "criterion", "measure", "op", "outcome", "low", "high", "threshold"}
	for _, c := range columns {
		if !slices.ContainsFunc(info.Fields, func(f vector.Field) bool { return f.Name == c }) {
			return nil, nil
		}
	}
	l, err := vector.Read(ctx, vector.Source{File: file, Layer: info.Name, Fields: columns})
	if err != nil {
		return nil, err
	}
	text := func(k, i int) string { s, _ := l.Columns[k].Text(i); return s }
	real := func(k, i int) *float64 {
		if v, ok := l.Columns[k].Real(i); ok {
			return &v
		}
		return nil
	}
	tests := map[string][]Test{}
	for i := range l.Len() {
		id := text(0, i)
		tests[id] = append(tests[id], Test{Criterion: text(1, i), Measure: text(2, i), Op: text(3, i), Outcome: text(4, i), Low: real(5, i), High: real(6, i), Threshold: real(7, i)})
	}
	return tests, nil
}
