package study

import "github.com/goccy/go-yaml/ast"

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

// What is done with land between control units that is wider than the gap that
// is filled, but no wider than a road.
const (
	RoadsKeep   = "keep"   // it stays open
	RoadsSplit  = "split"  // control units meet on its centreline
	RoadsAssign = "assign" // each stretch goes to the control unit it borders on the longest
)

// Where areas are measured: in the plane of the working system, or on the
// ellipsoid under it.
const (
	MethodPlane     = "plane"
	MethodEllipsoid = "ellipsoid"
)

// FieldsEnglish asks for English names of fields in the results.
const FieldsEnglish = "english"

var (
	overlapOwners = []string{"longest_border", "smaller", "larger"}
	noDistricts   = []string{"error", "nearest", "exclude"}
	roadRules     = []string{RoadsKeep, RoadsSplit, RoadsAssign}
	areaMethods   = []string{MethodPlane, MethodEllipsoid}
	fieldNames    = []string{"pinyin", FieldsEnglish}
)

// maxSearch is far beyond what still finds anything: 2,000 times what is usual.
const maxSearch = 1_000_000

func (r *reader) options(n ast.Node, places *map[string]place) Options {
	var o Options
	amount := func(to **float64, what string, high float64) func(ast.Node) {
		return func(n ast.Node) { *to = r.number(n, what, 0, high) }
	}
	word := func(to *string, what string, known []string) func(ast.Node) {
		return func(n ast.Node) { *to = r.oneOf(n, what, known) }
	}
	*places, _ = r.mapping(n, "options", yamlKeys{
		"grid":           amount(&o.Grid, "grid", 1),
		"gap":            amount(&o.Gap, "gap", 1000),
		"match":          amount(&o.Match, "match", 10),
		"follow":         amount(&o.Follow, "follow", 1000),
		"follow_barrier": amount(&o.FollowBarrier, "follow_barrier", 1000),
		"min_piece":      amount(&o.MinPiece, "min_piece", 1e9),
		"max_loss":       amount(&o.MaxLoss, "max_loss", 1),
		"max_repair":     amount(&o.MaxRepair, "max_repair", 1),
		"overlap":        word(&o.Overlap, "overlap", overlapOwners),
		"no_district":    word(&o.NoDistrict, "no_district", noDistricts),
		"roads":          word(&o.Roads, "roads", roadRules),
		"road_width":     amount(&o.RoadWidth, "road_width", 1000),
		"area_method":    word(&o.AreaMethod, "area_method", areaMethods),
		"fields":         word(&o.Fields, "fields", fieldNames),
		"search":         func(n ast.Node) { o.Search = r.integer(n, "search", 1, maxSearch) },
		"workers":        func(n ast.Node) { o.Workers = r.integer(n, "workers", 0, 1024) },
	})
	if o.Grid != nil && *o.Grid == 0 {
		r.fault((*places)["grid"], "leave it out for 1 mm", "grid must be above 0")
	}
	return o
}
