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
	length, _ := o.Lengths(l)
	return length
}

// atATime is how many segments of a line are held to the border together: the edges that
// none of them can meet are left out for all.
const atATime = 8

// Lengths is Length, and what of it runs along the border.
func (o *Outline) Lengths(l orb.MultiLineString) (length, border float64) {
	s := borrow()
	defer scratches.Put(s)
	for _, line := range l {
		side := leaf // where the line is, if the border does not meet the last segment
		for from := 0; from+1 < len(line); from += atATime {
			part := line[from:min(from+atATime+1, len(line))]
			edges, apart := o.edgesNear(s.a[:0], part)
			s.a = edges
			for i := 1; i < len(part); i++ {
				a, b := part[i-1], part[i]
				dx, dy := b[0]-a[0], b[1]-a[1]
				if dx-dx+dy-dy != 0 || math.IsNaN(o.size) {
					return math.NaN(), math.NaN()
				}
				if a == b {
					continue
				}
				if len(edges) > 0 && s.cutBy(edges, a, b) {
					in, on := o.share(s.cuts, s.borders, a, b)
					d := math.Hypot(dx, dy)
					length += d * in
					border += d * on
					side = leaf
					continue
				}
				if side == leaf {
					if side = outside; !apart && o.Contains(a) {
						side = inside
					}
				}
				if side == inside {
					length += math.Hypot(dx, dy)
				}
			}
		}
	}
	return length, border
}

// edgesNear appends the edges that the box of a line may meet; apart tells that it keeps
// out of the box of the outline.
func (o *Outline) edgesNear(to []segment, line orb.LineString) (edges []segment, apart bool) {
	w := boxAround(line)
	low, high := &o.bound.Min, &o.bound.Max
	if !(w.x1 >= low[0] && w.x0 <= high[0] && w.y1 >= low[1] && w.y0 <= high[1]) {
		return to, true
	}
	s := o.strips()
	if len(s.edges) == 0 {
		return to, true
	}
	first, last := s.strip(w.y0), s.strip(w.y1)
	for i := first; i <= last; i++ {
		in := s.edges[s.starts[i]:s.starts[i+1]]
		for k := range in {
			g := &in[k]
			if g.misses(&w) || i > first && s.strip(min(g.a[1], g.b[1])) < i {
				continue // too far, or found in the strip before
			}
			to = append(to, *g)
		}
	}
	return to, false
}

// boxAround is the box of a line.
func boxAround(line orb.LineString) box {
	p := line[0]
	w := box{p[0], p[1], p[0], p[1]}
	for _, p := range line[1:] {
		if p[0] < w.x0 {
			w.x0 = p[0]
		}
		if p[0] > w.x1 {
			w.x1 = p[0]
		}
		if p[1] < w.y0 {
			w.y0 = p[1]
		}
		if p[1] > w.y1 {
			w.y1 = p[1]
		}
	}
	return w
}

// between is the box of a segment.
func between(a, b orb.Point) box {
	w := box{a[0], a[1], b[0], b[1]}
	if w.x0 > w.x1 {
		w.x0, w.x1 = w.x1, w.x0
	}
	if w.y0 > w.y1 {
		w.y0, w.y1 = w.y1, w.y0
	}
	return w
}

// misses reports whether the segment keeps out of the box, and of its sides.
func (g *segment) misses(w *box) bool {
	return g.a[0] < w.x0 && g.b[0] < w.x0 || g.a[0] > w.x1 && g.b[0] > w.x1 ||
		g.a[1] < w.y0 && g.b[1] < w.y0 || g.a[1] > w.y1 && g.b[1] > w.y1
}

// cutBy finds where the segment from a to b meets the edges, if only at an end: s.cuts
// are in order, from 0 to 1, and may repeat; s.borders is where it runs along edges.
func (s *scratch) cutBy(edges []segment, a, b orb.Point) (met bool) {
	s.cuts, s.borders = s.cuts[:0], s.borders[:0]
	w := between(a, b)
	for k := range edges {
		g := &edges[k]
		if g.misses(&w) {
			continue
		}
		atA, atB := exact.Orientation(g.a, g.b, a), exact.Orientation(g.a, g.b, b)
		if atA*atB > 0 {
			continue
		}
		if !met {
			s.cuts, met = append(s.cuts, 0, 1), true
		}
		switch {
		case atA == 0 && atB == 0:
			from, to := along(a, b, g.a), along(a, b, g.b)
			v := stretch{min(from, to), max(from, to)}
			s.cuts, s.borders = append(s.cuts, v.from, v.to), append(s.borders, v)
		case atA*atB < 0:
			if exact.Orientation(a, b, g.a)*exact.Orientation(a, b, g.b) <= 0 {
				s.cuts = append(s.cuts, crossing(a, b, *g))
			}
		}
	}
	if met {
		slices.Sort(s.cuts)
		slices.SortFunc(s.borders, func(a, b stretch) int { return cmp.Compare(a.from, b.from) })
	}
	return met
}

// share is how much of the segment from a to b is inside or on the border, and how
// much on the border.
func (o *Outline) share(cuts []float64, borders []stretch, a, b orb.Point) (in, on float64) {
	for i := 1; i < len(cuts); i++ {
		from, to := cuts[i-1], cuts[i]
		if !(from < to) {
			continue
		}
		m := from + (to-from)/2
		if slices.ContainsFunc(borders, func(v stretch) bool { return v.from < m && m < v.to }) {
			in, on = in+to-from, on+to-from
		} else if o.Contains(orb.Point{a[0] + m*(b[0]-a[0]), a[1] + m*(b[1]-a[1])}) {
			in += to - from
		}
	}
	return min(in, 1), min(on, 1)
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
