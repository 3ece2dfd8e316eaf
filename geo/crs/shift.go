package crs

import (
	"context"
	"fmt"
	"math"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Shift is how far lines lie from where reference lines say they should.
type Shift struct {
	X, Y float64 // metres by which the lines must be moved to lie on the reference

	// Share is the share of the length compared that runs along the other lines,
	// within 20 m and 17°, after the move; ShareBefore is that without a move.
	Share, ShareBefore float64

	// Length is what was compared, in metres: of the lines or of the reference,
	// whichever has less, what lies within 2 km of the other.
	Length float64

	// Chance is how many shifts as good as this one are to be expected by chance
	// among all that were tried, going by the good ones among the others.
	Chance float64
}

// ShiftOptions says where to look for a shift and when to believe it.
type ShiftOptions struct {
	// Reach is the longest shift to look for, along x and along y, in metres; 0
	// is 1500, which is more than GCJ-02 and BD-09 move anything in China.
	Reach float64

	// Least is the shortest shift to believe, in metres; 0 is 50. Streets are
	// drawn by axis or kerb and borders beside them, so that layers which agree
	// may fit better by a street's half width aside.
	Least float64

	// Chance is the largest chance at which a shift is believed; 0 is 0.001.
	Chance float64

	// Expected are shifts that there is a reason to look for, see
	// [ExpectedShifts]. A shift within 60 m of one of them is believed on less
	// evidence: its chance is to hit such a place.
	Expected []orb.Point
}

const (
	defaultReach  = 1500.0
	defaultLeast  = 50.0
	defaultChance = 0.001
	expectedNear  = 60.0 // metres: what the shift varies by over a city, and what drawing does
	longestReach  = 5000.0

	// leastLength is the shortest length on which anything is said, in metres:
	// a few streets find a fit somewhere.
	leastLength = 2000.0

	// leastSide is the share of the length that must run in each of the two main
	// directions: a bundle of parallels says nothing of a shift along it.
	leastSide = 0.05

	// rivalShare is how good a fit without a shift may be against the best one
	// before the layers count as agreeing.
	rivalShare = 0.7

	// leastGain is by how much the share along the reference must grow.
	leastGain = 1.3
)

// MeasureShift finds the systematic shift of lines against reference lines of
// another layer, both in metres of one plane: edges of districts or parcels
// against roads, say. It is true if there certainly is one; the Shift then says
// which. If it is false the layers agree, or there is too little to tell, and
// the Shift holds the best fit there was, for what it is worth.
//
// Method: places along the lines, each with its direction, are laid over the
// reference at all shifts within reach, 10 m apart, and those that come within
// about 15 m of a parallel piece of it are counted, separately for the two main
// directions of the lines. Both counts, in standard deviations over all shifts,
// are high at a true shift; the fit is the lower of the two, so that long
// parallels alone, which fit well at many shifts, do not deceive. The local
// maxima of this fit are what chance brings about. Their upper tail is taken as
// exponential, with the mean excess of the 50 next to the highest, and Chance is
// the number of maxima as high as the highest to be expected from it. The
// highest is then refined by least squares of the distances to the reference.
//
// The answer does not depend on the order of the lines. Swapping lines and reference
// negates the shift, since the layer with less length is always the one moved.
// A layer that repeats itself, such as an ideal grid, has several best shifts,
// and the answer is false.
//
// Where one layer has the axes of streets and the other both their sides, the
// shift may lie by the half width of a street beside the true one.
func MeasureShift(ctx context.Context, lines, reference []orb.LineString, opt ShiftOptions) (Shift, bool, error) {
	opt, err := opt.filled()
	if err != nil {
		return Shift{}, false, err
	}
	if err := finiteLines(lines, reference); err != nil {
		return Shift{}, false, err
	}
	p, err := pair(ctx, lines, reference)
	if err != nil || p.length < leastLength {
		return Shift{Length: p.length, Chance: 1}, false, err
	}
	sides, ok := twoSides(p.samples)
	if !ok || !p.enoughStreets() {
		return Shift{Length: p.length, Chance: 1}, false, nil
	}
	fit, err := newFits(ctx, sides, p.fixed, int(opt.Reach/cell))
	if err != nil {
		return Shift{}, false, err
	}
	best, chance := fit.best()
	to, err := p.refine(ctx, orb.Point{float64(best.x) * cell, float64(best.y) * cell})
	if err != nil {
		return Shift{}, false, err
	}
	s := Shift{
		X: to[0], Y: to[1],
		Share: p.share(to), ShareBefore: p.share(orb.Point{}),
		Length: p.length, Chance: chance,
	}
	if p.swapped {
		s = s.Reversed()
	}
	s.Chance = min(1, s.Chance*opt.lookedAt(orb.Point{s.X, s.Y}))
	far := math.Hypot(s.X, s.Y)
	ok = s.Chance <= opt.Chance &&
		far >= opt.Least &&
		s.Share >= leastGain*s.ShareBefore &&
		fit.highestWithin(min(opt.Least, far/2)) < rivalShare*best.fit
	return s, ok, nil
}

// Reversed is the shift of the reference against the lines.
func (s Shift) Reversed() Shift {
	s.X, s.Y = -s.X, -s.Y
	return s
}

func (o ShiftOptions) filled() (ShiftOptions, error) {
	for _, f := range []struct {
		value *float64
		name  string
		zero  float64
	}{{&o.Reach, "reach", defaultReach}, {&o.Least, "least shift", defaultLeast}, {&o.Chance, "chance", defaultChance}} {
		if *f.value == 0 {
			*f.value = f.zero
		}
		if !(*f.value > 0) {
			return o, fmt.Errorf("%s of %g makes no sense", f.name, *f.value)
		}
	}
	if o.Reach < 10*cell || o.Reach > longestReach {
		return o, fmt.Errorf("reach of %g m is not within %g to %g", o.Reach, 10*cell, longestReach)
	}
	return o, nil
}

// lookedAt is the share of all shifts that would have been believed as readily
// as the one found: all of them, or those near an expected one.
func (o ShiftOptions) lookedAt(found orb.Point) float64 {
	for _, e := range o.Expected {
		if math.Hypot(e[0]-found[0], e[1]-found[1]) <= expectedNear {
			all := 4 * o.Reach * o.Reach
			return min(1, float64(len(o.Expected))*math.Pi*expectedNear*expectedNear/all)
		}
	}
	return 1
}

func finiteLines(layers ...[]orb.LineString) error {
	for _, lines := range layers {
		for i, l := range lines {
			if k := firstNotFinite(l); k >= 0 {
				return fmt.Errorf("line %d, point %d: %w", i, k, geo.ErrNotFinite)
			}
		}
	}
	return nil
}
