package units

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

	places map[string]studyPlace
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

	Line, Column int // where the study file describes it

	path   string
	places map[string]studyPlace
}

// studyPlace is a position in the study file, both from 1. Columns count characters,
// not bytes.
type studyPlace struct{ line, column int }

// Options override the defaults of the ruleset. Nil, "" and 0 mean that the
// study does not speak of it.
type Options struct {
	Grid          *float64 `json:"grid,omitempty"`           // m, spacing of coordinates
	Gap           *float64 `json:"gap,omitempty"`            // m, narrower gaps between control units are filled
	Match         *float64 `json:"match,omitempty"`          // m, closer vertices of control units that overlap or gap are one
	Follow        *float64 `json:"follow,omitempty"`         // m, closer edges of districts and control units are the same
	FollowBarrier *float64 `json:"follow_barrier,omitempty"` // m, the same for hard barriers
	MinPiece      *float64 `json:"min_piece,omitempty"`      // m², smaller pieces are not cut off by a barrier
	MaxLoss       *float64 `json:"max_loss,omitempty"`       // share of a control unit that cleaning may take, 0 to 1
	MaxRepair     *float64 `json:"max_repair,omitempty"`     // share of an invalid shape that may be in doubt, 0 to 1
	Overlap       string   `json:"overlap,omitempty"`        // who keeps an overlap: longest_border, smaller, larger
	NoDistrict    string   `json:"no_district,omitempty"`    // land in no district: error, nearest, exclude
	Roads         string   `json:"roads,omitempty"`          // road reserves between control units: keep, split, assign
	RoadWidth     *float64 `json:"road_width,omitempty"`     // m, how wide they are at most
	AreaMethod    string   `json:"area_method,omitempty"`    // plane, ellipsoid
	Fields        string   `json:"fields,omitempty"`         // names of fields in the results: pinyin (GXDYBH …) or english (unit_id …)
	Search        int      `json:"search,omitempty"`         // changes that the search weighs for each atom; see partition.Options.Steps
	Workers       int      `json:"-"`                        // goroutines; never changes a result
}

// ReadStudy reads a study file. The reading is strict: a key that is unknown or
// given twice, a missing role, a wrong type, an attribute that no measure knows
// and a file that does not exist are all errors. They come together, joined,
// each a [*StudyError] with its line and column, in the order of the file.
func ReadStudy(path string) (*Study, error) {
	data, err := readLimited(path)
	if err != nil {
		return nil, err
	}
	r := &studyReader{path: path, dir: filepath.Dir(path)}
	s := r.read(data)
	if err := r.err(); err != nil {
		return nil, err
	}
	return s, nil
}

// maxStudySize is far beyond any study written by hand; it keeps a mistaken
// path to a data file from being parsed as YAML.
const maxStudySize = 1 << 20

func readLimited(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, &StudyError{Path: path, Err: geo.ErrNoFile}
	case err != nil:
		return nil, &StudyError{Path: path, Err: fmt.Errorf("%w: %v", geo.ErrUnreadable, err)}
	case info.IsDir():
		return nil, &StudyError{Path: path, Err: fmt.Errorf("%w: it is a folder", geo.ErrUnreadable)}
	case info.Size() > maxStudySize:
		return nil, &StudyError{Path: path, Err: fmt.Errorf("%w: over 1 MiB, too large for a study file", geo.ErrUnreadable)}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, &StudyError{Path: path, Err: fmt.Errorf("%w: %v", geo.ErrUnreadable, err)}
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

// At says where the study file has a key of its top level or of its options, as
// "study.yaml:3:6", for messages; "options.gap" names an option. A key that is
// not there gives the file alone.
func (s *Study) At(key string) string { return studyAt(s.Path, s.places, key, studyPlace{}) }

// At says where the study file has a key of this source, as "study.yaml:12:5":
// "file", "layer", "id", "kind", "fields.landuse" or "where.LX". A key that is not there
// gives the place of the source.
func (s *Source) At(key string) string {
	return studyAt(s.path, s.places, key, studyPlace{s.Line, s.Column})
}

func studyAt(path string, places map[string]studyPlace, key string, otherwise studyPlace) string {
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
