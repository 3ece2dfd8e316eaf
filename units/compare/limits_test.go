package compare_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"renewal/units/compare"
)

func TestDefaultLimitsNameTheirSource(t *testing.T) {
	var got []string
	for _, l := range compare.DefaultLimits() {
		got = append(got, l.String())
		if l.Source == "" {
			t.Errorf("%s has no source", l.String())
		}
	}
	if d := cmp.Diff([]string{"mean_iou>=0.95", "unit_iou>=0.85", "unit_p95_m<=20", "class_agreement>=0.9"}, got); d != "" {
		t.Error(d)
	}
}

func TestLimitsOfAFile(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "[]": "",
		"- {measure: mean_iou, at_least: 0.5}":                             "mean_iou>=0.5",
		"- {measure: mean_m, at_most: 2, source: 合同}":                      "mean_m<=2",
		"- {measure: mean_iou}":                                            "limit 1 needs one of at_least and at_most",
		"- {measure: mean_iou, at_least: 1, at_most: 2}":                   "limit 1 needs one of at_least and at_most",
		"- {measure: mean_iou, at_least: .nan}":                            "the limit of mean_iou is no number",
		"- {measure: iou, at_least: 1}":                                    `no measure "iou"`,
		"- {measure: mean_iou, at_least: 1, sourse: x}":                    "unknown field",
		"- {measure: mean_m, at_most: 1}\n- {measure: mean_m, at_most: 2}": "mean_m has two limits",
		"mean_iou: 3": "",
	} {
		l, err := compare.ReadLimits(strings.NewReader(text))
		switch {
		case text == "mean_iou: 3":
			if !errors.Is(err, compare.ErrLimits) {
				t.Errorf("%q: %v", text, err)
			}
		case err != nil && (!errors.Is(err, compare.ErrLimits) || want == "" || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%q: %v", text, err)
		case err == nil && want == "" && (l == nil || len(l) != 0), err == nil && want != "" && (len(l) != 1 || l[0].String() != want):
			t.Errorf("%q: %v, want %s", text, l, want)
		}
	}
}

func TestLimitsOfTheCommandLine(t *testing.T) {
	one, err := compare.Limits{}.With("mean_iou>=0.9", "me")
	if err != nil || one[0].String() != "mean_iou>=0.9" || one[0].Source != "me" {
		t.Fatal(one, err)
	}
	two, err := one.With("unit_p95_m<=3", "me")
	if err != nil || len(two) != 2 {
		t.Fatal(two, err)
	}
	if l, err := two.With("mean_iou>=0.8", "me"); err != nil || len(l) != 2 || l[1].String() != "mean_iou>=0.8" {
		t.Error(l, err)
	}
	if l, err := two.With("mean_iou=off", "me"); err != nil || len(l) != 1 || l[0].Measure != "unit_p95_m" {
		t.Error(l, err)
	}
	for _, text := range []string{"", "mean_iou", "mean_iou>=", "mean_iou>=x", "mean_iou=0.9", "iou>=1", "iou=off", "mean_iou<=NaN", "mean_iou<=inf"} {
		if l, err := two.With(text, "me"); !errors.Is(err, compare.ErrLimits) {
			t.Errorf("%q: %v, %v", text, l, err)
		}
	}
}

// A limit that is just met passes; one that nothing was measured for neither passes
// nor fails.
func TestJudged(t *testing.T) {
	a := layer("PQ", [4]float64{0, 0, 100, 100}, [4]float64{100, 0, 200, 100})
	b := layer("PQ", [4]float64{0, 0, 120, 100}, [4]float64{120, 0, 200, 100})
	for text, want := range map[string]string{
		"unit_iou>=0.8": compare.Pass, "unit_iou>=0.81": compare.Fail, "unit_hausdorff_m<=20": compare.Pass, "unit_hausdorff_m<=19.99": compare.Fail,
		"mean_m<=1": compare.Fail, "v_measure>=0.1": compare.Pass, "class_agreement>=0": compare.Unknown,
	} {
		limits, err := compare.Limits{}.With(text, "me")
		if err != nil {
			t.Fatal(err)
		}
		r := compared(t, a, b, compare.Options{Limits: limits})
		if got := r.Limits[0].Outcome; got != want || r.Passed != (want != compare.Fail) {
			t.Errorf("%s: %s", text, got)
		}
	}
	if r := compared(t, a, b, compare.Options{Limits: compare.Limits{}}); !r.Passed || len(r.Limits) != 0 {
		t.Error("no limits, but a failure")
	}
}
