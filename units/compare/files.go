package compare

import (
	"context"
	"fmt"

	"github.com/paulmach/orb"

	"renewal/geo/crs"
	"renewal/units"
)

// Files compares two layers of files, or results of ours. They are taken to one
// plane, the one stated if it is not "", and their shapes are made valid; the report
// says where that changed anything.
func Files(ctx context.Context, reference, candidate Input, stated string, opt Options, w units.Watcher) (*Report, error) {
	if w == nil {
		w = nobody{}
	}
	var drawings [2]*drawing
	w.Stage("read", 2)
	for k, in := range [2]Input{reference, candidate} {
		var err error
		if drawings[k], err = open(ctx, [2]string{"reference", "candidate"}[k], in); err != nil {
			return nil, err
		}
		w.Step(1)
	}
	ours := drawings[0].tests != nil && drawings[1].tests != nil
	for _, d := range drawings {
		if ours {
			d.addRest()
		}
		d.nameFeatures()
	}
	return between(ctx, drawings, stated, opt, w)
}

// between compares two drawings whose features are named.
func between(ctx context.Context, drawings [2]*drawing, stated string, opt Options, w units.Watcher) (*Report, error) {
	var layers [2]*Layer
	system, by, err := plane(ctx, stated, drawings)
	if err != nil {
		return nil, err
	}
	w.Stage("mend", drawings[0].layer.Len()+drawings[1].layer.Len())
	for k, d := range drawings {
		if err := d.project(system); err != nil {
			return nil, err
		}
		if layers[k], err = d.sound(ctx, opt.Workers, w); err != nil {
			return nil, err
		}
	}
	r, err := Layers(ctx, layers[0], layers[1], opt, w)
	if err != nil {
		return nil, err
	}
	r.CRS, r.CRSBy, r.system = system.String(), by, system
	scale, err := crs.ArealScale(system, r.match.bound().Center())
	if err != nil {
		return nil, err
	}
	r.ArealScale = round(scale, 9)
	for k, into := range [2]*LayerReport{&r.Reference, &r.Candidate} {
		d := drawings[k]
		into.File, into.Layer, into.CRS, into.By, into.Features = d.report.File, d.report.Layer, d.report.CRS, d.report.By, d.report.Features
		r.Repairs = append(r.Repairs, d.repairs...)
		r.Warnings = append(r.Warnings, d.warnings...)
	}
	r.warn()
	return r, nil
}

// bound is the box of both layers.
func (j *joint) bound() orb.Bound {
	box := j.layers[0].Shapes[0].Bound()
	for _, l := range j.layers {
		for _, s := range l.Shapes {
			box = box.Union(s.Bound())
		}
	}
	return box
}

// sums fills in what a layer is as a whole.
func (m *matching) sums(k int) LayerReport {
	r := LayerReport{Units: len(m.areas[k]), Overlap: m.overlap[k]}
	r.Overlap.AreaM2 = round(r.Overlap.AreaM2, 4)
	for i, a := range m.areas[k] {
		r.AreaM2 += a
		r.AloneM2 += m.alone(k, i)
	}
	r.AreaM2, r.AloneM2 = round(r.AreaM2, 4), round(r.AloneM2, 4)
	return r
}

// warn says what of the input bears on every measure.
func (r *Report) warn() {
	for k, l := range [2]LayerReport{r.Reference, r.Candidate} {
		side, other := [2]string{"reference", "candidate"}[k], [2]string{"candidate", "reference"}[k]
		if l.Overlap.Pairs > 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf("%s: %d pairs of units overlap, by %.0f m²; that land counts for each", side, l.Overlap.Pairs, l.Overlap.AreaM2))
		}
		if share := l.AloneM2 / l.AreaM2; share > 0.001 {
			r.Warnings = append(r.Warnings, fmt.Sprintf("%s: the %s has no unit on %.1f%% of its land, %.0f m²", side, other, 100*share, l.AloneM2))
		}
	}
	if n := len(r.Repairs); n > 0 {
		r.Warnings = append(r.Warnings, fmt.Sprintf("%d repairs were made before comparing; the report lists them", n))
	}
	if r.City.SharedM2 == 0 {
		r.Warnings = append(r.Warnings, "the layers share no land: is a coordinate system stated wrongly?")
	}
}
