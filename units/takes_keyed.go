package units

import (
	"cmp"
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
