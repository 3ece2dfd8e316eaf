package coverage

import "renewal/geo"

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
