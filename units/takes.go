package units

import (
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/rules"
)

// takeArea measures the land that features cover.
func (m *measurer) takeArea(t *tally, of *subject) error {
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	t.atoms, err = bounds(of, func(in func(i int) bool) ([]float64, error) {
		return o.covered(m.ctx, m.atoms, in, m.workers)
	})
	return err
}

// takeNear measures land within a distance: exactly around points, around lines
// and areas by a buffer of 16 chords a quarter circle.
func (m *measurer) takeNear(t *tally, of *subject) error {
	distance := t.statistic.Distance
	var err error
	t.atoms, err = bounds(of, func(in func(i int) bool) ([]float64, error) {
		var points []orb.Point
		var others []orb.MultiPolygon
		for i := range of.in {
			if !in(i) {
				continue
			}
			s := of.shape(i)
			if p, ok := geo.Points(s); ok {
				points = append(points, p...)
				continue
			}
			around, err := geo.Buffer(s, distance)
			if err != nil {
				return nil, err
			}
			others = append(others, around)
		}
		if len(others) > 0 {
			for _, p := range points {
				around, err := geo.Buffer(p, distance)
				if err != nil {
					return nil, err
				}
				others = append(others, around)
			}
			union, err := geo.Union(others)
			if err != nil {
				return nil, err
			}
			outline := area.Prepare(union)
			return m.each(func(a int) float64 {
				return m.p.ground.of(outline, m.shapes[a])
			})
		}
		return m.each(func(a int) float64 { return m.p.ground.within(m.atoms[a], points, distance) })
	})
	return err
}

// takeLength measures lines inside, or the borders of areas. What runs along the
// border of two atoms belongs half to each.
func (m *measurer) takeLength(t *tally, of *subject) error {
	courses, err := m.coursesOf(of)
	if err != nil {
		return err
	}
	t.atoms, err = bounds(of, func(in func(i int) bool) ([]float64, error) {
		sums := make([]float64, len(m.atoms))
		for i, ofOne := range courses {
			if in(i) {
				for _, r := range ofOne {
					sums[r.atom] += r.length
				}
			}
		}
		return sums, nil
	})
	return err
}

// takeSum adds up a value over features: the whole of it for a point, the share
// of its area or length that lies inside for an area or a line. A count of areas
// goes by their interior points, one of lines by their middles.
func (m *measurer) takeSum(t *tally, of *subject) error {
	value := t.statistic.Value.Bind(of.columns)
	m.lacks(t, of.role, t.statistic.Value.Attributes())
	t.atoms = make([][]entry, len(m.atoms))
	add := func(a, i int, share float64) {
		low, high := value(i)
		v := amount{low * share, high * share}
		if of.in[i] == rules.Unknown {
			v = amount{min(v.low, 0), max(v.high, 0)}
		}
		if len(t.atoms[a]) == 0 {
			t.atoms[a] = []entry{{}}
		}
		t.atoms[a][0].amount = t.atoms[a][0].plus(v)
	}
	isArea := false
	var courses [][]course // once there is a line
	for i := range of.in {
		if of.in[i] == rules.Fail {
			continue
		}
		s := of.shape(i)
		shape, areal := geo.Polygons(s)
		switch {
		case areal && t.statistic.Take == "count":
			for _, a := range m.atomsAt(geo.InteriorPoint(shape)) {
				add(a, i, 1)
			}
		case areal:
			isArea = true
		default:
			if lines, ok := geo.Lines(s); ok && t.statistic.Take == "count" {
				s = middle(lines)
			} else if ok {
				if courses == nil {
					var err error
					if courses, err = m.coursesOf(of); err != nil {
						return err
					}
				}
				whole := geo.Length(lines)
				for _, r := range courses[i] {
					add(r.atom, i, min(r.length/whole, 1))
				}
			}
			points, _ := geo.Points(s)
			for _, p := range points {
				for _, a := range m.atomsAt(p) {
					add(a, i, 1/float64(len(points)))
				}
			}
		}
	}
	if !isArea {
		return nil
	}
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	for a := range o.parts {
		for _, p := range o.parts[a] {
			if of.in[p.feature] != rules.Fail {
				add(a, p.feature, min(p.area/o.sizes[p.feature], 1))
			}
		}
	}
	return nil
}

// lacks adds attributes that some feature of a role does not have to what a
// tally says is missing.
func (m *measurer) lacks(t *tally, role string, attributes []string) {
	if l := m.p.layers[role]; l != nil {
		t.why = slices.Compact(slices.Sorted(slices.Values(slices.Concat(t.why, lacking(l, attributes)))))
	}
}
