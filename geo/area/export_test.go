package area

import "github.com/paulmach/orb"

// Bounded is the sum that Of takes, and the bound on its error.
func Bounded(a, b orb.MultiPolygon) (sum, most float64) {
	ma, mb := measure(a), measure(b)
	window, ok := common(ma.bound, mb.bound)
	if !ok {
		return 0, 0
	}
	origin := near(window)
	w := boxAt(window, origin)
	var s scratch
	s.a = appendSegments(nil, a, ma.turn, origin, w)
	s.b = appendSegments(nil, b, mb.turn, origin, w)
	s.reach = max(boxAt(ma.bound, origin).radius(), boxAt(mb.bound, origin).radius())
	s.shared(w, s.a, s.b)
	return s.sum + s.rest, s.slack * bound
}

// Looked is Bounded for an outline that is looked at through its strips; it is not ok
// if that is not done.
func Looked(o *Outline, b orb.MultiPolygon) (sum, most float64, ok bool) {
	m := measure(b)
	v, ok := o.viewOf(m.bound)
	if !ok {
		return 0, 0, false
	}
	first, last, ok := o.across(&v)
	if !ok {
		return 0, 0, false
	}
	var s scratch
	box := boxAt(m.bound, v.origin)
	s.reach = max(boxAt(o.bound, v.origin).radius(), box.radius())
	edges, cuts := o.look(&s, nil, &v, first, last)
	s.with(edges, cuts, v.window, box, v.origin, b, &m)
	return s.sum + s.rest, s.slack * bound, true
}

// Treed is Outline.Of by the tree, however few edges a window has across.
func Treed(o *Outline, b orb.MultiPolygon) float64 {
	m := measure(b)
	if none := zero(o.size) + zero(m.size); none != 0 {
		return none
	}
	var s scratch
	return o.tree().of(&s, b, &o.measures, &m, nil)
}

// OfPrepared is Outline.Of for an area that is prepared too.
func (o *Outline) OfPrepared(p *Outline) float64 {
	return o.of(p.shape, &o.measures, &p.measures, p, nil)
}

// Covers reports whether the outline is known to hold a box.
func (o *Outline) Covers(b orb.Bound) bool { return o.covers(b) }

// Apart is what settles most pairs of neighbours.
func Apart(a, b orb.MultiPolygon) bool {
	ma, mb := measure(a), measure(b)
	return apart(a, b, &ma, &mb)
}
