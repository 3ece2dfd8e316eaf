package geo

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// InteriorPoint is a point inside g, as far from its edges as one horizontal
// line can tell: the middle of the widest stretch of g on a line near the middle
// of the box of its largest polygon. It lies strictly inside unless g is
// narrower than coordinates can express. Of an area without extent, or without
// points, it is the first point or (0, 0).
func InteriorPoint(g orb.MultiPolygon) orb.Point {
	largest, size := orb.Polygon(nil), math.Inf(-1)
	for _, p := range g {
		if a := Area(p); a > size && len(p) > 0 && len(p[0]) > 0 {
			largest, size = p, a
		}
	}
	if largest == nil {
		return orb.Point{}
	}
	best, width := largest[0][0], 0.0
	// A line through no vertex meets an area in stretches of positive width, so
	// the first line serves unless the middle of the shape is a mere thread.
	for _, at := range [...]float64{0.5, 0.25, 0.75} {
		y := between(largest, at)
		if p, w := widest(largest, y); w > width {
			best, width = p, w
		}
		if b := largest[0].Bound(); width > (b.Max[0]-b.Min[0])/16 {
			break
		}
	}
	return best
}

// between is the middle between the nearest vertices below and above the given
// share of the height of p, so that no vertex lies on it.
func between(p orb.Polygon, share float64) float64 {
	b := p[0].Bound()
	y := b.Min[1] + share*(b.Max[1]-b.Min[1])
	low, high := b.Min[1], b.Max[1]
	for _, r := range p {
		for _, c := range r {
			if c[1] <= y {
				low = max(low, c[1])
			} else {
				high = min(high, c[1])
			}
		}
	}
	return low + (high-low)/2
}

// widest returns the middle of the widest stretch of p at height y, and its
// width, 0 if there is none.
func widest(p orb.Polygon, y float64) (middle orb.Point, width float64) {
	var xs []float64
	for _, r := range p {
		for i := range r {
			a, b := r[i], r[(i+1)%len(r)]
			if (a[1] <= y) != (b[1] <= y) {
				xs = append(xs, a[0]+(y-a[1])/(b[1]-a[1])*(b[0]-a[0]))
			}
		}
	}
	slices.Sort(xs)
	for i := 0; i+1 < len(xs); i += 2 {
		if w := xs[i+1] - xs[i]; w > width {
			middle, width = orb.Point{xs[i] + w/2, y}, w
		}
	}
	return middle, width
}
