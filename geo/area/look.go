package area

import "github.com/paulmach/orb"

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
	if len(s.edges) == 0 {
		return 0, 0, false
	}
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
	s := borrow()
	defer scratches.Put(s)
	s.edges, _ = o.look(s, s.edges, &v, first, last)
	return v.window.seen(s.edges) == inside
}

// look appends what the view sees of the outline, as clip would of all its edges.
//
// What passes above the window is told without a look at it, by the edges that cross the
// line along the top: where one runs up, the border goes on above the line from its upper
// end until an edge runs down to its lower. So each leaves a run from its upper end to the
// left, without end, and what two have in common cancels. How far the edge itself runs
// above the window is left to pieces, so that one cut decides for what is in the window
// and for what is above it.
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
	to, cuts = s.pieces(to, s.a[from:], w)
	s.a = s.a[:from]
	whole, top := 0.0, box.Max[1]
	crossing := strips.edges[strips.starts[last]:strips.starts[last+1]]
	for k := range crossing {
		g := &crossing[k]
		if (g.a[1] < top) == (g.b[1] < top) {
			continue
		}
		end, sign := g.b[0], 1.0 // its upper end
		if g.a[1] >= top {
			end, sign = g.a[0], -1
		}
		if end >= box.Max[0] {
			whole += sign
		} else {
			s.above(w.x0, end-v.origin[0], sign)
		}
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
