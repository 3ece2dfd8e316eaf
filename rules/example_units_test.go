package rules_test

import (
	"errors"
	"maps"
	"strings"
	"testing"

	"renewal/rules"
)

func zhengzhou(t testing.TB) *rules.Ruleset {
	t.Helper()
	rs, err := rules.Load("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func examples(t testing.TB) *rules.Examples {
	t.Helper()
	e, err := rules.LoadExamples("zhengzhou", zhengzhou(t))
	if err != nil {
		for _, e := range errors.Unwrap(err).(rules.Errors) {
			t.Error(e)
		}
		t.Fatal(err)
	}
	return e
}

// ordinary is the facts of the ordinary unit, to be changed.
func ordinary(e *rules.Examples) rules.Facts { return maps.Clone(e.Ordinary) }

// Every example comes out as it says, and every criterion, check, kind and
// negative row has one that passes, one that fails and one that is unknown.
func TestExamples(t *testing.T) {
	rs, e := zhengzhou(t), examples(t)
	for _, m := range e.Run(rs) {
		t.Error(m)
	}
	for _, what := range e.Unshown(rs) {
		t.Errorf("no example shows %s", what)
	}
	for i := range rs.Priorities {
		if values := e.Shown()["priority "+rs.Priorities[i].ID]; len(values) < 3 {
			t.Errorf("priority %s has only the examples %v", rs.Priorities[i].ID, values)
		}
	}
}

// A mismatch says where, what is and what should be.
func TestMismatch(t *testing.T) {
	rs := zhengzhou(t)
	e, err := rules.ParseExamples("own.yaml", []byte(`ordinary: {unit_area: 1000000}
examples:
  - name: nothing
    facts: {construction: 0}
    class: key
    criteria: {R: pass}
features:
  - name: a new estate
    from: parcels
    attributes: {landuse: "070102", build_year: 2010}
    kinds: {old_residential: pass}
`), rs)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range e.Run(rs) {
		got = append(got, m.String())
	}
	want := []string{
		"own.yaml:5:12: nothing: class is not_delineated, want key",
		"own.yaml:5:12: nothing: possible is not_delineated, want key",
		"own.yaml:6:19: nothing: criterion R is unknown, want pass",
		"own.yaml:11:30: a new estate: kind old_residential is fail, want pass",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Whatever an example names must be there, and every mistake is told.
func TestExamplesPointToTheirMistakes(t *testing.T) {
	_, err := rules.ParseExamples("own.yaml", []byte(`ordinary: {acreage: 1}
examples:
  - name: nothing
    facts: {construction: many}
    clas: key
    criteria: {R: maybe, Q9: pass}
features:
  - {name: a, from: parks, kinds: {old_residence: pass}}
  - {name: b, from: parcels, attributes: {colour: red}}
`), zhengzhou(t))
	var all rules.Errors
	if !errors.As(err, &all) {
		t.Fatal(err)
	}
	var got []string
	for _, e := range all {
		got = append(got, strings.TrimPrefix(e.Error(), "rules: own.yaml:"))
	}
	for i, want := range []string{`1:12: "acreage" is no statistic`, "4:27: construction must be", `5:5: unknown field "clas"`, `6:19: outcome "maybe"`, `6:30: criterion "Q9" is not`, `8:21: from "parks"`, `8:51: kind "old_residence" is not`, `9:51: parcels have no attribute "colour"`} {
		if i >= len(got) || !strings.HasPrefix(got[i], want) {
			t.Fatalf("got\n%s\nwant line %d %s", strings.Join(got, "\n"), i+1, want)
		}
	}
}
