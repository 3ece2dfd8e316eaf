package coverage

import (
	"cmp"
	"slices"

	"renewal/geo"
)

// moveSlivers gives detached crumbs of a cell to the neighbour with the longest
// border. A cell's largest piece is never a crumb. What a crumb joins may be one
// itself, so it goes on until none moves.
func (c *cleaning) moveSlivers(done *Cleaned) {
	if c.opt.Sliver <= 0 && c.opt.SliverWidth <= 0 {
		return
	}
	for range mostRounds {
		if !c.moveSliversOnce(done) {
			return
		}
	}
}

// mostRounds bounds how often slivers are looked for anew. Each round leaves
// fewer parts than the one before, so a few are enough for any data.
const mostRounds = 64

// part is connected land of one cell.
type part struct {
	cell  int32
	faces []int32
	twice int64
}

// moveSliversOnce reports whether it moved any. The smallest go first.
func (c *cleaning) moveSliversOnce(done *Cleaned) bool {
	before := len(done.Changes)
	o := c.newOutliner()
	for _, p := range c.crumbs(o) {
		if c.grown(p) {
			continue // a crumb moved to it just now: the next round judges both
		}
		to := c.longest(p.faces, nil, p.cell)
		if to < 0 {
			continue
		}
		width, place := o.width(p.faces)
		done.Changes = append(done.Changes, Change{
			Kind: Sliver, Claims: []int{int(p.cell)}, To: int(to), Area: c.grid.area(p.twice), Width: width, Place: place, Shape: o.outline(p.faces),
		})
		for _, f := range p.faces {
			c.owner[f] = to
		}
	}
	return len(done.Changes) > before
}

// crumbs lists the parts of cells that are too small or too thin, the smallest
// first.
func (c *cleaning) crumbs(o *outliner) []part {
	parts := c.parts()
	largest := make([]int, len(c.cells)) // by cell: its largest part
	for k := range largest {
		largest[k] = -1
	}
	for i, p := range parts {
		if l := largest[p.cell]; l < 0 || p.twice > parts[l].twice {
			largest[p.cell] = i
		}
	}
	var crumbs []part
	for i, p := range parts {
		if i == largest[p.cell] {
			continue
		}
		area := c.grid.area(p.twice)
		if area < c.opt.Sliver || 2*area < c.opt.SliverWidth*geo.Length(o.local(p.faces)) {
			crumbs = append(crumbs, p)
		}
	}
	slices.SortStableFunc(crumbs, func(p, q part) int { return cmp.Compare(p.twice, q.twice) })
	return crumbs
}

// parts lists the connected parts of all cells, in the order of their faces.
func (c *cleaning) parts() []part {
	var parts []part
	seen := make([]bool, c.faces)
	for f := int32(1); f < int32(c.faces); f++ {
		k := c.owner[f]
		if seen[f] || k < 0 {
			continue
		}
		p := part{cell: k, faces: []int32{f}}
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
		parts = append(parts, p)
	}
	return parts
}

// grown reports whether faces that were a part by themselves are so no more.
func (c *cleaning) grown(p part) bool {
	return slices.ContainsFunc(p.faces, func(f int32) bool {
		return slices.ContainsFunc(c.halvesOf(f), func(h int32) bool {
			g := c.face[h^1]
			return c.owner[g] == p.cell && !slices.Contains(p.faces, g)
		})
	})
}
