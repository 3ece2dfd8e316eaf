package units

import (
	"slices"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/parallel"
	"renewal/rules"
)

// takeWithin measures the land of features that lies in reach of others: homes
// near a park, houses in the belt of a railway, works on heritage land.
func (m *measurer) takeWithin(t *tally, of *subject) error {
	sure, may, err := m.reaches(t)
	if err != nil {
		return err
	}
	low, err := m.landWithin(of, sure, func(i int) bool { return of.in[i] == rules.Pass })
	if err != nil {
		return err
	}
	high := low
	if len(may.zones) > len(sure.zones) || !of.sure {
		if high, err = m.landWithin(of, may, func(i int) bool { return of.in[i] != rules.Fail }); err != nil {
			return err
		}
	}
	t.atoms = make([][]entry, len(low))
	for a := range low {
		if high[a] != 0 {
			t.atoms[a] = []entry{{0, amount{low[a], max(low[a], high[a])}}}
		}
	}
	return nil
}

// reaches is the land within the distances of the statistic: of features that
// surely count, and of all that may.
func (m *measurer) reaches(t *tally) (sure, may *reach, err error) {
	var of, ofAll []*zone
	for i := range t.statistic.Reach {
		r := &t.statistic.Reach[i]
		l := m.p.layers[r.Of]
		if l == nil {
			if !m.p.study.Absent(r.Of, "") {
				t.open = append(t.open, r.Of)
			}
			continue
		}
		near, err := m.subject(&rules.Statistic{Of: r.Of, Where: r.Where})
		if err != nil {
			return nil, nil, err
		}
		if !near.sure {
			t.why = slices.Compact(slices.Sorted(slices.Values(slices.Concat(t.why, near.why))))
		}
		for k, in := range near.in {
			if in == rules.Fail {
				continue
			}
			z := &zone{around: l.Shapes[k], distance: r.Distance}
			if ofAll = append(ofAll, z); in == rules.Pass {
				of = append(of, z)
			}
		}
	}
	if sure = newReach(of); len(of) == len(ofAll) {
		return sure, sure, nil
	}
	return sure, newReach(ofAll), nil
}

// landWithin is, by atom, the land of features that lies in reach; land that
// several cover counts once.
func (m *measurer) landWithin(of *subject, in *reach, counts func(i int) bool) ([]float64, error) {
	if len(in.zones) == 0 {
		return make([]float64, len(m.atoms)), nil
	}
	o, err := m.overlayOf(of.role)
	if err != nil {
		return nil, err
	}
	clipped := make([]orb.MultiPolygon, len(of.in))
	whole := make([]bool, len(of.in))
	err = parallel.Blocks(m.ctx, len(of.in), blockSize, m.workers, func(from, to int) error {
		for i := from; i < to; i++ {
			if err := m.ctx.Err(); err != nil {
				return err
			}
			if len(o.shapes[i]) == 0 || !counts(i) {
				continue
			}
			var err error
			if clipped[i], whole[i], err = in.clip(o.shapes[i]); err != nil {
				return &geo.FeatureError{Ref: geo.Ref{Layer: of.role}, Op: "clip", Err: err}
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if o, err = m.narrowed(o, of.role, clipped, whole); err != nil {
		return nil, err
	}
	return o.covered(m.ctx, m.atoms, counts, m.workers)
}
