package coverage

import "slices"

// setApart makes owners of their own of the crumbs that border on no cell that
// may have them: hairs beside their cell, drawn a slot away from it.
func (c *cleaning) setApart() {
	c.stray = c.stray[:0]
	if c.opt.Sliver <= 0 && c.opt.SliverWidth <= 0 {
		return
	}
	for _, p := range c.crumbs(c.newOutliner()) {
		if c.longest(p.faces, nil, p.cell) >= 0 {
			continue
		}
		for _, f := range p.faces {
			c.owner[f] = int32(len(c.cells) + len(c.stray))
		}
		c.stray = append(c.stray, p.cell)
	}
}

// takeBack gives what was set apart to its cell.
func (c *cleaning) takeBack() {
	for f, k := range c.owner {
		c.owner[f] = c.cellOf(k)
	}
}

// cellOf is the cell of an owner, or -1.
func (c *cleaning) cellOf(owner int32) int32 {
	if first := int32(len(c.cells)); owner >= first {
		return c.stray[owner-first]
	}
	return owner
}

// keptCrumbs lists the crumbs that are left.
func (c *cleaning) keptCrumbs() []Kept {
	if c.opt.Sliver <= 0 && c.opt.SliverWidth <= 0 {
		return nil
	}
	var kept []Kept
	o := c.newOutliner()
	for _, p := range c.crumbs(o) {
		width, place := o.width(p.faces)
		kept = append(kept, Kept{Cell: int(p.cell), Area: c.grid.area(p.twice), Width: width, Place: place})
	}
	slices.SortStableFunc(kept, func(p, q Kept) int { return comparePlaces(p.Place, q.Place) })
	return kept
}
