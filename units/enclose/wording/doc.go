// Package wording reads areas out of Chinese sentences: what bounds them, in which
// order or on which side, and how large they are said to be. It knows text only.
//
// Planners write bounds in three ways, each of them understood:
//
//	西至京广铁路、东至城东路、南至陇海铁路、北至金水路    sides
//	陇海铁路—东三环—郑汴路—商都路—城东路                一 after the other, around the area
//	由西三环、陇海铁路、嵩山路、建设路围合               a list, most often around the area too
//
// Sides come with any verb that planners use (东至, 东起, 东临, 东抵, 东侧为, 东以…为界), after the
// name (京广铁路以东: the railway is in the west), or all at once (东、西、南、北分别至…). A side
// may have several names (南至陇海铁路、航海路). Brackets after a name are a note on it; an
// area is read in km², 平方公里, 公顷, 亩 and 平方米.
package wording

import "slices"

// Statement is one area as it is worded.
type Statement struct {
	Name  string // "" where the text gives none
	Edges []Edge // around the area if the text says so
	Order Order
	Area  float64 // m², as published; 0 where the text gives none
	Text  string  // the words that bound it
}

// Order says what the order of edges means.
type Order string

const (
	Sides  Order = "sides"  // every edge has a side, and they stand in the order west, north, east, south
	Around Order = "around" // one after the other
	Listed Order = "listed" // listed, most likely one after the other
)

// Edge is one edge of an area.
type Edge struct {
	Names []string // what it runs along, one or several
	Side  Side     // "" where none is said
	Note  string   // what brackets say of it
}

// Side is where an edge lies, seen from the area.
type Side string

// Sides, clockwise from the west, in which order edges around an area stand.
const (
	West      Side = "west"
	Northwest Side = "northwest"
	North     Side = "north"
	Northeast Side = "northeast"
	East      Side = "east"
	Southeast Side = "southeast"
	South     Side = "south"
	Southwest Side = "southwest"
)

var clockwise = []Side{West, Northwest, North, Northeast, East, Southeast, South, Southwest}

var sideWords = map[string]Side{
	"西": West, "西北": Northwest, "北": North, "东北": Northeast, "东": East, "东南": Southeast, "南": South, "西南": Southwest,
	"北西": Northwest, "北东": Northeast, "南东": Southeast, "南西": Southwest,
}

// Opposite is the side across the area.
func (s Side) Opposite() Side {
	for i, c := range clockwise {
		if c == s {
			return clockwise[(i+4)%len(clockwise)]
		}
	}
	return ""
}

// CompareSides orders sides clockwise from the west, as they stand around an area.
func CompareSides(a, b Side) int { return slices.Index(clockwise, a) - slices.Index(clockwise, b) }
