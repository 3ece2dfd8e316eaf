package ring

import (
	"cmp"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// outline is the pieces of a closed way, each beginning where the one before ends.
type outline []piece

// piece is a straight piece of an outline: of a leg, or from one leg to the next where
// edges do not meet.
type piece struct {
	a, b      orb.Point
	leg, next int     // the same within a leg
	line      int     // position in the edge; -1 where there is none
	gap       float64 // what is missing
}

func (o outline) ring() orb.Ring {
	ring := make(orb.Ring, 0, len(o)+1)
	for _, p := range o {
		ring = append(ring, p.a)
	}
	return append(ring, o[0].a)
}

func (o outline) reverse() {
	slices.Reverse(o)
	for i, p := range o {
		o[i].a, o[i].b, o[i].leg, o[i].next = p.b, p.a, p.next, p.leg
	}
	o.beginWith(0)
}

// beginWith turns the outline so that it begins where a leg does, if there is such a
// place.
func (o outline) beginWith(leg int) {
	for i := range o {
		if before := o[(i+len(o)-1)%len(o)]; o[i].leg == leg && o[i].next == leg && (before.leg != leg || before.next != leg) {
			o.turn(i)
			return
		}
	}
}

// turn begins the outline with piece i.
func (o outline) turn(i int) {
	turned := slices.Concat(o[i:], o[:i])
	copy(o, turned)
}

// withoutLoops cuts off where the outline comes back to itself after no more than a
// length: roads of several carriageways cross at several places, and lines run along
// each other up to their corner.
func (o outline) withoutLoops(length float64) outline {
	total := 0.0
	for _, p := range o {
		total += distance(p.a, p.b)
	}
	length = min(length, total/4)
	o.turn(o.halfway()) // it begins far from any corner
	for i := 0; i < len(o); i++ {
		for {
			j, at := o.comesBack(i, length)
			if j < 0 {
				break
			}
			o[i].b, o[j].a = at, at
			for _, k := range []int{i, j} {
				o[k].gap = min(o[k].gap, distance(o[k].a, o[k].b))
			}
			o = slices.Delete(o, i+1, j)
			if o[i+1].a == o[i+1].b {
				o = slices.Delete(o, i+1, i+2)
			}
		}
	}
	o = slices.DeleteFunc(o, func(p piece) bool { return p.a == p.b })
	o.beginWith(0)
	return o
}

// comesBack finds the last piece, after no more than a length, that meets piece i again,
// and where.
func (o outline) comesBack(i int, length float64) (int, orb.Point) {
	last := i + 1
	for past := 0.0; last+1 < len(o); last++ {
		if past += distance(o[last].a, o[last].b); past > length {
			break
		}
	}
	for j := last; j > i+1; j-- {
		if at, ok := meeting(o[i], o[j]); ok {
			return j, at
		}
	}
	return -1, orb.Point{}
}

// meeting is where a piece meets an earlier one: as late as it does.
func meeting(p, q piece) (orb.Point, bool) {
	for _, at := range []orb.Point{q.b, q.a} {
		if geo.DistanceTo(at, p.a, p.b) < 0.002 {
			return at, true
		}
	}
	for _, at := range []orb.Point{p.a, p.b} {
		if geo.DistanceTo(at, q.a, q.b) < 0.002 {
			return at, true
		}
	}
	return crossing(p.a, p.b, q.a, q.b)
}

// halfway is the piece in the middle of the first leg, with which the outline begins.
func (o outline) halfway() int {
	first := 0.0
	for _, p := range o {
		if p.leg == 0 {
			first += distance(p.a, p.b)
		}
	}
	past := 0.0
	for i, p := range o {
		if past += distance(p.a, p.b); past >= first/2 {
			return i
		}
	}
	return 0
}

// leg reports leg k, which follows an edge; it lies at a point if it has no piece.
func (o outline) leg(k, edge int, otherwise orb.Point) Leg {
	l := Leg{Edge: edge}
	lengths := map[int]float64{}
	for _, p := range o {
		if p.leg != k || p.next != k {
			continue
		}
		if len(l.Path) == 0 {
			l.Path = orb.LineString{p.a}
		}
		l.Path = append(l.Path, p.b)
		if p.line >= 0 {
			lengths[p.line] += distance(p.a, p.b)
		}
	}
	if len(l.Path) == 0 {
		l.Path = orb.LineString{otherwise}
	}
	for line, length := range lengths {
		l.Uses = append(l.Uses, Use{line, length})
	}
	slices.SortFunc(l.Uses, func(a, b Use) int { return cmp.Compare(a.Line, b.Line) })
	return l
}
