package units

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// The locks of groups are those that one has an atom of, as looking at each lock says.
func TestLocksOfGroups(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.IntRange(0, 12), 0, 4)
		lists, groups := rapid.SliceOfN(list, 0, 8).Draw(t, "locks"), rapid.SliceOfN(list, 0, 3).Draw(t, "groups")
		var want [][]int
		for _, lock := range lists {
			if slices.ContainsFunc(groups, func(g []int) bool { return meets(sorted(g), lock) }) {
				want = append(want, lock)
			}
		}
		l := newLocks(lists)
		if got := l.of(groups); !reflect.DeepEqual(got, want) {
			t.Fatalf("locks %v, want %v", got, want)
		}
	})
}
