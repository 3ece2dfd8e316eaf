package units

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
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
			then, before := 0.0, 0.0 // by the weights as moved, and as they are
			for i, term := range m.Terms {
				then += term.Weight * term.Amount
				before += r.j.terms()[i].weight * term.Amount
			}
			if math.Abs(then-m.Total) > 1e-5 || before < r.g.cost.Total-1e-5 {
				t.Errorf("%s times %g: terms of %g in all, %g said; by the present weights %g, where the best is %g", s.ID, m.Factor, then, m.Total, before, r.g.cost.Total)
			}
		}
	}
	if r.j.rs.Delineation.Weights.Plan.Value != 1 {
		t.Errorf("the ruleset was changed")
	}
}

// With all weights but the plan's at zero no unit has land of two control units, and
// pieces of one are apart only where a district or a hard barrier parts them.
func TestPlanAloneKeepsControlUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := running(t, randomCity(t).withParcels(t).p)
		j := r.g.j
		for k := range j.terms() {
			if k != termPlan {
				j = j.reweighed(k, 0)
			}
		}
		groups, err := j.regroup(context.Background(), r.p)
		if err != nil {
			t.Fatal(err)
		}
		of := make([]int, len(r.f.atoms))
		for g, atoms := range groups {
			for _, a := range atoms {
				of[a] = g
				if r.f.atoms[a].ControlUnit != r.f.atoms[atoms[0]].ControlUnit {
					t.Fatalf("%s is with %s", r.f.atoms[a].ID, r.f.atoms[atoms[0]].ID)
				}
			}
		}
		for _, b := range j.inner {
			one, two := r.f.atoms[b.A], r.f.atoms[b.B]
			if one.ControlUnit == two.ControlUnit && one.District == two.District && !b.Hard && of[b.A] != of[b.B] {
				t.Fatalf("%s and %s are apart", one.ID, two.ID)
			}
		}
	})
}
