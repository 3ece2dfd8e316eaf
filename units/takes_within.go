package units

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/rules"
)

// takeWithin measures the land of features that lies in reach of others: homes
// near a park, houses in the belt of a railway, works on heritage land.
func (m *measurer) takeWithin(t *tally, of *subject) error {
	var sure, may []orb.MultiPolygon
	certain := true
	for i := range t.statistic.Reach {
		r := &t.statistic.Reach[i]
		l := m.p.layers[r.Of]
		if l == nil {
			if !m.p.study.Absent(r.Of, "") {
				t.open = append(t.open, r.Of)
			}
			continue
		}
		near, err := m.subject(&rules.Statistic{Of: r.Of, Where: r.Where})
		if err != nil {
			return err
		}
		if !near.sure {
			certain = false
			t.why = slices.Compact(slices.Sorted(slices.Values(slices.Concat(t.why, near.why))))
		}
		around := make([]orb.MultiPolygon, l.Len())
		err = each(m.ctx, l.Len(), m.workers, func(k int) (err error) {
			if near.in[k] != rules.Fail {
				around[k], err = reaching(l.Shapes[k], r.Distance)
			}
			return err
		})
		if err != nil {
			return err
		}
		for k, zone := range around {
			if near.in[k] == rules.Pass {
				sure = append(sure, zone)
			}
			if near.in[k] != rules.Fail {
				may = append(may, zone)
			}
		}
	}
	measure := func(zones []orb.MultiPolygon, in func(i int) bool) ([]float64, error) {
		clipped, err := m.clip(of, zones, in)
		if err != nil {
			return nil, err
		}
		o, err := m.lay(of.role, clipped)
		if err != nil {
			return nil, err
		}
		return o.covered(m.ctx, m.atoms, in, m.workers)
	}
	low, err := measure(sure, func(i int) bool { return of.in[i] == rules.Pass })
	if err != nil {
		return err
	}
	high := low
	if !certain || !of.sure {
		if high, err = measure(may, func(i int) bool { return of.in[i] != rules.Fail }); err != nil {
			return err
		}
	}
	t.atoms = make([][]entry, len(low))
	for a := range low {
		if high[a] != 0 {
			t.atoms[a] = []entry{{0, amount{low[a], max(low[a], high[a])}}}
		}
	}
	return nil
}

// reaching is the land within a distance of a shape; of an area with distance 0
// that is the area.
func reaching(shape orb.Geometry, distance float64) (orb.MultiPolygon, error) {
	if land, ok := geo.Polygons(shape); ok && distance == 0 {
		return land, nil
	}
	return geo.Buffer(shape, distance)
}

// clip cuts features down to what of them lies in any of the zones. A feature
// that one zone holds whole stays as it is.
func (m *measurer) clip(of *subject, zones []orb.MultiPolygon, in func(i int) bool) ([]orb.MultiPolygon, error) {
	boxes := make([]orb.Bound, len(zones))
	outlines := make([]*area.Outline, len(zones))
	for k := range zones {
		boxes[k], outlines[k] = geo.Bound(zones[k]), area.Prepare(zones[k])
	}
	index := geo.NewIndex(boxes)
	clipped := make([]orb.MultiPolygon, len(of.in))
	err := each(m.ctx, len(of.in), m.workers, func(i int) error {
		shape, areal := geo.Polygons(of.shape(i))
		if !areal || !in(i) {
			return nil
		}
		size := geo.Area(shape)
		var near []orb.MultiPolygon
		for _, k := range index.Touching(geo.Bound(shape)) {
			inside := outlines[k].Of(shape)
			if inside >= size {
				clipped[i] = shape
				return nil
			}
			if inside > 0 {
				near = append(near, zones[k])
			}
		}
		if len(near) == 0 {
			return nil
		}
		parts := make([]orb.MultiPolygon, len(near))
		for k, zone := range near {
			var err error
			if parts[k], err = geo.Intersection(shape, zone); err != nil {
				return &geo.FeatureError{Ref: geo.Ref{Layer: of.role}, Op: "clip", Err: err}
			}
		}
		var err error
		if clipped[i], err = geo.Union(parts); err != nil {
			return &geo.FeatureError{Ref: geo.Ref{Layer: of.role}, Op: "clip", Err: err}
		}
		return nil
	})
	return clipped, err
}

// takeExtreme keeps the value of every feature that lies in an atom, by feature:
// an odd key is that of one that may not count.
func (m *measurer) takeExtreme(t *tally, of *subject) error {
	value := t.statistic.Value.Bind(of.columns)
	m.lacks(t, of.role, t.statistic.Value.Attributes())
	t.atoms = make([][]entry, len(m.atoms))
	add := func(a, i int) {
		low, high := value(i)
		key := 2 * i
		if of.in[i] == rules.Unknown {
			key++
		}
		t.atoms[a] = append(t.atoms[a], entry{key, amount{low, high}})
	}
	for i := range of.in {
		if points, ok := geo.Points(of.shape(i)); ok && of.in[i] != rules.Fail {
			for _, p := range points {
				for _, a := range m.atomsAt(p) {
					add(a, i)
				}
			}
		}
	}
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	for a := range o.parts {
		for _, p := range o.parts[a] {
			if of.in[p.feature] != rules.Fail && p.area >= leastOverlap {
				add(a, p.feature)
			}
		}
		slices.SortStableFunc(t.atoms[a], func(p, q entry) int { return cmp.Compare(p.key, q.key) })
	}
	return nil
}

// extreme is the least or the greatest value of the features in some atoms.
func (t *tally) extreme(atoms []int) rules.Quantity {
	pick := func(a, b float64) float64 { return max(a, b) }
	if t.statistic.Take == "least" {
		pick = func(a, b float64) float64 { return min(a, b) }
	}
	var all, sure *amount
	for _, a := range atoms {
		for _, e := range t.atoms[a] {
			with := func(so *amount) *amount {
				if so == nil {
					return &amount{e.low, e.high}
				}
				return &amount{pick(so.low, e.low), pick(so.high, e.high)}
			}
			if e.key%2 == 0 {
				sure = with(sure)
			}
			all = with(all)
		}
	}
	switch {
	case all == nil:
		return rules.Missing("any " + t.statistic.Of + " inside")
	case sure == nil:
		return rules.Missing(t.why...)
	}
	low, high := min(all.low, sure.low), max(all.high, sure.high)
	if low == high {
		return rules.Exactly(low)
	}
	return rules.Between(low, high, t.why...)
}
