package partition

import (
	"math"
	"slices"
)

// spreadBound is a number that the spread of no partition into so many groups is
// below. Of squares, each feature alone costs no less than the best groups of its
// values in order (Fisher 1958), connected or not. Of pairs, a group has at least
// as many nodes as the ranges ask for, and each node differs from that many others
// at least as much as from those nearest to it.
func (c *component) spreadBound(groups int) float64 {
	switch c.p.Spread {
	case Squares:
		total := 0.0
		for i := range c.p.Features[0] {
			var values []float64
			for _, nodes := range c.atoms {
				for _, u := range nodes {
					values = append(values, c.p.Features[u][i])
				}
			}
			total += fisher(values, groups)
		}
		return total * (1 - 1e-9)
	case Pairs:
		total := 0.0
		for _, x := range c.nearest() {
			total += x
		}
		return total
	}
	return 0
}

// fisher is the least sum of squares of numbers in so many groups. The best place
// for the last cut moves up with the numbers, so each row is filled by halves.
func fisher(values []float64, groups int) float64 {
	slices.Sort(values)
	n := len(values)
	groups = min(groups, n)
	middle := values[n/2]
	sum, square := make([]float64, n+1), make([]float64, n+1)
	for i, x := range values {
		x -= middle
		sum[i+1], square[i+1] = sum[i]+x, square[i]+x*x
	}
	cost := func(i, j int) float64 { // of values i to j-1
		s := sum[j] - sum[i]
		return max(0, square[j]-square[i]-s*s/float64(j-i))
	}
	row := make([]float64, n+1)
	for j := 1; j <= n; j++ {
		row[j] = cost(0, j)
	}
	for range groups - 1 {
		next := make([]float64, n+1)
		var fill func(low, high, from, to int)
		fill = func(low, high, from, to int) {
			if low > high {
				return
			}
			j := (low + high) / 2
			next[j] = math.Inf(1)
			at := from
			for i := from; i <= min(to, j-1); i++ {
				if x := row[i] + cost(i, j); x < next[j] {
					next[j], at = x, i
				}
			}
			fill(low, j-1, from, at)
			fill(j+1, high, at, to)
		}
		fill(1, n, 0, n-1)
		row = next
	}
	return row[n]
}

// nearestNodes is the most nodes of which all pairs are compared for a bound.
const nearestNodes = 4000

// nearest is, for each atom, half of what its nodes differ from those nearest to
// them, as many as a group has to have beside each.
func (c *component) nearest() []float64 {
	floor := make([]float64, c.n())
	others := 0
	for i := range c.p.Sums {
		others = max(others, c.fewest(i)-1)
	}
	if c.p.Spread != Pairs || others == 0 || c.size > nearestNodes {
		return floor
	}
	var points [][]float64
	var of []int
	for v, nodes := range c.atoms {
		for _, u := range nodes {
			points, of = append(points, c.p.Features[u]), append(of, v)
		}
	}
	far := make([]float64, 0, len(points))
	for a, p := range points {
		far = far[:0]
		for b, q := range points {
			if a == b {
				continue
			}
			d := 0.0
			for i := range p {
				d += math.Abs(p[i] - q[i])
			}
			far = append(far, d)
		}
		slices.Sort(far)
		for _, d := range far[:min(others, len(far))] {
			floor[of[a]] += d / 2 * (1 - 1e-9)
		}
	}
	return floor
}

// fewest is how many nodes it takes at least to reach the least of a sum.
func (c *component) fewest(i int) int {
	s := &c.p.Sums[i]
	if !limit(s.Min) || s.Min < 0 {
		return 1
	}
	var values []float64
	for _, nodes := range c.atoms {
		for _, u := range nodes {
			values = append(values, s.Values[u])
		}
	}
	slices.Sort(values)
	slices.Reverse(values)
	total := 0.0
	for n, x := range values {
		if total += x; s.miss(total) <= rangeSlack || x <= 0 {
			return n + 1
		}
	}
	return len(values)
}
