// Package plate draws a map of classed areas for documents: with a title, a legend, a
// scale bar and an arrow to the north, as SVG or as PNG.
//
// Shapes are in a plane whose unit is the metre and whose north is up. On paper they
// are drawn to a grid of a twentieth of a millimetre, which is finer than what can
// be seen; both sides of a border fall on the same points. A name is written where it
// fits into its area and over no other; the legend counts those that do not. All
// this is laid out once, so that both pictures show the same.
//
// An SVG keeps its texts as text. It depends on nothing but the map, byte for byte.
// A PNG is drawn with the [Font] given; text that the font has no letters for is
// written in its English words instead.
//
// The package knows nothing of renewal: which areas there are, and in which colours,
// is said by package units.
package plate

import "github.com/paulmach/orb"

// Map is what is to be shown.
type Map struct {
	Title, Subtitle Words
	Footer          Words
	Classes         []Class
	Areas           []Area
	Lines           []Line
}

// Words are a text in Chinese, or whatever is at hand, and in English.
type Words struct{ Zh, En string }

// Class is a kind of area, with its line in the legend.
type Class struct {
	Name   Words
	Colour string // "#RRGGBB"
	Hatch  string // colour of slanted lines across it; "" for none
	Note   Words  // at the end of its line, such as a count
}

// Area is one area; Label may be empty.
type Area struct {
	Shape orb.MultiPolygon
	Class int
	Label Words
}

// Line is a kind of line that is drawn across the areas, with its line in the
// legend.
type Line struct {
	Name   Words
	Colour string
	Lines  orb.MultiLineString
}

// Colours of the sheet.
const (
	ink   = "#222222"
	quiet = "#5A5A5A"
	edge  = "#3A3A3A"
	paper = "#FFFFFF"
)
