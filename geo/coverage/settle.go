package coverage

import (
	"cmp"
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// cleaning is the state of one Clean: who owns each face of the arrangement.
type cleaning struct {
	*arrangement
	opt   CleanOptions
	cells []orb.MultiPolygon
	owner []int32
}

// longest returns the owner that shares the longest border with the face, among
// those allowed, or -1. A nil allowed means any owner but except.
func (c *cleaning) longest(faces []int32, allowed []int32, except int32) int32 {
	metres := map[int32]float64{}
	for _, f := range faces {
		for _, h := range c.halvesOf(f) {
			k := c.owner[c.face[h^1]]
			if k < 0 || k == except || allowed != nil && !slices.Contains(allowed, k) || slices.Contains(faces, c.face[h^1]) {
				continue
			}
			metres[k] += c.edgeLength(h >> 1)
		}
	}
	best := int32(-1)
	for k, m := range metres {
		if best < 0 || m > metres[best] || m == metres[best] && k < best {
			best = k
		}
	}
	return best
}

func (c *cleaning) settleOverlaps(ctx context.Context, done *Cleaned) error {
	claimed := c.claimed()
	first := len(done.Changes)
	var faces []int32
	won := make([]int32, c.faces)
	for f := range int32(c.faces) {
		claims := c.label[f]
		if len(claims) < 2 {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		shape := c.outline([]int32{f})
		thin, width, place := narrow(shape, c.opt.Gap)
		faces = append(faces, f)
		won[f] = c.winner(f, claims, thin, claimed)
		done.Changes = append(done.Changes, Change{
			Kind: Overlap, Claims: positions(claims), Area: c.grid.area(c.twice[f]), Width: width, Place: place, Shape: shape,
		})
	}
	for _, f := range faces {
		c.owner[f] = won[f]
	}
	if c.opt.Overlap == Longest {
		c.protect(faces, claimed)
	}
	for i, f := range faces {
		done.Changes[first+i].To = int(c.owner[f])
	}
	return nil
}

// winner chooses among the claimants of a face.
func (c *cleaning) winner(f int32, claims []int32, thin bool, claimed []float64) int32 {
	if c.opt.Overlap == Longest || c.opt.Overlap != First && thin {
		if k := c.longest([]int32{f}, claims, -1); k >= 0 {
			return k
		}
	}
	best := claims[0]
	for _, k := range claims[1:] {
		switch c.opt.Overlap {
		case Larger:
			if claimed[k] > claimed[best] {
				best = k
			}
		case First:
		default:
			if claimed[k] < claimed[best] {
				best = k
			}
		}
	}
	return best
}

// claimed is the area that each cell had before cleaning, on the grid.
func (c *cleaning) claimed() []float64 {
	areas := make([]float64, len(c.cells))
	for f, label := range c.label {
		for _, k := range label {
			areas[k] += c.grid.area(c.twice[f])
		}
	}
	return areas
}

// protect gives cells that lost too much what they claim, the smallest cell and
// the largest piece of land first, until they have lost no more than they may.
// What one got so no later one takes, and no cell gives its last land.
func (c *cleaning) protect(faces []int32, claimed []float64) {
	kept := make([]float64, len(c.cells))
	for f, label := range c.label {
		if k := c.owner[f]; slices.Contains(label, k) {
			kept[k] += c.grid.area(c.twice[f])
		}
	}
	var poor []int32
	for k := range c.cells {
		if c.lost(claimed[k], kept[k]) {
			poor = append(poor, int32(k))
		}
	}
	slices.SortStableFunc(poor, func(p, q int32) int { return cmp.Compare(claimed[p], claimed[q]) })
	largest := slices.Clone(faces)
	slices.SortStableFunc(largest, func(f, g int32) int { return cmp.Compare(c.twice[g], c.twice[f]) })
	safe := make([]bool, len(c.cells))
	for _, k := range poor {
		safe[k] = true
		for _, f := range largest {
			if !c.lost(claimed[k], kept[k]) {
				break
			}
			owner, area := c.owner[f], c.grid.area(c.twice[f])
			if safe[owner] || !slices.Contains(c.label[f], k) || kept[owner]-area <= 0 {
				continue
			}
			c.owner[f] = k
			kept[owner] -= area
			kept[k] += area
		}
	}
}

// lost reports whether a cell has lost more than it may.
func (c *cleaning) lost(before, after float64) bool {
	most := c.opt.MaxLoss
	if most == 0 {
		most = 1
	}
	return before > 0 && (after <= 0 || after < (1-most)*before)
}

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

// moveSlivers gives detached crumbs of a cell to the neighbour with the longest
// border. A cell's largest piece is never a crumb.
func (c *cleaning) moveSlivers(done *Cleaned) {
	if c.opt.Sliver <= 0 && c.opt.SliverWidth <= 0 {
		return
	}
	type part struct {
		faces []int32
		twice int64
	}
	parts := make([][]part, len(c.cells))
	seen := make([]bool, c.faces)
	for f := 1; f < c.faces; f++ {
		k := c.owner[f]
		if seen[f] || k < 0 {
			continue
		}
		p := part{faces: []int32{int32(f)}}
		seen[f] = true
		for i := 0; i < len(p.faces); i++ {
			p.twice += c.twice[p.faces[i]]
			for _, h := range c.halvesOf(p.faces[i]) {
				if g := c.face[h^1]; !seen[g] && c.owner[g] == k {
					seen[g] = true
					p.faces = append(p.faces, g)
				}
			}
		}
		parts[k] = append(parts[k], p)
	}
	for k, all := range parts {
		largest := 0
		for i := range all {
			if all[i].twice > all[largest].twice {
				largest = i
			}
		}
		for i, p := range all {
			area := c.grid.area(p.twice)
			if i == largest {
				continue
			}
			shape := c.outline(p.faces)
			if area >= c.opt.Sliver && 2*area >= c.opt.SliverWidth*geo.Length(shape) {
				continue
			}
			to := c.longest(p.faces, nil, int32(k))
			if to < 0 {
				continue
			}
			width, place := Width(shape)
			for _, f := range p.faces {
				c.owner[f] = to
			}
			done.Changes = append(done.Changes, Change{
				Kind: Sliver, Claims: []int{k}, To: int(to), Area: area, Width: width, Place: place, Shape: shape,
			})
		}
	}
}
