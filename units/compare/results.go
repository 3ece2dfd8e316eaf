package compare

import (
	"context"
	"fmt"

	"renewal/geo"
	"renewal/rules"
	"renewal/units"
	"renewal/units/study"
)

// Results compares results with the reference of their study, in its plane; of several
// with the first. A class of the reference may go by its ID or by its name in the
// ruleset, in Chinese or English.
func Results(ctx context.Context, references []study.Source, r *units.Result, w units.Watcher) (*Report, error) {
	if w == nil {
		w = nobody{}
	}
	reference := &references[0]
	in := Input{File: reference.File, Layer: reference.Layer, ID: reference.ID, CRS: reference.CRS, Encoding: reference.Encoding, where: reference.Where}
	if f, ok := reference.Field("class"); ok {
		in.Class = f.Field
	}
	d, err := open(ctx, "reference", in)
	if err != nil {
		return nil, err
	}
	d.report.File = reference.Written
	if n := len(references); n > 1 {
		d.warnings = append(d.warnings, fmt.Sprintf("reference: of %d only the first is compared with", n))
	}
	d.nameFeatures()
	d.renameClasses(reference, r.Ruleset())
	layer := r.UnitLayer()
	layer.Name = "candidate"
	drawn := &drawing{Input: Input{ID: ourID, Class: ourClass}, side: "candidate", layer: layer, tests: map[string][]Test{},
		report: LayerReport{File: "units.gpkg", Layer: ourLayer, Features: layer.Len()}}
	for i := range r.Report.Units {
		u := &r.Report.Units[i]
		for k := range u.Verdict.Tests {
			t := &u.Verdict.Tests[k]
			drawn.tests[u.ID] = append(drawn.tests[u.ID], Test{t.Criterion, t.Measure, t.Op, finite(t.Value.Low), finite(t.Value.High), finite(t.Threshold), t.Outcome.String()})
		}
	}
	return between(ctx, [2]*drawing{d, drawn}, layer.CRS, Options{}, w)
}

// finite is nil for what is no number.
func finite(v float64) *float64 {
	if v-v != 0 {
		return nil
	}
	return &v
}

// renameClasses gives classes the IDs of the ruleset, after the study has translated
// them.
func (d *drawing) renameClasses(source *study.Source, rs *rules.Ruleset) {
	c := d.layer.Column(d.Class)
	if c == nil {
		return
	}
	names := map[string]string{}
	for _, class := range rs.Classes {
		names[class.Zh], names[class.En] = class.ID, class.ID
	}
	mapping, mapped := source.Field("class")
	named := geo.Column{Name: c.Name, Type: geo.Text, Texts: make([]string, c.Len()), Nulls: make([]bool, c.Len())}
	for i := range named.Texts {
		text, ok := c.Text(i)
		if ok && mapped {
			text, ok = mapping.Text(text)
		}
		if id, known := names[text]; known {
			text = id
		}
		named.Texts[i], named.Nulls[i] = text, !ok
	}
	*c = named
}
