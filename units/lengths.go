package units

import (
	"math"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/parallel"
	"renewal/rules"
)

// rim is a stretch of the edge of the study.
type rim struct {
	box   orb.Bound
	lines []orb.LineString
}

// rimsOf are the borders that each atom has with the outside.
func rimsOf(f *fabric) [][]rim {
	rims := make([][]rim, len(f.atoms))
	for i := range f.borders {
		b := &f.borders[i]
		if b.A != coverage.Outside {
			continue
		}
		for k := range b.Segments {
			rims[b.B] = append(rims[b.B], rim{b.Segments[k].Lines.Bound(), b.Segments[k].Lines})
		}
	}
	return rims
}

// course is how much of a feature's lines belongs to an atom.
type course struct {
	atom   int
	length float64 // m
}

// courses are those of the features of a role, by feature; nil where they were not
// asked for.
type courses struct {
	mu sync.Mutex
	of [][]course
}

// coursesOf are the courses of those features of a subject that may count, by feature and
// ascending atom. Each is measured once, however many statistics ask for it.
func (m *measurer) coursesOf(of *subject) ([][]course, error) {
	c, _ := m.courses.get(of.role, func() (*courses, error) { return &courses{of: make([][]course, len(of.in))}, nil })
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.of
	const few = 16
	err := parallel.Blocks(m.ctx, len(of.in), few, m.workers, func(from, to int) error {
		var near []int
		for i := from; i < to; i++ {
			if of.in[i] == rules.Fail || known[i] != nil {
				continue
			}
			known[i] = []course{}
			lines, _ := geo.Lines(of.shape(i))
			box := geo.Bound(lines)
			near = m.boxes.AppendTouching(near, box)
			for _, a := range near {
				if length := m.lengthIn(a, lines, box); length > 0 {
					known[i] = append(known[i], course{a, length})
				}
			}
		}
		return nil
	})
	return slices.Clone(known), err // of which more will be asked for meanwhile
}

// lengthIn is how much of the lines belongs to an atom: what runs inside it, half
// of what runs along its border with another, since that has the other half, and
// all of what runs along the edge of the study. So lengths of atoms add up to that
// of their union, as roads that bound two neighbourhoods count half in each.
func (m *measurer) lengthIn(a int, lines orb.MultiLineString, box orb.Bound) float64 {
	length, border := m.atoms[a].Lengths(lines)
	if border == 0 {
		return length
	}
	border -= m.alongRim(a, lines, box)
	return length - max(0, border)/2
}

// alongRim is how much of the lines, which lie in the box, runs along the edge of the
// study where the atom has it.
func (m *measurer) alongRim(a int, lines orb.MultiLineString, box orb.Bound) (length float64) {
	var edges []straight
	for _, r := range m.rims[a] {
		if !r.box.Intersects(box) {
			continue
		}
		for _, line := range r.lines {
			for k := 1; k < len(line); k++ {
				if edge := (straight{line[k-1], line[k]}); edge.bound().Intersects(box) {
					edges = append(edges, edge)
				}
			}
		}
	}
	if len(edges) == 0 {
		return 0
	}
	const atATime = 8 // segments that are held to the edges together
	for _, line := range lines {
		for from := 0; from+1 < len(line); from += atATime {
			part := line[from:min(from+atATime+1, len(line))]
			box := geo.Bound(orb.MultiLineString{part})
			for _, edge := range edges {
				if !edge.bound().Intersects(box) {
					continue
				}
				for i := 1; i < len(part); i++ {
					length += geo.Along(part[i-1], part[i], edge.a, edge.b)
				}
			}
		}
	}
	return length
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
