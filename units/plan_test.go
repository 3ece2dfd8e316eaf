package units_test

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"renewal/geo"
	"renewal/units"
)

// The map has every unit of the report, in the colours of the ruleset.
func TestPlanShowsTheReport(t *testing.T) {
	dir, r := results(t, "drawn")
	m, err := units.ReadPlan(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Areas) != len(r.Report.Units) || m.Title.Zh != r.Report.Study.Name {
		t.Errorf("%d areas of %d units, titled %q", len(m.Areas), len(r.Report.Units), m.Title.Zh)
	}
	count := map[string]int{}
	for _, a := range m.Areas {
		count[m.Classes[a.Class].Name.Zh]++
	}
	for _, c := range r.Summary().Classes {
		if count[c.Zh] != c.Units {
			t.Errorf("%d areas are %s, want %d", count[c.Zh], c.Zh, c.Units)
		}
	}
	for i, c := range r.Ruleset().Classes {
		if got := m.Classes[i]; c.Colour != got.Colour && c.Colour != got.Hatch && c.ID != "not_delineated" {
			t.Errorf("%s is %s and %s, want %s", c.ID, got.Colour, got.Hatch, c.Colour)
		}
	}
	var svg bytes.Buffer
	if err := m.SVG(&svg); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(svg.String(), r.Report.Study.Name) {
		t.Error("the SVG has no title")
	}
}

func TestPlanOfNothing(t *testing.T) {
	if _, err := units.ReadPlan(context.Background(), t.TempDir()); !errors.Is(err, geo.ErrNoFile) {
		t.Errorf("error %v", err)
	}
}
