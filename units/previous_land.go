package units

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/vector"
)

// previousLand is what is read of the layers of an earlier result: its units, the
// land that is none, and the units that are gone, all in the system of the file.
type previousLand struct {
	*geo.Layer
	classes []string // by feature; "" where not told
	gone    []bool   // by feature: it is no unit any more
	whole   bool     // the land that is no unit is there, too
}

// Fields by which units are known, in Chinese files and English ones.
var unitFields = []string{"GXDYBH", "unit_id"}

// readPreviousLand reads the units of a file: of its layer units, or of the only one.
func readPreviousLand(ctx context.Context, path string) (*previousLand, error) {
	infos, err := vector.Layers(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", rolePrevious, err)
	}
	find := func(name string) (vector.Info, bool) {
		i := slices.IndexFunc(infos, func(i vector.Info) bool { return i.Name == name })
		if i < 0 {
			return vector.Info{}, false
		}
		return infos[i], true
	}
	units, there := find("units")
	if !there && len(infos) == 1 {
		units, there = infos[0], true
	}
	if !there {
		names := make([]string, len(infos))
		for i := range infos {
			names[i] = fmt.Sprintf("%q", infos[i].Name)
		}
		return nil, fmt.Errorf("%s: %s: %w \"units\": it has %s", rolePrevious, vector.Redacted(path), geo.ErrNoLayer, strings.Join(names, ", "))
	}
	all := &previousLand{}
	if err := all.read(ctx, path, units); err != nil {
		return nil, err
	}
	if len(all.IDs) == 0 {
		return nil, &geo.LayerError{Layer: rolePrevious, Source: all.Source, Op: "read", Err: geo.ErrEmpty}
	}
	for _, name := range []string{"not_delineated", "changes"} {
		if more, there := find(name); there && len(infos) > 1 {
			if err := all.read(ctx, path, more); err != nil {
				return nil, err
			}
			all.whole = true
		}
	}
	return all, nil
}

// read adds the features of one layer. Of the layer of changes those are meant that
// are no unit any more.
func (l *previousLand) read(ctx context.Context, path string, info vector.Info) error {
	has := func(name string) bool {
		return slices.ContainsFunc(info.Fields, func(f vector.Field) bool { return f.Name == name })
	}
	id := unitFields[max(0, slices.IndexFunc(unitFields, has))]
	fields := []string{id}
	changes := has("change") && has("now_ha")
	class := "unit_class"
	if changes {
		class = "class_was"
		fields = append(fields, "now_ha")
	}
	if has(class) {
		fields = append(fields, class)
	}
	read, err := vector.Read(ctx, vector.Source{File: path, Layer: info.Name, Fields: fields})
	if errors.Is(err, geo.ErrNoField) {
		return fmt.Errorf("%s: %w: units are known by it", rolePrevious, err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", rolePrevious, err)
	}
	if l.Layer == nil {
		l.Layer = &geo.Layer{Name: rolePrevious, Source: read.Source, CRS: read.CRS}
	}
	if read.CRS == "" {
		return &geo.LayerError{Layer: rolePrevious, Source: read.Source, Op: "project", Err: geo.ErrNoCRS}
	}
	for i := range read.Len() {
		if changes {
			if _, there := read.Column("now_ha").Real(i); there {
				continue // it is among the units
			}
		}
		l.IDs = append(l.IDs, strings.TrimSpace(textOf(read, i, id)))
		l.Shapes = append(l.Shapes, read.Shapes[i])
		l.classes = append(l.classes, textOf(read, i, class))
		l.gone = append(l.gone, changes)
	}
	return nil
}
