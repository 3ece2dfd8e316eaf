package partition_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

func TestExactIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(1, 8).Draw(t, "problem")
		want := best(p)
		got, err := partition.Solve(context.Background(), p, partition.Options{})
		if math.IsInf(want, 1) {
			if !errors.Is(err, partition.ErrInfeasible) {
				t.Fatalf("got %v, %v, but no partition keeps the rules", got.Group, err)
			}
			return
		}
		if err != nil {
			t.Fatalf("got error %v, but the best costs %g", err, want)
		}
		if got.Cost != want || got.Bound != want || !got.Exact {
			t.Fatalf("got cost %g, bound %g, exact %t; the best is %g", got.Cost, got.Bound, got.Exact, want)
		}
	})
}

// A lock is a wish, and has a price: without it the cost is no more.
func TestLocksHaveAPrice(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(2, 12).Draw(t, "problem")
		with, err := partition.Solve(context.Background(), p, partition.Options{})
		if err != nil {
			return
		}
		for _, lift := range []func(*partition.Problem){
			func(p *partition.Problem) { p.Together = nil },
			func(p *partition.Problem) { p.Apart = nil },
			func(p *partition.Problem) { p.Fixed = nil },
		} {
			q := p
			lift(&q)
			without, err := partition.Solve(context.Background(), q, partition.Options{})
			if err != nil || without.Cost > with.Cost+1e-9 {
				t.Fatalf("%g with the lock, %g without (%v)", with.Cost, without.Cost, err)
			}
		}
	})
}

func TestResultKeepsTheRules(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(13, 40).Draw(t, "problem")
		got, err := partition.Solve(context.Background(), p, partition.Options{Steps: 60, Proof: 500})
		if errors.Is(err, partition.ErrInfeasible) || errors.Is(err, partition.ErrNotFound) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		if err := partition.Check(p, got.Group); err != nil {
			t.Fatal(err)
		}
		cost, err := partition.Cost(p, got.Group)
		if err != nil || cost != got.Terms || cost.Total() != got.Cost {
			t.Fatalf("cost is %v (%v), but the solution says %v", cost, err, got.Terms)
		}
		if got.StartError == nil && got.Cost > got.Start {
			t.Fatalf("cost %g above start %g", got.Cost, got.Start)
		}
		if got.Bound > got.Cost {
			t.Fatalf("bound %g above cost %g", got.Bound, got.Cost)
		}
		again := p
		again.Start = got.Group
		more, err := partition.Solve(context.Background(), again, partition.Options{Steps: 60, Proof: 500})
		if err != nil || more.StartError != nil || more.Cost > got.Cost {
			t.Fatalf("starting from the result: %g after %g, %v, %v", more.Cost, got.Cost, more.StartError, err)
		}
	})
}

// Costs drawn from the reals do not tie, so the numbering of the nodes must not
// show in what comes out.
func TestNumberingDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(5, 40).Draw(t, "problem")
		for i := range p.Edges {
			p.Edges[i].Cut += rapid.Float64Range(0, 1).Draw(t, "more") + 1e-4*math.Sqrt(float64(i+2))
		}
		p.Fixed, p.Together, p.Apart = nil, nil, nil
		order := rapid.Permutation(numbers(p.Nodes)).Draw(t, "order") // new number of each node
		opt := partition.Options{Descent: true, Steps: 1 << 20}
		one, err1 := partition.Solve(context.Background(), p, opt)
		two, err2 := partition.Solve(context.Background(), renumber(p, order), opt)
		if (err1 == nil) != (err2 == nil) {
			t.Fatalf("%v, renumbered %v", err1, err2)
		}
		if err1 != nil {
			return
		}
		if math.Abs(one.Cost-two.Cost) > 1e-9 {
			t.Fatalf("cost %v, renumbered %v", one.Cost, two.Cost)
		}
		for a := range p.Nodes {
			for b := range a {
				same := one.Group[a] == one.Group[b]
				if same != (two.Group[order[a]] == two.Group[order[b]]) {
					t.Fatalf("nodes %d and %d: together %t, renumbered %t", a, b, same, !same)
				}
			}
		}
	})
}

func numbers(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// renumber gives node v the number to[v].
func renumber(p partition.Problem, to []int) partition.Problem {
	q := p
	q.Edges = slices.Clone(p.Edges)
	for i, e := range p.Edges {
		q.Edges[i].A, q.Edges[i].B = min(to[e.A], to[e.B]), max(to[e.A], to[e.B])
	}
	slices.Reverse(q.Edges)
	move := func(list []int) []int {
		if list == nil {
			return nil
		}
		moved := make([]int, len(list))
		for v, x := range list {
			moved[to[v]] = x
		}
		return moved
	}
	q.Region, q.Start = move(p.Region), move(p.Start)
	q.Sums = slices.Clone(p.Sums)
	for i, s := range p.Sums {
		q.Sums[i].Values = make([]float64, p.Nodes)
		for v, x := range s.Values {
			q.Sums[i].Values[to[v]] = x
		}
	}
	q.Excluded = nil
	for _, v := range p.Excluded {
		q.Excluded = append(q.Excluded, to[v])
	}
	return q
}
