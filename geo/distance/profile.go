package distance

import (
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Profile is how far some lines, one after the other, run from others. The zero
// Profile is of no lines.
type Profile struct {
	stretches []stretch
	length    float64
	integral  float64
	greatest  float64
	place     orb.Point
}

// stretch is one segment in view of what it is measured against.
type stretch struct {
	frame
	path   int // which line it is of
	pieces []piece
}

// From measures the lines of a shape, or the rings of an area, against others.
// Without any others all of them are infinitely far.
func From(g orb.Geometry, to *Lines) *Profile {
	p := &Profile{}
	m := measurer{to: to, hint: -1}
	path := 0
	for points := range geo.Paths(g) {
		for i := 1; i < len(points); i++ {
			if s := (segment{points[i-1], points[i]}); s.a != s.b {
				f := newFrame(s)
				p.add(stretch{f, path, m.along(&f)})
			}
		}
		path++
	}
	return p
}

func (p *Profile) add(s stretch) {
	p.stretches = append(p.stretches, s)
	p.length += s.length
	for i := range s.pieces {
		c := &s.pieces[i]
		p.integral += c.integral()
		for _, t := range [2]float64{c.from, c.to} {
			if d := c.near.at(t); d > p.greatest {
				p.greatest, p.place = d, s.point(t)
			}
		}
	}
}

// Join is the profile of all the lines together.
func Join(profiles ...*Profile) *Profile {
	all := &Profile{}
	paths := 0
	for _, p := range profiles {
		for _, s := range p.stretches {
			s.path += paths
			all.stretches = append(all.stretches, s)
		}
		if n := len(p.stretches); n > 0 {
			paths += p.stretches[n-1].path + 1
		}
		all.length += p.length
		all.integral += p.integral
		if p.greatest > all.greatest {
			all.greatest, all.place = p.greatest, p.place
		}
	}
	return all
}

// Length is the length of the lines.
func (p *Profile) Length() float64 { return p.length }

// Max is the greatest distance, which is the directed Hausdorff distance, and the
// first place that is so far. That of two lines is the greater of both directions.
func (p *Profile) Max() (float64, orb.Point) { return p.greatest, p.place }

// Mean is the distance averaged over the length of the lines, 0 without any.
func (p *Profile) Mean() float64 {
	if p.length == 0 {
		return 0
	}
	return p.integral / p.length
}

// Within is the length of the lines that is no further than r.
func (p *Profile) Within(r float64) float64 {
	switch {
	case r < 0:
		return 0
	case p.greatest <= r:
		return p.length
	}
	length := 0.0
	for i := range p.stretches {
		for k := range p.stretches[i].pieces {
			length += p.stretches[i].pieces[k].within(r)
		}
	}
	return min(length, p.length)
}

// Fine is how close, in units of length, a percentile is to the true one, from
// above.
const Fine = 1e-6

// Percentile is the distance that a share of the length of the lines, from 0 to 1,
// does not exceed: the median for 0.5.
func (p *Profile) Percentile(share float64) float64 {
	low, high := 0.0, p.greatest
	if p.Within(low) >= share*p.length {
		return low
	}
	if math.IsInf(high, 1) {
		return high
	}
	for high-low > Fine {
		if mid := low + (high-low)/2; p.Within(mid) >= share*p.length {
			high = mid
		} else {
			low = mid
		}
	}
	return high
}
