package inspect

import (
	"cmp"
	"container/heap"
	"math"
	"slices"
)

// wholeOutline is the share of the border with its neighbours that must be off
// for a cell to be off as a whole: more than half, so that of two neighbours the
// one is meant that is off against the others too.
const wholeOutline = 0.5

// shortBorder is the least border, in metres, that tells anything of an outline.
const shortBorder = 20

// guiltyCells are those whose border is off for the most part, where no cell that
// is worse explains it. Of cells that are as bad as each other the first counts.
// Shared is what each cell shares with others point for point.
func guiltyCells(shared []float64, contacts []contact) map[int32]bool {
	type part struct { // of what is off, seen from a cell towards another
		cell, other int32
		metres      float64
	}
	var parts []part
	off := make([]float64, len(shared)) // metres of border that is off
	border := slices.Clone(shared)      // metres of border with anyone
	for i := range contacts {
		c := &contacts[i]
		border[c.cell] += c.length
		if math.Abs(c.offset) > coincide {
			off[c.cell] += c.length
			parts = append(parts, part{c.cell, c.other, c.length})
		}
	}
	slices.SortStableFunc(parts, func(p, q part) int { return cmp.Compare(p.other, q.other) })
	var queue suspects
	for k := range off {
		if off[k] > 0 {
			queue = append(queue, suspect{int32(k), off[k] / border[k]})
		}
	}
	heap.Init(&queue)
	guilty := map[int32]bool{}
	for len(queue) > 0 {
		// Shares only ever fall, so that one which has not is the highest.
		s := heap.Pop(&queue).(suspect)
		if off[s.cell] < shortBorder || off[s.cell] <= wholeOutline*border[s.cell] {
			continue
		}
		if share := off[s.cell] / border[s.cell]; share < s.share {
			heap.Push(&queue, suspect{s.cell, share})
			continue
		}
		guilty[s.cell] = true
		from, _ := slices.BinarySearchFunc(parts, s.cell, func(p part, k int32) int { return cmp.Compare(p.other, k) })
		for _, p := range parts[from:] {
			if p.other != s.cell {
				break
			}
			off[p.cell] -= p.metres
			border[p.cell] -= p.metres
		}
	}
	return guilty
}

// suspect is a cell with the share of its border that was off when it was put
// into the queue.
type suspect struct {
	cell  int32
	share float64
}

// suspects is a queue, the worst first.
type suspects []suspect

func (s suspects) Len() int      { return len(s) }
func (s suspects) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s suspects) Less(i, j int) bool {
	return s[i].share > s[j].share || s[i].share == s[j].share && s[i].cell < s[j].cell
}
func (s *suspects) Push(x any) { *s = append(*s, x.(suspect)) }
func (s *suspects) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}
