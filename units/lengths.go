package units

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
)

// rim is the border of an atom with another.
type rim struct {
	box   orb.Bound
	lines []orb.LineString
}

// rimsOf are the borders that each atom has with others.
func rimsOf(f *fabric) [][]rim {
	rims := make([][]rim, len(f.atoms))
	for i := range f.borders {
		b := &f.borders[i]
		if b.A == coverage.Outside {
			continue
		}
		for k := range b.Segments {
			r := rim{b.Segments[k].Lines.Bound(), b.Segments[k].Lines}
			rims[b.A], rims[b.B] = append(rims[b.A], r), append(rims[b.B], r)
		}
	}
	return rims
}

// lengthIn is how much of the lines belongs to an atom: what runs inside it, half
// of what runs along its border with another, since that has the other half, and
// all of what runs along the edge of the study. So lengths of atoms add up to that
// of their union, as roads that bound two neighbourhoods count half in each.
func (m *measurer) lengthIn(a int, lines orb.MultiLineString) float64 {
	length := m.atoms[a].Length(lines)
	if length == 0 {
		return 0
	}
	shared := 0.0
	box := lines.Bound()
	for _, r := range m.rims[a] {
		if !r.box.Intersects(box) {
			continue
		}
		for _, border := range r.lines {
			for k := 1; k < len(border); k++ {
				p, q := border[k-1], border[k]
				if max(p[0], q[0]) < box.Min[0] || min(p[0], q[0]) > box.Max[0] || max(p[1], q[1]) < box.Min[1] || min(p[1], q[1]) > box.Max[1] {
					continue
				}
				for _, line := range lines {
					for i := 1; i < len(line); i++ {
						shared += geo.Along(line[i-1], line[i], p, q)
					}
				}
			}
		}
	}
	return max(0, length-shared/2)
}

// middle is the point halfway along lines.
func middle(lines orb.MultiLineString) orb.Point {
	left := geo.Length(lines) / 2
	last := orb.Point{}
	for _, line := range lines {
		for i := 1; i < len(line); i++ {
			a, b := line[i-1], line[i]
			d := math.Hypot(b[0]-a[0], b[1]-a[1])
			if last = b; d > 0 && d >= left {
				return orb.Point{a[0] + (b[0]-a[0])*left/d, a[1] + (b[1]-a[1])*left/d}
			}
			left -= d
		}
	}
	return last
}
