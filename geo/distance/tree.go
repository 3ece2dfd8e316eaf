package distance

import (
	"math"

	"github.com/paulmach/orb"
)

// run is how many segments, or boxes, a box is put around. Segments that follow one
// another along a path are near each other, so their order will do: no sorting.
const run = 8

func (l *Lines) build() {
	n := len(l.segments)
	if n == 0 {
		return
	}
	level := make([]orb.Bound, 0, (n+run-1)/run)
	for from := 0; from < n; from += run {
		box := orb.Bound{Min: l.segments[from].a, Max: l.segments[from].a}
		for _, s := range l.segments[from:min(from+run, n)] {
			box.Min = orb.Point{min(box.Min[0], s.a[0], s.b[0]), min(box.Min[1], s.a[1], s.b[1])}
			box.Max = orb.Point{max(box.Max[0], s.a[0], s.b[0]), max(box.Max[1], s.a[1], s.b[1])}
		}
		level = append(level, box)
	}
	l.levels = append(l.levels, level)
	for len(level) > 1 {
		var above []orb.Bound
		for from := 0; from < len(level); from += run {
			box := level[from]
			for _, b := range level[from:min(from+run, len(level))] {
				box = box.Union(b)
			}
			above = append(above, box)
		}
		l.levels = append(l.levels, above)
		level = above
	}
}

// below calls do for every segment of the boxes that keep, asked again for each box
// on the way down, lets through.
func (l *Lines) below(keep func(orb.Bound) bool, do func(i int)) {
	var down func(level, i int)
	down = func(level, i int) {
		if !keep(l.levels[level][i]) {
			return
		}
		from, to := i*run, (i+1)*run
		if level == 0 {
			for k := from; k < min(to, len(l.segments)); k++ {
				do(k)
			}
			return
		}
		for k := from; k < min(to, len(l.levels[level-1])); k++ {
			down(level-1, k)
		}
	}
	if len(l.levels) > 0 {
		down(len(l.levels)-1, 0)
	}
}

// search is the segment nearest to p, if there is one nearer than best: at is given
// back otherwise.
func (l *Lines) search(p orb.Point, at int, best float64) (int, float64) {
	l.below(func(b orb.Bound) bool { return toBox(p, b) < best }, func(i int) {
		if d := l.segments[i].to(p); d < best {
			at, best = i, d
		}
	})
	return at, best
}

// near appends the segments whose boxes come within the distance of a box.
func (l *Lines) near(found []int, b orb.Bound, distance float64) []int {
	b = b.Pad(distance)
	l.below(b.Intersects, func(i int) {
		s := l.segments[i]
		if max(s.a[0], s.b[0]) >= b.Min[0] && min(s.a[0], s.b[0]) <= b.Max[0] && max(s.a[1], s.b[1]) >= b.Min[1] && min(s.a[1], s.b[1]) <= b.Max[1] {
			found = append(found, i)
		}
	})
	return found
}

func toBox(p orb.Point, b orb.Bound) float64 {
	dx := max(b.Min[0]-p[0], p[0]-b.Max[0], 0)
	dy := max(b.Min[1]-p[1], p[1]-b.Max[1], 0)
	if dx == 0 || dy == 0 {
		return dx + dy
	}
	return math.Hypot(dx, dy)
}
