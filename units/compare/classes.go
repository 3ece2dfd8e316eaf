package compare

import (
	"cmp"
	"slices"
)

// Confusion is which land and which units are of which class in the reference and
// in the candidate.
type Confusion struct {
	Cells []ClassCell `json:"cells"` // by class of the reference, then of the candidate

	// The share of land, and of units with a counterpart, whose class is the same;
	// among those whose class is known in both layers. Null if there are none.
	AgreementArea  *float64 `json:"agreement_area"`
	AgreementUnits *float64 `json:"agreement_units"`
}

// What cells say where there is no class.
const (
	NoUnit   = "(none)"    // no unit of that layer is there
	NotKnown = "(unknown)" // it has no class
)

// ClassCell is one cell of the confusion matrix.
type ClassCell struct {
	Reference string  `json:"reference"`
	Candidate string  `json:"candidate"`
	AreaM2    float64 `json:"area_m2"`
	Units     int     `json:"units"` // of the reference, by their counterpart; new ones in the row (none)
}

// Test is one comparison of a measure with a threshold that a class rests on.
type Test struct {
	Criterion string   `json:"criterion"`
	Measure   string   `json:"measure"`
	Op        string   `json:"op"`
	Low       *float64 `json:"low"` // the value lies between; null where that has no end
	High      *float64 `json:"high"`
	Threshold *float64 `json:"threshold"`
	Outcome   string   `json:"outcome"`
}

// Flip is a test that came out differently. A test that one side has not is absent
// there.
type Flip struct {
	Reference *Test `json:"reference,omitempty"`
	Candidate *Test `json:"candidate,omitempty"`
}

// flips lists the tests that came out differently, in the order of the reference;
// the first test of a criterion on a measure answers to the first, and so on.
func flips(before, after []Test) []Flip {
	type key struct {
		criterion, measure, op string
		nth                    int
	}
	keyed := func(tests []Test) (keys []key, at map[key]*Test) {
		at = map[key]*Test{}
		for i := range tests {
			k := key{tests[i].Criterion, tests[i].Measure, tests[i].Op, 0}
			for at[k] != nil {
				k.nth++
			}
			keys, at[k] = append(keys, k), &tests[i]
		}
		return keys, at
	}
	if before == nil || after == nil {
		return nil
	}
	keys, was := keyed(before)
	more, is := keyed(after)
	for _, k := range more {
		if was[k] == nil {
			keys = append(keys, k)
		}
	}
	var all []Flip
	for _, k := range keys {
		if a, b := was[k], is[k]; a == nil || b == nil || a.Outcome != b.Outcome {
			all = append(all, Flip{a, b})
		}
	}
	return all
}

// confusion adds up classes; nil if one of the layers has none.
func (m *matching) confusion(r *Report) *Confusion {
	if m.layers[0].Classes == nil || m.layers[1].Classes == nil {
		return nil
	}
	cells := map[[2]string]*ClassCell{}
	at := func(a, b string) *ClassCell {
		for _, c := range [2]*string{&a, &b} {
			if *c == "" {
				*c = NotKnown
			}
		}
		k := [2]string{a, b}
		if cells[k] == nil {
			cells[k] = &ClassCell{Reference: a, Candidate: b}
		}
		return cells[k]
	}
	for _, p := range m.pairs {
		at(m.layers[0].class(p.A), m.layers[1].class(p.B)).AreaM2 += p.Area
	}
	for i := range r.Units {
		u := &r.Units[i]
		to := u.ClassTo
		if u.Counterpart == "" {
			to = NoUnit
		}
		at(u.ClassFrom, to).Units++
		if alone := m.alone(0, u.at); alone >= listed {
			at(u.ClassFrom, NoUnit).AreaM2 += alone
		}
	}
	for i := range r.New {
		at(NoUnit, r.New[i].Class).Units++
	}
	for i := range m.areas[1] {
		if alone := m.alone(1, i); alone >= listed {
			at(NoUnit, m.layers[1].class(i)).AreaM2 += alone
		}
	}
	c := &Confusion{}
	for _, cell := range cells {
		if cell.Units == 0 && cell.AreaM2 < listed {
			continue // rounding along a border
		}
		cell.AreaM2 = round(cell.AreaM2, 4)
		c.Cells = append(c.Cells, *cell)
	}
	slices.SortFunc(c.Cells, func(a, b ClassCell) int {
		return cmp.Or(cmp.Compare(a.Reference, b.Reference), cmp.Compare(a.Candidate, b.Candidate))
	})
	c.agree()
	return c
}

// agree works out the shares that agree.
func (c *Confusion) agree() {
	sameArea, area, same, units := 0.0, 0.0, 0, 0
	none := func(class string) bool { return class == NoUnit || class == NotKnown }
	for _, cell := range c.Cells {
		if none(cell.Reference) || none(cell.Candidate) {
			continue
		}
		area, units = area+cell.AreaM2, units+cell.Units
		if cell.Reference == cell.Candidate {
			sameArea, same = sameArea+cell.AreaM2, same+cell.Units
		}
	}
	if area > 0 {
		c.AgreementArea = known(sameArea / area)
	}
	if units > 0 {
		c.AgreementUnits = known(float64(same) / float64(units))
	}
}
