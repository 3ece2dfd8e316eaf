package partition

import "fmt"

// Terms are the parts of a cost.
type Terms struct {
	Cut    float64 // Σ Cut of edges between groups
	Join   float64 // Σ Join of edges inside groups
	Groups float64 // Σ Group costs
	Spread float64 // Σ what groups pay for the spread of their features
}

// Total is the sum of the parts.
func (t Terms) Total() float64 { return t.Cut + t.Join + t.Groups + t.Spread }

// Cost computes from nothing what a partition costs. Groups may be numbered in
// any way; nodes with a negative number are in none. The partition need not
// keep the rules.
func Cost(p Problem, groups []int) (Terms, error) {
	if err := p.validate(); err != nil {
		return Terms{}, err
	}
	if len(groups) != p.Nodes {
		return Terms{}, fmt.Errorf("%d groups for %d nodes: %w", len(groups), p.Nodes, ErrProblem)
	}
	var t Terms
	of, count := canonical(groups)
	totals := p.totals(of, count)
	for _, e := range p.Edges {
		a, b := of[e.A], of[e.B]
		switch {
		case a < 0 && b < 0:
		case a == b:
			t.Join += e.Join
		default:
			t.Cut += e.Cut
		}
	}
	for g := range totals {
		c, err := p.groupCost(totals[g])
		if err != nil {
			return Terms{}, err
		}
		t.Groups += c
	}
	for _, nodes := range p.members(of, count) {
		t.Spread += p.spreadOf(nodes)
	}
	return t, nil
}

// members lists the nodes of each group, where their spread matters.
func (p *Problem) members(of []int, count int) [][]int {
	if p.Spread == NoSpread {
		return nil
	}
	members := make([][]int, count)
	for v, g := range of {
		if g >= 0 {
			members[g] = append(members[g], v)
		}
	}
	return members
}

// totals adds up each group, in the order of nodes and edges.
func (p *Problem) totals(of []int, count int) []Totals {
	totals := make([]Totals, count)
	k := len(p.Sums)
	sums := make([]float64, count*k)
	for g := range totals {
		totals[g].Sums = sums[g*k : (g+1)*k : (g+1)*k]
	}
	for v, g := range of {
		if g < 0 {
			continue
		}
		totals[g].Nodes++
		for i := range p.Sums {
			totals[g].Sums[i] += p.Sums[i].Values[v]
		}
	}
	for _, e := range p.Edges {
		if g := of[e.A]; g >= 0 && g == of[e.B] {
			totals[g].Inside += e.Length
		}
	}
	return totals
}

// canonical numbers groups from 0 in the order of their least nodes; negative
// numbers become -1.
func canonical(groups []int) (of []int, count int) {
	of = make([]int, len(groups))
	number := make(map[int]int)
	for v, g := range groups {
		if g < 0 {
			of[v] = -1
			continue
		}
		n, ok := number[g]
		if !ok {
			n = len(number)
			number[g] = n
		}
		of[v] = n
	}
	return of, len(number)
}
