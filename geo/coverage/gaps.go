package coverage

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"
)

// empty is land that nobody claims: faces that belong together, of a kind. A
// narrow one lies between the same two cells, or about one meeting of several.
type empty struct {
	faces  []int32 // ascending
	cells  []int   // of a narrow one: those around, ascending
	narrow bool
}

// empties finds the land that nobody claims and cells surround, after bridges
// have parted its stretches. Narrow is what is narrower than gap.
func (a *arrangement) empties(ctx context.Context, gap float64, mouths map[pt]bool) ([]empty, error) {
	state := make([]empty, a.faces)
	outliners := a.outliners()
	err := parallel.ByWorker(ctx, a.faces, workers(), func(worker, i int) error {
		f := int32(i)
		if f == 0 || len(a.label[f]) > 0 {
			return nil
		}
		state[f].faces = []int32{f}
		if gap > 0 && outliners(worker).isNarrow(f, a.narrowTo(f, gap, mouths)) {
			state[f].narrow, state[f].cells = true, a.around(f)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	seen := make([]bool, a.faces)
	var all []empty
	for f := int32(1); f < int32(a.faces); f++ {
		if state[f].faces == nil || seen[f] {
			continue
		}
		seen[f] = true
		e := state[f]
		for i := 0; i < len(e.faces); i++ {
			for _, h := range a.halvesOf(e.faces[i]) {
				g := a.face[h^1]
				if seen[g] || state[g].faces == nil || state[g].narrow != e.narrow {
					continue
				}
				cells := slices.Compact(slices.Sorted(slices.Values(slices.Concat(e.cells, state[g].cells))))
				if len(cells) > max(2, len(e.cells)) {
					continue // where three cells meet, another stretch begins
				}
				seen[g], e.cells = true, cells
				e.faces = append(e.faces, g)
			}
		}
		slices.Sort(e.faces)
		all = append(all, e)
	}
	return all, nil
}

// narrowTo is the width that face f must have to be none that is narrower than
// gap: a little more where a bridge closes it beyond that width.
func (a *arrangement) narrowTo(f int32, gap float64, mouths map[pt]bool) float64 {
	for _, h := range a.halvesOf(f) {
		if len(mouths) > 0 && a.lines[h>>1] && (mouths[a.vertices[a.from(h)]] || mouths[a.vertices[a.to(h)]]) {
			return gap + (beyond+2)/a.grid.perMetre
		}
	}
	return gap
}

// sizeOf is the area of faces in m².
func (a *arrangement) sizeOf(faces []int32) float64 {
	sum := int64(0)
	for _, f := range faces {
		sum += a.twice[f]
	}
	return a.grid.area(sum)
}

// widest is that face of a group which is widest on average.
func (a *arrangement) widest(group []int32) []int32 {
	best, most := group[:1], 0.0
	for i, f := range group {
		length := 0.0
		for _, h := range a.halvesOf(f) {
			length += a.edgeLength(h >> 1)
		}
		if w := a.grid.area(a.twice[f]) / length; w > most {
			best, most = group[i:i+1], w
		}
	}
	return best
}

// fillGaps gives land that nobody claims, where it is narrow, to the neighbour
// with the longest border that may grow, and lists where it is wide or there is
// none. What is narrow only now, as a corner between three cells of which two
// grew, is filled next, until there is no such land. Bridges that led to nothing
// leave no trace, so that cleaning the result again changes nothing. A crumb that
// borders on no other cell counts as one, so that it joins its own cell across
// the slot between them.
func (c *cleaning) fillGaps(ctx context.Context, done *Cleaned) error {
	rounds := cmp.Or(c.opt.rounds, mostRounds)
	var before *spans
	for round := range rounds {
		held := c.held()
		c.setApart()
		plain := c.dissolved(c.owner)
		if c.opt.anew {
			before = nil
		} else if round == 0 {
			var err error
			if plain, err = plain.foldedFarFrom(ctx, c.opt.Gap); err != nil {
				return err
			}
		}
		a, found, err := plain.bridged(ctx, c.opt.Gap, before)
		if err != nil {
			return err
		}
		before = found
		c.begin(a)
		bent := c.held()
		before := len(done.Changes)
		if err := c.fillNarrow(ctx, found.mouths(), round == rounds-1, done); err != nil {
			return err
		}
		c.takeBack()
		c.moveSlivers(done)
		if len(done.Changes) == before {
			c.begin(plain)
			c.takeBack()
			return nil
		}
		c.snap(held, bent)
	}
	return nil
}

// fillNarrow is one round of fillGaps. It lists the holes if it is the last:
// nothing was filled, or there is no further one.
func (c *cleaning) fillNarrow(ctx context.Context, mouths map[pt]bool, last bool, done *Cleaned) error {
	empties, err := c.empties(ctx, c.opt.Gap, mouths)
	if err != nil {
		return err
	}
	won := make([]int32, len(empties))
	filled := false
	for i, e := range empties {
		won[i] = -1
		if e.narrow {
			won[i] = c.longest(e.faces, nil, -1)
		}
		filled = filled || won[i] >= 0
	}
	changes, holes := make([]Change, len(empties)), make([]Hole, len(empties))
	outliners := c.outliners()
	err = parallel.ByWorker(ctx, len(empties), workers(), func(worker, i int) error {
		e, o := empties[i], outliners(worker)
		if won[i] >= 0 {
			width, place := o.width(c.widest(e.faces))
			changes[i] = Change{Kind: Gap, To: int(won[i]), Area: c.sizeOf(e.faces), Width: width, Place: place, Shape: o.outline(e.faces)}
		} else if last || !filled {
			_, width, place := o.narrow(e.faces, c.opt.Gap)
			holes[i] = Hole{Area: c.sizeOf(e.faces), Width: width, Place: place, Shape: o.outline(e.faces)}
		}
		return nil
	})
	if err != nil {
		return err
	}
	done.Holes = nil
	for i, e := range empties {
		for _, f := range e.faces {
			c.owner[f] = won[i]
		}
		if won[i] >= 0 {
			done.Changes = append(done.Changes, changes[i])
		} else {
			done.Holes = append(done.Holes, holes[i])
		}
	}
	return nil
}
