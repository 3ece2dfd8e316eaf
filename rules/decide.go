package rules

import (
	"math/bits"
	"slices"
)

// The tests of a measure cut its numbers into cells: each threshold is a cell,
// and so is what lies between two. All numbers of a cell have the same outcomes,
// so a class depends on nothing but cells, and "every completion" is a finite
// number of cases.

// scale is the thresholds that a measure is compared with, in order. Cell 2i+1
// is threshold i; cell 2i lies below it.
type scale struct {
	thresholds []float64
	domain     interval
	unit       string
	classes    bool // whether a test that decides the class uses the measure
}

// span is a range of cells, both included.
type span struct{ from, to int }

func (s *scale) cell(v float64) int {
	i, found := slices.BinarySearch(s.thresholds, v)
	if found {
		return 2*i + 1
	}
	return 2 * i
}

// test is a comparison, and its outcome in each cell of its measure.
type test struct {
	of      string // ID of the criterion or check
	check   int    // position among the checks, or -1
	measure int
	tree    *Tree
	passes  []int // passes[i] is how many cells before i pass
}

func (s *test) outcome(c span) Outcome {
	switch s.passes[c.to+1] - s.passes[c.from] {
	case 0:
		return Fail
	case c.to - c.from + 1:
		return Pass
	}
	return Unknown
}

// eval evaluates a tree; the criteria that it refers to have been.
func (j *judge) eval(t *Tree, cells []span, criteria []Outcome) Outcome {
	if t.broken {
		return Unknown
	}
	switch t.Kind {
	case TestOf:
		s := &j.tests[t.test]
		return s.outcome(cells[s.measure])
	case CriterionRef:
		return criteria[t.ref]
	case NotOf:
		return j.eval(&t.Of[0], cells, criteria).Not()
	}
	var count tally
	for i := range t.Of {
		count.add(j.eval(&t.Of[i], cells, criteria))
	}
	return count.atLeast(t.needed())
}

func (t *Tree) needed() int {
	switch t.Kind {
	case AnyOf:
		return 1
	case AllOf:
		return len(t.Of)
	}
	return t.N
}

// outcomes evaluates all criteria.
func (j *judge) outcomes(cells []span) []Outcome {
	all := make([]Outcome, len(j.rs.Criteria))
	for _, i := range j.order {
		all[i] = j.eval(&j.rs.Criteria[i].Tree, cells, all)
	}
	return all
}

// A classSet has a bit for each class with a criterion, in order, and one more
// for "not delineated".
type classSet uint64

func (j *judge) none() classSet { return 1 << len(j.classes) }

// mayBe is the classes that the outcomes leave open, criterion by criterion.
func (j *judge) mayBe(criteria []Outcome) (set classSet) {
	screen := criteria[j.screen]
	if screen != Pass {
		set = j.none()
	}
	if screen == Fail {
		return set
	}
	for i, c := range j.classes {
		if criteria[c] != Fail {
			set |= 1 << i
		}
		if criteria[c] == Pass {
			return set
		}
	}
	return set | j.none()
}

// How many cases are looked at to find out whether a class is possible, before
// it is taken to be. Few need more than ten.
const (
	searchAtLoad = 100_000
	searchAUnit  = 1_000
)

// can reports whether one of the classes of a set can be reached from the cells
// given, by settling measures that matter one after the other.
func (j *judge) can(want classSet, cells []span, budget *int) bool {
	criteria := j.outcomes(cells)
	may := j.mayBe(criteria)
	switch {
	case may&want == 0:
		return false
	case may&^want == 0:
		return true
	}
	if *budget--; *budget <= 0 {
		return true
	}
	live := j.live(cells, criteria, true)
	if len(live) == 0 {
		return true // something broken decides
	}
	m := live[0]
	open := cells[m]
	settled := slices.Clone(cells)
	for cell := open.from; cell <= open.to; cell++ {
		settled[m] = span{cell, cell}
		if j.can(want, settled, budget) {
			return true
		}
	}
	return false
}

// live lists the measures whose unknown tests leave the class open, sorted; or
// just one of them.
func (j *judge) live(cells []span, criteria []Outcome, one bool) []int {
	var found []int
	seen := make([]bool, len(criteria))
	var walk func(t *Tree)
	walk = func(t *Tree) {
		if one && len(found) > 0 || j.eval(t, cells, criteria) != Unknown {
			return
		}
		switch {
		case t.broken:
		case t.Kind == TestOf:
			found = append(found, j.tests[t.test].measure)
		case t.Kind == CriterionRef:
			if !seen[t.ref] {
				seen[t.ref] = true
				walk(&j.rs.Criteria[t.ref].Tree)
			}
		default:
			for i := range t.Of {
				walk(&t.Of[i])
			}
		}
	}
	walk(&j.rs.Criteria[j.screen].Tree)
	for _, c := range j.classes {
		walk(&j.rs.Criteria[c].Tree)
		if criteria[c] == Pass {
			break
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// settled is what a pattern of cells means for the class.
type settled struct {
	classes classSet
	review  bool
	live    []int
}

// settle finds the classes that are possible. Many units have the same cells,
// so answers are kept.
func (j *judge) settle(cells []span, seen map[string]settled) settled {
	key := make([]byte, 0, 256)
	for m, c := range cells {
		if j.scales[m].classes {
			key = append(key, byte(c.from), byte(c.from>>8), byte(c.to), byte(c.to>>8))
		}
	}
	if s, ok := seen[string(key)]; ok {
		return s
	}
	s := j.decide(cells)
	seen[string(key)] = s
	return s
}

func (j *judge) decide(cells []span) (s settled) {
	criteria := j.outcomes(cells)
	may := j.mayBe(criteria)
	if bits.OnesCount64(uint64(may)) > 1 {
		s.live = j.live(cells, criteria, false)
		for i := range len(j.classes) + 1 {
			budget := searchAUnit
			if c := classSet(1) << i; may&c != 0 && j.can(c, cells, &budget) {
				s.classes |= c
			}
		}
	} else {
		s.classes = may
	}
	if i := bits.TrailingZeros64(uint64(s.classes)); i < len(j.review) && j.review[i] >= 0 {
		s.review = criteria[j.review[i]] == Pass
	}
	return s
}

// classIDs lists the classes that the bits of a classSet stand for.
func (j *judge) classIDs() []string {
	var ids []string
	for i := range j.classes {
		ids = append(ids, j.rs.Classes[i].ID)
	}
	return append(ids, NotDelineated)
}

func (j *judge) names(set classSet) []string {
	var names []string
	for i, id := range j.classIDs() {
		if set&(1<<i) != 0 {
			names = append(names, id)
		}
	}
	return names
}
