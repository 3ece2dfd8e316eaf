package study

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"renewal/geo"
	"renewal/geo/vector"
)

// Study is what a study file says: the layers of one run by role, the working
// coordinate system, the ruleset and the options. Nothing but the study file
// itself has been read; files are known to exist, no more.
type Study struct {
	Path          string // the study file, as it was asked for
	Dir           string // its folder; every file named in it is relative to this
	Name          string
	CRS           string // working coordinate system, as written
	LanduseScheme string // name of a built-in scheme of package landuse, or the joined path of a table; "" if not stated
	Ruleset       string // name of an embedded ruleset, or the joined path of a file
	Sources       []Source
	None          []Absence // what the study says that there is none of, in the order of the file
	Options       Options

	places map[string]place
}

// Source is one layer of a study in one role. Sources stand in the order of
// [Roles], within a role in the order of the study file.
type Source struct {
	Role     string
	File     string // joined with the folder of the study; GDAL names such as /vsizip/… as written
	Written  string // File as the study file has it, without passwords: the one for messages and reports
	Layer    string // "" means the file's only layer
	Encoding string // "" means what the file says
	CRS      string // "" means what the file says
	Enclose  bool   // File is a list of areas by the names of their edges, see package enclose
	Ruleset  string // that such a list is drawn by, if it names none: the study's
	ID       string // column of IDs; "" means that IDs are made from the shapes

	// Where keeps the features that meet all the conditions, sorted by column. The
	// others are not read, and count in nothing.
	Where []vector.Condition

	// LanduseScheme is that of the codes of this layer, like that of the study; ""
	// means the study's.
	LanduseScheme string

	// Fields says where attributes come from, sorted by attribute. The kind of
	// a zone, barrier or other feature is the attribute "kind".
	Fields []FieldMapping

	// Rank settles whose land it is where districts overlap: the higher rank
	// wins; of equal ranks the kind "management" wins over "statutory" and over
	// none; of equal kinds the later source wins. Other roles have rank 0.
	Rank int

	Path         string // the study file
	Line, Column int    // where it describes the source

	places map[string]place
}

// place is a position in the study file, both from 1. Columns count characters,
// not bytes.
type place struct{ line, column int }

// Read reads a study file. The reading is strict: a key that is unknown or
// given twice, a missing role, a wrong type, an attribute that no measure knows
// and a file that does not exist are all errors. They come together, joined,
// each a [*Error] with its line and column, in the order of the file.
func Read(path string) (*Study, error) {
	data, err := readLimited(path)
	if err != nil {
		return nil, err
	}
	r := &reader{path: path, dir: filepath.Dir(path)}
	s := r.read(data)
	if err := r.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// maxSize is far beyond any study written by hand; it keeps a mistaken
// path to a data file from being parsed as YAML.
const maxSize = 1 << 20

func readLimited(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, &Error{Path: path, Err: geo.ErrNoFile}
	case err != nil:
		return nil, &Error{Path: path, Err: fmt.Errorf("%w: %v", geo.ErrUnreadable, err)}
	case info.IsDir():
		return nil, &Error{Path: path, Err: fmt.Errorf("%w: it is a folder", geo.ErrUnreadable)}
	case info.Size() > maxSize:
		return nil, &Error{Path: path, Err: fmt.Errorf("%w: over 1 MiB, too large for a study file", geo.ErrUnreadable)}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &Error{Path: path, Err: fmt.Errorf("%w: %v", geo.ErrUnreadable, err)}
	}
	return data, nil
}

// Of returns the sources of a role, in the order of the study file.
func (s *Study) Of(role string) []Source {
	var of []Source
	for _, src := range s.Sources {
		if src.Role == role {
			of = append(of, src)
		}
	}
	return of
}

// Require is an error if the study has no layer of a role that it could do without.
func (s *Study) Require(role string) error {
	if len(s.Of(role)) == 0 {
		return &Error{Path: s.Path, Err: fault("the study has no layer of " + role)}
	}
	return nil
}

// At says where the study file has a key of its top level or of its options, as
// "study.yaml:3:6", for messages; "options.gap" names an option. A key that is
// not there gives the file alone.
func (s *Study) At(key string) string { return whereIs(s.Path, s.places, key, place{}) }

// At says where the study file has a key of this source, as "study.yaml:12:5":
// "file", "layer", "id", "kind", "fields.landuse" or "where.LX". A key that is not there
// gives the place of the source.
func (s *Source) At(key string) string {
	return whereIs(s.Path, s.places, key, place{s.Line, s.Column})
}

func whereIs(path string, places map[string]place, key string, otherwise place) string {
	p, ok := places[key]
	if !ok {
		p = otherwise
	}
	if p.line == 0 {
		return path
	}
	return fmt.Sprintf("%s:%d:%d", path, p.line, p.column)
}

// Field returns the mapping of an attribute, and false if the study has none.
func (s *Source) Field(attr string) (FieldMapping, bool) {
	i, ok := slices.BinarySearchFunc(s.Fields, attr, func(f FieldMapping, attr string) int {
		return strings.Compare(f.Attr, attr)
	})
	if !ok {
		return FieldMapping{}, false
	}
	return s.Fields[i], true
}

// Columns lists the columns of the file whose values the source needs, sorted:
// that of the IDs and those of its fields.
func (s *Source) Columns() []string {
	columns := []string{}
	if s.ID != "" {
		columns = append(columns, s.ID)
	}
	for _, f := range s.Fields {
		if f.Field != "" {
			columns = append(columns, f.Field)
		}
	}
	slices.Sort(columns)
	return slices.Compact(columns)
}
