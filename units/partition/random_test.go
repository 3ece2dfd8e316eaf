package partition_test

import (
	"math"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

// problems draws small problems with integer costs: a random planar-looking
// graph (a grid with some edges left out and some diagonals), two sums, a cost
// of groups that depends on all there is, and now and then hard edges, regions,
// locks and ranges.
func problems(least, most int) *rapid.Generator[partition.Problem] {
	return rapid.Custom(func(t *rapid.T) partition.Problem {
		n := rapid.IntRange(least, most).Draw(t, "nodes")
		wide := rapid.IntRange(1, 4).Draw(t, "wide")
		p := partition.Problem{Nodes: n}
		coin := func(k int, what string) bool { return rapid.IntRange(0, k-1).Draw(t, what) == 0 }
		for v := range n {
			for _, u := range []int{v + 1, v + wide, v + wide + 1} {
				if u >= n || u == v+1 && (wide == 1 || u%wide == 0) && u != v+wide || coin(5, "gap") {
					continue
				}
				if len(p.Edges) > 0 && p.Edges[len(p.Edges)-1].A == v && p.Edges[len(p.Edges)-1].B == u {
					continue
				}
				p.Edges = append(p.Edges, partition.Edge{
					A: v, B: u,
					Cut:    float64(rapid.IntRange(-3, 12).Draw(t, "cut")),
					Join:   float64(rapid.IntRange(-3, 12).Draw(t, "join")),
					Length: float64(rapid.IntRange(0, 3).Draw(t, "length")),
					Hard:   coin(8, "hard"),
				})
			}
		}
		area, kind := make([]float64, n), make([]float64, n)
		for v := range n {
			area[v] = float64(rapid.IntRange(1, 9).Draw(t, "area"))
			kind[v] = float64(rapid.IntRange(-2, 2).Draw(t, "kind"))
		}
		p.Sums = []partition.Sum{{Name: "area", Values: area}, {Name: "kind", Values: kind}}
		ideal := float64(rapid.IntRange(1, 30).Draw(t, "ideal"))
		p.Group = func(g partition.Totals) float64 {
			return math.Abs(g.Sums[0]-ideal) + math.Abs(g.Sums[1]) + float64(g.Nodes%3) + max(0, 4*float64(g.Nodes)-2*g.Inside)/2
		}
		if coin(3, "regions") {
			p.Region = rapid.SliceOfN(rapid.IntRange(0, 1), n, n).Draw(t, "region")
		}
		if coin(2, "start") {
			p.Start = rapid.SliceOfN(rapid.IntRange(-1, 3), n, n).Draw(t, "start groups")
		}
		list := func(what string) []int {
			return rapid.SliceOfNDistinct(rapid.IntRange(0, n-1), 1, min(n, 3), rapid.ID).Draw(t, what)
		}
		if coin(3, "excluded") {
			p.Excluded = list("excluded nodes")
		}
		if coin(4, "together") {
			p.Together = [][]int{list("together nodes")}
		}
		if coin(4, "apart") {
			p.Apart = [][]int{list("apart nodes")}
		}
		if coin(6, "fixed") {
			p.Fixed = [][]int{list("fixed nodes")}
		}
		if coin(4, "most") {
			p.Sums[0].Max = float64(rapid.IntRange(9, 40).Draw(t, "most area"))
		}
		if coin(6, "fewest") {
			p.Sums[0].Min = float64(rapid.IntRange(1, 6).Draw(t, "least area"))
		}
		return p
	})
}

// best tries every partition and returns the least cost of those that pass
// Check, +Inf if none does.
func best(p partition.Problem) float64 {
	least := math.Inf(1)
	groups := make([]int, p.Nodes)
	excluded := make([]bool, p.Nodes)
	for _, v := range p.Excluded {
		excluded[v] = true
	}
	var try func(v, used int)
	try = func(v, used int) {
		if v == p.Nodes {
			if partition.Check(p, groups) == nil {
				c, err := partition.Cost(p, groups)
				if err == nil {
					least = min(least, c.Total())
				}
			}
			return
		}
		if excluded[v] {
			groups[v] = -1
			try(v+1, used)
			return
		}
		for g := range used + 1 {
			groups[v] = g
			try(v+1, max(used, g+1))
		}
	}
	try(0, 0)
	return least
}
