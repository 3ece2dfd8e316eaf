package plate

import (
	"fmt"
	"math"
	"strconv"

	"github.com/paulmach/orb"
)

// legend lists classes and lines right of the map, the scale bar at its foot.
func (s *sheet) legend(m *Map, p *projection) {
	x, y := p.bounds.Max[0]+margin, p.bounds.Min[1]+4
	s.write(Words{"图例 Legend", "Legend"}, orb.Point{x, y}, 5, 0, ink, true)
	for _, c := range m.Classes {
		y += 11
		s.rectangle(orb.Bound{Min: orb.Point{x, y - 5}, Max: orb.Point{x + 10, y + 1.5}}, c.Colour, c.Hatch, edge)
		s.entry(c.Name, c.Note, orb.Point{x, y})
	}
	for _, l := range m.Lines {
		y += 11
		s.marks = append(s.marks, mark{lines: orb.MultiLineString{{{x, y - 1.75}, {x + 10, y - 1.75}}}, stroke: l.Colour, width: 0.6})
		s.entry(l.Name, Words{}, orb.Point{x, y})
	}
	if s.unlabelled > 0 {
		y += 12
		s.write(Words{fmt.Sprintf("另有 %d 个单元过小，未注名称", s.unlabelled), fmt.Sprintf("%d areas are too small for their names", s.unlabelled)},
			orb.Point{x, y}, 3, 0, quiet, false)
	}
	s.scaleBar(p, orb.Point{x, p.bounds.Max[1] - 6})
}

// entry is a name in both languages beside its sign, and a note at the right. Where
// the font has no Chinese, the line in English stands alone.
func (s *sheet) entry(name, note Words, at orb.Point) {
	s.write(Words{name.Zh, " "}, orb.Point{at[0] + 13, at[1] - 1.6}, 3.8, 0, ink, false)
	if name.Zh != name.En {
		s.write(Words{name.En, ""}, orb.Point{at[0] + 13, at[1] + 1.9}, 2.8, 0, quiet, false)
	}
	s.write(note, orb.Point{at[0] + panel, at[1] - 1.6}, 3, 1, quiet, false)
}

// scaleBar draws a round number of metres, true to the scale of the map.
func (s *sheet) scaleBar(p *projection, at orb.Point) {
	const most = 55 // mm
	metres := roundDown(most / p.scale)
	long := metres * p.scale
	for i := range 4 {
		fill := ink
		if i%2 == 1 {
			fill = paper
		}
		s.rectangle(orb.Bound{Min: orb.Point{at[0] + long*float64(i)/4, at[1]}, Max: orb.Point{at[0] + long*float64(i+1)/4, at[1] + 1.8}}, fill, "", ink)
	}
	unit, per := "m", 1.0
	if metres >= 2000 {
		unit, per = "km", 1000
	}
	for _, i := range []float64{0, 0.5, 1} {
		label := strconv.FormatFloat(metres*i/per, 'f', -1, 64)
		if i == 1 {
			label += " " + unit
		}
		s.write(Words{label, label}, orb.Point{at[0] + long*i, at[1] - 1.5}, 3, 0.5, ink, false)
	}
}

// roundDown is the greatest of 1, 2 and 5 times a power of ten that is not above v.
func roundDown(v float64) float64 {
	power := math.Pow(10, math.Floor(math.Log10(v)))
	for _, n := range []float64{5, 2} {
		if n*power <= v {
			return n * power
		}
	}
	return power
}

// arrow points to the north; its tip is at the place given.
func (s *sheet) arrow(tip orb.Point) {
	x, y := tip[0], tip[1]
	half := func(side float64, fill string) {
		s.marks = append(s.marks, mark{area: orb.MultiPolygon{{{{x, y}, {x + side, y + 11}, {x, y + 8.5}, {x, y}}}}, fill: fill, stroke: ink, width: 0.25})
	}
	half(-3.5, ink)
	half(3.5, paper)
	s.marks = append(s.marks, mark{text: &text{words: Words{"北 N", "N"}, at: orb.Point{x, y + 16}, size: 4, anchor: 0.5, colour: ink, bold: true, halo: true}})
}
