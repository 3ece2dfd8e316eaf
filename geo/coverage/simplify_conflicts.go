package coverage

import "slices"

// chord is a straight piece of a thinned arc.
type chord struct {
	arc      int32
	from, to int32 // positions in the path of the arc
}

// conflicts lists, ascending, the arcs that must keep more vertices: their chords
// touch others but at common ends, or have jumped over a node.
func (t *thinning) conflicts() []int32 {
	n := 0
	for a := range t.arcs {
		n += len(t.arcs[a].kept) - 1
	}
	chords, segs := make([]chord, 0, n), make([]segment, 0, n)
	for a := range t.arcs {
		arc := &t.arcs[a]
		for i := 1; i < len(arc.kept); i++ {
			c := chord{int32(a), arc.kept[i-1], arc.kept[i]}
			chords = append(chords, c)
			segs = append(segs, segment{arc.path[c.from], arc.path[c.to]})
		}
	}
	var at []int32
	blame := func(i int32) {
		if c := chords[i]; c.to-c.from > 1 {
			at = append(at, c.arc)
		}
	}
	near := newBuckets(segs)
	for c := range near.nx * near.ny {
		in := near.at(c)
		for k, i := range in {
			for _, j := range in[k+1:] {
				if (chords[i].to-chords[i].from > 1 || chords[j].to-chords[j].from > 1) && meet(segs[i], segs[j]) {
					blame(i)
					blame(j)
				}
			}
		}
	}
	for i := range chords {
		if t.jumps(&chords[i]) {
			blame(int32(i))
		}
	}
	slices.Sort(at)
	return slices.Compact(at)
}

// meet reports whether two segments have more in common than ends of both, or one
// passes an end of the other by less than half a step.
func meet(s, t segment) bool {
	if max(s.a.x, s.b.x)+1 < min(t.a.x, t.b.x) || max(t.a.x, t.b.x)+1 < min(s.a.x, s.b.x) ||
		max(s.a.y, s.b.y)+1 < min(t.a.y, t.b.y) || max(t.a.y, t.b.y)+1 < min(s.a.y, s.b.y) {
		return false
	}
	if s == t || s.a == t.b && s.b == t.a {
		return true
	}
	if _, cross := crossing(s, t); cross {
		return true
	}
	grazes := func(s segment, p pt) bool { return p != s.a && p != s.b && passes(s, p) }
	return grazes(t, s.a) || grazes(t, s.b) || grazes(s, t.a) || grazes(s, t.b)
}

// jumps reports whether a node lies between a chord and the stretch that it stands
// for. A piece of border that no chord crosses lies there whole or not at all, so its
// nodes tell.
func (t *thinning) jumps(c *chord) bool {
	if c.to-c.from == 1 {
		return false
	}
	ring := t.arcs[c.arc].path[c.from : c.to+1]
	minX, maxX, minY, maxY := ring[0].x, ring[0].x, ring[0].y, ring[0].y
	for _, p := range ring {
		minX, maxX, minY, maxY = min(minX, p.x), max(maxX, p.x), min(minY, p.y), max(maxY, p.y)
	}
	first, _ := slices.BinarySearchFunc(t.nodes, pt{minX, minY}, compare)
	for _, n := range t.nodes[first:] {
		if n.x > maxX {
			break
		}
		if n.y >= minY && n.y <= maxY && n != ring[0] && n != ring[len(ring)-1] && locate(n, ring) > 0 {
			return true
		}
	}
	return false
}
