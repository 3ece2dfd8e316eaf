package compare

import (
	"context"
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo/distance"
	"renewal/units"
)

// steps are the distances, in metres, within which shares of boundaries are told:
// what drawing by hand brings about, what two surveys do, and what rules of the
// house take for the same line at most.
var steps = [3]float64{1, 5, 20}

// run is how far lines are from others, summed up.
type run struct {
	length, integral, p95, max float64
	within                     [len(steps)]float64
	place                      orb.Point
}

func summed(p *distance.Profile) run {
	r := run{length: p.Length(), integral: p.Mean() * p.Length(), p95: p.Percentile(0.95)}
	r.max, r.place = p.Max()
	for i, s := range steps {
		r.within[i] = p.Within(s)
	}
	return r
}

// plus is both together; of their percentiles it keeps the greater one.
func (r run) plus(s run) run {
	if s.max > r.max {
		r.max, r.place = s.max, s.place
	}
	r.length += s.length
	r.integral += s.integral
	r.p95 = max(r.p95, s.p95)
	for i := range steps {
		r.within[i] += s.within[i]
	}
	return r
}

// bounds are the boundaries of the units of the reference, out and back, and of all
// together.
type bounds struct {
	out, back []run
	measured  []bool
	all       run
}

// measure measures the boundaries group by group.
func measure(ctx context.Context, m *matching, opt Options, w units.Watcher) (*bounds, error) {
	n := len(m.areas[0])
	b := &bounds{out: make([]run, n), back: make([]run, n), measured: make([]bool, n)}
	alls := make([]run, len(m.groups))
	err := each(ctx, len(m.groups), opt.Workers, w, func(g int) error {
		return m.measureGroup(ctx, g, b, &alls[g])
	})
	for _, r := range alls {
		b.all = b.all.plus(r)
	}
	return b, err
}

func (m *matching) measureGroup(ctx context.Context, g int, b *bounds, all *run) error {
	group := m.groups[g]
	lines := [2]*distance.Lines{m.lines(0, group[0]), m.lines(1, group[1])}
	backs := make(map[int]*distance.Profile, len(group[1])) // of the candidate's units
	for _, i := range group[1] {
		if len(group[0]) > 0 {
			backs[i] = distance.From(m.layers[1].Shapes[i], lines[0])
			*all = all.plus(summed(backs[i]))
		}
	}
	for _, i := range group[0] {
		if err := ctx.Err(); err != nil {
			return err
		}
		mate := m.mate[0][i]
		if mate < 0 {
			continue
		}
		to := lines[1]
		var back []*distance.Profile
		for _, c := range m.links[0][i] {
			back = append(back, backs[c])
		}
		if m.group[1][mate] != g { // of the same ID, elsewhere
			to = m.lines(1, append(slices.Clone(group[1]), mate))
			back = append(back, distance.From(m.layers[1].Shapes[mate], lines[0]))
		}
		b.measured[i] = true
		b.out[i], b.back[i] = summed(distance.From(m.layers[0].Shapes[i], to)), summed(distance.Join(back...))
		*all = all.plus(b.out[i])
	}
	return nil
}

// lines are the boundaries of some units of a layer.
func (m *matching) lines(k int, of []int) *distance.Lines {
	shapes := make([]orb.Geometry, len(of))
	for i, u := range of {
		shapes[i] = m.layers[k].Shapes[u]
	}
	return distance.Prepare(shapes...)
}

// boundary is what the report says of a unit's boundary; nil if it was measured
// against none.
func (b *bounds) boundary(i int) *Boundary {
	if !b.measured[i] {
		return nil
	}
	return newBoundary(b.out[i], b.back[i])
}

func newBoundary(out, back run) *Boundary {
	both := out.plus(back)
	r := &Boundary{Distances: both.distances(), Out: out.distances(), Back: back.distances(), Place: [2]float64{round(both.place[0], 3), round(both.place[1], 3)}}
	for i, s := range steps {
		r.Within[i] = Within{s, round(both.within[i]/both.length, 9)}
	}
	return r
}

func (r run) distances() Distances {
	return Distances{LengthM: round(r.length, 3), MeanM: round(r.integral/r.length, 6), P95M: round(r.p95, 6), HausdorffM: round(r.max, 6)}
}
