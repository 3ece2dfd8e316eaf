package area

import (
	"math"

	"github.com/paulmach/orb"
)

// manyAcross is how many edges the strips that a window reaches may hold, for the
// window to be looked at through them; past it the tree answers sooner.
const manyAcross = 4096

// view is a window on an outline: the same box in the coordinates that the outline was
// given in, and from the origin.
type view struct {
	given  orb.Bound
	origin orb.Point
	window box
}

// viewOf is the part of b that the outline's box has; it is not ok if that has no extent.
func (o *Outline) viewOf(b orb.Bound) (v view, ok bool) {
	v.given, ok = common(o.bound, b)
	if !ok {
		return v, false
	}
	v.origin = near(o.bound)
	v.window = boxAt(v.given, v.origin)
	return v, v.window.x0 < v.window.x1 && v.window.y0 < v.window.y1
}

// across are the strips that the view reaches, if they hold so few edges that looking
// at each is worth it.
func (o *Outline) across(v *view) (first, last int, few bool) {
	s := o.strips()
	first, last = s.strip(v.given.Min[1]), s.strip(v.given.Max[1])
	return first, last, s.starts[last+1]-s.starts[first] <= manyAcross
}

// covers reports whether the box lies in the outline; false may also mean that finding
// out would take longer.
func (o *Outline) covers(b orb.Bound) bool {
	v, ok := o.viewOf(b)
	if !ok || v.given != b {
		return false
	}
	first, last, few := o.across(&v)
	if !few {
		return false
	}
	s := scratches.Get().(*scratch)
	defer scratches.Put(s)
	edges, _ := o.look(s, s.edges[:0], &v, first, last)
	return v.window.seen(edges) == inside
}

// look appends what the view sees of the outline, as clip would of all its edges. What
// covers the top of the window from above is told by the edges that cross the line along
// it: a point is covered once for each on its right that runs up, less once for each
// that runs down.
func (o *Outline) look(s *scratch, to []edge, v *view, first, last int) (edges []edge, cuts int) {
	strips, box, w := o.strips(), &v.given, v.window
	from := len(s.a)
	for i := first; i <= last; i++ {
		in := strips.edges[strips.starts[i]:strips.starts[i+1]]
		for k := range in {
			g := &in[k]
			if g.keepsOut(box) {
				continue
			}
			if i > first && strips.strip(min(g.a[1], g.b[1])) < i {
				continue // it was in the strip before
			}
			s.a = append(s.a, segment{at(g.a, v.origin), at(g.b, v.origin)})
		}
	}
	if len(s.a) > from {
		to, cuts = s.pieces(to, s.a[from:], w)
		s.a = s.a[:from]
	}
	s.runs = s.runs[:0]
	whole, top := 0.0, box.Max[1]
	crossing := strips.edges[strips.starts[last]:strips.starts[last+1]]
	for k := range crossing {
		g := &crossing[k]
		if (g.a[1] < top) == (g.b[1] < top) || g.a[0] <= box.Min[0] && g.b[0] <= box.Min[0] {
			continue
		}
		sign := 1.0
		if g.a[1] >= top {
			sign = -1
		}
		if g.a[0] >= box.Max[0] && g.b[0] >= box.Max[0] {
			whole += sign
			continue
		}
		x := segment{at(g.a, v.origin), at(g.b, v.origin)}.at(w.y1)
		if x > w.x0 && x < w.x1 {
			cuts++
		}
		s.above(w.x0, min(x, w.x1), sign)
	}
	if whole != 0 {
		s.above(w.x0, w.x1, whole)
	}
	return s.along(to, w.y1-w.y0), cuts
}

// keepsOut reports whether the segment sees nothing of the inside of the box.
func (g *segment) keepsOut(b *orb.Bound) bool {
	return g.a[0] <= b.Min[0] && g.b[0] <= b.Min[0] || g.a[0] >= b.Max[0] && g.b[0] >= b.Max[0] ||
		g.a[1] <= b.Min[1] && g.b[1] <= b.Min[1] || g.a[1] >= b.Max[1] && g.b[1] >= b.Max[1]
}

// at is where the segment is at height y, which it crosses: the very number that it is
// cut at there.
func (g segment) at(y float64) float64 {
	l, r := g.a, g.b
	if l[0] > r[0] {
		l, r = r, l
	}
	slope := (r[1] - l[1]) / (r[0] - l[0])
	if !(slope <= math.MaxFloat64 && slope >= -math.MaxFloat64) || slope == 0 {
		return l[0] // upright, or as good as that; or what crossed is rounded off
	}
	return clamp(l[0]+(y-l[1])/slope, l[0], r[0])
}
