package coverage

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"
)

// chain joins directed edges end to end into lines, each as long as the edges
// allow without a choice: a line ends where edges fork. Rings start at their
// least points.
func chain(edges [][2]orb.Point) orb.MultiLineString {
	slices.SortFunc(edges, func(e, f [2]orb.Point) int {
		return cmp.Or(comparePlaces(e[0], f[0]), comparePlaces(e[1], f[1]))
	})
	// A point is known by the first edge that leaves it.
	first, next := make([]int32, len(edges)), make([]int32, len(edges))
	leaving, reaching := make([]int32, len(edges)), make([]int32, len(edges))
	for i, e := range edges {
		if first[i] = int32(i); i > 0 && e[0] == edges[i-1][0] {
			first[i] = first[i-1]
		}
		leaving[first[i]]++
	}
	for i, e := range edges {
		k, found := slices.BinarySearchFunc(edges, e[1], func(e [2]orb.Point, p orb.Point) int { return comparePlaces(e[0], p) })
		if next[i] = -1; found {
			next[i] = int32(k)
			reaching[k]++
		}
	}
	plain := func(p int32) bool { return p >= 0 && leaving[p] == 1 && reaching[p] == 1 }
	used := make([]bool, len(edges))
	order, starts := make([]int32, 0, len(edges)), []int{}
	walk := func(i int32) {
		for starts = append(starts, len(order)); ; i = next[i] {
			used[i] = true
			order = append(order, i)
			if to := next[i]; !plain(to) || used[to] {
				return
			}
		}
	}
	for i := range edges {
		if !used[i] && !plain(first[i]) {
			walk(int32(i))
		}
	}
	for i := range edges { // what is left are rings
		if !used[i] {
			walk(int32(i))
		}
	}
	lines, points := make(orb.MultiLineString, len(starts)), make(orb.LineString, 0, len(order)+len(starts))
	starts = append(starts, len(order))
	for k := range lines {
		from := len(points)
		points = append(points, edges[order[starts[k]]][0])
		for _, i := range order[starts[k]:starts[k+1]] {
			points = append(points, edges[i][1])
		}
		lines[k] = points[from:len(points):len(points)]
	}
	return lines
}
