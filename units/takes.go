package units

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/rules"
)

// takeNear measures land within a distance: exactly around points, around lines
// and areas by a buffer of 16 chords a quarter circle.
func (m *measurer) takeNear(t *tally, of *subject) error {
	distance := t.statistic.Distance
	var err error
	t.atoms, err = bounds(of, func(in func(i int) bool) ([]float64, error) {
		var points []orb.Point
		var others []orb.MultiPolygon
		for i, s := range of.shapes {
			if !in(i) {
				continue
			}
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
				return outline.Of(m.shapes[a])
			})
		}
		return m.each(func(a int) float64 { return m.atoms[a].Within(points, distance) })
	})
	return err
}

func (m *measurer) each(value func(a int) float64) ([]float64, error) {
	sums := make([]float64, len(m.atoms))
	err := each(m.ctx, len(m.atoms), m.workers, func(a int) error {
		sums[a] = value(a)
		return nil
	})
	return sums, err
}

// takeLength measures lines inside, or the borders of areas.
func (m *measurer) takeLength(t *tally, of *subject) error {
	boxes := make([]orb.Bound, len(of.shapes))
	lines := make([]orb.MultiLineString, len(of.shapes))
	for i, s := range of.shapes {
		boxes[i] = geo.Bound(s)
		lines[i], _ = geo.Lines(s)
	}
	index := geo.NewIndex(boxes)
	var err error
	t.atoms, err = bounds(of, func(in func(i int) bool) ([]float64, error) {
		return m.each(func(a int) float64 {
			length := 0.0
			for _, i := range index.Touching(m.atoms[a].Bound()) {
				if in(i) {
					length += m.atoms[a].Length(lines[i])
				}
			}
			return length
		})
	})
	return err
}

// takeSum adds up a value over features: the whole of it for a point, the share
// of its area that lies inside for an area. A count of areas goes by their
// interior points.
func (m *measurer) takeSum(t *tally, of *subject) error {
	value := t.statistic.Value.Bind(of.columns)
	if len(valueLacking(m.p.layers[of.role], t.statistic)) > 0 {
		t.why = slices.Compact(slices.Sorted(slices.Values(append(t.why, valueLacking(m.p.layers[of.role], t.statistic)...))))
	}
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
	for i, s := range of.shapes {
		if of.in[i] == rules.Fail {
			continue
		}
		shape, areal := geo.Polygons(s)
		switch {
		case areal && t.statistic.Take == "count":
			if a := m.atomAt(geo.InteriorPoint(shape)); a >= 0 {
				add(a, i, 1)
			}
		case areal:
			isArea = true
		default:
			points, _ := geo.Points(s)
			for _, p := range points {
				if a := m.atomAt(p); a >= 0 {
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

func valueLacking(l *layer, s *rules.Statistic) []string {
	if l == nil {
		return nil
	}
	return lacking(l, s.Value.Attributes())
}

// atomAt is the first atom that contains a point, -1 if none does. A point on a
// border belongs to one atom so, and counts add up.
func (m *measurer) atomAt(p orb.Point) int {
	for _, a := range m.boxes.Touching(p.Bound()) {
		if m.atoms[a].Contains(p) {
			return a
		}
	}
	return -1
}

// takeLargest measures patches: features within the statistic's distance of
// each other are one, and where they overlap their land counts once.
func (m *measurer) takeLargest(t *tally, of *subject) error {
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	sure, err := clusters(m.ctx, o.shapes, func(i int) bool { return of.in[i] == rules.Pass }, t.statistic.Distance, m.workers)
	if err != nil {
		return err
	}
	all := sure
	if !of.sure {
		all, err = clusters(m.ctx, o.shapes, func(i int) bool { return of.in[i] != rules.Fail }, t.statistic.Distance, m.workers)
		if err != nil {
			return err
		}
	}
	inSure, err := o.coveredBy(m.ctx, m.atoms, func(i int) int { return sure[i] }, m.workers)
	if err != nil {
		return err
	}
	inAll := inSure
	if !of.sure {
		if inAll, err = o.coveredBy(m.ctx, m.atoms, func(i int) int { return all[i] }, m.workers); err != nil {
			return err
		}
	}
	// Keys are even for patches of sure features and odd for patches of all
	// that may count, so that both are carried along.
	t.atoms = make([][]entry, len(m.atoms))
	for a := range t.atoms {
		sums := map[int]amount{}
		for c, v := range inSure[a] {
			sums[2*c] = amount{v, v}
		}
		if !of.sure {
			for c, v := range inAll[a] {
				sums[2*c+1] = amount{0, v}
			}
		}
		t.atoms[a] = entriesOf(sums)
	}
	return nil
}

func entriesOf(sums map[int]amount) []entry {
	entries := make([]entry, 0, len(sums))
	for key, v := range sums {
		entries = append(entries, entry{key, v})
	}
	slices.SortFunc(entries, func(p, q entry) int { return cmp.Compare(p.key, q.key) })
	return entries
}

// takeWhole keeps what of each feature lies in each atom.
func (m *measurer) takeWhole(t *tally, of *subject) error {
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	t.whole = o.sizes
	t.atoms = make([][]entry, len(m.atoms))
	for a := range o.parts {
		for _, p := range o.parts[a] {
			switch of.in[p.feature] {
			case rules.Pass:
				t.atoms[a] = append(t.atoms[a], entry{p.feature, amount{p.area, p.area}})
			case rules.Unknown:
				t.atoms[a] = append(t.atoms[a], entry{p.feature, amount{0, p.area}})
			}
		}
	}
	return nil
}

// takeGroups adds up land by the group that each feature belongs to.
func (m *measurer) takeGroups(t *tally, of *subject) error {
	if l := m.p.layers[of.role]; l != nil {
		t.why = slices.Compact(slices.Sorted(slices.Values(append(t.why, lacking(l, t.statistic.By.Attributes())...))))
	}
	return m.group(t, of, t.statistic.By.Bind(of.columns))
}

func (m *measurer) group(t *tally, of *subject, by func(i int) (string, bool)) error {
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	names := make([]string, len(of.in))
	known := make([]bool, len(of.in))
	for i := range names {
		if of.in[i] != rules.Fail {
			if names[i], known[i] = by(i); known[i] {
				t.groups = append(t.groups, names[i])
			}
		}
	}
	slices.Sort(t.groups)
	t.groups = slices.Compact(t.groups)
	t.unknown = len(t.groups)
	t.atoms = make([][]entry, len(m.atoms))
	for key := range len(t.groups) + 1 {
		member := func(i int) bool {
			if key == t.unknown {
				return !known[i]
			}
			return known[i] && names[i] == t.groups[key]
		}
		inGroup := *of
		inGroup.in = slices.Clone(of.in)
		any := false
		for i := range inGroup.in {
			if !member(i) {
				inGroup.in[i] = rules.Fail
			}
			any = any || inGroup.in[i] != rules.Fail
		}
		if !any {
			continue
		}
		entries, err := bounds(&inGroup, func(in func(i int) bool) ([]float64, error) {
			return o.covered(m.ctx, m.atoms, in, m.workers)
		})
		if err != nil {
			return err
		}
		for a := range entries {
			for _, e := range entries[a] {
				t.atoms[a] = append(t.atoms[a], entry{key, e.amount})
			}
		}
	}
	return nil
}
