package mapsheet

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Sheet is a map of areas in metres, the north up.
type Sheet struct {
	Title    string
	Subtitle string
	Footer   string
	Legend   string // what stands above the classes
	Classes  []Class
	Areas    []Area
}

// Class is how areas of one kind look, and what the legend calls them.
type Class struct {
	Label   string
	Colour  string // "#RRGGBB"
	Hatched bool
}

// Area is an area of a class, by its position. Its name stands in it where there is
// room.
type Area struct {
	Shape orb.MultiPolygon
	Class int
	Name  string
}

// The sheet in its own units, of which a PNG has Width/width pixels each.
const (
	width  = 1600.0
	margin = 40.0
	top    = 130.0 // the title's share
	column = 320.0 // the legend's, right of the map
	gutter = 28.0
	bottom = 56.0
	mapW   = width - 2*margin - column - gutter
)

const (
	ink     = "#23272E"
	soft    = "#6A7078"
	paper   = "#FFFFFF"
	outline = "#FFFFFF"
	pale    = "#F7F4EC" // beneath a hatch
)

// canvas is what a sheet is drawn on. Colours are "#RRGGBB"; rings are open or
// closed, holes the other way round than shells.
type canvas interface {
	fill(rings [][]orb.Point, colour string, opacity float64)
	hatch(rings [][]orb.Point, colour string)
	stroke(line []orb.Point, closed bool, colour string, width float64)
	text(at orb.Point, words string, size float64, bold bool, colour string, anchor anchor)
}

type anchor uint8

const (
	start anchor = iota
	middle
)

// view takes metres to the sheet.
type view struct {
	corner orb.Point // what lies at the map's upper left
	scale  float64   // of the sheet, for a metre
	height float64   // of the map
}

// view fits the areas into the map with a margin of a fiftieth. A map is no higher than
// it is wide and no lower than half of that.
func (s *Sheet) view() view {
	box := orb.Bound{Min: orb.Point{0, 0}, Max: orb.Point{1, 1}}
	for i, a := range s.Areas {
		if i == 0 {
			box = a.Shape.Bound()
		} else {
			box = box.Union(a.Shape.Bound())
		}
	}
	w, h := max(box.Max[0]-box.Min[0], 1)*1.04, max(box.Max[1]-box.Min[1], 1)*1.04
	v := view{height: min(max(mapW*h/w, mapW/2), mapW)}
	v.scale = min(mapW/w, v.height/h)
	c := box.Center()
	v.corner = orb.Point{c[0] - mapW/v.scale/2, c[1] + v.height/v.scale/2}
	return v
}

func (v view) at(p orb.Point) orb.Point {
	return orb.Point{margin + (p[0]-v.corner[0])*v.scale, top + (v.corner[1]-p[1])*v.scale}
}

// height is that of the whole sheet.
func (v view) sheet() float64 { return top + v.height + bottom }

func (s *Sheet) draw(c canvas, v view) {
	c.fill([][]orb.Point{box(0, 0, width, v.sheet())}, paper, 1)
	c.text(orb.Point{margin, 68}, s.Title, fitting(36, width-2*margin-60, s.Title), true, ink, start)
	c.text(orb.Point{margin, 104}, s.Subtitle, 20, false, soft, start)
	c.text(orb.Point{margin, v.sheet() - 20}, s.Footer, 15, false, soft, start)
	for _, a := range s.Areas {
		class := s.Classes[a.Class]
		rings := v.rings(a.Shape)
		if class.Hatched {
			c.fill(rings, pale, 1)
			c.hatch(rings, class.Colour)
		} else {
			c.fill(rings, class.Colour, 0.88)
		}
	}
	for _, a := range s.Areas {
		colour := outline
		if s.Classes[a.Class].Hatched {
			colour = soft
		}
		for _, r := range v.rings(a.Shape) {
			c.stroke(r, true, colour, 1)
		}
	}
	for _, a := range s.Areas {
		s.name(c, v, a)
	}
	c.stroke(box(margin, top, mapW, v.height), true, soft, 1)
	s.legend(c)
	v.north(c)
	v.bar(c)
}

// name writes the name of an area in its midst, if it fits within its box there.
func (s *Sheet) name(c canvas, v view, a Area) {
	const size = 12.0
	b := a.Shape.Bound()
	if a.Name == "" || wide(a.Name)*size > 0.9*(b.Max[0]-b.Min[0])*v.scale || 2*size > (b.Max[1]-b.Min[1])*v.scale {
		return
	}
	at := v.at(geo.InteriorPoint(a.Shape))
	if s.Classes[a.Class].Hatched {
		w := wide(a.Name) * size
		c.fill([][]orb.Point{box(at[0]-w/2-3, at[1]-size*0.8, w+6, size*1.6)}, pale, 0.9)
	}
	c.text(orb.Point{at[0], at[1] + size*0.35}, a.Name, size, false, ink, middle)
}

// wide is how wide a text is in its own size: a Chinese character is one, a letter a
// little over half.
func wide(words string) float64 {
	w := 0.0
	for _, r := range words {
		if r < 0x2E80 {
			w += 0.58
		} else {
			w++
		}
	}
	return w
}

// fitting is the size asked for, or the smaller one at which all texts fit into a width.
func fitting(size, room float64, texts ...string) float64 {
	for _, t := range texts {
		size = min(size, math.Floor(room/max(wide(t), 1)*10)/10)
	}
	return size
}

func (v view) rings(shape orb.MultiPolygon) [][]orb.Point {
	var rings [][]orb.Point
	for _, polygon := range shape {
		for _, ring := range polygon {
			points := make([]orb.Point, len(ring))
			for i, p := range ring {
				points[i] = v.at(p)
			}
			rings = append(rings, points)
		}
	}
	return rings
}

const right = width - margin - column // where the legend begins

func (s *Sheet) legend(c canvas) {
	c.text(orb.Point{right, top + 24}, s.Legend, 20, true, ink, start)
	var labels []string
	for _, class := range s.Classes {
		labels = append(labels, class.Label)
	}
	size := fitting(16, column-46, labels...)
	for i, class := range s.Classes {
		y := top + 44 + 34*float64(i)
		chip := box(right, y, 34, 20)
		if class.Hatched {
			c.fill([][]orb.Point{chip}, pale, 1)
			c.hatch([][]orb.Point{chip}, class.Colour)
		} else {
			c.fill([][]orb.Point{chip}, class.Colour, 0.88)
		}
		c.stroke(chip, true, soft, 0.8)
		c.text(orb.Point{right + 46, y + 16}, class.Label, size, false, ink, start)
	}
}

// north is an arrow above the end of the legend.
func (v view) north(c canvas) {
	x := width - margin - 16
	c.fill([][]orb.Point{{{x, 58}, {x + 11, 102}, {x, 93}, {x - 11, 102}}}, ink, 1)
	c.text(orb.Point{x, 50}, "N", 20, true, ink, middle)
}

// bar is a scale bar of a round length below the legend.
func (v view) bar(c canvas) {
	length := roundLength(column * 0.6 / v.scale)
	w, y := length*v.scale, top+v.height-8
	c.stroke([]orb.Point{{right, y - 10}, {right, y}, {right + w, y}, {right + w, y - 10}}, false, ink, 2)
	words := strconv.FormatFloat(length, 'f', -1, 64) + " m"
	if length >= 1000 {
		words = strconv.FormatFloat(length/1000, 'f', -1, 64) + " km"
	}
	c.text(orb.Point{right + w/2, y - 18}, words, 16, false, ink, middle)
}

// roundLength is the largest of 1, 2, 5, 10 … that is at most v.
func roundLength(v float64) float64 {
	ten := math.Pow10(int(math.Floor(math.Log10(v))))
	for _, f := range []float64{5, 2} {
		if v >= f*ten {
			return f * ten
		}
	}
	return ten
}

func box(x, y, w, h float64) []orb.Point {
	return []orb.Point{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}
}
