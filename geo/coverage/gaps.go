package coverage

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// fillGaps gives land that nobody claims, where it is narrow, to the neighbour
// with the longest border. Narrow faces in a row between the same cells go to one
// of them.
func (c *cleaning) fillGaps(ctx context.Context, done *Cleaned) error {
	const (
		unseen = iota
		narrowFace
		wideFace
	)
	state := make([]int8, c.faces)
	between := make([][]int, c.faces) // of narrow faces: the cells around
	for f := int32(1); f < int32(c.faces); f++ {
		if len(c.label[f]) > 0 {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		state[f] = wideFace
		if c.opt.Gap > 0 && isNarrow(c.outline([]int32{f}), c.opt.Gap) {
			state[f], between[f] = narrowFace, c.around(f)
		}
	}
	// Faces between bridges that belong together: narrow ones between the same
	// two cells, and wide ones.
	seen := make([]bool, c.faces)
	won := map[int32]int32{}
	for f := int32(1); f < int32(c.faces); f++ {
		if state[f] == unseen || seen[f] {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		seen[f] = true
		group, cells := []int32{f}, between[f]
		for i := 0; i < len(group); i++ {
			for _, h := range c.halvesOf(group[i]) {
				g := c.face[h^1]
				if seen[g] || state[g] != state[f] {
					continue
				}
				all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(cells, between[g]))))
				if len(all) > max(2, len(cells)) {
					continue // where three cells meet, another stretch begins
				}
				seen[g], cells = true, all
				group = append(group, g)
			}
		}
		slices.Sort(group)
		to := int32(-1)
		if state[f] == narrowFace {
			to = c.longest(group, nil, -1)
		}
		shape, area := c.outline(group), 0.0
		for _, g := range group {
			area += c.grid.area(c.twice[g])
			if to >= 0 {
				won[g] = to
			}
		}
		if to < 0 {
			_, width, place := narrow(shape, c.opt.Gap)
			done.Holes = append(done.Holes, Hole{Area: area, Width: width, Place: place, Shape: shape})
			continue
		}
		width, place := Width(c.widest(group))
		done.Changes = append(done.Changes, Change{Kind: Gap, To: int(to), Area: area, Width: width, Place: place, Shape: shape})
	}
	for f, to := range won {
		c.owner[f] = to
	}
	return nil
}

// widest is the shape of that face of a group which is widest on average.
func (c *cleaning) widest(group []int32) orb.MultiPolygon {
	var best orb.MultiPolygon
	most := 0.0
	for _, f := range group {
		shape := c.outline([]int32{f})
		if w := geo.Area(shape) / geo.Length(shape); w > most {
			best, most = shape, w
		}
	}
	return best
}
