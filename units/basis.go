package units

import (
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/coverage"
	"renewal/geo/parallel"
	"renewal/units/study"
)

// Bases in the order in which they are named: what a border may follow.
const (
	BasisControlUnit = "control_unit"
	BasisDistrict    = "district"
	BasisPolicyZone  = "policy_zone"
	BasisScope       = "scope"
	BasisNone        = "none" // no source runs there: a line we drew
)

// Border is where two atoms meet, or an atom and the outside.
type Border struct {
	A, B     int // positions of atoms, A < B; A is coverage.Outside on the rim
	Length   float64
	Hard     bool // a hard barrier runs along it: no unit may have both sides
	Segments []Segment
}

// Segment is the part of a border that follows the same sources.
type Segment struct {
	Basis  []string // in a fixed order; never empty
	Length float64
	Lines  orb.MultiLineString
}

// basisOf tells for every border which sources it follows. A source counts for
// a piece of border whose middle it passes within reach, at 30 degrees or less:
// control units within the gap that cleaning closes, districts, zones and the
// scope within follow, barriers within follow_barrier.
func basisOf(ctx context.Context, sources []*follows, set study.Settings, borders []coverage.Border, workers int) ([]Border, error) {
	out := make([]Border, len(borders))
	err := parallel.Each(ctx, len(borders), workers, func(i int) error {
		out[i] = basis(borders[i], sources, set)
		return nil
	})
	return out, err
}

// basis splits a border into segments by what each of its edges follows.
func basis(b coverage.Border, sources []*follows, set study.Settings) Border {
	out := Border{A: b.A, B: b.B, Length: b.Length}
	segments := map[uint64]*Segment{}
	var order []uint64
	hard := 0.0
	for _, line := range b.Lines {
		last := ^uint64(0)
		for i := 1; i < len(line); i++ {
			var set uint64
			isHard := false
			heading := headingOf(line[i-1], line[i])
			for k, s := range sources {
				if s.along(&heading) {
					set |= 1 << k
					isHard = isHard || s.hard
				}
			}
			length := math.Hypot(line[i][0]-line[i-1][0], line[i][1]-line[i-1][1])
			if isHard {
				hard += length
			}
			seg := segments[set]
			if seg == nil {
				seg = &Segment{}
				segments[set] = seg
				order = append(order, set)
			}
			if set != last {
				seg.Lines = append(seg.Lines, orb.LineString{line[i-1]})
				last = set
			}
			end := len(seg.Lines) - 1
			seg.Lines[end] = append(seg.Lines[end], line[i])
			seg.Length += length
		}
	}
	slices.Sort(order)
	for _, set := range order {
		seg := segments[set]
		for k, s := range sources {
			if set&(1<<k) != 0 && !slices.Contains(seg.Basis, s.basis) {
				seg.Basis = append(seg.Basis, s.basis)
			}
		}
		if len(seg.Basis) == 0 {
			seg.Basis = []string{BasisNone}
		}
		out.Segments = append(out.Segments, *seg)
	}
	// A border that a hard barrier follows for its most part, or for further
	// than the barrier is wide, would have it inside once dissolved.
	out.Hard = hard > min(b.Length/2, set.FollowBarrier)
	return out
}
