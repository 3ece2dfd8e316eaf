package units

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/distance"
	"renewal/rules"
)

// hardInside is the length of hard barriers inside, further from the outline
// than what runs along it.
func (g *givens) hardInside(unit *Unit) rules.Quantity {
	box := geo.Bound(unit.Shape)
	var near orb.MultiLineString
	for _, i := range g.near.Touching(box) {
		near = append(near, g.hard[i])
	}
	if len(near) == 0 {
		return rules.Exactly(0)
	}
	outline := area.Prepare(unit.Shape)
	s := shore{outline, distance.Prepare(unit.Shape), box, nearly * g.set.FollowBarrier}
	if s.follow(near) || outline.Length(near) <= 0 {
		return rules.Exactly(0)
	}
	core, err := geo.Buffer(unit.Shape, -g.set.FollowBarrier)
	if err != nil {
		return rules.Missing("outline that cannot be shrunk")
	}
	if len(core) == 0 {
		return rules.Exactly(0)
	}
	return rules.Exactly(area.Prepare(core).Length(near))
}

// nearly is the part of a distance within which no shape shrunk by that distance comes
// to its old outline. The engine straightens outlines by a hundredth of the distance
// before, and its chords come nearer than arcs by a thousandth.
const nearly = 0.9

// finest is how short a piece of line, in metres, is not looked at by halves any more,
// however narrow the strip: far more than coordinates of a map can tell apart.
const finest = 1e-6

// shore is the outline of land, and the strip beside it. Most barriers inside units
// run along their outlines: to see that costs far less than to shrink the unit.
type shore struct {
	land  *area.Outline
	edge  *distance.Lines
	box   orb.Bound // of the land
	width float64   // of the strip
}

// follow reports whether lines are within the strip wherever they are on land. It
// may fail to see it where one is less than a hundredth of the width, or than finest, from
// leaving it.
func (s *shore) follow(lines orb.MultiLineString) bool {
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			if !s.follows(l[i-1], l[i]) {
				return false
			}
		}
	}
	return true
}

// follows looks at the segment from a to b by halves. No place on it is further from
// the edge than its middle is, and half its length; and if the edge is further from
// there, all of it is on one side.
func (s *shore) follows(a, b orb.Point) bool {
	if max(a[0], b[0]) < s.box.Min[0] || min(a[0], b[0]) > s.box.Max[0] || max(a[1], b[1]) < s.box.Min[1] || min(a[1], b[1]) > s.box.Max[1] {
		return true
	}
	middle, half := orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}, math.Hypot(b[0]-a[0], b[1]-a[1])/2
	switch off := s.edge.Within(middle, max(half, s.width)+1); {
	case off+half <= s.width:
		return true
	case off > half && !s.land.Contains(middle):
		return true
	case off > half && off > s.width, half < max(s.width/200, finest):
		return false
	}
	return s.follows(a, middle) && s.follows(middle, b)
}
