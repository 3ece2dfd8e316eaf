package enclose

import (
	"fmt"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo/ring"
)

// Report is what was drawn, and what was not.
type Report struct {
	CRS   string       `json:"crs"`
	Areas []AreaReport `json:"areas"`
}

// AreaReport is one area: a shape, or what is missing.
type AreaReport struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind,omitempty"`
	At        string   `json:"at,omitempty"`   // where the list has it
	Text      string   `json:"text,omitempty"` // the words that bound it
	Notes     string   `json:"notes,omitempty"`
	Closed    bool     `json:"closed"`
	Area      float64  `json:"area_m2,omitempty"`   // along the middle of the edges
	Inset     float64  `json:"inset_m,omitempty"`   // how far inside of them the shape ends
	InsetArea float64  `json:"inset_m2,omitempty"`  // and how large it then is
	Published *float64 `json:"published_m2"`        // null where the text gives no area
	Deviation *float64 `json:"deviation,omitempty"` // share by which the area is larger than published
	Bridged   float64  `json:"bridged_m"`
	Reordered bool     `json:"reordered,omitempty"` // edges follow each other in another order than given

	// Chosen says what decided between rings that bridge equally little: sides,
	// published_area or length; "" where there was nothing to decide.
	Chosen string `json:"chosen_by,omitempty"`

	Edges        []EdgeReport   `json:"edges"` // in the order given
	Bridges      []BridgeReport `json:"bridges"`
	Alternatives []Alternative  `json:"alternatives,omitempty"`
	Missing      []Missing      `json:"missing,omitempty"`

	// OpenArea is how large the area would be if what is missing were bridged, and
	// nothing but gaps keeps it open; Instead is what would be missing if the edges
	// followed each other in another order.
	OpenArea float64  `json:"open_area_m2,omitempty"`
	Instead  *Instead `json:"instead,omitempty"`

	Shape orb.MultiPolygon `json:"-"` // empty unless closed
	Paths []orb.LineString `json:"-"` // by edge, also of an area that gaps keep open; nil without any
	Lines []ring.Edge      `json:"-"` // by edge, all that were found
}

// EdgeReport is one edge of an area and the lines that were found for it.
type EdgeReport struct {
	Names     []string `json:"names"` // as the text has them
	Side      string   `json:"side,omitempty"`
	Note      string   `json:"note,omitempty"`
	Place     int      `json:"place,omitempty"` // from 1, in the order of the outline; 0 unless closed
	Uses      []Use    `json:"lines"`
	Length    float64  `json:"length_m"` // along the outline, bridges within the edge included
	OtherSide bool     `json:"other_side,omitempty"`
}

// Use is one name that lines have, and how much of the outline follows them.
type Use struct {
	Name   string  `json:"name"`
	For    string  `json:"for"` // the name in the text that it was found for
	By     string  `json:"by"`
	Lines  int     `json:"features"`
	Length float64 `json:"length_m"`
}

// BridgeReport is a straight piece of an outline where there is no line.
type BridgeReport struct {
	Edges  [2]string  `json:"edges"` // that it joins; one twice where it is within an edge
	Length float64    `json:"length_m"`
	From   [2]float64 `json:"from"` // in the working system
	To     [2]float64 `json:"to"`
	LonLat [2]float64 `json:"lonlat"` // of its middle
}

// Alternative is another ring that bridges equally little.
type Alternative struct {
	Area      float64  `json:"area_m2"`
	Length    float64  `json:"length_m"`
	Bridged   float64  `json:"bridged_m"`
	Deviation *float64 `json:"deviation,omitempty"`
}

// Missing is what keeps an area open: a name that no line has, or a gap.
type Missing struct {
	Name    string        `json:"name,omitempty"`    // that no line has
	Between []string      `json:"between,omitempty"` // the edges before and after it
	Nearest []string      `json:"nearest,omitempty"` // names like it
	Gap     *BridgeReport `json:"gap,omitempty"`     // too long to be bridged
	Words   string        `json:"words"`             // all that in a sentence
}

// Instead is another order of the edges, in which less is missing.
type Instead struct {
	Edges   []string  `json:"edges"`
	Area    float64   `json:"open_area_m2"`
	Missing []Missing `json:"missing"`
}

// InOrder lists the edges as they follow each other in the outline.
func (a *AreaReport) InOrder() []string {
	names := make([]string, len(a.Edges))
	for _, e := range a.Edges {
		if e.Place > 0 {
			names[e.Place-1] = strings.Join(e.Names, "、")
		}
	}
	return names
}

// NameAreas numbers areas without a name, and those whose name another has.
func NameAreas(areas []Area) {
	taken := map[string]bool{}
	for i := range areas {
		name := areas[i].Name
		if name == "" {
			name = fmt.Sprintf("area %d", i+1)
		}
		for taken[name] {
			name += fmt.Sprintf(" (%d)", i+1)
		}
		areas[i].Name, taken[name] = name, true
	}
}
