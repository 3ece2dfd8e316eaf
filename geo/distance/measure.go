package distance

import (
	"math"
	"slices"

	"github.com/paulmach/orb"
)

// measurer measures segments against lines. What was nearest last is likely to be
// near again.
type measurer struct {
	to    *Lines
	hint  int
	found []int
	lists [3][]piece // kept for their memory
}

const (
	// few candidates are not worth pruning.
	few = 4
	// many is how many candidates a stretch may have before it is halved, so that each
	// half has fewer; and how many are gone through one by one.
	many = 12
)

// along is the lower envelope along a whole segment.
func (m *measurer) along(f *frame) []piece {
	if len(m.to.segments) == 0 {
		return []piece{{0, f.length, feature{y: math.Inf(1)}}}
	}
	return m.between(nil, f, 0, f.length)
}

// between appends the envelope between two places.
func (m *measurer) between(pieces []piece, f *frame, from, until float64) []piece {
	p, q := f.point(from), f.point(until)
	one, dp := m.to.nearest(p, m.hint)
	other, dq := m.to.nearest(q, one)
	m.hint = other
	bound := (dp + dq + until - from) / 2
	for _, near := range [2]int{one, other} {
		for i := max(near-1, 0); i <= min(near+1, len(m.to.segments)-1); i++ {
			bound = min(bound, m.bound(i, p, q))
		}
	}
	if bound == 0 {
		return append(pieces, piece{from, until, feature{line: true}})
	}
	m.found = m.to.near(m.found[:0], orb.MultiPoint{p, q}.Bound(), bound*(1+1e-9))
	if !slices.Contains(m.found, one) { // as near as coordinates can express
		m.found = append(m.found, one)
	}
	if len(m.found) > few {
		bound = m.prune(p, q, until-from, bound)
	}
	if middle := from + (until-from)/2; len(m.found) > many && until-from > bound/4 && middle > from && middle < until {
		return m.between(m.between(pieces, f, from, middle), f, middle, until)
	}
	return append(pieces, m.envelope(f, m.found, from, until)...)
}

// envelope is the lower envelope of the candidates between two places. Of many that of
// each half is made first, since each step goes through all pieces there are. The
// result lasts until the next call, unless there are many.
func (m *measurer) envelope(f *frame, of []int, from, until float64) []piece {
	if n := len(of) / 2; len(of) > many {
		first := slices.Clone(m.envelope(f, of[:n], from, until))
		return lower(nil, first, m.envelope(f, of[n:], from, until))
	}
	best, next, its := f.features(m.lists[0][:0], m.to.segments[of[0]], from, until), m.lists[1], m.lists[2]
	for _, i := range of[1:] {
		its = f.features(its[:0], m.to.segments[i], from, until)
		best, next = lower(next[:0], best, its), best
	}
	m.lists = [3][]piece{best, next, its}
	return best
}

// bound is a distance from segment i that no place between p and q exceeds.
func (m *measurer) bound(i int, p, q orb.Point) float64 {
	return max(m.to.segments[i].to(p), m.to.segments[i].to(q))
}

// prune leaves out candidates that are nowhere nearest on a stretch from p to q, and
// returns the bound that they give: a distance falls by no more than the way gone.
func (m *measurer) prune(p, q orb.Point, length, bound float64) float64 {
	for _, i := range m.found {
		bound = min(bound, m.bound(i, p, q))
	}
	kept := m.found[:0]
	for _, i := range m.found {
		if s := m.to.segments[i]; (s.to(p)+s.to(q)-length)/2 <= bound*(1+1e-9) {
			kept = append(kept, i)
		}
	}
	m.found = kept
	return bound
}

// split is where a line that is crossed between the ends of a piece is crossed, the
// end otherwise.
func (p *piece) split() float64 {
	if f := &p.near; f.line && f.slope != 0 {
		if t := f.x - f.y/f.slope; t > p.from && t < p.to {
			return t
		}
	}
	return p.to
}

func (p *piece) integral() float64 {
	if math.IsInf(p.near.y, 1) {
		return math.Inf(1)
	}
	t := p.split()
	return p.near.integral(p.from, t) + p.near.integral(t, p.to)
}

func (p *piece) within(r float64) float64 {
	from, to := p.near.within(p.from, p.to, r)
	return max(0, to-from)
}
