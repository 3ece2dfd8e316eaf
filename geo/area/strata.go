package area

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/parallel"
)

// strata are level strips of the plane, and the boxes that reach into each. Boxes of one
// layer meet in few of them, so that sweeping each from left to right finds all that meet
// faster than an index does, and strips are swept beside each other.
type strata struct {
	boxes  []orb.Bound
	low    float64
	height float64
	starts []int32 // strip k holds items[starts[k]:starts[k+1]]
	items  []int32
}

// newStrata deals boxes out. Strips are twice as high as boxes are on average, so that
// all hold but one and a half times as many as there are.
func newStrata(boxes []orb.Bound) *strata {
	s := &strata{boxes: boxes, low: math.Inf(1)}
	top, heights, n := math.Inf(-1), 0.0, 0
	for _, b := range boxes {
		if s.has(b) {
			s.low, top = min(s.low, b.Min[1]), max(top, b.Max[1])
			heights += b.Max[1] - b.Min[1]
			n++
		}
	}
	if n == 0 {
		s.starts = []int32{0}
		return s
	}
	s.height = max(2*heights/float64(n), (top-s.low)/float64(n))
	s.starts = make([]int32, s.at(top)+2)
	for _, b := range boxes {
		if s.has(b) {
			for k := s.at(b.Min[1]); k <= s.at(b.Max[1]); k++ {
				s.starts[k+1]++
			}
		}
	}
	for k := 1; k < len(s.starts); k++ {
		s.starts[k] += s.starts[k-1]
	}
	s.items = make([]int32, s.starts[len(s.starts)-1])
	next := slices.Clone(s.starts)
	for i, b := range boxes {
		if s.has(b) {
			for k := s.at(b.Min[1]); k <= s.at(b.Max[1]); k++ {
				s.items[next[k]] = int32(i)
				next[k]++
			}
		}
	}
	return s
}

// has reports whether a box has an extent: others share no land.
func (s *strata) has(b orb.Bound) bool { return b.Min[0] < b.Max[0] && b.Min[1] < b.Max[1] }

// at is the strip of a height. It never falls as the height grows.
func (s *strata) at(y float64) int { return int((y - s.low) / s.height) }

// meet visits every two boxes that share an extent, once, by strip; i is less than j.
// Strips are visited beside each other.
func (s *strata) meet(ctx context.Context, workers int, visit func(strip, i, j int)) error {
	return parallel.Each(ctx, len(s.starts)-1, workers, func(k int) error {
		items := s.items[s.starts[k]:s.starts[k+1]]
		slices.SortFunc(items, func(i, j int32) int { return cmp.Compare(s.boxes[i].Min[0], s.boxes[j].Min[0]) })
		for n, i := range items {
			b := &s.boxes[i]
			for _, j := range items[n+1:] {
				c := &s.boxes[j]
				if c.Min[0] >= b.Max[0] {
					break
				}
				if c.Min[1] >= b.Max[1] || b.Min[1] >= c.Max[1] {
					continue
				}
				// They meet in several strips if they are high: the lowest counts.
				if s.at(max(b.Min[1], c.Min[1])) == k {
					visit(k, int(min(i, j)), int(max(i, j)))
				}
			}
		}
		return nil
	})
}
