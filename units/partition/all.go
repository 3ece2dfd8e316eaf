package partition

import (
	"context"
	"iter"
	"math"
	"math/bits"
)

// All goes through every partition that keeps the rules of the problem, each once,
// in an order that depends on nothing else. Groups are numbered by one of their
// nodes; excluded ones have -1. Nothing comes out of a problem that makes no sense,
// contradicts itself, or has more than 64 free nodes.
func All(p Problem) iter.Seq[[]int] {
	return func(yield func([]int) bool) {
		if p.validate() != nil {
			return
		}
		locks, err := p.newLocks()
		if err != nil {
			return
		}
		groups := make([]int, p.Nodes)
		for v := range groups {
			groups[v] = -1
			if f := locks.fixed[v]; f >= 0 {
				groups[v] = p.Fixed[f][0]
			}
		}
		c, err := p.undivided(locks)
		if err != nil || c != nil && c.n() > walkNodes {
			return
		}
		wanted, fixed := p.Groups, p.countFixed()
		if wanted > 0 {
			if wanted -= fixed; wanted < 0 || wanted == 0 && c != nil {
				return
			}
		}
		if c == nil {
			if wanted == 0 && p.Nodes > 0 {
				yield(groups)
			}
			return
		}
		w := c.newWalk(context.Background(), wanted, math.MaxInt)
		w.yield = func(sets []uint64) bool {
			out := append([]int(nil), groups...)
			for _, set := range sets {
				first := c.atoms[bits.TrailingZeros64(set)][0]
				for s := set; s != 0; s &= s - 1 {
					for _, v := range c.atoms[bits.TrailingZeros64(s)] {
						out[v] = first
					}
				}
			}
			return yield(out)
		}
		w.next(1<<c.n() - 1)
	}
}

// countFixed is how many fixed groups there are.
func (p *Problem) countFixed() int {
	n := 0
	for _, list := range p.Fixed {
		if len(list) > 0 {
			n++
		}
	}
	return n
}
