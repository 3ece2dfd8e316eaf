package partition_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"renewal/units/partition"
)

// counted draws problems in which the number of groups or their spread matters.
func counted(least, most int) *rapid.Generator[partition.Problem] {
	return rapid.Custom(func(t *rapid.T) partition.Problem {
		p := problems(least, most).Draw(t, "problem")
		p.Spread = partition.Spread(rapid.IntRange(0, 2).Draw(t, "spread"))
		if p.Spread != partition.NoSpread {
			wide := rapid.IntRange(1, 3).Draw(t, "features")
			p.Features = make([][]float64, p.Nodes)
			for v := range p.Features {
				for range wide {
					p.Features[v] = append(p.Features[v], float64(rapid.IntRange(-9, 9).Draw(t, "feature")))
				}
			}
		}
		if p.Most = rapid.Bool().Draw(t, "most"); !p.Most {
			p.Groups = rapid.IntRange(0, 5).Draw(t, "groups")
		}
		return p
	})
}

// Against every partition there is.
func TestRegionsAreTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := counted(1, 9).Draw(t, "problem")
		least, most := math.Inf(1), 0
		for groups := range partition.All(p) {
			c, err := partition.Cost(p, groups)
			if err != nil {
				t.Fatal(err)
			}
			n := kinds(groups)
			if p.Most && n > most {
				least = math.Inf(1)
			}
			if !p.Most || n >= most {
				least = min(least, c.Total())
			}
			most = max(most, n)
		}
		s, err := partition.Solve(context.Background(), p, partition.Options{Steps: 200})
		if math.IsInf(least, 1) {
			if !errors.Is(err, partition.ErrInfeasible) {
				t.Fatalf("got %v, %v, but no partition keeps the rules", s.Group, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("got %v, but the best costs %g", err, least)
		}
		if math.Abs(s.Cost-least) > 1e-9 || !s.Exact || p.Most && (kinds(s.Group) != most || s.MostGroups < most) {
			t.Fatalf("cost %g, %d groups (at most %d), exact %t; the best costs %g, with %d", s.Cost, kinds(s.Group), s.MostGroups, s.Exact, least, most)
		}
	})
}

// Of a star the centre is kept apart from a ray that is to be with another: there is no
// way between them, and that is known, not only not found.
func TestRegionsBeyondReach(t *testing.T) {
	p := partition.Problem{
		Nodes:    3,
		Edges:    []partition.Edge{{A: 0, B: 1}, {A: 0, B: 2}},
		Sums:     []partition.Sum{{Name: "area", Values: []float64{1, 1, 1}}},
		Group:    func(partition.Totals) float64 { return 0 },
		Together: [][]int{{1, 2}},
		Apart:    [][]int{{0, 1}},
	}
	for _, most := range []bool{false, true} {
		p.Groups, p.Most = 2, most
		if most {
			p.Groups = 0
		}
		if s, err := partition.Solve(context.Background(), p, partition.Options{Steps: 10}); !errors.Is(err, partition.ErrInfeasible) {
			t.Errorf("as many as can be %t: got %v, %v", most, s.Group, err)
		}
	}
}

// kinds is how many groups there are.
func kinds(groups []int) int {
	met := map[int]bool{}
	for _, g := range groups {
		if g >= 0 {
			met[g] = true
		}
	}
	return len(met)
}

// Larger ones keep the rules, and their bound is below their cost; they come out
// the same on one core and on several.
func TestRegionsKeepTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := counted(75, 110).Draw(t, "problem")
		s, err := partition.Solve(context.Background(), p, partition.Options{Steps: 10, Workers: 1})
		again, failed := partition.Solve(context.Background(), p, partition.Options{Steps: 10, Workers: 4})
		if (err == nil) != (failed == nil) {
			t.Fatalf("%v on one core, %v on four", err, failed)
		}
		if errors.Is(err, partition.ErrInfeasible) || errors.Is(err, partition.ErrNotFound) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		s.StartError, again.StartError = nil, nil
		if d := cmp.Diff(s, again); d != "" {
			t.Fatal(d)
		}
		if err := partition.Check(p, s.Group); err != nil {
			t.Fatal(err)
		}
		c, err := partition.Cost(p, s.Group)
		if err != nil || c != s.Terms || s.Bound > s.Cost {
			t.Fatalf("cost %v (%v), the solution says %v with bound %g", c, err, s.Terms, s.Bound)
		}
	})
}

func TestRegionsThatCannotBe(t *testing.T) {
	p := grid(4, 4)
	one := make([]float64, 16)
	for v := range one {
		one[v] = 1
	}
	for _, c := range []struct {
		name   string
		change func(*partition.Problem)
		want   string
	}{
		{"too many", func(p *partition.Problem) { p.Groups = 17 }, "17 groups, where 1 to 16 can be made: no partition possible"},
		{"too large", func(p *partition.Problem) {
			p.Groups, p.Sums = 3, []partition.Sum{{Name: "cells", Values: one, Max: 5}}
		}, "3 groups, where 4 to 16 can be made: no partition possible"},
		{"too small", func(p *partition.Problem) {
			p.Groups, p.Sums = 4, []partition.Sum{{Name: "cells", Values: one, Min: 5}}
		}, "4 groups, where 1 to 3 can be made: no partition possible"},
		{"no number fits", func(p *partition.Problem) {
			p.Most, p.Sums = true, []partition.Sum{{Name: "cells", Values: one, Min: 9, Max: 10}}
		}, "component of node 0 (16 nodes): ranges ask for at least 2 groups and leave at most 1: no partition possible"},
		{"nowhere to put it", func(p *partition.Problem) {
			p.Groups, p.Apart = 2, [][]int{{0, 1, 4}}
		}, "component of node 0 (16 nodes): all ways were tried: no partition possible"},
	} {
		t.Run(c.name, func(t *testing.T) {
			q := p
			c.change(&q)
			_, err := partition.Solve(context.Background(), q, partition.Options{})
			if !errors.Is(err, partition.ErrInfeasible) || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}
