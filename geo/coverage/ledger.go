package coverage

import "slices"

// step is a change of how often an owner covers the plane, across an edge.
type step struct {
	owner int32
	by    int32
}

// ledger holds the steps of many edges, all in one slice: of edge e the entries from
// of[e][0] up to of[e][1], by owner, each owner once.
type ledger struct {
	entries []step
	of      [][2]int32
}

// at are the steps of edge e.
func (l *ledger) at(e int32) []step { return l.entries[l.of[e][0]:l.of[e][1]] }

// sumFrom makes the entries from a position on, in whatever order they came, the
// steps of the next edge.
func (l *ledger) sumFrom(from int) {
	l.entries = l.entries[:from+len(sumSteps(l.entries[from:]))]
	l.of = append(l.of, [2]int32{int32(from), int32(len(l.entries))})
}

// copied has the edges of l, and leaves l as it is whatever is done to them.
func (l *ledger) copied() ledger { return ledger{slices.Clip(l.entries), slices.Clone(l.of)} }

// sumSteps adds up the steps of each owner, in place, by owner.
func sumSteps(steps []step) []step {
	switch {
	case len(steps) > 2:
		slices.SortFunc(steps, func(s, t step) int { return int(s.owner) - int(t.owner) })
	case len(steps) == 2 && steps[0].owner > steps[1].owner:
		steps[0], steps[1] = steps[1], steps[0]
	}
	n := 0
	for i := 0; i < len(steps); {
		sum := steps[i]
		for i++; i < len(steps) && steps[i].owner == sum.owner; i++ {
			sum.by += steps[i].by
		}
		if sum.by != 0 {
			steps[n] = sum
			n++
		}
	}
	return steps[:n]
}
