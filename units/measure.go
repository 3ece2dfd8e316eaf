package units

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/paulmach/orb"

	"renewal/geo/parallel"
	"renewal/rules"
	"renewal/units/study"
)

// measured is what is known of the atoms: every statistic of the ruleset, what
// of each resource and of each land use lies in them.
type measured struct {
	tallies   []tally // by statistic of the ruleset
	resources *resources
	within    *overlay    // resources over the atoms
	landuse   *tally      // m² by land-use code; nil if no parcel has one
	parcels   *overlay    // parcels over the atoms
	zones     *overlay    // policy zones over the atoms; nil if there is no layer of them
	kinds     [][]float64 // by rank of kind, then atom: m² of land that surely is a resource of it
	dominant  [][]keyed   // by atom: m² by rank of the kind that a resource goes by
	clusters  [][][]keyed // by rank of kind, then atom: m² of each cluster of resources; nil if nothing is drawn
	conserved Conservation
}

// measure takes every statistic of the ruleset on every atom. Afterwards sums
// over atoms are sums over the study, land that several features cover counts
// once, and what no layer tells is missing, not 0. That the parcels are all there,
// in atoms or outside, is checked.
func measure(ctx context.Context, p *prepared, f *fabric, rs *rules.Ruleset, set study.Settings, w Watcher) (*measured, error) {
	w.Stage("measure", len(rs.Statistics))
	if err := p.survey(f, set); err != nil {
		return nil, err
	}
	m, err := newMeasurer(ctx, p, f)
	if err != nil {
		return nil, err
	}
	out, err := m.statistics(rs, f.atoms, w)
	if err != nil {
		return nil, err
	}
	if out.clusters, err = m.clustered(out.within, rs.Delineation.Limits.ClusterGap.Value); err != nil {
		return nil, err
	}
	out.conserved, err = conserve(ctx, p, f, out.parcels, set)
	return out, err
}

// statistics takes every statistic on every atom.
func (m *measurer) statistics(rs *rules.Ruleset, atoms []Atom, w Watcher) (*measured, error) {
	var err error
	if m.resources, err = recognise(m.ctx, m.p, rs); err != nil {
		return nil, err
	}
	out := &measured{resources: m.resources, tallies: make([]tally, len(rs.Statistics))}
	var mu sync.Mutex // over w
	// Part of each is work for one core, which others then fill.
	err = parallel.Each(m.ctx, len(rs.Statistics), m.workers, func(k int) error {
		s := &rs.Statistics[k]
		out.tallies[k].statistic = s
		if s.ID == rules.UnitArea {
			out.tallies[k].atoms = plain(areasOf(atoms))
		} else if err := m.take(&out.tallies[k]); err != nil {
			return fmt.Errorf("%s: %w", s.ID, err)
		}
		mu.Lock()
		defer mu.Unlock()
		w.Step(1)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if out.within, err = m.overlayOf(study.Resources); err != nil {
		return nil, err
	}
	if out.parcels, err = m.overlayOf(study.Parcels); err != nil {
		return nil, err
	}
	if m.p.layers[study.PolicyZones] != nil {
		if out.zones, err = m.overlayOf(study.PolicyZones); err != nil {
			return nil, err
		}
	}
	if out.kinds, err = m.byKind(out.within); err != nil {
		return nil, err
	}
	ranks := m.resources.ranks()
	if out.dominant, err = out.within.coveredBy(m.ctx, m.atoms, func(i int) int { return ranks[i] }, m.workers); err != nil {
		return nil, err
	}
	out.landuse, err = m.byLanduse()
	return out, err
}

// plain makes entries of known sums.
func plain(sums []float64) [][]entry {
	entries := make([][]entry, len(sums))
	for a, v := range sums {
		if v != 0 {
			entries[a] = []entry{{0, amount{v, v}}}
		}
	}
	return entries
}

// take measures one statistic.
func (m *measurer) take(t *tally) error {
	s := t.statistic
	if s.Take == "given" {
		t.missing = []string{s.ID + " is not given"}
		if a := (study.Absence{Role: study.Barriers}); s.ID == "hard_inside" && m.p.study.Absent(a.Role, "") {
			t.declared = []string{a.String()}
		}
		return nil
	}
	if t.declared = m.p.declared(s); t.declared != nil && s.Present {
		t.declared, t.missing = nil, t.declared
		return nil
	}
	if t.declared != nil {
		t.atoms, t.unknown = make([][]entry, len(m.atoms)), -1
		return nil
	}
	of, err := m.subject(s)
	if err != nil {
		return err
	}
	if of == nil {
		t.missing = []string{s.Of}
		return nil
	}
	if s.Present && !slices.ContainsFunc(of.in, func(o rules.Outcome) bool { return o != rules.Fail }) {
		t.missing = []string{s.Of}
		for _, kind := range s.Where.Values("kind") {
			t.missing = []string{study.Absence{Role: s.Of, Kind: kind}.String()}
		}
		return nil
	}
	t.why, t.open = of.why, m.p.unlooked(s)
	switch s.Take {
	case "area":
		return m.takeArea(t, of)
	case "near":
		return m.takeNear(t, of)
	case "length":
		return m.takeLength(t, of)
	case "count", "sum":
		return m.takeSum(t, of)
	case "largest":
		return m.takeLargest(t, of)
	case "whole":
		return m.takeWhole(t, of)
	case "mix", "majority":
		return m.takeGroups(t, of)
	case "within":
		return m.takeWithin(t, of)
	case "least", "most":
		return m.takeExtreme(t, of)
	default:
		return fmt.Errorf("no way to take %q", s.Take)
	}
}

// subject is the features that a statistic is about, and which of them count.
type subject struct {
	role    string
	columns rules.Columns
	shape   func(i int) orb.Geometry
	in      []rules.Outcome // by feature; unknown ones may count
	why     []string        // what is missing where it is unknown
	sure    bool            // no feature is unknown
}

// subject evaluates the filter of a statistic; nil if the study has no layer of
// its role.
func (m *measurer) subject(s *rules.Statistic) (*subject, error) {
	if s.Of == study.Resources {
		return m.resourceSubject(s)
	}
	l := m.p.layers[s.Of]
	if l == nil {
		return nil, nil
	}
	of := &subject{role: s.Of, columns: l.columns(), shape: func(i int) orb.Geometry { return l.Shapes[i] }, in: make([]rules.Outcome, l.Len())}
	where := s.Where.Bind(of.columns)
	err := parallel.Blocks(m.ctx, l.Len(), blockSize, m.workers, func(from, to int) error {
		for i := from; i < to; i++ {
			of.in[i] = where(i)
		}
		return nil
	})
	if of.sure = !slices.Contains(of.in, rules.Unknown); !of.sure {
		of.why = lacking(l, s.Where.Attributes())
	}
	return of, err
}

// resourceSubject is subject for the derived layer: a feature counts if any of
// its reasons does.
func (m *measurer) resourceSubject(s *rules.Statistic) (*subject, error) {
	if m.p.layers[study.Parcels] == nil && m.p.layers[study.Resources] == nil {
		return nil, nil
	}
	r := m.resources
	of := &subject{role: study.Resources, columns: r.byFeature(), shape: func(i int) orb.Geometry { return r.shapes[i] }, in: make([]rules.Outcome, len(r.at))}
	where := s.Where.Bind(r.byReason())
	lacks := make([][]bool, parallel.Count(len(r.at), blockSize)) // by block: which of what can be missing matters
	err := parallel.Blocks(m.ctx, len(r.at), blockSize, m.workers, func(from, to int) error {
		why, own := make([]bool, len(r.whys)), make([]int16, 0, 16)
		for i := from; i < to; i++ {
			of.in[i], own = rules.Fail, own[:0]
			for k := r.first[i]; k < r.first[i+1]; k++ {
				o := r.reasons[k].outcome
				if o = rules.And(o, where(int(k))); o == rules.Unknown && r.reasons[k].outcome == rules.Unknown {
					own = append(own, r.reasons[k].why)
				}
				of.in[i] = rules.Or(of.in[i], o)
			}
			if of.in[i] == rules.Unknown {
				for _, w := range own {
					why[w] = true
				}
			}
		}
		lacks[from/blockSize] = why
		return nil
	})
	of.sure = !slices.Contains(of.in, rules.Unknown)
	for _, why := range lacks {
		for w, matters := range why {
			if matters {
				of.why = append(of.why, r.whys[w]...)
			}
		}
	}
	slices.Sort(of.why)
	of.why = slices.Compact(of.why)
	return of, err
}

// bounds measures twice where some features may or may not count: with those
// that surely do, and with all that may.
func bounds(of *subject, sum func(in func(i int) bool) ([]float64, error)) ([][]entry, error) {
	low, err := sum(func(i int) bool { return of.in[i] == rules.Pass })
	if err != nil || of.sure {
		return plain(low), err
	}
	high, err := sum(func(i int) bool { return of.in[i] != rules.Fail })
	if err != nil {
		return nil, err
	}
	entries := make([][]entry, len(low))
	for a := range low {
		if high[a] != 0 {
			// Dissolving more features never covers less, but for rounding.
			entries[a] = []entry{{0, amount{low[a], max(low[a], high[a])}}}
		}
	}
	return entries, nil
}

// byLanduse adds up land by code, for the tables.
func (m *measurer) byLanduse() (*tally, error) {
	l := m.p.layers[study.Parcels]
	if l.Column("landuse") == nil {
		return nil, nil
	}
	t := &tally{statistic: &rules.Statistic{Take: "mix"}, unknown: -1}
	of := &subject{role: study.Parcels, columns: l.columns(), in: slices.Repeat([]rules.Outcome{rules.Pass}, l.Len()), sure: true}
	return t, m.group(t, of, func(i int) (string, bool) { return l.text("landuse", i) })
}

// byKind adds up the land of each kind of resource, for the tables; where
// features of a kind overlap it counts once.
func (m *measurer) byKind(within *overlay) ([][]float64, error) {
	sums := make([][]float64, len(m.resources.kinds))
	for rank := range sums {
		in := make([]bool, len(m.resources.at))
		for _, r := range m.resources.reasons {
			if int(r.rank) == rank && r.outcome == rules.Pass {
				in[r.feature] = true
			}
		}
		var err error
		if sums[rank], err = within.covered(m.ctx, m.atoms, func(i int) bool { return in[i] }, m.workers); err != nil {
			return nil, err
		}
	}
	return sums, nil
}
