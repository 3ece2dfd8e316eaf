package ring

import (
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// segment is a straight piece of one line, at the middle of the road.
type segment struct {
	a, b       orb.Point
	edge, line int
	slack      float64 // how far it was moved to lie there
}

// step is how far apart points are at which the middle of a road is looked for: half
// the width of its carriageway and verge, so that no bend is cut.
const step = 10.0

// steepest is the sine of the angle at which lines still run side by side: 15°. Ramps
// leave their road at more.
const steepest = 0.26

// reach is how many widths away lines may still be of the same road, if there are
// others between them.
const reach = 4

// segmentsOf cuts lines into segments and moves them to the middle of their road.
// Their order is that of their coordinates, whatever the order of the lines.
func segmentsOf(edges []Edge, width float64) []segment {
	var all []segment
	for e, lines := range edges {
		drawn := segmentsDrawn(lines)
		boxes := make([]orb.Bound, len(drawn))
		for i, s := range drawn {
			boxes[i] = orb.LineString{s.a, s.b}.Bound()
		}
		m := middle{segments: drawn, index: geo.NewIndex(boxes), width: width}
		for l, line := range lines {
			for _, s := range m.moved(line) {
				s.edge, s.line = e, l
				all = append(all, s)
			}
		}
	}
	slices.SortStableFunc(all, func(p, q segment) int { return compareSegments(p, q) })
	return all
}

func segmentsDrawn(lines []orb.LineString) []segment {
	var drawn []segment
	for l, line := range lines {
		for i := 1; i < len(line); i++ {
			if line[i-1] != line[i] {
				drawn = append(drawn, segment{a: line[i-1], b: line[i], line: l})
			}
		}
	}
	return drawn
}

// middle looks for the lines beside a line.
type middle struct {
	segments []segment
	index    *geo.Index
	width    float64
	found    []int
	offsets  []float64
}

// moved returns the line along the middle of its road; the line as it is drawn if
// none runs beside it.
func (m *middle) moved(line orb.LineString) []segment {
	var along orb.LineString // with points close enough to see where neighbours begin
	for i := range line {
		if i > 0 {
			a, b := line[i-1], line[i]
			pieces := math.Ceil(distance(a, b) / step)
			for k := 1.0; k < pieces; k++ {
				along = append(along, between(a, b, k/pieces))
			}
		}
		if i == 0 || line[i] != line[i-1] {
			along = append(along, line[i])
		}
	}
	moves := make([]float64, len(along))
	path := make(orb.LineString, len(along))
	alone := true
	for i, p := range along {
		before, after := along[max(i-1, 0)], along[min(i+1, len(along)-1)]
		path[i], moves[i] = m.middleAt(p, before, after)
		alone = alone && moves[i] == 0
	}
	if alone {
		path, moves = line, make([]float64, len(line))
	}
	var segments []segment
	for i := 1; i < len(path); i++ {
		a, b := rounded(path[i-1]), rounded(path[i])
		if a != b {
			segments = append(segments, segment{a: a, b: b, slack: max(moves[i-1], moves[i])})
		}
	}
	return segments
}

// middleAt moves a point of a line that runs from before to after across it, halfway
// between the outermost lines beside it, and says how far.
func (m *middle) middleAt(p, before, after orb.Point) (orb.Point, float64) {
	l := distance(before, after)
	if l == 0 {
		return p, 0
	}
	ux, uy := (after[0]-before[0])/l, (after[1]-before[1])/l
	m.offsets = append(m.offsets[:0], 0)
	far := reach * m.width
	m.found = m.index.AppendTouching(m.found, orb.Bound{Min: p, Max: p}.Pad(far))
	for _, i := range m.found {
		s := m.segments[i]
		dx, dy := s.b[0]-s.a[0], s.b[1]-s.a[1]
		across := ux*dy - uy*dx
		forward := ux*dx + uy*dy
		if math.Abs(across) > steepest*math.Hypot(dx, dy) {
			continue
		}
		t := -(ux*(s.a[0]-p[0]) + uy*(s.a[1]-p[1])) / forward
		if t < 0 || t > 1 {
			continue
		}
		x, y := s.a[0]+t*dx-p[0], s.a[1]+t*dy-p[1]
		if off := ux*y - uy*x; math.Abs(off) <= far {
			m.offsets = append(m.offsets, off)
		}
	}
	slices.Sort(m.offsets)
	own, _ := slices.BinarySearch(m.offsets, 0)
	left, right := own, own
	for left > 0 && m.offsets[left]-m.offsets[left-1] <= m.width {
		left--
	}
	for right+1 < len(m.offsets) && m.offsets[right+1]-m.offsets[right] <= m.width {
		right++
	}
	off := (m.offsets[left] + m.offsets[right]) / 2
	if math.Abs(off) < 0.001 {
		return p, 0
	}
	return orb.Point{p[0] - uy*off, p[1] + ux*off}, math.Abs(off)
}
