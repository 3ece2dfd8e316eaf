package enclose

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/geo/vector"
	"renewal/units/enclose/linenames"
)

// named is the lines of all layers by their names, in the working system.
type named struct {
	lines map[string][]orb.LineString
	table *linenames.Table
}

// readLines reads the layers of a request.
func readLines(ctx context.Context, r *Request, working crs.CRS) (*named, error) {
	all := &named{lines: map[string][]orb.LineString{}}
	for _, s := range r.Lines {
		if err := all.read(ctx, s, working); err != nil {
			return nil, err
		}
	}
	names := make([]string, 0, len(all.lines))
	for n := range all.lines {
		names = append(names, n)
	}
	all.table = linenames.New(names)
	return all, nil
}

func (n *named) read(ctx context.Context, s Lines, working crs.CRS) error {
	column := s.Name
	if column == "" {
		column = "name"
	}
	layer, err := vector.Read(ctx, vector.Source{File: s.File, Layer: s.Layer, Encoding: s.Encoding, CRS: s.CRS, Fields: []string{column}})
	if err != nil {
		return err
	}
	fail := func(op string, err error) error {
		return &geo.LayerError{Layer: "lines", Source: s.Written, Op: op, Err: err}
	}
	if layer.CRS == "" {
		return fail("project", geo.ErrNoCRS)
	}
	from, err := crs.Parse(layer.CRS)
	if err != nil {
		return fail("project", err)
	}
	transform, err := crs.NewTransform(from, working)
	if err != nil {
		return fail("project", err)
	}
	usable := false
	for i, shape := range layer.Shapes {
		name, ok := layer.Columns[0].Text(i)
		lines, areLines := geo.Lines(shape)
		usable = usable || areLines && len(lines) > 0
		if !ok || linenames.Plain(name) == "" || !areLines {
			continue
		}
		moved, err := transform.Shape(lines)
		if err != nil {
			return &geo.FeatureError{Ref: geo.Ref{Layer: "lines", ID: fmt.Sprintf("#%d", i+1)}, Source: s.Written, Op: "project", Err: err}
		}
		n.lines[name] = append(n.lines[name], moved.(orb.MultiLineString)...)
	}
	if !usable {
		return fail("read", fmt.Errorf("%w: it has no lines", geo.ErrKind))
	}
	return nil
}
