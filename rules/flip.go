package rules

import "slices"

// nearest looks for the measure that has to move least, by its own standard,
// for the class to change. Of two that are equally near the one earlier in the
// file is taken, and down before up.
func (j *judge) nearest(cells []span, class classSet, measures []MeasureResult, seen map[string]settled) *Flip {
	var best *Flip
	for m := range j.scales {
		s := &j.scales[m]
		if !s.classes || !measures[m].Value.Exact() {
			continue
		}
		v := measures[m].Value.Low
		for _, step := range []int{-1, 1} {
			cell, set := j.walk(cells, m, step, class, seen)
			if cell < 0 {
				continue
			}
			threshold := s.border(cell, step)
			f := Flip{Measure: measures[m].ID, Value: v, Threshold: threshold, Margin: max(v-threshold, threshold-v)}
			f.Relative = relative(f.Margin, threshold, s.unit)
			if best != nil && best.Relative <= f.Relative {
				continue
			}
			f.Classes = j.names(set)
			f.Criterion = j.turning(cells, m, cell, step)
			best = &f
		}
	}
	return best
}

// walk goes from the cell of a measure in one direction to the first that
// gives another class; it returns -1 if none does.
func (j *judge) walk(cells []span, m, step int, class classSet, seen map[string]settled) (cell int, set classSet) {
	s := &j.scales[m]
	moved := slices.Clone(cells)
	for cell = cells[m].from + step; cell >= 0 && cell <= 2*len(s.thresholds); cell += step {
		if !s.allows(cell) {
			continue
		}
		moved[m] = span{cell, cell}
		if set = j.settle(moved, seen).classes; set != class {
			return cell, set
		}
	}
	return -1, 0
}

// allows reports whether the unit of the measure has numbers in a cell.
func (s *scale) allows(cell int) bool {
	i := cell / 2
	if cell%2 == 1 {
		return true // thresholds lie in the domain
	}
	return (i == 0 || s.thresholds[i-1] < s.domain.hi) && (i == len(s.thresholds) || s.thresholds[i] > s.domain.lo)
}

// border is the threshold at which a cell is entered.
func (s *scale) border(cell, step int) float64 {
	if cell%2 == 1 || step < 0 {
		return s.thresholds[cell/2]
	}
	return s.thresholds[cell/2-1]
}

// turning names the first test of a measure, in file order, that turns on the
// way into a cell from the one before it.
func (j *judge) turning(cells []span, m, cell, step int) string {
	for i := range j.tests {
		t := &j.tests[i]
		if t.check < 0 && t.measure == m && t.outcome(span{cell, cell}) != t.outcome(span{cell - step, cell - step}) {
			return t.of
		}
	}
	return ""
}
