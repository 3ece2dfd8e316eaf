package coverage

import "renewal/geo"

// snap adds what noding changed: twice the area of each cell before and after.
func (c *cleaning) snap(before, after []int64) {
	if c.snapped == nil {
		c.snapped = make([]int64, len(c.cells))
	}
	for k := range c.snapped {
		c.snapped[k] += after[k] - before[k]
	}
}

// books is by how much rounding changed the area of each cell, in m²: strands
// are the cells as they came on the grid.
func (c *cleaning) books(strands []strand) []float64 {
	snapped := make([]float64, len(c.cells))
	for k, twice := range areasOf(strands, len(c.cells)) {
		snapped[k] = c.grid.area(twice) - geo.Area(c.cells[k]) + c.grid.area(c.snapped[k])
	}
	return snapped
}

// claims is twice the area that each cell claims, in steps.
func (c *cleaning) claims() []int64 {
	twice := make([]int64, len(c.cells))
	for f, label := range c.label {
		for _, k := range label {
			twice[k] += c.twice[f]
		}
	}
	return twice
}

// held is twice the area that each cell has, in steps.
func (c *cleaning) held() []int64 {
	twice := make([]int64, len(c.cells))
	for f, k := range c.owner {
		if k = c.cellOf(k); k >= 0 {
			twice[k] += c.twice[f]
		}
	}
	return twice
}
