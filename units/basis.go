package units

import (
	"context"
	"math"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/parallel"
	"renewal/rules"
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

// follows is a kind of source that a border can follow: its lines, and how near
// and how parallel a border has to run.
type follows struct {
	basis string
	reach float64
	hard  bool
	edges []straight
	index *geo.Index
}

type straight struct{ a, b orb.Point }

func (s straight) bound() orb.Bound {
	return orb.Bound{Min: orb.Point{min(s.a[0], s.b[0]), min(s.a[1], s.b[1])}, Max: orb.Point{max(s.a[0], s.b[0]), max(s.a[1], s.b[1])}}
}

// mostTurn is the largest angle between a border and what it follows: 30
// degrees. A line that crosses a border at a wider angle is not its basis.
const mostTurn = math.Pi / 6

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

func sourcesOf(p *prepared, rs *rules.Ruleset, set study.Settings) []*follows {
	var all []*follows
	add := func(basis string, reach float64, hard bool, shapes []orb.Geometry) {
		f := &follows{basis: basis, reach: reach, hard: hard}
		for _, s := range shapes {
			lines, _ := geo.Lines(s)
			for _, l := range lines {
				for i := 1; i < len(l); i++ {
					if l[i] != l[i-1] {
						f.edges = append(f.edges, straight{l[i-1], l[i]})
					}
				}
			}
		}
		boxes := make([]orb.Bound, len(f.edges))
		for i, e := range f.edges {
			boxes[i] = e.bound()
		}
		f.index = geo.NewIndex(boxes)
		all = append(all, f)
	}
	add(BasisControlUnit, max(set.Gap, 2*set.Grid), false, p.layers[study.ControlUnits].Shapes)
	add(BasisDistrict, set.Follow, false, p.layers[study.Districts].Shapes)
	if zones := p.layers[study.PolicyZones]; zones != nil {
		add(BasisPolicyZone, set.Follow, false, zones.Shapes)
	}
	if barriers := p.layers[study.Barriers]; barriers != nil {
		strength := strengthOf(barriers, rs)
		byKind := map[string][]orb.Geometry{}
		hardKind := map[string]bool{}
		for i, s := range barriers.Shapes {
			if b := strength(i); b != nil {
				// A kind with both strong and weak members stands twice.
				key := b.Kind
				if b.Hard {
					key += "!"
				}
				byKind[key] = append(byKind[key], s)
				hardKind[key] = b.Hard
			}
		}
		var keys []string
		for key := range byKind {
			keys = append(keys, key)
		}
		slices.Sort(keys)
		for _, key := range keys {
			add(strings.TrimSuffix(key, "!"), set.FollowBarrier, hardKind[key], byKind[key])
		}
	}
	if scope := p.layers[study.Scope]; scope != nil {
		add(BasisScope, set.Follow, false, scope.Shapes)
	}
	return all
}

// basis splits a border into segments by what each of its edges follows.
func basis(b coverage.Border, sources []*follows, set study.Settings) Border {
	out := Border{A: b.A, B: b.B, Length: b.Length}
	segments := map[uint64]*Segment{}
	var order []uint64
	hard := 0.0
	var found []int
	for _, line := range b.Lines {
		last := ^uint64(0)
		for i := 1; i < len(line); i++ {
			var set uint64
			isHard := false
			for k, s := range sources {
				if s.along(line[i-1], line[i], &found) {
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

// along reports whether any edge of the source passes the middle of p q within
// reach and runs about as p q does.
func (f *follows) along(p, q orb.Point, found *[]int) bool {
	middle := orb.Point{(p[0] + q[0]) / 2, (p[1] + q[1]) / 2}
	*found = f.index.AppendTouching(*found, middle.Bound().Pad(f.reach))
	dx, dy := q[0]-p[0], q[1]-p[1]
	for _, i := range *found {
		e := f.edges[i]
		ex, ey := e.b[0]-e.a[0], e.b[1]-e.a[1]
		if math.Abs(dx*ey-dy*ex) <= math.Sin(mostTurn)*math.Hypot(dx, dy)*math.Hypot(ex, ey) && geo.DistanceTo(middle, e.a, e.b) <= f.reach {
			return true
		}
	}
	return false
}
