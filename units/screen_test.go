package units_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"renewal/units"
	"renewal/units/study"
)

func screened(t *testing.T) (*units.Screening, []byte) {
	t.Helper()
	s, err := study.Read("../testdata/studies/default/study.yaml")
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	screening, err := r.Screen(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "screening.json")
	if err := screening.Write(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	return screening, read(t, path)
}

// The projects of the default study show what a project can come to: each row of the
// negative list and each check of 63号文 passes, fails, and is left open by missing data.
func TestProjectsOfTheDefaultStudy(t *testing.T) {
	s, data := screened(t)
	golden := "../testdata/studies/default/want/screening.json"
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(golden, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	differ(t, golden, read(t, golden), data)

	came := map[string]map[string]bool{}
	note := func(id, outcome string) {
		if came[id] == nil {
			came[id] = map[string]bool{}
		}
		came[id][outcome] = true
	}
	for _, p := range s.Projects {
		if len(p.Negative) != 6 {
			t.Errorf("%s has %d rows of the negative list", p.ID, len(p.Negative))
		}
		for _, n := range p.Negative {
			note(n.ID, n.Outcome)
		}
		for _, c := range p.Checks {
			note(c.ID, c.Outcome.String())
		}
	}
	for _, id := range []string{"N1", "N2", "N3", "N4", "N5", "N6", "C01", "C02", "C03", "C04", "C13"} {
		open := "not_evaluated"
		if id[0] == 'C' {
			open = "unknown"
		}
		for _, outcome := range []string{"pass", "fail", open} {
			if !came[id][outcome] {
				t.Errorf("%s never comes out as %s", id, outcome)
			}
		}
	}
}

// A unit takes all projects that lie in it, a project only its own: what is known of
// neither is known of no unit.
func TestUnitsOfProjectsAreJudgedWithThem(t *testing.T) {
	s, data := screened(t)
	var back units.Screening
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	checks := map[string]map[string]string{}
	for _, u := range s.Units {
		checks[u.Unit] = map[string]string{}
		for _, c := range u.Checks {
			checks[u.Unit][c.ID] = c.Outcome.String()
		}
	}
	for _, p := range s.Projects {
		of, ok := checks[p.Unit]
		if !ok {
			t.Errorf("%s lies in %s, which is not told of", p.ID, p.Unit)
			continue
		}
		// These take the greatest of the projects inside: one that fails, fails the unit.
		for _, c := range p.Checks {
			if c.ID == "C04" && c.Outcome.String() == "fail" && of["C04"] != "fail" {
				t.Errorf("%s fails C04, and %s has it %s", p.ID, p.Unit, of["C04"])
			}
		}
	}
}
