package area

import (
	"cmp"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/internal/exact"
)

// stretch is part of a segment, in shares of its length from its start.
type stretch struct{ from, to float64 }

// Length is the length of the lines inside the outline or along its border.
// What belongs to several lines counts several times, a line along an edge once;
// but where two outlines share a border, a line along it counts for both. It is NaN if a coordinate
// is not finite.
//
// Which lines run along the border is decided exactly, and a line nearer to it
// than coordinates can express may count or not. Where a line crosses the border
// is rounded, by some 10⁻¹⁶ of the longer of line segment and edge, over the sine
// of the angle between them.
func (o *Outline) Length(l orb.MultiLineString) float64 {
	length := 0.0
	var cuts []float64
	var borders []stretch
	for _, line := range l {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			d := math.Hypot(b[0]-a[0], b[1]-a[1])
			if d-d != 0 || math.IsNaN(o.size) {
				return math.NaN()
			}
			if d == 0 {
				continue
			}
			switch box := (orb.MultiPoint{a, b}).Bound(); {
			case len(o.strips().edges) == 0 || !box.Intersects(o.bound):
			case o.state(box) == inside:
				length += d
			default:
				cuts, borders = o.cuts(cuts[:0], borders[:0], a, b)
				length += d * o.share(cuts, borders, a, b)
			}
		}
	}
	return length
}

// cuts finds where the segment from a to b meets the border: cuts are in order,
// from 0 to 1, and may repeat.
func (o *Outline) cuts(cuts []float64, borders []stretch, a, b orb.Point) ([]float64, []stretch) {
	cuts = append(cuts, 0, 1)
	s := o.strips()
	for i := s.strip(min(a[1], b[1])); i <= s.strip(max(a[1], b[1])); i++ {
		for _, g := range s.edges[s.starts[i]:s.starts[i+1]] {
			if max(g.a[0], g.b[0]) < min(a[0], b[0]) || min(g.a[0], g.b[0]) > max(a[0], b[0]) ||
				max(g.a[1], g.b[1]) < min(a[1], b[1]) || min(g.a[1], g.b[1]) > max(a[1], b[1]) {
				continue
			}
			atA, atB := exact.Orientation(g.a, g.b, a), exact.Orientation(g.a, g.b, b)
			switch {
			case atA == 0 && atB == 0:
				from, to := along(a, b, g.a), along(a, b, g.b)
				v := stretch{min(from, to), max(from, to)}
				cuts, borders = append(cuts, v.from, v.to), append(borders, v)
			case atA*atB < 0:
				if exact.Orientation(a, b, g.a)*exact.Orientation(a, b, g.b) <= 0 {
					cuts = append(cuts, crossing(a, b, g))
				}
			}
		}
	}
	slices.Sort(cuts)
	slices.SortFunc(borders, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	return cuts, borders
}

// share is how much of the segment from a to b is inside or on the border.
func (o *Outline) share(cuts []float64, borders []stretch, a, b orb.Point) float64 {
	share := 0.0
	for i := 1; i < len(cuts); i++ {
		from, to := cuts[i-1], cuts[i]
		if !(from < to) {
			continue
		}
		m := from + (to-from)/2
		on := slices.ContainsFunc(borders, func(v stretch) bool { return v.from < m && m < v.to })
		if on || o.Contains(orb.Point{a[0] + m*(b[0]-a[0]), a[1] + m*(b[1]-a[1])}) {
			share += to - from
		}
	}
	return min(share, 1)
}

// along is where p, which lies on the line through a and b, lies between them,
// from 0 to 1.
func along(a, b, p orb.Point) float64 {
	k := 0
	if math.Abs(b[1]-a[1]) > math.Abs(b[0]-a[0]) {
		k = 1
	}
	return clamp((p[k]-a[k])/(b[k]-a[k]), 0, 1)
}

// crossing is where the segment from a to b crosses the edge, from 0 to 1.
func crossing(a, b orb.Point, g segment) float64 {
	ex, ey := g.b[0]-g.a[0], g.b[1]-g.a[1]
	t := ((g.a[0]-a[0])*ey - (g.a[1]-a[1])*ex) / ((b[0]-a[0])*ey - (b[1]-a[1])*ex)
	if math.IsNaN(t) {
		return 0
	}
	return clamp(t, 0, 1)
}
