package units

import (
	"context"
	"fmt"

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
	Report   Report
}

// Delineate draws renewal units and classes them. The same study, layers and
// ruleset give the same result, byte for byte, in whatever order the features
// come and on any number of cores.
//
// Errors name the study file's line, the layer, the feature and the place where
// they can; a cancelled context ends the run soon with its error.
func Delineate(ctx context.Context, s *study.Study, w Watcher) (*Result, error) {
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
	w.Stage("classify", 0)
	if err := classify(ctx, units, layers, fabric, measured, rs, set); err != nil {
		return nil, fmt.Errorf("classify: %w", err)
	}
	if err := guide(ctx, units, layers, measured, rs); err != nil {
		return nil, err
	}

	r := &Result{rules: rs, prepared: layers, fabric: fabric, measured: measured, groups: groups, units: units}
	r.Report, err = report(ctx, r, rs, set, groups)
	return r, err
}

// nobody watches.
type nobody struct{}

func (nobody) Stage(string, int) {}
func (nobody) Step(int)          {}
