package units

import (
	"cmp"
	"slices"

	"renewal/geo"
	"renewal/rules"
)

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
