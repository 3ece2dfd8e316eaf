package partition

import (
	"context"
	"math"
	"math/bits"
)

// walkNodes is the most atoms that can be walked through: sets of them are the
// bits of a word.
const walkNodes = 64

// walk goes through the partitions of a component of at most walkNodes atoms that
// keep the locks and ranges, each once: the group of the least atom first, grown
// atom by atom, then that of the least atom left.
type walk struct {
	c     *component
	ctx   context.Context
	near  []uint64 // of each atom, through edges that are not hard
	ties  []uint64
	apart []uint64 // of each atom: those that it may not be with
	low   []bool   // by sum: no value is negative, so that a total only grows

	groups int // how many are wanted; 0 for any number
	steps  int // atoms that may yet be looked at, one for every feature
	looked int
	err    error

	// least and most are the cost and number of groups of the best partition so
	// far; ways that cannot be better are left. Without yield only these count.
	prune bool
	least float64
	most  int
	best  []uint64

	totals Totals
	nodes  []int
	values []float64
	wide   int       // features
	work   int       // what an atom counts
	floor  []float64 // of each atom: what its nodes add to the spread of any group

	taken []uint64 // the groups so far
	costs float64  // of them, with the gain of their edges
	yield func(groups []uint64) bool
}

func (c *component) newWalk(ctx context.Context, groups, steps int) *walk {
	w := &walk{c: c, ctx: ctx, groups: groups, steps: steps, least: math.Inf(1),
		near: make([]uint64, c.n()), apart: make([]uint64, c.n()), low: make([]bool, c.k()), totals: Totals{Sums: make([]float64, c.k())}}
	for v := range c.n() {
		for _, a := range c.of(int32(v)) {
			if !a.hard {
				w.near[v] |= 1 << a.to
			}
		}
	}
	for _, list := range c.ties {
		w.ties = append(w.ties, bitsOf(list))
	}
	for _, list := range c.apart {
		for _, v := range list {
			w.apart[v] |= bitsOf(list) &^ (1 << v)
		}
	}
	for i := range w.low {
		w.low[i] = true
		for v := range c.n() {
			w.low[i] = w.low[i] && c.sum(int32(v))[i] >= 0
		}
	}
	if c.p.Spread != NoSpread {
		w.wide = len(c.p.Features[0])
		if w.work = w.wide; c.p.Spread == Pairs {
			w.work *= 16 // they are sorted
		}
		w.floor = c.nearest()
	}
	return w
}

func bitsOf(list []int32) (set uint64) {
	for _, v := range list {
		set |= 1 << v
	}
	return set
}

// next divides the atoms that are left. It returns false to end the walk.
func (w *walk) next(rest uint64) bool {
	if rest == 0 {
		if w.groups > 0 && len(w.taken) != w.groups {
			return true
		}
		if w.prune && w.better() {
			w.least, w.most, w.best = w.costs, len(w.taken), append(w.best[:0], w.taken...)
		}
		return w.yield == nil || w.yield(w.taken)
	}
	least := rest & -rest
	return w.grow(least, 0, rest)
}

// better says whether the groups are a better partition than the best so far.
func (w *walk) better() bool {
	if w.best != nil && w.c.p.Most && len(w.taken) != w.most {
		return len(w.taken) > w.most
	}
	return w.best == nil || w.costs < w.least
}

// grow takes the group as it is, then with each way to add atoms to it that are
// not barred.
func (w *walk) grow(set, barred, rest uint64) bool {
	if w.steps -= 1 + bits.OnesCount64(set|barred)*w.work; w.steps < 0 {
		return false
	}
	if w.looked++; w.looked&1023 == 0 && w.ctx.Err() != nil {
		w.err = w.ctx.Err()
		return false
	}
	t := &w.totals
	gain := w.c.add(set, t)
	for i := range w.low {
		if s := &w.c.p.Sums[i]; w.low[i] && limit(s.Max) && t.Sums[i] > s.Max && s.miss(t.Sums[i]) > rangeSlack {
			return true
		}
	}
	spread := w.spread(set)
	if w.hopeless(gain, spread, set, barred, rest) || !w.fits(rest&^set, barred) {
		return true
	}
	if !w.take(set, rest, *t, gain+spread) {
		return false
	}
	for edge := w.around(set) & rest &^ barred; edge != 0; edge &= edge - 1 {
		v := edge & -edge
		if w.apart[bits.TrailingZeros64(v)]&set == 0 {
			if !w.grow(set|v, barred, rest) {
				return false
			}
		}
		barred |= v
	}
	return true
}

// take closes a group, if it may be one, and goes on with the rest.
func (w *walk) take(set, rest uint64, t Totals, cost float64) bool {
	for _, tie := range w.ties {
		if both := tie & set; both != 0 && both != tie {
			return true
		}
	}
	if w.c.missed(t, -1) >= 0 {
		return true
	}
	own, err := w.c.p.groupCost(t)
	if err != nil {
		w.err = err
		return false
	}
	was := w.costs
	w.costs += cost + own
	w.taken = append(w.taken, set)
	on := w.next(rest &^ set)
	w.taken = w.taken[:len(w.taken)-1]
	w.costs = was
	return on
}

// around is what touches a set.
func (w *walk) around(set uint64) (edge uint64) {
	for s := set; s != 0; s &= s - 1 {
		edge |= w.near[bits.TrailingZeros64(s)]
	}
	return edge &^ set
}

// fits says whether the atoms outside the group being grown can still make up the
// groups that are wanted: those that are barred lie in so many pieces.
func (w *walk) fits(rest, barred uint64) bool {
	if w.groups == 0 {
		return true
	}
	left := w.groups - len(w.taken) - 1
	if bits.OnesCount64(rest) < left {
		return left <= 0
	}
	pieces := 0
	for barred &= rest; barred != 0; {
		piece := barred & -barred
		for {
			more := w.around(piece) & rest
			if more == 0 {
				break
			}
			piece |= more
		}
		barred &^= piece
		pieces++
	}
	return pieces <= left
}

// hopeless says whether the groups so far, and the one being grown, cost no less
// than the best partition, whatever comes.
func (w *walk) hopeless(gain, spread float64, set, barred, rest uint64) bool {
	p := w.c.p
	if !w.prune || w.best == nil || w.groups == 0 && p.Most || p.Floor < 0 {
		return false
	}
	left := w.groups - len(w.taken) - 1 // groups to come
	if w.groups == 0 {
		left = 0
	}
	least := w.least - costNoise*(w.c.weight+abs(w.least))
	cost := w.costs + gain + p.Floor*float64(1+left)
	if w.c.relief < 0 {
		cost += w.relief(set, barred, rest)
	}
	if p.Spread == NoSpread || cost+spread >= least {
		return cost+spread >= least
	}
	return cost+w.spreads(spread, set, barred&rest, rest) >= least
}

// spreads is the least that the spread of what is left can come to. Spread only
// grows with a group, and those that are barred go to the groups to come.
func (w *walk) spreads(spread float64, set, barred, rest uint64) float64 {
	if w.c.p.Spread == Pairs {
		others := 0.0
		for s := rest; s != 0; s &= s - 1 {
			if v := bits.TrailingZeros64(s); set>>v&1 == 0 {
				others += w.floor[v]
			}
		}
		return spread + others
	}
	left := w.groups - len(w.taken) - 1
	if w.groups == 0 || left < 1 || bits.OnesCount64(barred) <= left {
		return spread
	}
	if left == 1 {
		return spread + w.spread(barred)
	}
	w.list(barred)
	for i := range w.wide {
		spread += fisher(w.column(i), left)
	}
	return spread
}

// relief is what joining the edges can save that are not yet cut or inside a group.
func (w *walk) relief(set, barred, rest uint64) (total float64) {
	for s := rest; s != 0; s &= s - 1 {
		v := int32(bits.TrailingZeros64(s))
		open := rest
		switch {
		case set>>v&1 != 0:
			open &^= set | barred
		case barred>>v&1 != 0:
			open &^= set
		}
		for _, a := range w.c.of(v) {
			if a.to > v && open>>a.to&1 != 0 {
				total += min(0, a.gain)
			}
		}
	}
	return total
}

// spread is what a set would pay for its spread.
func (w *walk) spread(set uint64) (total float64) {
	w.list(set)
	for i := range w.wide {
		total += w.c.p.Spread.of(w.column(i))
	}
	return total
}

// list makes the nodes of a set those that column speaks of.
func (w *walk) list(set uint64) {
	w.nodes = w.nodes[:0]
	for s := set; s != 0; s &= s - 1 {
		w.nodes = append(w.nodes, w.c.atoms[bits.TrailingZeros64(s)]...)
	}
}

// column is one feature of these nodes. It is valid until the next call.
func (w *walk) column(i int) []float64 {
	w.values = w.values[:0]
	for _, v := range w.nodes {
		w.values = append(w.values, w.c.p.Features[v][i])
	}
	return w.values
}
