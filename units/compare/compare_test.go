package compare_test

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/units/compare"
)

// layer draws units, "A" to "Z", as boxes of west, south, east and north.
func layer(ids string, boxes ...[4]float64) *compare.Layer {
	l := &compare.Layer{}
	for i, b := range boxes {
		l.IDs = append(l.IDs, ids[i:i+1])
		l.Shapes = append(l.Shapes, orb.MultiPolygon{{{{b[0], b[1]}, {b[2], b[1]}, {b[2], b[3]}, {b[0], b[3]}, {b[0], b[1]}}}})
	}
	return l
}

func compared(t *testing.T, a, b *compare.Layer, opt compare.Options) *compare.Report {
	t.Helper()
	r, err := compare.Layers(context.Background(), a, b, opt, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-6*max(1, math.Abs(a), math.Abs(b)) }

// Four strips and squares whose measures are worked out by hand.
//
// "shifted": R1 = 0–2, R2 = 2–4 against C1 = 0–1, C2 = 1–4, so that 1, 1 and 2 are
// shared. H(R) = ln 2 and H(R|C) = (ln 3)/4 + (ln 1.5)/2; H(C) = (ln 4)/4 + 3(ln 4/3)/4
// and H(C|R) = (ln 2)/2. Fit of R1 is 1/2·1 + 1/2·1/3, of R2 1·2/3, of C1 1·1/2, of C2
// 1/3·1/2 + 2/3·1. Squares of what is shared add up to 6, of the rows to 8, of the
// columns to 10; by chance 8·10/16 = 5: (6−5)/(9−5).
func TestWholeByHand(t *testing.T) {
	ln := math.Log
	hShifted := 1 - (ln(3)/4+ln(1.5)/2)/ln(2)
	kShifted := 1 - (ln(2)/2)/(ln(4)/4+3*ln(4.0/3)/4)
	for _, c := range []struct {
		name                    string
		a, b                    *compare.Layer
		h, k, v, fit, rand      float64
		fitA, fitB, over, under float64
	}{
		{"the same", layer("PQ", [4]float64{0, 0, 2, 1}, [4]float64{2, 0, 4, 1}), layer("XY", [4]float64{0, 0, 2, 1}, [4]float64{2, 0, 4, 1}),
			1, 1, 1, 1, 1, 1, 1, 0, 0},
		{"one unit", layer("P", [4]float64{0, 0, 2, 1}), layer("X", [4]float64{0, 0, 2, 1}), 1, 1, 1, 1, 1, 1, 1, 0, 0},
		{"shifted", layer("PQ", [4]float64{0, 0, 2, 1}, [4]float64{2, 0, 4, 1}), layer("XY", [4]float64{0, 0, 1, 1}, [4]float64{1, 0, 4, 1}),
			hShifted, kShifted, 0.343711, 2.0 / 3, 0.25, 2.0 / 3, 2.0 / 3, 0.25, 0.25},
		{"crosswise", layer("PQ", [4]float64{0, 0, 1, 2}, [4]float64{1, 0, 2, 2}), layer("XY", [4]float64{0, 0, 2, 1}, [4]float64{0, 1, 2, 2}),
			0, 0, 0, 0.5, 0, 0.5, 0.5, 0.5, 0.5},
		{"each in two", layer("PQ", [4]float64{0, 0, 2, 1}, [4]float64{2, 0, 4, 1}),
			layer("WXYZ", [4]float64{0, 0, 1, 1}, [4]float64{1, 0, 2, 1}, [4]float64{2, 0, 3, 1}, [4]float64{3, 0, 4, 1}),
			1, 0.5, 2.0 / 3, 1, 0.5, 1, 0.5, 0.5, 0},
		// The candidate has nothing on half of the reference: what is shared agrees.
		{"a half of it", layer("PQ", [4]float64{0, 0, 2, 1}, [4]float64{2, 0, 4, 1}), layer("X", [4]float64{0, 0, 2, 1}),
			1, 1, 1, 1, 1, 0.5, 1, 0.5, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, swap := range []bool{false, true} {
				a, b := c.a, c.b
				if swap {
					a, b, c.h, c.k, c.fitA, c.fitB, c.over, c.under = b, a, c.k, c.h, c.fitB, c.fitA, c.under, c.over
				}
				got := compared(t, a, b, compare.Options{}).City
				for name, v := range map[string][2]float64{
					"homogeneity": {*got.Homogeneity, c.h}, "completeness": {*got.Completeness, c.k}, "V-measure": {*got.VMeasure, c.v},
					"adjusted Rand": {*got.AdjustedRand, c.rand}, "goodness of fit": {got.GoodnessOfFit, c.fit},
					"fit of the reference": {got.FitReference, c.fitA}, "fit of the candidate": {got.FitCandidate, c.fitB},
					"over-segmentation": {got.OverSegmentation, c.over}, "under-segmentation": {got.UnderSegmentation, c.under},
				} {
					if !near(v[0], v[1]) {
						t.Errorf("swapped %v: %s %v, want %v", swap, name, v[0], v[1])
					}
				}
			}
		})
	}
}

func TestRelations(t *testing.T) {
	two := [][4]float64{{0, 0, 100, 100}, {100, 0, 200, 100}}
	for _, c := range []struct {
		name string
		a, b *compare.Layer
		want []string // of the units of a, then of new ones
		by   string
	}{
		{"moved border", layer("PQ", two...), layer("XY", [4]float64{0, 0, 120, 100}, [4]float64{120, 0, 200, 100}), []string{"P one_to_one X", "Q one_to_one Y"}, "overlap"},
		{"split", layer("P", [4]float64{0, 0, 200, 100}), layer("XY", two...), []string{"P split X"}, "overlap"},
		{"merged", layer("PQ", two...), layer("X", [4]float64{0, 0, 200, 100}), []string{"P merged X", "Q merged X"}, "overlap"},
		{"redrawn", layer("PQ", two...), layer("XY", [4]float64{0, 0, 200, 50}, [4]float64{0, 50, 200, 100}), []string{"P redrawn X", "Q redrawn X"}, "overlap"},
		{"lost and new", layer("PQ", two...), layer("XY", two[0], [4]float64{300, 0, 400, 100}), []string{"P one_to_one X", "Q lost ", "new Y"}, "overlap"},
		// X has most of Q, but Q still lies there.
		{"IDs say who is who", layer("PQR", two[0], two[1], [4]float64{200, 0, 300, 100}), layer("PQR", [4]float64{0, 0, 160, 100}, [4]float64{160, 0, 200, 100}, [4]float64{200, 0, 300, 100}),
			[]string{"P redrawn P", "Q redrawn Q", "R one_to_one R"}, "id"},
		{"IDs that mean something else", layer("PQ", two...), layer("PQ", two[1], two[0]), []string{"P one_to_one Q", "Q one_to_one P"}, "overlap"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := compared(t, c.a, c.b, compare.Options{})
			got := map[string]bool{}
			for _, u := range r.Units {
				got[u.ID+" "+u.Relation+" "+u.Counterpart] = true
			}
			for _, f := range r.New {
				got["new "+f.ID] = true
			}
			want := map[string]bool{}
			for _, w := range c.want {
				want[w] = true
			}
			if d := cmp.Diff(want, got); d != "" || r.MatchedBy != c.by {
				t.Errorf("matched by %s: %s", r.MatchedBy, d)
			}
		})
	}
}

// The border between two units of 1 ha moves by 20 m: 2,000 m² change hands.
func TestAMovedBorder(t *testing.T) {
	a := layer("PQ", [4]float64{0, 0, 100, 100}, [4]float64{100, 0, 200, 100})
	b := layer("PQ", [4]float64{0, 0, 120, 100}, [4]float64{120, 0, 200, 100})
	r := compared(t, a, b, compare.Options{})
	p, q := r.Units[1], r.Units[0] // Q lost a fifth: the worst comes first
	if q.ID != "Q" || !near(q.IoU, 0.8) || !near(p.IoU, 10000.0/12000) || q.OutM2 != 2000 || q.InM2 != 0 || p.InM2 != 2000 || p.OutM2 != 0 {
		t.Errorf("Q %+v, P %+v", q, p)
	}
	if d := cmp.Diff([]compare.Land{{Unit: "P", AreaM2: 2000}}, q.To); d != "" || len(p.To) != 0 {
		t.Error(d)
	}
	// Out: the old border of 100 m is 20 m from the new one, or nearer by way of the
	// sides, which run on: at y from a corner, min(20, y). So is the way back, but
	// there the 20 m of both sides beyond the old corner are up to 20 m off, too.
	side := 2*20*10 + 60*20.0
	for _, c := range []struct {
		name string
		got  float64
		want float64
	}{
		{"Hausdorff", p.Boundary.HausdorffM, 20},
		{"mean out", p.Boundary.Out.MeanM, side / 400},
		{"mean back", p.Boundary.Back.MeanM, (100*20 + 2*20*10) / 440.0},
		{"within 20 m", p.Boundary.Within[2].Share, 1},
	} {
		if !near(c.got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
	if r.Passed || len(r.Failures) != 2 || r.Failures[0].String() != "Q: unit_iou 0.8, by 0.05 below 0.85" {
		t.Errorf("failures %v", r.Failures)
	}
}

// A unit cut in two is where it was; only the cut is new.
func TestACutIsWhatMoved(t *testing.T) {
	whole, halves := layer("P", [4]float64{0, 0, 200, 100}), layer("XY", [4]float64{0, 0, 100, 100}, [4]float64{100, 0, 200, 100})
	u := compared(t, whole, halves, compare.Options{}).Units[0]
	if u.Boundary.Out.HausdorffM != 0 || u.Boundary.Back.HausdorffM != 50 {
		t.Errorf("cut: out %v, back %v", u.Boundary.Out, u.Boundary.Back)
	}
	if d := cmp.Diff([]string{"X", "Y"}, u.Linked); d != "" {
		t.Error(d)
	}
	for _, u := range compared(t, halves, whole, compare.Options{}).Units {
		if u.Boundary.Out.HausdorffM != 50 || u.Boundary.Back.HausdorffM != 0 {
			t.Errorf("joined, %s: out %v, back %v", u.ID, u.Boundary.Out, u.Boundary.Back)
		}
	}
}

func TestClasses(t *testing.T) {
	boxes := [][4]float64{{0, 0, 100, 100}, {100, 0, 200, 100}, {200, 0, 300, 100}}
	a, b := layer("PQR", boxes...), layer("PQR", boxes...)
	a.Classes, b.Classes = []string{"key", "general", ""}, []string{"key", "key", "general"}
	test := func(outcome string, value, threshold float64) compare.Test {
		return compare.Test{Criterion: "K2", Measure: "industry_share", Op: ">=", Low: &value, High: &value, Threshold: &threshold, Outcome: outcome}
	}
	same := test("pass", 1, 0)
	same.Criterion = "G0"
	before, after := test("fail", 0.2, 0.3), test("pass", 0.2, 0.15)
	a.Tests = map[string][]compare.Test{"Q": {same, before}}
	b.Tests = map[string][]compare.Test{"Q": {same, after}}
	r := compared(t, a, b, compare.Options{})
	var q compare.Unit
	for _, u := range r.Units {
		if u.ID == "Q" {
			q = u
		} else if u.Changed {
			t.Errorf("%s changed", u.ID)
		}
	}
	if !q.Changed || q.ClassFrom != "general" || q.ClassTo != "key" {
		t.Errorf("Q %+v", q)
	}
	if d := cmp.Diff([]compare.Flip{{Reference: &before, Candidate: &after}}, q.Flipped); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]compare.ClassCell{
		{Reference: compare.NotKnown, Candidate: "general", AreaM2: 10000, Units: 1},
		{Reference: "general", Candidate: "key", AreaM2: 10000, Units: 1},
		{Reference: "key", Candidate: "key", AreaM2: 10000, Units: 1},
	}, r.Classes.Cells); d != "" {
		t.Error(d)
	}
	if *r.Classes.AgreementArea != 0.5 || *r.Classes.AgreementUnits != 0.5 {
		t.Errorf("agreement %v, %v", *r.Classes.AgreementArea, *r.Classes.AgreementUnits)
	}
	b.Classes = nil
	if r := compared(t, a, b, compare.Options{}); r.Classes != nil || !r.Passed || limit(r, "class_agreement").Outcome != compare.Unknown {
		t.Errorf("without classes: %+v", r.Limits)
	}
}

func limit(r *compare.Report, measure string) compare.LimitResult {
	for _, l := range r.Limits {
		if l.Measure == measure {
			return l
		}
	}
	return compare.LimitResult{}
}

// Overlapping and partial layers are compared all the same, and it is said.
func TestOverlapsAndPartialCover(t *testing.T) {
	a := layer("PQ", [4]float64{0, 0, 100, 100}, [4]float64{100, 0, 200, 100})
	b := layer("X", [4]float64{0, 0, 100, 100})
	r := compared(t, a, b, compare.Options{Partial: true})
	if d := cmp.Diff([]string{"Q"}, r.NotCovered); d != "" || !r.Passed || len(r.Units) != 1 || r.City.MeanIoU != 1 {
		t.Errorf("partial: %s %+v", d, r.City)
	}
	if r := compared(t, a, b, compare.Options{}); r.Passed || r.City.MeanIoU != 0.5 || r.Reference.AloneM2 != 10000 {
		t.Errorf("whole: %+v", r.City)
	}
	b = layer("XY", [4]float64{0, 0, 110, 100}, [4]float64{100, 0, 200, 100})
	if r := compared(t, a, b, compare.Options{}); r.Candidate.Overlap != (compare.Overlap{Pairs: 1, AreaM2: 1000}) {
		t.Errorf("overlap %+v", r.Candidate.Overlap)
	}
	// What they both claim in both layers has not moved.
	for _, u := range compared(t, b, b, compare.Options{}).Units {
		if len(u.To) > 0 || len(u.From) > 0 || u.OutM2 != 0 || u.IoU != 1 {
			t.Errorf("overlapping and the same: %+v", u)
		}
	}
	far := layer("X", [4]float64{5000, 0, 5100, 100})
	r = compared(t, a, far, compare.Options{})
	if r.City.VMeasure != nil || r.City.Boundary != nil || len(r.New) != 1 || r.Units[0].Boundary != nil || r.Passed {
		t.Errorf("nothing shared: %+v", r.City)
	}
	if _, err := json.Marshal(r); err != nil {
		t.Error(err)
	}
}
