package lineage

import (
	"cmp"
	"slices"
	"strconv"
)

// IDs are those of the units of now, by position. A unit that was there before keeps
// its ID. A new one has the ID it came with, unless that was another unit's before or
// is retired: then ~2, ~3 and so on is put behind it, the first that nobody has or
// had.
func (l *Lineage) IDs(retired []string) []string {
	taken := map[string]bool{}
	for _, u := range l.units[before] {
		taken[u.ID] = true
	}
	for _, id := range retired {
		taken[id] = true
	}
	ids := make([]string, len(l.units[now]))
	var fresh []int
	for i := range ids {
		if b, there := l.Then(i); there {
			ids[i] = l.units[before][b].ID
		} else {
			fresh = append(fresh, i)
		}
	}
	slices.SortFunc(fresh, func(i, j int) int { return cmp.Compare(l.units[now][i].ID, l.units[now][j].ID) })
	var late []int // whose own ID is taken: what they get must not be the own one of another
	for _, i := range fresh {
		if id := l.units[now][i].ID; !taken[id] {
			ids[i], taken[id] = id, true
		} else {
			late = append(late, i)
		}
	}
	for _, i := range late {
		for n := 2; ids[i] == ""; n++ {
			if id := l.units[now][i].ID + "~" + strconv.Itoa(n); !taken[id] {
				ids[i], taken[id] = id, true
			}
		}
	}
	return ids
}
