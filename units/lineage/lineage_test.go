package lineage_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/lineage"
)

// cells are two drawings of the same cells: the unit that each cell is in, before
// and now, −1 for none. A cell has an area of its own.
type cells struct {
	before, now []int
	area        []float64
}

// sides are the units of the cells and what land they share. A unit of now would be
// called after its least cell, so that names of now and before meet.
func (c cells) sides() (before, now []lineage.Unit, common []lineage.Common) {
	add := func(units *[]lineage.Unit, u int, cell int) {
		for len(*units) <= u {
			*units = append(*units, lineage.Unit{})
		}
		if (*units)[u].ID == "" {
			(*units)[u].ID = fmt.Sprintf("u%d", cell)
		}
		(*units)[u].Area += c.area[cell]
	}
	shared := map[[2]int]float64{}
	for cell := range c.area {
		if c.before[cell] >= 0 {
			add(&before, c.before[cell], cell)
		}
		if c.now[cell] >= 0 {
			add(&now, c.now[cell], cell)
		}
		if c.before[cell] >= 0 && c.now[cell] >= 0 {
			shared[[2]int{c.before[cell], c.now[cell]}] += c.area[cell]
		}
	}
	for pair, area := range shared {
		common = append(common, lineage.Common{Before: pair[0], Now: pair[1], Area: area})
	}
	return before, now, common
}

// compact numbers the units in the order of their least cells.
func compact(of []int) []int {
	number := map[int]int{-1: -1}
	out := make([]int, len(of))
	for i, u := range of {
		if _, known := number[u]; !known {
			number[u] = len(number) - 1
		}
		out[i] = number[u]
	}
	return out
}

func draw(t *rapid.T) cells {
	n := rapid.IntRange(1, 12).Draw(t, "cells")
	units := rapid.SliceOfN(rapid.IntRange(-1, 4), n, n)
	areas := rapid.SliceOfN(rapid.SampledFrom([]float64{1, 1, 1, 2, 5}), n, n)
	return cells{compact(units.Draw(t, "before")), compact(units.Draw(t, "now")), areas.Draw(t, "areas")}
}

func TestWhatBecameOfUnits(t *testing.T) {
	for _, c := range []struct {
		name        string
		before, now []int
		area        []float64
		ids, became []string
		gone        []string
	}{
		{"nothing", []int{0, 1}, []int{0, 1}, []float64{1, 1}, []string{"u0", "u1"}, []string{"kept", "kept"}, nil},
		{"an edge moved", []int{0, 0, 0, 1, 1}, []int{0, 0, 1, 1, 1}, []float64{2, 2, 1, 2, 2}, []string{"u0", "u3"}, []string{"changed", "changed"}, nil},
		{"cut in two, the greater keeps the ID", []int{0, 0}, []int{0, 1}, []float64{1, 2}, []string{"u0~2", "u0"}, []string{"split", "split"}, nil},
		{"cut in halves, the lesser ID decides", []int{0, 0}, []int{0, 1}, []float64{1, 1}, []string{"u0", "u1"}, []string{"split", "split"}, nil},
		{"joined, the greater gives the ID", []int{0, 1}, []int{0, 0}, []float64{1, 2}, []string{"u1"}, []string{"merged"}, []string{"merged"}},
		{"land that was in none", []int{0, -1}, []int{0, 1}, []float64{1, 1}, []string{"u0", "u1"}, []string{"kept", "new"}, nil},
		{"land that is in none", []int{0, 1}, []int{0, -1}, []float64{1, 1}, []string{"u0"}, []string{"kept"}, []string{"gone"}},
		{"a cut and a merger at once", []int{0, 0, 1}, []int{0, 1, 1}, []float64{3, 2, 3}, []string{"u0", "u2"}, []string{"changed", "changed"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, now, common := cells{c.before, c.now, c.area}.sides()
			l := lineage.Trace(before, now, common)
			if got := l.IDs(nil); !slices.Equal(got, c.ids) {
				t.Errorf("IDs are %v, not %v", got, c.ids)
			}
			for i := range now {
				then, there := l.Then(i)
				moved := there && before[then].Area+now[i].Area > 2*shared(common, then, i)
				if got := l.Of(i, moved); got != c.became[i] {
					t.Errorf("%d is %s, not %s", i, got, c.became[i])
				}
			}
			var gone []string
			for i := range before {
				if _, there := l.Now(i); !there {
					gone = append(gone, l.OfGone(i))
				}
			}
			if !slices.Equal(gone, c.gone) {
				t.Errorf("gone are %v, not %v", gone, c.gone)
			}
		})
	}
}

func shared(common []lineage.Common, before, now int) float64 {
	for _, c := range common {
		if c.Before == before && c.Now == now {
			return c.Area
		}
	}
	return 0
}

// IDs are unique, go with the unit, and are never one that another had or that is
// retired. What is not there any more is linked to nobody or to units that were
// others; what was not there before is linked to nobody or to units that are others.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw(t)
		retired := rapid.SliceOf(rapid.SampledFrom([]string{"u0", "u1", "u2", "u1~2"})).Draw(t, "retired")
		before, now, common := c.sides()
		l := lineage.Trace(before, now, common)
		ids := l.IDs(retired)
		seen := map[string]bool{}
		for i, id := range ids {
			if seen[id] {
				t.Fatalf("%s twice", id)
			}
			seen[id] = true
			if then, there := l.Then(i); there {
				if back, ok := l.Now(then); !ok || back != i || id != before[then].ID {
					t.Fatalf("%s was %s", id, before[then].ID)
				}
				if !slices.Contains(l.LinkedThen(i), then) || !slices.Contains(l.LinkedNow(then), i) {
					t.Fatalf("%s is itself without a link", id)
				}
				continue
			}
			if slices.Contains(retired, id) || slices.ContainsFunc(before, func(u lineage.Unit) bool { return u.ID == id }) {
				t.Fatalf("%s is new and was another's", id)
			}
			for _, b := range l.LinkedThen(i) {
				if _, there := l.Now(b); !there {
					t.Fatalf("%s could have been %s", id, before[b].ID)
				}
			}
		}
	})
}

// Tracing from what was traced keeps every ID; the order of units does not matter;
// before and now exchanged give the same pairs.
func TestTwiceTurnedAndShuffled(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := draw(t)
		before, now, common := c.sides()
		l := lineage.Trace(before, now, common)
		ids := l.IDs(nil)

		named, same := slices.Clone(now), []lineage.Common{}
		for i := range named {
			named[i].ID = ids[i]
			same = append(same, lineage.Common{Before: i, Now: i, Area: now[i].Area})
		}
		again := lineage.Trace(named, now, same)
		if got := again.IDs(nil); !slices.Equal(got, ids) {
			t.Fatalf("%v, and again %v", ids, got)
		}
		for i := range now {
			if got := again.Of(i, false); got != lineage.Kept {
				t.Fatalf("%d of itself is %s", i, got)
			}
		}

		turned := make([]lineage.Common, len(common))
		for i, c := range common {
			turned[i] = lineage.Common{Before: c.Now, Now: c.Before, Area: c.Area}
		}
		back := lineage.Trace(now, before, turned)
		for i := range now {
			if then, _ := l.Then(i); then >= 0 {
				if b, _ := back.Now(i); b != then {
					t.Fatalf("%d was %d, and turned %d", i, then, b)
				}
			}
		}

		order := rapid.Permutation(positions(len(now))).Draw(t, "order")
		shuffled, moved := make([]lineage.Unit, len(now)), slices.Clone(common)
		at := make([]int, len(now))
		for to, from := range order {
			shuffled[to], at[from] = now[from], to
		}
		for i := range moved {
			moved[i].Now = at[moved[i].Now]
		}
		slices.Reverse(moved)
		other := lineage.Trace(before, shuffled, moved).IDs(nil)
		for i := range now {
			if other[at[i]] != ids[i] {
				t.Fatalf("%v, and in another order %v", ids, other)
			}
		}
	})
}

func positions(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}
