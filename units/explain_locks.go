package units

import "slices"

// locks are lists of atoms, and which of them an atom is in.
type locks struct {
	lists [][]int
	at    map[int][]int
}

func newLocks(lists [][]int) locks {
	l := locks{lists, map[int][]int{}}
	for i, list := range lists {
		for _, a := range list {
			l.at[a] = append(l.at[a], i)
		}
	}
	return l
}

// of are the lists with an atom of the groups, in their order.
func (l *locks) of(groups [][]int) [][]int {
	var found []int
	for _, g := range groups {
		for _, a := range g {
			found = append(found, l.at[a]...)
		}
	}
	slices.Sort(found)
	var of [][]int
	for _, i := range slices.Compact(found) {
		of = append(of, l.lists[i])
	}
	return of
}
