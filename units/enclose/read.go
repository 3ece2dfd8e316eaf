package enclose

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"

	"renewal/geo"
	"renewal/geo/ring"
	"renewal/units/enclose/linenames"
	"renewal/units/enclose/wording"
)

// maxList is far beyond any list written by hand.
const maxList = 1 << 20

// ReadRequest reads a list of areas. Files in it are relative to its folder. The
// reading is strict; an error names the file, line and column.
func ReadRequest(path string) (*Request, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("%s: %w", path, geo.ErrNoFile)
	case err != nil || info.IsDir():
		return nil, fmt.Errorf("%s: %w: it is no file", path, geo.ErrUnreadable)
	case info.Size() > maxList:
		return nil, fmt.Errorf("%s: %w: over 1 MiB, too large for a list of areas", path, geo.ErrUnreadable)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w: %v", path, geo.ErrUnreadable, err)
	}
	if !utf8.Valid(data) {
		return nil, fmt.Errorf("%s: %w: not UTF-8 text", path, ErrRequest)
	}
	var l list
	if err := yaml.UnmarshalWithOptions(data, &l, yaml.Strict()); err != nil {
		at, words := placeIn(err)
		return nil, fault(path, at, "%s", words)
	}
	return l.request(path)
}

func fault(path string, at place, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: %w", path, at.line, at.column, wrong(fmt.Sprintf(format, args...)))
}

// wrong is the text of a fault; the place says already that the list is meant.
type wrong string

func (w wrong) Error() string { return string(w) }
func (w wrong) Unwrap() error { return ErrRequest }

func (l *list) request(path string) (*Request, error) {
	r := &Request{
		Path: path, Ruleset: l.Ruleset.value, CRS: l.CRS.value, Aliases: aliases(l.Aliases), HalfWidth: l.HalfWidth.value,
		Rings: ring.Options{Gap: l.Gap.value, Width: l.Width.value},
	}
	if strings.ContainsAny(r.Ruleset, `./\`) && !filepath.IsAbs(r.Ruleset) {
		r.Ruleset = filepath.Join(filepath.Dir(path), filepath.FromSlash(r.Ruleset))
	}
	if len(l.Lines) == 0 {
		return nil, fault(path, place{1, 1}, `the list names no layer of lines: lines: [{file: FILE, name: COLUMN}]`)
	}
	for _, s := range l.Lines {
		if s.File.value == "" {
			return nil, fault(path, s.at(), `a layer of lines needs a "file"`)
		}
		file := s.File.value
		if !filepath.IsAbs(file) {
			file = filepath.Join(filepath.Dir(path), filepath.FromSlash(file))
		}
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("%s:%d:%d: %w: %q", path, s.File.at.line, s.File.at.column, geo.ErrNoFile, s.File.value)
		}
		r.Lines = append(r.Lines, Lines{File: file, Written: s.File.value, Layer: s.Layer.value, Name: s.Name.value, Encoding: s.Encoding.value, CRS: s.CRS.value})
	}
	if len(l.Areas) == 0 {
		return nil, fault(path, place{1, 1}, `the list names no area: areas: [{name: NAME, text: SENTENCE}]`)
	}
	seen := map[string]place{}
	for _, a := range l.Areas {
		made, err := a.area(path)
		if err != nil {
			return nil, err
		}
		if first, twice := seen[made.Name]; twice {
			return nil, fault(path, a.at, "area %q again, first on line %d", made.Name, first.line)
		}
		seen[made.Name] = a.at
		r.Areas = append(r.Areas, made)
	}
	return r, nil
}

func aliases(written map[string]names) linenames.Aliases {
	all := linenames.Aliases{}
	for name, of := range written {
		all[name] = of.values
	}
	return all
}

// sideKeys are the sides as a list may write them.
var sideKeys = map[string]wording.Side{
	"west": wording.West, "northwest": wording.Northwest, "north": wording.North, "northeast": wording.Northeast,
	"east": wording.East, "southeast": wording.Southeast, "south": wording.South, "southwest": wording.Southwest,
	"西": wording.West, "北": wording.North, "东": wording.East, "南": wording.South,
}

func (a *area) area(path string) (Area, error) {
	f := a.fields
	made := Area{Kind: f.Kind.value, Aliases: aliases(f.Aliases), HalfWidth: f.HalfWidth.value, Notes: f.Notes.value,
		At: fmt.Sprintf("%s:%d:%d", path, a.at.line, a.at.column)}
	ways := 0
	for _, given := range []bool{f.Text.value != "", len(f.Edges) > 0, len(f.Sides) > 0} {
		if given {
			ways++
		}
	}
	switch {
	case ways != 1:
		return Area{}, fault(path, a.at, `an area needs one of "text", "edges" and "sides"`)
	case f.Text.value != "":
		s, err := wording.Parse(f.Text.value)
		if err != nil {
			return Area{}, fault(path, f.Text.at, "%v: %s", err, f.Text.value)
		}
		made.Statement = s
	case len(f.Edges) > 0:
		made.Order = wording.Around
		for _, e := range f.Edges {
			made.Edges = append(made.Edges, wording.Edge{Names: e.values})
		}
		if len(made.Edges) < 2 {
			return Area{}, fault(path, f.Edges[0].at, "an area needs two edges or more")
		}
	default:
		made.Order = wording.Sides
		for _, key := range slices.Sorted(maps.Keys(f.Sides)) {
			n := f.Sides[key]
			side, ok := sideKeys[key]
			if slices.ContainsFunc(made.Edges, func(e wording.Edge) bool { return e.Side == side }) {
				return Area{}, fault(path, n.at, "the side %s again", side)
			}
			if !ok {
				return Area{}, fault(path, n.at, "unknown side %q: west, north, east, south and those between, or 西, 北, 东, 南", key)
			}
			made.Edges = append(made.Edges, wording.Edge{Names: n.values, Side: side})
		}
		slices.SortFunc(made.Edges, func(p, q wording.Edge) int { return wording.CompareSides(p.Side, q.Side) })
		if len(made.Edges) < 2 {
			return Area{}, fault(path, a.at, "an area needs two sides or more")
		}
	}
	if f.Name.value != "" {
		made.Name = f.Name.value
	}
	if made.Name == "" {
		return Area{}, fault(path, a.at, `the area has no "name"`)
	}
	if f.Published.value > 0 {
		made.Statement.Area = f.Published.value * 1e6
	}
	made.Name = strings.TrimSpace(made.Name)
	return made, nil
}
