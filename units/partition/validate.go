package partition

import (
	"fmt"
	"math"
	"slices"
)

// validate looks for numbers that make no sense. Contradictions between the
// rules are found later.
func (p *Problem) validate() error {
	bad := func(format string, args ...any) error {
		return fmt.Errorf(format+": %w", append(args, ErrProblem)...)
	}
	if p.Nodes < 0 || p.Nodes > math.MaxInt32/2 {
		return bad("%d nodes", p.Nodes)
	}
	seen := make([][2]int, 0, len(p.Edges))
	for i, e := range p.Edges {
		if e.A < 0 || e.A >= e.B || e.B >= p.Nodes {
			return bad("edge %d joins %d and %d of %d nodes", i, e.A, e.B, p.Nodes)
		}
		if !finite(e.Cut) || !finite(e.Join) || !finite(e.Length) || !finite(e.Under) {
			return bad("edge %d (%d to %d) is not finite", i, e.A, e.B)
		}
		seen = append(seen, [2]int{e.A, e.B})
	}
	slices.SortFunc(seen, func(a, b [2]int) int {
		if a[0] != b[0] {
			return a[0] - b[0]
		}
		return a[1] - b[1]
	})
	for i := 1; i < len(seen); i++ {
		if seen[i] == seen[i-1] {
			return bad("two edges from %d to %d", seen[i][0], seen[i][1])
		}
	}
	if p.Under != nil && len(p.Under) != p.Nodes {
		return bad("%d numbers under %d nodes", len(p.Under), p.Nodes)
	}
	for v, x := range p.Under {
		if !finite(x) {
			return bad("the number under node %d is not finite", v)
		}
	}
	if p.Beyond != nil && len(p.Beyond) != p.Nodes {
		return bad("%d numbers beyond %d nodes", len(p.Beyond), p.Nodes)
	}
	for v, x := range p.Beyond {
		if !finite(x) || x < 0 {
			return bad("the number beyond node %d is %g", v, x)
		}
	}
	if p.Region != nil && len(p.Region) != p.Nodes {
		return bad("%d regions for %d nodes", len(p.Region), p.Nodes)
	}
	if p.Start != nil && len(p.Start) != p.Nodes {
		return bad("%d start groups for %d nodes", len(p.Start), p.Nodes)
	}
	for i := range p.Sums {
		s := &p.Sums[i]
		if len(s.Values) != p.Nodes {
			return bad("sum %s: %d values for %d nodes", s.name(i), len(s.Values), p.Nodes)
		}
		for v, x := range s.Values {
			if !finite(x) {
				return bad("sum %s: node %d is not finite", s.name(i), v)
			}
		}
		if limit(s.Min) && limit(s.Max) && s.Min > s.Max {
			return bad("sum %s: least %g above most %g", s.name(i), s.Min, s.Max)
		}
	}
	if math.IsNaN(p.Floor) || math.IsInf(p.Floor, 1) {
		return bad("floor %g", p.Floor)
	}
	if err := p.validateSpread(bad); err != nil {
		return err
	}
	for _, lists := range [][][]int{p.Together, p.Apart, p.Fixed, {p.Excluded}} {
		for _, list := range lists {
			for _, v := range list {
				if v < 0 || v >= p.Nodes {
					return bad("lock on node %d of %d", v, p.Nodes)
				}
			}
		}
	}
	return nil
}

func (p *Problem) validateSpread(bad func(string, ...any) error) error {
	switch {
	case p.Groups < 0:
		return bad("%d groups", p.Groups)
	case p.Groups > 0 && p.Most:
		return bad("%d groups, and as many as can be", p.Groups)
	case p.Spread > Pairs:
		return bad("spread %d", p.Spread)
	case p.Spread != NoSpread && len(p.Features) != p.Nodes:
		return bad("%d features for %d nodes", len(p.Features), p.Nodes)
	}
	for v, f := range p.Features {
		if len(f) != len(p.Features[0]) {
			return bad("node %d has %d features, node 0 has %d", v, len(f), len(p.Features[0]))
		}
		for _, x := range f {
			if !finite(x) {
				return bad("node %d: a feature is not finite", v)
			}
		}
	}
	return nil
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// name is what messages call the sum.
func (s *Sum) name(i int) string {
	if s.Name == "" {
		return fmt.Sprintf("number %d", i)
	}
	return s.Name
}

func (p *Problem) region(v int) int {
	if p.Region == nil {
		return 0
	}
	return p.Region[v]
}

// passable says whether a group may be connected through e.
func (p *Problem) passable(e *Edge) bool {
	return !e.Hard && p.region(e.A) == p.region(e.B)
}

// groupCost is the cost of a group, checked.
func (p *Problem) groupCost(t Totals) (float64, error) {
	if p.Group == nil {
		return 0, nil
	}
	c := p.Group(t)
	if !finite(c) {
		return 0, fmt.Errorf("%g for %d nodes: %w", c, t.Nodes, ErrCost)
	}
	// Rounding aside, a cost below the floor would make the bound a lie.
	if c < p.Floor-1e-9*(1+math.Abs(p.Floor)) {
		return 0, fmt.Errorf("%g for %d nodes is below the floor %g: %w", c, t.Nodes, p.Floor, ErrCost)
	}
	return c, nil
}
