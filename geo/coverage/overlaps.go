package coverage

import (
	"cmp"
	"context"
	"slices"

	"renewal/geo/parallel"
)

// settleOverlaps gives land that several cells claim to one of them.
func (c *cleaning) settleOverlaps(ctx context.Context, done *Cleaned) error {
	claimed := c.claimed()
	first := len(done.Changes)
	var faces []int32
	for f := range int32(c.faces) {
		if len(c.label[f]) > 1 {
			faces = append(faces, f)
		}
	}
	won, changes := make([]int32, len(faces)), make([]Change, len(faces))
	outliners := c.outliners()
	err := parallel.ByWorker(ctx, len(faces), workers(), func(worker, i int) error {
		f, o := faces[i], outliners(worker)
		claims := c.label[f]
		thin, width, place := o.narrow([]int32{f}, c.opt.Gap)
		won[i] = c.winner(f, claims, thin, claimed)
		changes[i] = Change{
			Kind: Overlap, Claims: positions(claims), Area: c.grid.area(c.twice[f]), Width: width, Place: place, Shape: o.outline([]int32{f}),
		}
		return nil
	})
	if err != nil {
		return err
	}
	done.Changes = append(done.Changes, changes...)
	for i, f := range faces {
		c.owner[f] = won[i]
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
	return slices.MinFunc(claims, func(p, q int32) int {
		switch c.opt.Overlap {
		case Larger:
			return cmp.Or(cmp.Compare(claimed[q], claimed[p]), c.compare(p, q))
		case First:
			if c.opt.Rank != nil {
				return cmp.Or(cmp.Compare(c.opt.Rank[p], c.opt.Rank[q]), cmp.Compare(claimed[p], claimed[q]), c.compare(p, q))
			}
			return int(p - q)
		default:
			return cmp.Or(cmp.Compare(claimed[p], claimed[q]), c.compare(p, q))
		}
	})
}

// claimed is the area that each cell had before cleaning, on the grid.
func (c *cleaning) claimed() []float64 {
	areas := make([]float64, len(c.cells))
	for k, twice := range c.claims() {
		areas[k] = c.grid.area(twice)
	}
	return areas
}

// kept is the area of what each cell claimed that it has now.
func (c *cleaning) kept() []float64 {
	areas := make([]float64, len(c.cells))
	for f, label := range c.label {
		if k := c.owner[f]; slices.Contains(label, k) {
			areas[k] += c.grid.area(c.twice[f])
		}
	}
	return areas
}

// protect gives cells that lost too much what they claim, the smallest cell and
// the largest piece of land first, until they have lost no more than they may.
// What one got so no later one takes, and no cell gives its last land.
func (c *cleaning) protect(faces []int32, claimed []float64) {
	kept := c.kept()
	var poor []int32
	for k := range c.cells {
		if c.lost(claimed[k], kept[k]) {
			poor = append(poor, int32(k))
		}
	}
	slices.SortStableFunc(poor, func(p, q int32) int {
		return cmp.Or(cmp.Compare(claimed[p], claimed[q]), c.compare(p, q))
	})
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
	return before > 0 && (after <= 0 || after < c.opt.MinKept*before)
}
