package report

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/paulmach/orb"

	"renewal/rules"
	"renewal/rules/landuse"
	"renewal/units"
	"renewal/units/compare"
	"renewal/units/study"
)

// data is what the page knows. What all units have in common stands once.
type data struct {
	Study    units.StudyReport    `json:"study"`
	Ruleset  units.RulesetReport  `json:"ruleset"`
	Summary  units.Summary        `json:"summary"`
	Settings study.Settings       `json:"settings"`
	Cost     units.CostReport     `json:"cost"`
	Checkup  []units.Indicator    `json:"checkup"`
	Sways    []sway               `json:"sways"`
	Weights  []units.WeightSweep  `json:"weights,omitempty"` // where they were moved
	Changes  []units.Change       `json:"changes,omitempty"` // what there is to tell of since an earlier result
	Classes  []class              `json:"classes"`
	Criteria []criterion          `json:"criteria"`
	Measures []measure            `json:"measures"`
	Checks   []check              `json:"checks"`
	Tests    []test               `json:"tests"`
	Names    map[string][2]string `json:"names"` // of sources, repairs and land uses, in Chinese and English
	Fabric   []rules.Setting      `json:"fabric"`
	Texts    []string             `json:"texts"` // what units have in common, by position
	Units    []unit               `json:"units"`
	Control  [][2]string          `json:"control"` // ID and name of control units
	Repairs  []repair             `json:"repairs"`
	Map      drawing              `json:"map"`
	Compare  *compare.Report      `json:"compare,omitempty"` // with a reference, if there is one
}

type class struct {
	rules.Item
	Colour string `json:"colour"`
}

type criterion struct {
	rules.Item
	Level string `json:"level,omitempty"`
	Group string `json:"group"`
}

type measure struct {
	rules.Item
	Unit string `json:"unit"`
}

type check struct {
	rules.Item
	Severity string `json:"severity"`
}

// test is one comparison that is made of every unit.
type test struct {
	Criterion string  `json:"criterion"`
	Measure   int     `json:"measure"` // position among measures
	Op        string  `json:"op"`
	Threshold float64 `json:"threshold"`
}

// sway is how many units change class where a threshold is moved, by the share of it
// that it is moved.
type sway struct {
	Criterion string       `json:"criterion"`
	Measure   string       `json:"measure"`
	Moves     [][2]float64 `json:"moves"`
}

type repair struct {
	Kind   string    `json:"kind"`
	Ref    string    `json:"feature"`
	Detail string    `json:"detail,omitempty"`
	Area   *float64  `json:"area_m2,omitempty"`
	Place  *[2]int64 `json:"place,omitempty"`
}

// drawing is the map in the pencil's letters.
type drawing struct {
	Size     [2]int64     `json:"size"` // of the map, in steps from its corner
	Step     float64      `json:"step"` // m
	Units    [][][]string `json:"units"`
	Control  [][][]string `json:"control"`
	Borders  []lines      `json:"borders"`
	Barriers []lines      `json:"barriers"`
}

type lines struct {
	Kind  string   `json:"kind"`
	Lines []string `json:"lines"`
}

// finest and coarsest bound how far a border may be drawn from where it is: a
// twenty thousandth of what the map shows is a pixel ten times in.
const (
	finest   = 0.5 // m
	coarsest = 20
	pixels   = 20_000
)

func dataOf(ctx context.Context, r *units.Result) (*data, error) {
	rep, rs := &r.Report, r.Ruleset()
	d := &data{Study: rep.Study, Ruleset: rep.Ruleset, Summary: rep.Summary, Settings: rep.Settings, Cost: rep.Cost, Checkup: some(rep.Checkup), Names: map[string][2]string{}}
	d.Sways, d.Weights = sways(rep.Stability), rep.Weights
	for _, c := range rep.Changes {
		if c.Told() {
			d.Changes = append(d.Changes, c)
		}
	}
	for _, c := range rs.Classes {
		d.Classes = append(d.Classes, class{c.Item, c.Colour})
	}
	for _, c := range rs.Criteria {
		d.Criteria = append(d.Criteria, criterion{c.Item, c.Level, c.Group})
	}
	position := map[string]int{}
	for i, m := range rs.Measures {
		position[m.ID] = i
		d.Measures = append(d.Measures, measure{m.Item, m.Unit})
	}
	for _, c := range rs.Checks {
		d.Checks = append(d.Checks, check{c.Item, c.Severity})
	}
	if len(rep.Units) > 0 {
		for _, t := range rep.Units[0].Verdict.Tests {
			d.Tests = append(d.Tests, test{t.Criterion, position[t.Measure], t.Op, t.Threshold})
		}
	}
	f := rs.Fabric
	d.Fabric = []rules.Setting{f.Gap, f.Follow, f.FollowShare, f.FollowBarrier, f.MinPiece, f.MaxLoss, f.MaxRepair, f.SliverArea, f.SliverWidth}
	texts := &texts{at: map[string]int{}}
	for i := range rep.Units {
		d.Units = append(d.Units, unitOf(&rep.Units[i], texts))
	}
	d.Texts = texts.all
	d.Study.Sources, d.Summary.Warnings, d.Summary.WarningsZh, d.Cost.Terms = some(d.Study.Sources), some(d.Summary.Warnings), some(d.Summary.WarningsZh), some(d.Cost.Terms)
	d.name(rep, rs)
	for _, c := range rep.ControlUnits {
		d.Control = append(d.Control, [2]string{c.ID, c.Name})
	}
	return d, d.draw(ctx, r)
}

// sways leaves out the thresholds that no unit hangs on.
func sways(of []units.Sway) []sway {
	all := []sway{}
	for _, s := range of {
		one, changes := sway{s.Criterion, s.Measure, nil}, 0
		for _, m := range s.Moves {
			one.Moves = append(one.Moves, [2]float64{m.Relative, float64(len(m.Changes))})
			changes += len(m.Changes)
		}
		if changes > 0 {
			all = append(all, one)
		}
	}
	return all
}

// name collects what things are called.
func (d *data) name(rep *units.Report, rs *rules.Ruleset) {
	put := func(id, zh, en string) { d.Names[id] = [2]string{zh, en} }
	codes := map[string]bool{}
	for i := range rep.Units {
		for _, b := range rep.Units[i].Basis {
			zh, en := units.BasisName(rs, b.Basis)
			put("basis."+b.Basis, zh, en)
		}
		for _, l := range rep.Units[i].Landuse {
			codes[l.Code] = true
		}
	}
	if scheme, err := landuse.Lookup(landuse.YDYH); err == nil {
		for code := range codes {
			if c, ok := scheme.Find(code); ok {
				put("landuse."+code, c.Zh, c.En)
			}
		}
	}
	for _, s := range rep.Summary.Repairs {
		zh, en := units.RepairName(s.Kind)
		put("repair."+s.Kind, zh, en)
	}
	for _, b := range rs.Delineation.Barriers {
		zh, en := units.BasisName(rs, b.Kind)
		put("basis."+b.Kind, zh, en)
	}
	for _, k := range rs.Resources {
		put("resource."+k.ID, k.Zh, k.En)
	}
}

// draw draws the map, and puts the repairs on it.
func (d *data) draw(ctx context.Context, r *units.Result) error {
	box := r.Bound()
	across := math.Hypot(box.Max[0]-box.Min[0], box.Max[1]-box.Min[1])
	m, err := r.Drawing(ctx, min(max(across/pixels, finest), coarsest))
	if err != nil {
		return err
	}
	p := pencil{box.Min}
	d.Map = drawing{Size: p.at(box.Max), Step: step, Units: p.areas(m.Units), Control: p.areas(m.ControlUnits)}
	of := func(drawn []units.DrawnLine) []lines {
		all := []lines{}
		for _, l := range drawn {
			all = append(all, lines{l.Kind, p.lines(l.Lines)})
		}
		return all
	}
	d.Map.Borders, d.Map.Barriers = of(m.Borders), of(m.Barriers)
	d.Repairs = []repair{}
	for _, x := range r.Report.Repairs {
		one := repair{Kind: x.Kind, Ref: x.Ref, Detail: x.Detail, Area: x.Area}
		if x.Place != nil {
			at := p.at(orb.Point(*x.Place))
			one.Place = &at
		}
		d.Repairs = append(d.Repairs, one)
	}
	return nil
}

// at is a place in steps.
func (p pencil) at(q orb.Point) [2]int64 {
	return [2]int64{int64(math.Round((q[0] - p.corner[0]) / step)), int64(math.Round((q[1] - p.corner[1]) / step))}
}

// texts are texts that stand once, however many units have them.
type texts struct {
	all []string
	at  map[string]int
}

func (t *texts) of(text string) int {
	i, ok := t.at[text]
	if !ok {
		i = len(t.all)
		t.at[text] = i
		t.all = append(t.all, text)
	}
	return i
}

func (t *texts) list(texts []string) []int {
	all := make([]int, 0, len(texts))
	for _, s := range texts {
		all = append(all, t.of(s))
	}
	return all
}

// largestFirst sorts items by size.
func largestFirst[T any](items []T, size func(*T) float64) []T {
	items = slices.Clone(items)
	slices.SortStableFunc(items, func(a, b T) int { return cmp.Compare(size(&b), size(&a)) })
	return items
}
