package crs

import (
	"context"
	"math"

	"github.com/paulmach/orb"
)

const (
	alongside  = 20.0 // metres: a line this near runs along the other
	pull       = 25.0 // metres from which a sample is drawn to the reference
	rounds     = 30
	settled    = 1e-4 // metres that a round moves when it is the last
	stiffness  = 0.02 // least share of the pull in the weaker direction
	leastPulls = 10
)

// refine moves a shift to where the samples lie best on parallel pieces of the
// fixed layer: least squares of the distances across these, each weighted by
// Tukey's biweight, so that what is not there does not draw.
func (p *pairing) refine(ctx context.Context, at orb.Point) (orb.Point, error) {
	for range rounds {
		if err := ctx.Err(); err != nil {
			return at, err
		}
		var xx, xy, yy, bx, by, sum float64
		n := 0
		for _, s := range p.samples {
			v, along, ok := p.fixed.nearest(orb.Point{s.at[0] + at[0], s.at[1] + at[1]}, s.dir, pull)
			if !ok {
				continue
			}
			cos, sin := math.Cos(along), math.Sin(along)
			nx, ny := -sin, cos
			r := v[0]*nx + v[1]*ny
			w := 1 - (v[0]*v[0]+v[1]*v[1])/(pull*pull)
			w *= w
			xx, xy, yy = xx+w*nx*nx, xy+w*nx*ny, yy+w*ny*ny
			bx, by = bx+w*nx*r, by+w*ny*r
			sum += w
			n++
		}
		det := xx*yy - xy*xy
		// det/sum is about the smaller eigenvalue, as they add up to sum.
		if n < leastPulls || det < stiffness*sum*sum {
			break
		}
		dx, dy := (yy*bx-xy*by)/det, (xx*by-xy*bx)/det
		if math.Hypot(dx, dy) > pull { // thrown out by a poor fit
			break
		}
		at = orb.Point{at[0] + dx, at[1] + dy}
		if math.Hypot(dx, dy) < settled {
			break
		}
	}
	return at, nil
}

// share is the share of the samples that run along the fixed layer when moved.
func (p *pairing) share(by orb.Point) float64 {
	n := 0
	for _, s := range p.samples {
		if _, _, ok := p.fixed.nearest(orb.Point{s.at[0] + by[0], s.at[1] + by[1]}, s.dir, alongside); ok {
			n++
		}
	}
	return float64(n) / float64(len(p.samples))
}
