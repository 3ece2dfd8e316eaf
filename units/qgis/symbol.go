package qgis

import (
	"fmt"
	"strconv"
	"strings"
)

// Symbol is how one feature is drawn. Colours are "#RRGGBB", "" for none; lengths
// are millimetres on paper.
type Symbol struct {
	Fill   string  // of an area or a mark
	Alpha  float64 // of Fill, from 0 to 1; 0 stands for 1
	Stroke string  // of an edge or a line
	Width  float64 // of Stroke
	Dashed bool

	// Hatch is the colour of slanted lines across an area, HatchAngle their slant
	// in degrees; at 0 they slant by 45.
	Hatch      string
	HatchAngle float64

	// Mark is the form of a point: "circle", "square", "diamond", "triangle",
	// "cross2", "star" … as QGIS names them; Size is across.
	Mark string
	Size float64

	// WidthBy is an expression for the width of a line, "" for Width.
	WidthBy string
}

// symbol writes s as the symbol of a shape of that geometry.
func (s Symbol) symbol(name, geometry string) node {
	switch {
	case strings.HasSuffix(geometry, "Point"):
		return el("symbol", "type", "marker", "name", name, "alpha", "1").with(s.mark())
	case strings.HasSuffix(geometry, "LineString"):
		return el("symbol", "type", "line", "name", name, "alpha", "1").with(s.line())
	}
	area := el("symbol", "type", "fill", "name", name, "alpha", "1").with(s.area())
	if s.Hatch != "" {
		area = area.with(s.hatch(name))
	}
	return area
}

func layer(class string, pairs ...string) node {
	return el("layer", "class", class, "enabled", "1", "locked", "0", "pass", "0").with(options(pairs...))
}

func (s Symbol) area() node {
	style := "solid"
	if s.Fill == "" {
		style = "no"
	}
	return layer("SimpleFill", "color", rgba(s.Fill, s.Alpha), "style", style, "outline_color", rgba(s.Stroke, 0),
		"outline_style", s.dash(), "outline_width", number(s.Width), "outline_width_unit", "MM", "joinstyle", "round")
}

func (s Symbol) hatch(name string) node {
	angle := s.HatchAngle
	if angle == 0 {
		angle = 45
	}
	line := Symbol{Stroke: s.Hatch, Width: 0.3}
	return layer("LinePatternFill", "angle", number(angle), "distance", "1.6", "distance_unit", "MM").
		with(el("symbol", "type", "line", "name", "@"+name+"@1", "alpha", "1").with(line.line()))
}

func (s Symbol) line() node {
	l := layer("SimpleLine", "line_color", rgba(s.Stroke, 0), "line_style", s.dash(), "line_width", number(s.Width),
		"line_width_unit", "MM", "capstyle", "round", "joinstyle", "round")
	if s.WidthBy == "" {
		return l
	}
	width := el("Option", "type", "Map", "name", "outlineWidth").with(
		el("Option", "type", "bool", "name", "active", "value", "true"),
		el("Option", "type", "QString", "name", "expression", "value", s.WidthBy),
		el("Option", "type", "int", "name", "type", "value", "3")) // 3: an expression
	return l.with(el("data_defined_properties").with(el("Option", "type", "Map").with(
		el("Option", "type", "QString", "name", "name", "value", ""),
		el("Option", "type", "Map", "name", "properties").with(width),
		el("Option", "type", "QString", "name", "type", "value", "collection"))))
}

func (s Symbol) mark() node {
	return layer("SimpleMarker", "name", s.Mark, "color", rgba(s.Fill, s.Alpha), "size", number(s.Size), "size_unit", "MM",
		"outline_color", rgba(s.Stroke, 0), "outline_style", s.dash(), "outline_width", number(s.Width), "outline_width_unit", "MM")
}

func (s Symbol) dash() string {
	switch {
	case s.Stroke == "":
		return "no"
	case s.Dashed:
		return "dash"
	}
	return "solid"
}

// rgba is a colour as QGIS writes it; one that is none is white and clear.
func rgba(colour string, alpha float64) string {
	v, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil || len(colour) != 7 {
		return "255,255,255,0"
	}
	if alpha == 0 {
		alpha = 1
	}
	return fmt.Sprintf("%d,%d,%d,%d", v>>16, v>>8&255, v&255, int(alpha*255+0.5))
}
