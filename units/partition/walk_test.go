package partition_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

// grid joins the cells of a grid that share a side.
func grid(wide, high int) partition.Problem {
	p := partition.Problem{Nodes: wide * high}
	for v := range p.Nodes {
		if v%wide+1 < wide {
			p.Edges = append(p.Edges, cut(v, v+1))
		}
		if v+wide < p.Nodes {
			p.Edges = append(p.Edges, cut(v, v+wide))
		}
	}
	return p
}

// Numbers of connected partitions that anyone can look up: of a path of n nodes
// into k groups, and of grids into any number (OEIS A145835).
func TestAllCounts(t *testing.T) {
	for _, c := range []struct {
		p    partition.Problem
		want int
	}{
		{grid(1, 1), 1},
		{grid(6, 1), 32},
		{partition.Problem{Nodes: 6, Edges: grid(6, 1).Edges, Groups: 3}, 10},
		{grid(2, 2), 12},
		{grid(3, 3), 1434},
		{grid(4, 4), 1691690},
		{partition.Problem{Nodes: 2}, 1},
		{partition.Problem{Nodes: 2, Groups: 1}, 0},
		{partition.Problem{}, 0},
	} {
		n := 0
		for range partition.All(c.p) {
			n++
		}
		if n != c.want {
			t.Errorf("%d nodes, %d edges, %d groups: %d partitions, want %d", c.p.Nodes, len(c.p.Edges), c.p.Groups, n, c.want)
		}
	}
}

// Each comes once, keeps the rules, and none is missing.
func TestAllAreTheOnesThatPass(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(1, 7).Draw(t, "problem")
		p.Groups = rapid.IntRange(0, 4).Draw(t, "groups")
		met := map[string]bool{}
		least := math.Inf(1)
		for groups := range partition.All(p) {
			if err := partition.Check(p, groups); err != nil {
				t.Fatalf("%v: %v", groups, err)
			}
			if key := canon(groups); met[key] {
				t.Fatalf("%v twice", groups)
			} else {
				met[key] = true
			}
			c, err := partition.Cost(p, groups)
			if err != nil {
				t.Fatal(err)
			}
			least = min(least, c.Total())
		}
		if want := best(p); least != want {
			t.Fatalf("the best of all costs %g, want %g", least, want)
		}
	})
}

// canon writes groups down by their nodes.
func canon(groups []int) string {
	var b strings.Builder
	for _, g := range groups {
		b.WriteByte(byte('a' + slices.Index(groups, g)))
	}
	return b.String()
}
