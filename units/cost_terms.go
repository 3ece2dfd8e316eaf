package units

import (
	"math"
	"slices"

	"renewal/rules"
)

// CostTerm is one term of J: its weight times its amount. Terms are signed where
// they tell of a change.
type CostTerm struct {
	ID     string  `json:"id"`
	Zh     string  `json:"zh"`
	En     string  `json:"en"`
	Amount float64 `json:"amount"`
	Unit   string  `json:"unit"`
	Weight float64 `json:"weight"`
	Cost   float64 `json:"cost"`
}

// term is what J has of one kind, but for its amount.
type term struct {
	rules.Item
	unit   string
	weight float64
}

// terms lists the terms of J, in the order of the amounts.
func (j *cost) terms() []term {
	w := &j.rs.Delineation.Weights
	of := func(s rules.Setting, unit string) term { return term{s.Item, unit, s.Value} }
	all := append(make([]term, 0, j.kinds()), of(w.Plan, "km"), of(w.Resource, "ha"), of(w.Size, "share"), of(w.Mix, "km2"), of(w.Shape, "km"), of(w.Left, "ha"))
	for _, b := range j.barriers {
		all = append(all, term{b.Item, "km", b.Weight})
	}
	return all
}

// kinds is how many terms there are.
func (j *cost) kinds() int { return termBarriers + len(j.barriers) }

// The places of the amounts; those of soft barriers come after them.
const (
	termPlan = iota
	termResource
	termSize
	termMix
	termShape
	termLeft
	termBarriers
)

// amounts is what a group of atoms adds to each term. A border between two units
// is half of each, one beside land that is excluded all of the unit's, so that
// the amounts of all groups are those of J. Excluded says which atoms are.
// A group is left out of all units if it is one atom that may be and costs less so.
func (j *cost) amounts(atoms []int, excluded func(a int) bool) (amounts []float64, left bool) {
	amounts = make([]float64, j.kinds())
	perimeter := 0.0
	for _, a := range atoms {
		perimeter += j.rims[a]
		for _, k := range j.at[a] {
			b := &j.inner[k]
			same, other := j.f.atoms[b.A].ControlUnit == j.f.atoms[b.B].ControlUnit, b.A+b.B-a
			if _, inside := slices.BinarySearch(atoms, other); inside {
				if a > other {
					continue // met already
				}
				perimeter -= 2 * b.Length
				if !same {
					amounts[termPlan] += b.Length / 1000
				}
				for i, km := range j.soft[k] {
					amounts[termBarriers+i] += km
				}
				continue
			}
			share := 0.5
			if excluded(other) {
				share = 1
			}
			if same {
				amounts[termPlan] += share * b.Length / 1000
			}
			amounts[termResource] += share * j.between[k]
		}
	}
	area := sumOver(j.areas, atoms)
	amounts[termSize] = tooSmall(area, j.rs.Delineation.Limits) + tooLarge(area, j.rs.Delineation.Limits)
	amounts[termMix] = (mixed(sums(j.function, atoms)) + split(sums(j.zones, atoms), area)) / 1e6
	amounts[termShape] = excess(perimeter, area)
	if len(atoms) == 1 && !math.IsNaN(j.left[atoms[0]]) {
		w := &j.rs.Delineation.Weights
		own := w.Size.Value*amounts[termSize] + w.Mix.Value*amounts[termMix] + w.Shape.Value*amounts[termShape]
		if w.Left.Value*j.left[atoms[0]] < own {
			amounts[termSize], amounts[termMix], amounts[termShape] = 0, 0, 0
			amounts[termLeft], left = j.left[atoms[0]], true
		}
	}
	return amounts, left
}

// total is what groups add to each term, all together.
func (j *cost) total(groups [][]int, excluded func(a int) bool) []float64 {
	total := make([]float64, j.kinds())
	for _, atoms := range groups {
		amounts, _ := j.amounts(atoms, excluded)
		for t, v := range amounts {
			total[t] += v
		}
	}
	return total
}

// price is what a group of atoms adds to J.
func (j *cost) price(atoms []int, excluded func(a int) bool) float64 {
	amounts, _ := j.amounts(atoms, excluded)
	total := 0.0
	for i, t := range j.terms() {
		total += t.weight * amounts[i]
	}
	return total
}

// priced puts prices on amounts, and adds them up.
func (j *cost) priced(amounts []float64) (terms []CostTerm, total float64) {
	terms = make([]CostTerm, 0, j.kinds())
	for i, t := range j.terms() {
		terms = append(terms, CostTerm{t.ID, t.Zh, t.En, round(amounts[i], 6), t.unit, t.weight, round(t.weight*amounts[i], 6)})
		total += t.weight * amounts[i]
	}
	return terms, total
}

func sumOver(of []float64, atoms []int) float64 {
	total := 0.0
	for _, a := range atoms {
		total += of[a]
	}
	return total
}

// sums adds up rows.
func sums(rows [][]float64, atoms []int) []float64 {
	total := make([]float64, len(rows[atoms[0]]))
	for _, a := range atoms {
		for k, v := range rows[a] {
			total[k] += v
		}
	}
	return total
}
