package plate

import (
	"math"

	"github.com/paulmach/orb"
)

// Sizes on paper, in millimetres.
const (
	margin   = 8.0
	head     = 22.0  // title and subtitle
	foot     = 9.0   // what stands below the map
	frame    = 225.0 // the map, across
	leastTop = 130.0 // the map, from top to bottom
	mostTop  = 320.0
	panel    = 76.0 // the legend, right of the map
	inset    = 0.03 // of the map, on each side
)

// sheet is a map laid out.
type sheet struct {
	width, height float64
	marks         []mark
	unlabelled    int
}

// mark is one thing to be drawn; later ones lie over earlier ones. Its places are in
// millimetres from the upper left corner.
type mark struct {
	area   orb.MultiPolygon
	fill   string // "" for none
	hatch  string
	lines  orb.MultiLineString
	stroke string // of lines, or of the edge of the area
	width  float64
	text   *text
}

// text is a line of text. It begins at its place, or lies around it, or ends there.
type text struct {
	words  Words
	at     orb.Point // on the base line
	size   float64   // of the letters' em
	anchor float64   // 0, 0.5 or 1
	colour string
	bold   bool
	halo   bool
}

// projection takes the plane to paper.
type projection struct {
	scale  float64 // mm a metre
	from   orb.Point
	to     orb.Point
	bounds orb.Bound // of the map on paper
}

// layout puts a map on a sheet.
func layout(m *Map) *sheet {
	box, some := orb.Bound{}, false
	for i := range m.Areas {
		if len(m.Areas[i].Shape) == 0 {
			continue
		}
		if b := m.Areas[i].Shape.Bound(); some {
			box = box.Union(b)
		} else {
			box, some = b, true
		}
	}
	wide, high := max(box.Max[0]-box.Min[0], 1), max(box.Max[1]-box.Min[1], 1)
	top := min(max(frame*high/wide, leastTop), mostTop)
	s := &sheet{width: margin*3 + frame + panel, height: margin*2 + head + top + foot}
	p := projection{from: box.Center(), to: orb.Point{margin + frame/2, margin + head + top/2},
		scale:  (1 - 2*inset) * min(frame/wide, top/high),
		bounds: orb.Bound{Min: orb.Point{margin, margin + head}, Max: orb.Point{margin + frame, margin + head + top}}}

	s.rectangle(orb.Bound{Max: orb.Point{s.width, s.height}}, paper, "", "")
	s.write(m.Title, orb.Point{margin, margin + 8}, 7.5, 0, ink, true)
	s.write(m.Subtitle, orb.Point{margin, margin + 16}, 4, 0, quiet, false)
	s.areas(m, &p)
	s.rectangle(p.bounds, "", "", quiet)
	s.arrow(orb.Point{s.width - margin - 5, margin})
	s.legend(m, &p)
	s.write(m.Footer, orb.Point{margin, s.height - margin}, 3, 0, quiet, false)
	return s
}

// areas draws areas, lines and names, in this order.
func (s *sheet) areas(m *Map, p *projection) {
	shapes := make([]orb.MultiPolygon, len(m.Areas))
	for i := range m.Areas {
		c := &m.Classes[m.Areas[i].Class]
		shapes[i] = p.area(m.Areas[i].Shape)
		s.marks = append(s.marks, mark{area: shapes[i], fill: c.Colour, hatch: c.Hatch, stroke: edge, width: 0.2})
	}
	for _, l := range m.Lines {
		s.marks = append(s.marks, mark{lines: p.lines(l.Lines), stroke: l.Colour, width: 0.6})
	}
	labels, left := place(m.Areas, shapes)
	s.unlabelled = left
	for i := range labels {
		s.marks = append(s.marks, mark{text: &labels[i]})
	}
}

func (s *sheet) rectangle(b orb.Bound, fill, hatch, stroke string) {
	s.marks = append(s.marks, mark{area: orb.MultiPolygon{b.ToPolygon()}, fill: fill, hatch: hatch, stroke: stroke, width: 0.25})
}

func (s *sheet) write(w Words, at orb.Point, size, anchor float64, colour string, bold bool) {
	if w != (Words{}) {
		s.marks = append(s.marks, mark{text: &text{words: w, at: at, size: size, anchor: anchor, colour: colour, bold: bold}})
	}
}

// grid is how finely shapes are drawn, in parts of a millimetre.
const grid = 20

func (p *projection) point(q orb.Point) orb.Point {
	return orb.Point{math.Round((p.to[0]+(q[0]-p.from[0])*p.scale)*grid) / grid, math.Round((p.to[1]-(q[1]-p.from[1])*p.scale)*grid) / grid}
}

// path leaves out points that fall on the one before.
func (p *projection) path(of []orb.Point) []orb.Point {
	var out []orb.Point
	for _, q := range of {
		if q := p.point(q); len(out) == 0 || out[len(out)-1] != q {
			out = append(out, q)
		}
	}
	return out
}

func (p *projection) area(of orb.MultiPolygon) orb.MultiPolygon {
	var out orb.MultiPolygon
	for _, polygon := range of {
		var rings orb.Polygon
		for k, r := range polygon {
			ring := orb.Ring(p.path(r))
			if len(ring) < 4 {
				if k == 0 {
					break // too small to be seen, its holes with it
				}
				continue
			}
			rings = append(rings, ring)
		}
		if len(rings) > 0 {
			out = append(out, rings)
		}
	}
	return out
}

func (p *projection) lines(of orb.MultiLineString) orb.MultiLineString {
	var out orb.MultiLineString
	for _, l := range of {
		if l := p.path(l); len(l) > 1 {
			out = append(out, l)
		}
	}
	return out
}
