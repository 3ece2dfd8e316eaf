package units

import (
	"context"
	"fmt"
	"sync"

	"renewal/rules"
	"renewal/units/study"
)

// Result is what a run found: layers, and the report on them.
type Result struct {
	rules    *rules.Ruleset
	prepared *prepared
	fabric   *fabric
	measured *measured
	groups   *grouping
	units    []Unit
	previous *succession // nil if there is no earlier result
	Report   Report

	resources *table // once nothing else is left of them; see Release
	tables    func() []*table
}

// Release lets go of what only other drawings and judgements of the study need: the
// features that were measured, parcels above all, and what was measured of them, which
// is more than half of what a run holds. The result can still be read and written, but
// not be judged again: Reclassify, SweepWeights, Tune and Screen are not to be called.
func (r *Result) Release() {
	if r.measured == nil {
		return
	}
	r.resources = r.resourceLayer()
	r.measured, r.groups = nil, nil
	p := *r.prepared
	p.layers = map[string]*layer{study.ControlUnits: p.layers[study.ControlUnits], study.Barriers: p.layers[study.Barriers]}
	r.prepared = &p
	for i := range r.units {
		r.units[i].facts = nil
	}
}

// Delineate draws renewal units and classes them. The same study, layers and
// ruleset give the same result, byte for byte, in whatever order the features
// come and on any number of cores.
//
// Errors name the study file's line, the layer, the feature and the place where
// they can; a cancelled context ends the run soon with its error.
func Delineate(ctx context.Context, s *study.Study, w Watcher) (*Result, error) {
	return Continue(ctx, s, nil, w)
}

// Continue is [Delineate] where there is an earlier result, which it carries on; nil
// for none. The same land is drawn as without it: units that are the same keep their
// IDs, no new one has an ID that was another's, and the report tells what changed.
// [lineage] says which are the same.
func Continue(ctx context.Context, s *study.Study, previous *Previous, w Watcher) (*Result, error) {
	if w == nil {
		w = nobody{}
	}
	rs, err := s.Rules()
	if err != nil {
		return nil, err
	}
	set := s.Settings(rs)

	layers, rest, err := prepare(ctx, s, set, w)
	if err != nil {
		return nil, err
	}
	fabric, err := weave(ctx, layers, rs, set, w)
	if e := rest(); e != nil {
		return nil, e
	}
	if err != nil {
		return nil, err
	}
	measured, err := measure(ctx, layers, fabric, rs, set, w)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	groups, err := group(ctx, layers, fabric, measured, rs, set, w)
	if err != nil {
		return nil, err
	}
	units, err := shape(ctx, layers, fabric, groups, set)
	if err != nil {
		return nil, fmt.Errorf("shape: %w", err)
	}
	succession, err := succeed(ctx, previous, units, layers, fabric, set)
	if err != nil {
		return nil, err
	}
	arrange(units)
	w.Stage("classify", 0)
	if err := classify(ctx, units, layers, fabric, measured, rs, set); err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	if err := guide(ctx, units, layers, measured, rs); err != nil {
		return nil, err
	}

	r := &Result{rules: rs, prepared: layers, fabric: fabric, measured: measured, groups: groups, units: units, previous: succession}
	r.tables = sync.OnceValue(r.makeTables)
	if r.Report, err = report(ctx, r, rs, set, groups); err != nil {
		return nil, err
	}
	if previous != nil && previous.report != nil {
		previous.report.checkup(&r.Report)
	}
	return r, nil
}
