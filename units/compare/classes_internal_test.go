package compare

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFlips(t *testing.T) {
	test := func(criterion, outcome string, threshold float64) Test {
		return Test{Criterion: criterion, Measure: "m", Op: ">=", Threshold: &threshold, Outcome: outcome}
	}
	for _, c := range []struct {
		name          string
		before, after []Test
		want          [][2]string // criterion and outcomes
	}{
		{"nothing known of one", nil, []Test{test("K1", "pass", 1)}, nil},
		{"the same", []Test{test("K1", "pass", 1)}, []Test{test("K1", "pass", 1)}, nil},
		{"another threshold, the same outcome", []Test{test("K1", "pass", 1)}, []Test{test("K1", "pass", 2)}, nil},
		{"another outcome", []Test{test("K1", "pass", 1)}, []Test{test("K1", "unknown", 1)}, [][2]string{{"K1", "pass unknown"}}},
		{"the second of two", []Test{test("K1", "pass", 1), test("K1", "pass", 2)}, []Test{test("K1", "pass", 1), test("K1", "fail", 3)}, [][2]string{{"K1", "pass fail"}}},
		{"one more, one less", []Test{test("K1", "pass", 1), test("K2", "fail", 1)}, []Test{test("K3", "pass", 1), test("K1", "pass", 1)}, [][2]string{{"K2", "fail -"}, {"K3", "- pass"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got [][2]string
			for _, f := range flips(c.before, c.after) {
				words := [2]string{"-", "-"}
				criterion := ""
				for k, x := range [2]*Test{f.Reference, f.Candidate} {
					if x != nil {
						words[k], criterion = x.Outcome, x.Criterion
					}
				}
				got = append(got, [2]string{criterion, words[0] + " " + words[1]})
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// What has no class agrees with nothing, and does not count.
func TestAgreement(t *testing.T) {
	for _, c := range []struct {
		name        string
		cells       []ClassCell
		area, units *float64
	}{
		{"nothing", nil, nil, nil},
		{"nothing known", []ClassCell{{NotKnown, "key", 5, 1}, {NoUnit, "key", 5, 1}, {"key", NoUnit, 5, 1}, {NotKnown, NotKnown, 5, 1}}, nil, nil},
		{"all", []ClassCell{{"key", "key", 5, 1}, {NotKnown, "key", 5, 1}}, known(1), known(1)},
		{"three of four by land, one of two by units", []ClassCell{{"key", "key", 3, 1}, {"key", "general", 1, 1}}, known(0.75), known(0.5)},
		{"land alone", []ClassCell{{"key", "key", 3, 0}}, known(1), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			x := Confusion{Cells: c.cells}
			x.agree()
			if d := cmp.Diff([2]*float64{c.area, c.units}, [2]*float64{x.AgreementArea, x.AgreementUnits}); d != "" {
				t.Error(d)
			}
		})
	}
}
