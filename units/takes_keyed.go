package units

import (
	"cmp"
	"maps"
	"slices"

	"renewal/rules"
)

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
		for _, k := range inSure[a] {
			t.atoms[a] = append(t.atoms[a], entry{2 * k.key, amount{k.area, k.area}})
		}
		if !of.sure {
			for _, k := range inAll[a] {
				t.atoms[a] = append(t.atoms[a], entry{2*k.key + 1, amount{0, k.area}})
			}
			slices.SortFunc(t.atoms[a], func(p, q entry) int { return cmp.Compare(p.key, q.key) })
		}
	}
	return nil
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
	m.lacks(t, of.role, t.statistic.By.Attributes())
	return m.group(t, of, t.statistic.By.Bind(of.columns))
}

func (m *measurer) group(t *tally, of *subject, by func(i int) (string, bool)) error {
	o, err := m.overlayOf(of.role)
	if err != nil {
		return err
	}
	names := make([]string, len(of.in))
	known := make([]bool, len(of.in))
	groups := map[string]int{}
	for i := range names {
		if of.in[i] != rules.Fail {
			if names[i], known[i] = by(i); known[i] {
				groups[names[i]] = 0
			}
		}
	}
	t.groups = slices.Sorted(maps.Keys(groups))
	t.unknown = len(t.groups)
	for key, name := range t.groups {
		groups[name] = key
	}
	sums := func(in func(i int) bool) ([][]keyed, error) {
		return o.coveredBy(m.ctx, m.atoms, func(i int) int {
			switch {
			case !in(i):
				return -1
			case !known[i]:
				return t.unknown
			default:
				return groups[names[i]]
			}
		}, m.workers)
	}
	low, err := sums(func(i int) bool { return of.in[i] == rules.Pass })
	if err != nil {
		return err
	}
	high := low
	if !of.sure {
		if high, err = sums(func(i int) bool { return of.in[i] != rules.Fail }); err != nil {
			return err
		}
	}
	t.atoms = make([][]entry, len(m.atoms))
	for a := range t.atoms {
		sure := low[a]
		for _, k := range high[a] {
			v := amount{0, k.area}
			if len(sure) > 0 && sure[0].key == k.key {
				v.low, v.high = sure[0].area, max(sure[0].area, k.area) // as in bounds
				sure = sure[1:]
			}
			if v.high != 0 {
				t.atoms[a] = append(t.atoms[a], entry{k.key, v})
			}
		}
	}
	return nil
}
