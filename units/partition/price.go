package partition

import "slices"

// pricing looks for groups that cost less than the prices of their atoms, or more
// by less than a limit. Groups are grown from their least atom. A way is left when
// one of two bounds says that no group on it comes below the limit.
//
// The first: Group is no less than Under and the floor, and what edges can save is
// shared out between their ends. So each atom that may yet be added takes off no more
// than a number of its own.
//
// The second, where there is [Problem.Least]: what is added to a group falls into
// pieces that hang together. If no group costs less than its prices, no piece does, so
// all that pieces can take off is what the edges to them change, and how far above
// Least they may be themselves. And if some group does, the one with the fewest atoms
// has no piece that does, and is found. Rules that a piece may break where the whole
// keeps them, such as a least area, leave only the first bound.
type pricing struct {
	c     *component
	steps int // atoms that may yet be added or barred
	err   error

	price []float64
	limit float64
	most  int // columns wanted from each least atom; 0 for all
	found []column
	quota int // of the present least atom

	// patience is how many atoms are looked at from one least atom before the next
	// has its turn; 0 is as many as it takes.
	patience, until int

	weight  []float64 // of each atom: Under less price
	share   []float64 // by arc: how much of a saving edge its tail answers for
	back    []int32   // by arc: the same edge from the other end
	saving  []float64 // by arc
	own     []float64 // weight with its shares of all edges
	state   []int8    // of each atom
	value   []float64 // of open atoms: what adding it changes, at least
	falls   float64   // Σ min(0, value) over open atoms
	meets   []int32   // of open atoms: edges to taken ones
	draw    []float64 // of open atoms: what these edges change
	draws   float64   // Σ of what open atoms that meet taken ones draw
	pieces  bool      // pieces of groups that keep the rules keep them, too
	group   []int32
	so      float64 // what the group costs at least, less prices
	gains   float64
	totals  Totals
	low     []bool // sums of which no value is negative
	limited []int  // sums that have a limit
}

// What an atom is while groups are grown.
const (
	barred int8 = iota
	open
	taken
)

func (c *component) newPricing(steps int) *pricing {
	n := c.n()
	s := &pricing{c: c, steps: steps, weight: make([]float64, n), share: make([]float64, len(c.arcs)), own: make([]float64, n),
		state: make([]int8, n), value: make([]float64, n), meets: make([]int32, n), draw: make([]float64, n), totals: Totals{Sums: make([]float64, c.k())}, low: make([]bool, c.k())}
	for v := range int32(n) {
		for _, a := range c.of(v) {
			k, _ := slices.BinarySearchFunc(c.of(a.to), v, func(b arc, v int32) int { return int(b.to) - int(v) })
			s.back = append(s.back, c.first[a.to]+int32(k))
			s.saving = append(s.saving, c.saving(v, a))
		}
	}
	s.pieces = c.p.Least != nil && len(c.ties) == 0
	for i := range s.low {
		s.low[i] = true
		for v := range n {
			s.low[i] = s.low[i] && c.sum(int32(v))[i] >= 0
		}
		sum := &c.p.Sums[i]
		if limit(sum.Min) || limit(sum.Max) {
			s.limited = append(s.limited, i)
		}
		s.pieces = s.pieces && !limit(sum.Min) && (s.low[i] || !limit(sum.Max))
	}
	return s
}

// run looks for columns. It says whether it found all there are.
func (s *pricing) run(price []float64, limit float64, most int) bool {
	s.price, s.limit, s.most, s.found = price, limit, most, s.found[:0]
	s.settle()
	all := true
	for root := range int32(s.c.n()) {
		if s.quota, s.until = most, 0; s.patience > 0 {
			s.until = max(0, s.steps-s.patience)
		}
		if s.from(root); s.steps <= 0 || s.err != nil {
			return false
		}
		all = all && s.steps > s.until && (most == 0 || s.quota > 0)
	}
	return all
}

// bound is a number that the groups of no partition cost less than, whatever was
// found: their prices, and what every atom is worth by itself.
func (s *pricing) bound() float64 {
	total := s.c.base
	for v, own := range s.own {
		total += s.price[v] + min(0, own)
	}
	if s.c.p.Floor < 0 {
		total += s.c.p.Floor * float64(s.c.n())
	}
	return total
}
