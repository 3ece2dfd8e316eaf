package partition_test

import (
	"context"
	"errors"
	"math"
	"math/bits"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
)

// oracle knows the cost of every set of nodes as a group, worked out from the problem
// as its comments define it, with nothing of the package.
type oracle struct {
	p    partition.Problem
	free int       // the nodes that are in groups, as bits
	base float64   // cost with every edge cut that can be
	cost []float64 // by set: what it adds as a group, +Inf where it breaks a rule
}

func newOracle(p partition.Problem) *oracle {
	o := &oracle{p: p, free: 1<<p.Nodes - 1}
	for _, v := range p.Excluded {
		o.free &^= 1 << v
	}
	for _, e := range p.Edges {
		if o.free>>e.A&1 != 0 || o.free>>e.B&1 != 0 {
			o.base += e.Cut
		}
	}
	for _, list := range p.Fixed {
		for _, v := range list {
			if o.free>>v&1 == 0 {
				o.base = math.Inf(1) // a group that is to be of a node that is in none
			}
		}
	}
	o.cost = make([]float64, 1<<p.Nodes)
	for set := range o.cost {
		o.cost[set] = math.Inf(1)
		if set != 0 && set&^o.free == 0 && o.allowed(set) {
			o.cost[set] = o.price(set)
		}
	}
	return o
}

func (o *oracle) allowed(set int) bool {
	reached := set & -set
	for grew := true; grew; {
		grew = false
		for _, e := range o.p.Edges {
			a, b := 1<<e.A, 1<<e.B
			if !e.Hard && set&a != 0 && set&b != 0 && (reached&a != 0) != (reached&b != 0) {
				reached |= a | b
				grew = true
			}
		}
	}
	if reached != set {
		return false
	}
	in := func(list []int) (n int) {
		met := 0
		for _, v := range list {
			met |= 1 << v
		}
		return bits.OnesCount(uint(met & set))
	}
	for _, list := range o.p.Together {
		if n := in(list); n != 0 && n != distinct(list) {
			return false
		}
	}
	for _, list := range o.p.Apart {
		if in(list) > 1 {
			return false
		}
	}
	for _, list := range o.p.Fixed {
		if n := in(list); n != 0 && (n != distinct(list) || n != bits.OnesCount(uint(set))) {
			return false
		}
	}
	region := -1
	for v := range o.p.Nodes {
		if set>>v&1 != 0 && o.p.Region != nil {
			if region >= 0 && o.p.Region[v] != region {
				return false
			}
			region = o.p.Region[v]
		}
	}
	for _, s := range o.p.Sums {
		total := 0.0
		for v, x := range s.Values {
			total += x * float64(set>>v&1)
		}
		if s.Min != 0 && total < s.Min || s.Max != 0 && total > s.Max {
			return false
		}
	}
	return true
}

func (o *oracle) price(set int) float64 {
	totals := partition.Totals{Nodes: bits.OnesCount(uint(set)), Sums: make([]float64, len(o.p.Sums))}
	cost := 0.0
	for _, e := range o.p.Edges {
		if set>>e.A&1 != 0 && set>>e.B&1 != 0 {
			cost += e.Join - e.Cut
			totals.Inside += e.Length
		}
	}
	var nodes []int
	for v := range o.p.Nodes {
		if set>>v&1 != 0 {
			nodes = append(nodes, v)
			for i, s := range o.p.Sums {
				totals.Sums[i] += s.Values[v]
			}
		}
	}
	if o.p.Group != nil {
		cost += o.p.Group(totals)
	}
	if o.p.Spread == partition.NoSpread {
		return cost
	}
	for f := range o.p.Features[nodes[0]] {
		for i, a := range nodes { // the squares about the mean are those of all pairs, by their number
			for _, b := range nodes[:i] {
				d := math.Abs(o.p.Features[a][f] - o.p.Features[b][f])
				if o.p.Spread == partition.Squares {
					d *= d / float64(len(nodes))
				}
				cost += d
			}
		}
	}
	return cost
}

// best is the least cost of a partition, in any number of groups or in just so many;
// +Inf if there is none.
func (o *oracle) best(groups int) float64 {
	if groups == 0 {
		return o.base + o.covered(nil)[o.free]
	}
	least := make([]float64, len(o.cost)) // in none
	for set := range least {
		least[set] = math.Inf(1)
	}
	least[0] = 0
	for range groups {
		least = o.covered(least)
	}
	return o.base + least[o.free]
}

// covered is the least cost of every set in one group more than rest has it, or, with
// nil, in any number of groups.
func (o *oracle) covered(rest []float64) []float64 {
	least := make([]float64, len(o.cost))
	from := rest
	if from == nil {
		from = least
	}
	for set := 1; set < len(least); set++ {
		least[set] = math.Inf(1)
		if set&^o.free != 0 {
			continue
		}
		first := set & -set
		for s := set; s != 0; s = (s - 1) & set {
			if s&first != 0 && o.cost[s] < math.Inf(1) {
				least[set] = min(least[set], o.cost[s]+from[set&^s])
			}
		}
	}
	if rest != nil {
		least[0] = math.Inf(1)
	}
	return least
}

// most is the largest number of groups that a partition can have, 0 if there is none.
func (o *oracle) most() int {
	for n := bits.OnesCount(uint(o.free)); n > 0; n-- {
		if !math.IsInf(o.best(n), 1) {
			return n
		}
	}
	return 0
}

func distinct(list []int) int {
	met := map[int]bool{}
	for _, v := range list {
		met[v] = true
	}
	return len(met)
}

// The oracle agrees with trying all partitions one by one, by Check and Cost.
func TestOracle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(1, 7).Draw(t, "problem")
		if got, want := newOracle(p).best(0), best(p); got != want {
			t.Fatalf("%g against %g", got, want)
		}
	})
}

// Components as large as are solved exactly cost what the oracle says, whatever the
// rules.
func TestExactIsTheBestOfAllItCanBe(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := problems(9, partition.ExactNodes).Draw(t, "problem")
		want := newOracle(p).best(0)
		got, err := partition.Solve(context.Background(), p, partition.Options{})
		if math.IsInf(want, 1) {
			if !errors.Is(err, partition.ErrInfeasible) {
				t.Fatalf("got %v, %v, but no partition keeps the rules", got.Group, err)
			}
			return
		}
		if err != nil || got.Cost != want || got.Bound != want || !got.Exact {
			t.Fatalf("got cost %g, bound %g, exact %t, %v; the best is %g", got.Cost, got.Bound, got.Exact, err, want)
		}
	})
}

// So do problems in which the number of groups is given, or to be as large as can be,
// or groups pay for spread: what is said to be proved is, bounds are below the best,
// and more groups than are said to be possible are not.
func TestRegionsAgainstTheOracle(t *testing.T) {
	proved, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := counted(9, 14).Draw(t, "problem")
		o := newOracle(p)
		groups := p.Groups
		if p.Most {
			groups = o.most()
		}
		want := math.Inf(1)
		if !p.Most || groups > 0 || o.free == 0 {
			want = o.best(groups)
		}
		got, err := partition.Solve(context.Background(), p, partition.Options{Steps: 200})
		if math.IsInf(want, 1) {
			if err == nil {
				t.Fatalf("got %v, but no partition keeps the rules", got.Group)
			}
			return
		}
		if err != nil {
			t.Fatalf("got %v, but the best costs %g", err, want)
		}
		all++
		if got.Exact {
			proved++
		}
		same := !p.Most || kinds(got.Group) == groups
		if same && (got.Cost < want-1e-9 || got.Bound > want+1e-9) || got.Exact && (!same || got.Cost > want+1e-9) || p.Most && got.MostGroups < groups {
			t.Fatalf("cost %g, bound %g, %d groups (at most %d), exact %t; the best costs %g, with %d", got.Cost, got.Bound, kinds(got.Group), got.MostGroups, got.Exact, want, groups)
		}
	})
	t.Logf("%d of %d proved", proved, all)
}
