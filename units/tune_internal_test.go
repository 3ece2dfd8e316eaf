package units

import (
	"context"
	"slices"
	"testing"
)

// The cluster of 0.6 ha joins SE and SW against 0.4 km of border: without its weight,
// or at twice the price of a border, they stay alone.
func TestSweepWeights(t *testing.T) {
	r := running(t, fourUnits(t))
	result := &Result{prepared: r.p, fabric: r.f, measured: r.m, units: r.us, groups: r.g}
	sweeps, err := result.SweepWeights(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	joined := r.us[slices.IndexFunc(r.us, func(u Unit) bool { return len(u.Atoms) == 2 })].ID
	for _, s := range sweeps {
		for _, m := range s.Moves {
			alone := s.ID == "resource" && m.Factor < 0.8 || s.ID == "plan" && m.Factor == 2
			want := map[bool]int{false: 3, true: 4}[alone]
			if s.ID == "plan" && m.Factor == 0 { // nothing speaks for borders, and compactness against them
				want = 1
			}
			if slices.Contains(m.Changed, joined) != (want != 3) || m.Units != want {
				t.Errorf("%s times %g: %d units, changed %v", s.ID, m.Factor, m.Units, m.Changed)
			}
		}
	}
	if r.j.rs.Delineation.Weights.Plan.Value != 1 {
		t.Errorf("the ruleset was changed")
	}
}
