// Package compare tells how two drawings of the same land differ: what moved, by how
// many metres, which class changed. One is the reference, the other the candidate:
// last year's units and this year's, a ruleset and another, or any two layers of
// areas, whoever drew them.
//
// # What belongs together
//
// Two units are linked if one has at least half of the other, the smaller one. What
// is linked makes a group, and the group says what happened: one to one, split,
// merged, redrawn (several of both), lost (a unit of the reference without any) and
// new (one of the candidate without any). The counterpart of a unit is the linked
// one with the greatest intersection over union. Where the layers share IDs that
// mean the same, a unit's counterpart is the one of its own ID, as long as they have
// land in common.
//
// # What is measured
//
// Shared areas are exact; see package area. The boundary of a unit is measured
// against all boundaries of the other layer in its group, out, and these are
// measured back: so a cut through a unit, or a border that is gone, is as far from
// the other drawing as it runs from the rest of it, and what stayed is at 0 m. The
// distances are exact along segments; see package distance.
//
// # What the caller may rely on
//
// The same layers give the same report, byte for byte, on any number of cores, and
// in any order of features that have IDs. Nothing that was not measured is a number:
// a unit without a counterpart has no boundary distance, and a class that is not
// known agrees with none. Measures that have no direction are the same with
// reference and candidate exchanged: the Hausdorff distance, IoU, V-measure,
// goodness of fit and adjusted Rand index; the others change places.
package compare

import (
	"context"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/units"
)

// Layer is one of the two drawings, in metres of a plane. Each area has an ID of its
// own, and the IDs ascend.
type Layer struct {
	IDs     []string
	Shapes  []orb.MultiPolygon
	Classes []string          // by area, "" where not known; nil if nobody says
	Tests   map[string][]Test // by ID, why its class is what it is; nil if nobody says
	Rows    bool              // the IDs are numbers of rows, and mean nothing in another file
}

// Options say how to compare; the zero value is the recommendation.
type Options struct {
	Limits  Limits // what fails; nil for DefaultLimits
	Partial bool   // the candidate covers a part of the reference: units without a square metre of it are left out
	Workers int    // goroutines, 0 meaning one a core; never changes a result
}

// Layers compares two layers in one plane.
func Layers(ctx context.Context, reference, candidate *Layer, opt Options, w units.Watcher) (*Report, error) {
	if w == nil {
		w = nobody{}
	}
	w.Stage("overlay", 0)
	j, err := overlay(ctx, reference, candidate, opt)
	if err != nil {
		return nil, err
	}
	m := match(j)
	w.Stage("measure boundaries", len(m.groups))
	bounds, err := measure(ctx, m, opt, w)
	if err != nil {
		return nil, err
	}
	r := &Report{Format: "renewal-compare/1", MatchedBy: m.by, NotCovered: m.notCovered(opt.Partial), match: m,
		Reference: m.sums(0), Candidate: m.sums(1), Repairs: []units.Repair{}, Warnings: []string{}}
	r.Units, r.New = m.units(bounds, opt.Partial), m.fresh()
	r.City = m.city(r, bounds)
	r.Classes = m.confusion(r)
	r.judge(opt.Limits)
	return r, nil
}

// joint is what land two layers have in common.
type joint struct {
	layers  [2]*Layer // reference, candidate
	areas   [2][]float64
	shared  [2][]float64 // with all of the other layer, each counted
	overlap [2]Overlap   // within the layers
	within  [2]map[[2]int]float64
	pairs   []area.Pair
	of      [2][][]int // positions of the pairs a unit is in
}

func overlay(ctx context.Context, reference, candidate *Layer, opt Options) (*joint, error) {
	j := &joint{layers: [2]*Layer{reference, candidate}}
	o := area.OverlayOptions{Workers: opt.Workers}
	for k, l := range j.layers {
		n := len(l.IDs)
		j.areas[k], j.shared[k], j.of[k] = make([]float64, n), make([]float64, n), make([][]int, n)
		for i, s := range l.Shapes {
			j.areas[k][i] = geo.Area(s)
		}
		within, err := area.Overlaps(ctx, l.Shapes, o)
		if err != nil {
			return nil, err
		}
		j.within[k] = make(map[[2]int]float64, len(within))
		for _, p := range within {
			j.within[k][[2]int{p.A, p.B}] = p.Area
			if p.Area >= listed {
				j.overlap[k].Pairs++
				j.overlap[k].AreaM2 += p.Area
			}
		}
	}
	var err error
	if j.pairs, err = area.Overlay(ctx, reference.Shapes, candidate.Shapes, o); err != nil {
		return nil, err
	}
	for i, p := range j.pairs {
		for k, u := range [2]int{p.A, p.B} {
			j.of[k][u] = append(j.of[k][u], i)
			j.shared[k][u] += p.Area
		}
	}
	return j, nil
}

// iou is the intersection over union of a pair.
func (j *joint) iou(p *area.Pair) float64 {
	return p.Area / (j.areas[0][p.A] + j.areas[1][p.B] - p.Area)
}

// nobody watches.
type nobody struct{}

func (nobody) Stage(string, int) {}
func (nobody) Step(int)          {}
