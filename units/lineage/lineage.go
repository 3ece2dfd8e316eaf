// Package lineage tells which unit of now is which unit of before, and gives the
// units of now their IDs. It knows areas and no shapes.
//
// # What belongs together
//
// Two units are linked if one has at least half of the other, the smaller one, as
// in package compare. Of the linked pairs the one with the greatest intersection
// over union is the same unit, before and now; then the one with the greatest of
// those that are left, and so on. Equal ones go by their IDs: the lesser of the two
// decides, then the other.
//
// What became of a unit follows from its links:
//
//	kept     the same unit, of the same land
//	changed  the same unit, which gained or lost land
//	split    one of several units linked with one of before
//	merged   linked with several of before
//	new      linked with none of before
//	gone     of before, linked with none of now
//
// Units split and merged have kept their ID if they are the greatest part of the one
// of before; a unit of before that is no longer there, and whose land others took
// over, counts as merged. There is nothing else that can become of a unit.
//
// # What the caller may rely on
//
// The IDs of now are unique. One that is kept means the same unit; one that is given
// anew was never that of a unit of before, nor of any that went earlier. With before
// and now exchanged the same pairs are the same unit. The order in which units and
// their common land are listed makes no difference. Tracing from what was traced
// keeps every ID.
package lineage

import (
	"cmp"
	"slices"
)

// Unit is a unit before or now.
type Unit struct {
	ID   string // unique among those of its time; of a unit of now the one it would have as a new one
	Area float64
}

// Common is land that a unit of before and one of now have in common.
type Common struct {
	Before, Now int // positions
	Area        float64
}

// What became of a unit.
const (
	Kept    = "kept"
	Changed = "changed"
	Split   = "split"
	Merged  = "merged"
	New     = "new"
	Gone    = "gone"
)

const (
	before = 0
	now    = 1
)

// half of the smaller of two units links them.
const half = 0.5

// Lineage is what became of units.
type Lineage struct {
	units [2][]Unit
	links [2][][]int // unit → those of the other time it is linked with, ascending
	self  [2][]int   // unit → itself at the other time, −1 if it is not there
}

// Trace finds which unit is which. Each pair of units may be listed once.
func Trace(unitsBefore, unitsNow []Unit, common []Common) *Lineage {
	l := &Lineage{units: [2][]Unit{unitsBefore, unitsNow}}
	for k, units := range l.units {
		l.links[k], l.self[k] = make([][]int, len(units)), make([]int, len(units))
		for i := range units {
			l.self[k][i] = -1
		}
	}
	var linked []Common
	for _, c := range common {
		if c.Area > 0 && c.Area >= half*min(unitsBefore[c.Before].Area, unitsNow[c.Now].Area) {
			linked = append(linked, c)
			l.links[before][c.Before] = append(l.links[before][c.Before], c.Now)
			l.links[now][c.Now] = append(l.links[now][c.Now], c.Before)
		}
	}
	for k := range l.links {
		for i := range l.links[k] {
			slices.Sort(l.links[k][i])
		}
	}
	slices.SortFunc(linked, func(a, b Common) int {
		lesser, greater := l.ids(a)
		otherLesser, otherGreater := l.ids(b)
		return cmp.Or(cmp.Compare(l.iou(b), l.iou(a)), cmp.Compare(lesser, otherLesser), cmp.Compare(greater, otherGreater), cmp.Compare(a.Before, b.Before))
	})
	for _, c := range linked {
		if l.self[before][c.Before] < 0 && l.self[now][c.Now] < 0 {
			l.self[before][c.Before], l.self[now][c.Now] = c.Now, c.Before
		}
	}
	return l
}

// iou is the intersection over union of a pair.
func (l *Lineage) iou(c Common) float64 {
	return c.Area / (l.units[before][c.Before].Area + l.units[now][c.Now].Area - c.Area)
}

// ids are the IDs of a pair, the lesser first.
func (l *Lineage) ids(c Common) (lesser, greater string) {
	a, b := l.units[before][c.Before].ID, l.units[now][c.Now].ID
	return min(a, b), max(a, b)
}

// Then is the position of what a unit of now was before, and false if it was not
// there.
func (l *Lineage) Then(i int) (int, bool) { return l.self[now][i], l.self[now][i] >= 0 }

// Now is the position of what a unit of before is now, and false if it is not there.
func (l *Lineage) Now(i int) (int, bool) { return l.self[before][i], l.self[before][i] >= 0 }

// LinkedThen are the positions of the units of before that one of now is linked
// with, ascending.
func (l *Lineage) LinkedThen(i int) []int { return l.links[now][i] }

// LinkedNow are the positions of the units of now that one of before is linked with,
// ascending.
func (l *Lineage) LinkedNow(i int) []int { return l.links[before][i] }

// Of says what became of a unit of now: what moved tells whether it gained or lost
// land.
func (l *Lineage) Of(i int, moved bool) string {
	links := l.links[now][i]
	switch {
	case len(links) == 0:
		return New
	case len(links) > 1:
		return Merged
	case len(l.links[before][links[0]]) > 1:
		return Split
	case moved:
		return Changed
	}
	return Kept
}

// OfGone says what became of a unit of before that is no longer there.
func (l *Lineage) OfGone(i int) string {
	if len(l.links[before][i]) > 0 {
		return Merged
	}
	return Gone
}
