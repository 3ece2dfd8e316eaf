package inspect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/goccy/go-yaml"

	"renewal/geo"
	"renewal/geo/crs"
	"renewal/units"
)

// sketch is what is taken from the sketch of a study.
type sketch struct {
	CRS    string
	Layers map[string]oneOrMore
}

type sketchedLayer struct {
	File, Layer, ID string
	Fields          map[string]any
	Kind            any
}

// oneOrMore is how a study lists the layers of a role.
type oneOrMore []sketchedLayer

func (o *oneOrMore) UnmarshalYAML(text []byte) error {
	var many []sketchedLayer
	if yaml.Unmarshal(text, &many) == nil {
		*o = many
		return nil
	}
	var one sketchedLayer
	if err := yaml.Unmarshal(text, &one); err != nil {
		return err
	}
	*o = oneOrMore{one}
	return nil
}

// guess gives the subjects the roles, IDs and columns that [units.Sketch] finds
// for them, and the working system that it proposes.
func (s *subjects) guess(ctx context.Context, files []string) error {
	if len(files) == 0 {
		return nil
	}
	text, _, err := units.Sketch(ctx, ".", files)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, geo.ErrEmpty): // a file without layers
		return s.guessOneByOne(ctx, files)
	case err != nil:
		return fmt.Errorf("guess roles: %w", err)
	}
	return s.take(text)
}

// guessOneByOne leaves out files that hold no layers.
func (s *subjects) guessOneByOne(ctx context.Context, files []string) error {
	var some []string
	for _, f := range files {
		if _, _, err := units.Sketch(ctx, ".", []string{f}); err == nil {
			some = append(some, f)
		} else if ctx.Err() != nil {
			return ctx.Err()
		} else {
			s.list = append(s.list, subject{name: f, file: f, written: f, err: err})
		}
	}
	if len(some) == 0 {
		return nil
	}
	text, _, err := units.Sketch(ctx, ".", some)
	if err != nil {
		return err
	}
	return s.take(text)
}

// take reads a sketch.
func (s *subjects) take(text []byte) error {
	var k sketch
	if err := yaml.Unmarshal(text, &k); err != nil {
		return fmt.Errorf("guess roles: %w", err)
	}
	if k.CRS != "" {
		if c, err := crs.Parse(k.CRS); err == nil && c.Metric() {
			s.working, s.by = c, byGuess
		}
	}
	for role, layers := range k.Layers {
		for _, l := range layers {
			for i := range s.list {
				if to := &s.list[i]; samePath(to.file, l.File) && (l.Layer == "" || l.Layer == to.layer) && to.role == "" {
					to.role, to.roleBy, to.id, to.fields = role, byGuess, l.ID, mappings(l)
				}
			}
		}
	}
	return nil
}

// mappings are the columns that a sketch names, sorted by attribute.
func mappings(l sketchedLayer) []units.FieldMapping {
	var m []units.FieldMapping
	for attr, column := range l.Fields {
		m = append(m, units.FieldMapping{Attr: attr, Field: fmt.Sprint(column)})
	}
	if kind, ok := l.Kind.(map[string]any); ok && kind["field"] != nil {
		m = append(m, units.FieldMapping{Attr: "kind", Field: fmt.Sprint(kind["field"])})
	}
	slices.SortFunc(m, func(a, b units.FieldMapping) int { return cmp.Compare(a.Attr, b.Attr) })
	return m
}

func samePath(a, b string) bool {
	return filepath.ToSlash(filepath.Clean(a)) == filepath.ToSlash(filepath.Clean(b))
}
