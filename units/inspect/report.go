package inspect

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/crs"
)

// MaxPlaces is how many findings of one kind in one layer are kept with their
// places, the worst ones; more than anyone will visit, and few enough for a
// report. Counts and sums are of all.
const MaxPlaces = 1000

// Report is what the layers hold and what is wrong with them.
type Report struct {
	Study    string  `json:"study,omitempty"` // path of the study file; "" where files were given
	CRS      string  `json:"crs"`             // the plane that measures are taken in; "" if there is none
	CRSBy    string  `json:"crs_by"`          // "study" or "guess"
	Errors   int     `json:"errors"`
	Warnings int     `json:"warnings"`
	Notes    int     `json:"notes"`
	Layers   []Layer `json:"layers"`
	Groups   []Group `json:"findings"` // the worst first, then by layer

	plane *crs.CRS // of the places of findings; nil if there is none
}

// Layer is what one layer holds.
type Layer struct {
	Name       string         `json:"layer"` // as findings name it
	File       string         `json:"file"`
	FileLayer  string         `json:"layer_in_file,omitempty"`
	Role       string         `json:"role,omitempty"`
	RoleBy     string         `json:"role_by,omitempty"` // "study" or "guess"
	Format     string         `json:"format,omitempty"`
	Encoding   string         `json:"encoding,omitempty"`
	EncodingBy geo.Known      `json:"encoding_by,omitempty"`
	CRS        string         `json:"crs,omitempty"`
	CRSBy      geo.Known      `json:"crs_by,omitempty"`
	Features   int            `json:"features"`
	Vertices   int            `json:"vertices"`
	Kinds      map[string]int `json:"geometry_kinds,omitempty"`
	Extent     *[4]float64    `json:"extent,omitempty"`        // west, south, east, north in the file's coordinates
	LonLat     *[4]float64    `json:"extent_lonlat,omitempty"` // the same in degrees
	Area       *float64       `json:"area_m2,omitempty"`
	Length     *float64       `json:"length_m,omitempty"`
	ID         string         `json:"id_field,omitempty"`
	Fields     []Field        `json:"fields,omitempty"`
}

// Field is what one attribute holds.
type Field struct {
	Name     string   `json:"name"`
	Type     string   `json:"type"`
	Nulls    int      `json:"nulls"`
	Distinct int      `json:"distinct"`
	Min      *float64 `json:"min,omitempty"` // of numbers
	Max      *float64 `json:"max,omitempty"`
	Examples []string `json:"examples,omitempty"` // the most frequent values, then by value
}

// Group is all findings of one kind in one layer.
type Group struct {
	Kind     Kind      `json:"kind"`
	Severity Severity  `json:"severity"`
	Zh       string    `json:"zh"`
	En       string    `json:"en"`
	Layer    string    `json:"layer"`
	Count    int       `json:"count"`             // all, listed or not
	Area     *float64  `json:"area_m2,omitempty"` // sum over all
	Length   *float64  `json:"length_m,omitempty"`
	Widest   *float64  `json:"widest_m,omitempty"`
	Advice   string    `json:"advice"`
	Findings []Finding `json:"places"` // the worst first, at most MaxPlaces

	common bool // places are in the plane of the report
}

// Finding is one thing that is wrong. Of the measures those are given that mean
// something for its kind.
type Finding struct {
	Features []string    `json:"features,omitempty"` // "parcels/P1"; the one that is wrong first
	Count    int         `json:"count,omitempty"`    // of what the message counts, where that is not 1
	Place    *Place      `json:"place,omitempty"`
	Area     *float64    `json:"area_m2,omitempty"`
	Width    *float64    `json:"width_m,omitempty"`
	Length   *float64    `json:"length_m,omitempty"`
	Shift    *[2]float64 `json:"shift_m,omitempty"` // east, north
	Message  string      `json:"message"`

	weight float64      // how bad, to sort by
	at     *orb.Point   // in the working plane
	shape  orb.Geometry // the same; nil if the place says it all
}

// Place is where a finding is.
type Place struct {
	X   float64  `json:"x"` // in the coordinates of the file
	Y   float64  `json:"y"`
	Lon *float64 `json:"lon,omitempty"`
	Lat *float64 `json:"lat,omitempty"`
}

// findings collects what is found in one layer, by kind.
type findings map[Kind]*gathering

// gathering is all of one kind: sums over all, and the worst.
type gathering struct {
	count                int
	area, length, widest float64
	has                  struct{ area, length, width bool }
	worst                []Finding
}

// add counts a finding and keeps it if it is among the worst.
func (f findings) add(kind Kind, x Finding) {
	g := f[kind]
	if g == nil {
		g = &gathering{}
		f[kind] = g
	}
	g.count++
	if x.Area != nil {
		g.area, g.has.area = g.area+*x.Area, true
	}
	if x.Length != nil {
		g.length, g.has.length = g.length+*x.Length, true
	}
	if x.Width != nil {
		g.widest, g.has.width = max(g.widest, *x.Width), true
	}
	g.worst = append(g.worst, x)
	if len(g.worst) >= 4*MaxPlaces {
		g.cut()
	}
}

// cut keeps the worst findings. Which these are does not depend on when it is
// called.
func (g *gathering) cut() {
	slices.SortStableFunc(g.worst, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), slices.Compare(a.Features, b.Features), comparePlaces(a.at, b.at), cmp.Compare(a.Message, b.Message))
	})
	if len(g.worst) > MaxPlaces {
		clear(g.worst[MaxPlaces:])
		g.worst = g.worst[:MaxPlaces]
	}
}

func comparePlaces(p, q *orb.Point) int {
	switch {
	case p == nil || q == nil:
		return 0
	default:
		return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1]))
	}
}

// groups turns what was gathered in a layer into groups.
func (f findings) groups(layer string, common bool) []Group {
	var groups []Group
	for kind, g := range f {
		g.cut()
		s := specs[kind]
		out := Group{Kind: kind, Severity: s.severity, Zh: s.zh, En: s.en, Layer: layer, Count: g.count, Advice: s.advice, Findings: g.worst, common: common}
		if g.has.area {
			out.Area = rounded(g.area, 3)
		}
		if g.has.length {
			out.Length = rounded(g.length, 3)
		}
		if g.has.width {
			out.Widest = rounded(g.widest, 3)
		}
		groups = append(groups, out)
	}
	slices.SortFunc(groups, func(a, b Group) int { return cmp.Compare(order[a.Kind], order[b.Kind]) })
	return groups
}

// AnyRead reports whether any layer could be read.
func (r *Report) AnyRead() bool {
	failed := 0
	for _, g := range r.Groups {
		if g.Kind == Unreadable {
			failed++
		}
	}
	return failed < len(r.Layers)
}

// CountFrom is how many findings are as bad as a severity, or worse.
func (r *Report) CountFrom(limit Severity) int {
	n := 0
	for _, g := range r.Groups {
		if g.Severity.Reaches(limit) {
			n += g.Count
		}
	}
	return n
}
