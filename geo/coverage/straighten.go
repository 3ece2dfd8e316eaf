package coverage

import (
	"slices"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/simplify"
)

// straighten joins segments into lines between the points where they fork or
// end, and leaves out vertices less than tolerance steps off (Douglas and
// Peucker 1973).
func straighten(segs [][2]pt, tolerance float64) [][]pt {
	ends := map[pt][]int{}
	slices.SortFunc(segs, func(s, t [2]pt) int {
		if c := compare(s[0], t[0]); c != 0 {
			return c
		}
		return compare(s[1], t[1])
	})
	segs = slices.Compact(segs)
	for i, s := range segs {
		ends[s[0]] = append(ends[s[0]], i)
		ends[s[1]] = append(ends[s[1]], i)
	}
	used := make([]bool, len(segs))
	var lines [][]pt
	walk := func(from pt, i int) {
		line := []pt{from}
		for {
			used[i] = true
			next := segs[i][0]
			if next == line[len(line)-1] {
				next = segs[i][1]
			}
			line = append(line, next)
			at := ends[next]
			if len(at) != 2 || used[at[0]] && used[at[1]] {
				break
			}
			if i = at[0]; used[i] {
				i = at[1]
			}
		}
		lines = append(lines, simplified(line, tolerance))
	}
	for i, s := range segs {
		for _, p := range s {
			if !used[i] && len(ends[p]) != 2 {
				walk(p, i)
			}
		}
	}
	for i, s := range segs { // what is left are rings
		if !used[i] {
			walk(s[0], i)
		}
	}
	return lines
}

func simplified(line []pt, tolerance float64) []pt {
	l := make(orb.LineString, len(line))
	for i, p := range line {
		l[i] = orb.Point{float64(p.x), float64(p.y)}
	}
	l = simplify.DouglasPeucker(tolerance).LineString(l)
	kept := make([]pt, len(l))
	for i, p := range l {
		kept[i] = pt{int32(p[0]), int32(p[1])}
	}
	return kept
}
