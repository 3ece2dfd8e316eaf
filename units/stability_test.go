package units_test

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"renewal/rules"
	"renewal/units"
	"renewal/units/study"
)

// edited is the ruleset with one threshold written otherwise in its file.
func edited(t *testing.T, s units.Sway, threshold float64) *rules.Ruleset {
	t.Helper()
	data, err := rules.SourceOf("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	text := string(data)
	id, level, _ := strings.Cut(s.Criterion, ".")
	from := strings.Index(text, "\n  - id: "+id+"\n") // criteria of one name and other lists never share an ID here
	if at := map[string]string{"M": "\n    medium:", "S": "\n    strong:"}[level]; at != "" {
		from += strings.Index(text[from:], at)
	}
	test := regexp.MustCompile(fmt.Sprintf(`(measure: %s, op: "%s", threshold: )[0-9.]+`, s.Measure, regexp.QuoteMeta(s.Op)))
	where := test.FindStringIndex(text[from:])
	if where == nil {
		t.Fatalf("the file has no test of %s in %s", s.Measure, s.Criterion)
	}
	part := text[from+where[0] : from+where[1]]
	text = text[:from+where[0]] + test.ReplaceAllString(part, fmt.Sprintf("${1}%.17g", threshold)) + text[from+where[1]:]
	rs, err := rules.Parse("edited.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

// Editing a threshold changes just the units that the report says it would.
func TestThresholdsDecideWhatIsSaid(t *testing.T) {
	s, err := study.Read("../testdata/studies/default/study.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	with, without := 0, 0
	for _, sway := range r.Report.Stability {
		for _, m := range sway.Moves {
			if len(m.Changes) == 0 {
				if without++; without%20 != 0 { // as many as take little time
					continue
				}
			} else {
				with++
			}
			changed, err := r.Reclassify(context.Background(), edited(t, sway, m.Threshold))
			if err != nil {
				t.Fatal(err)
			}
			got := []units.ClassChange{}
			for _, c := range changed {
				got = append(got, units.ClassChange{Unit: c.Unit, From: c.From, To: c.To})
				if len(c.Why) == 0 {
					t.Errorf("%s of %s changes without a reason", c.Unit, sway.Criterion)
				}
			}
			if !slices.Equal(got, m.Changes) {
				t.Errorf("%s %s at %g: %v change, said were %v", sway.Criterion, sway.Measure, m.Threshold, got, m.Changes)
			}
		}
	}
	if with < 5 || without == 0 {
		t.Errorf("the study shows %d moves with a change and %d without", with, without)
	}
}
