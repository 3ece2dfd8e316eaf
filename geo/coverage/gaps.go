package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
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
	for f := int32(1); f < int32(a.faces); f++ {
		if len(a.label[f]) > 0 {
			continue
		}
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		state[f].faces = []int32{f}
		if gap > 0 && isNarrow(a.outline([]int32{f}), a.narrowTo(f, gap, mouths)) {
			state[f].narrow, state[f].cells = true, a.around(f)
		}
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

// widest is the shape of that face of a group which is widest on average.
func (a *arrangement) widest(group []int32) orb.MultiPolygon {
	if len(group) == 1 {
		return a.outline(group)
	}
	var best orb.MultiPolygon
	most := 0.0
	for _, f := range group {
		shape := a.outline([]int32{f})
		if w := geo.Area(shape) / geo.Length(shape); w > most {
			best, most = shape, w
		}
	}
	return best
}

// fillGaps gives land that nobody claims, where it is narrow, to the neighbour
// with the longest border, and lists where it is wide.
func (c *cleaning) fillGaps(ctx context.Context, mouths map[pt]bool, done *Cleaned) error {
	empties, err := c.empties(ctx, c.opt.Gap, mouths)
	if err != nil {
		return err
	}
	won := make([]int32, len(empties))
	for i, e := range empties {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		won[i] = -1
		if e.narrow {
			won[i] = c.longest(e.faces, nil, -1)
		}
		shape, area := c.outline(e.faces), c.sizeOf(e.faces)
		if won[i] < 0 {
			_, width, place := narrow(shape, c.opt.Gap)
			done.Holes = append(done.Holes, Hole{Area: area, Width: width, Place: place, Shape: shape})
			continue
		}
		width, place := Width(c.widest(e.faces))
		done.Changes = append(done.Changes, Change{Kind: Gap, To: int(won[i]), Area: area, Width: width, Place: place, Shape: shape})
	}
	for i, e := range empties {
		for _, f := range e.faces {
			c.owner[f] = won[i]
		}
	}
	return nil
}
