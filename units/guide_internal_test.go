package units

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"renewal/units/study"
)

func negatives(u *Unit) []string {
	var all []string
	for _, n := range u.Guide.Negative {
		all = append(all, n.ID+" "+n.Outcome)
	}
	return all
}

// The negative list always has its six rows; without data nothing passes.
func TestNegativeList(t *testing.T) {
	open := []string{"N2 not_evaluated", "N3 not_evaluated", "N4 not_evaluated", "N5 not_evaluated", "N6 not_evaluated"}
	zone := func(id, shape, kind string) drawing { return drawing{id, shape, attrs{"kind": kind}} }
	// Both units lie inside the boundary; redline and farmland are far away.
	boundary, redline, farmland := zone("u", box(-100, -100, 1000, 1000), "urban_boundary"), zone("r", box(5000, 0, 5100, 100), "ecological_redline"), zone("f", box(6000, 0, 6100, 100), "basic_farmland")
	for _, c := range []struct {
		name  string
		zones []drawing
		w, e  string
	}{
		{"no zones at all", nil, "not_evaluated", "not_evaluated"},
		{"none of the three lines", []drawing{zone("z", box(0, 0, 100, 100), "old_city")}, "not_evaluated", "not_evaluated"},
		{"all three lines", []drawing{boundary, redline, farmland}, "pass", "pass"},
		{"a redline in W", []drawing{boundary, zone("z", box(0, 0, 100, 100), "ecological_redline"), farmland}, "fail", "pass"},
		{"a redline in W, nobody looked for farmland", []drawing{boundary, zone("z", box(0, 0, 100, 100), "ecological_redline")}, "fail", "not_evaluated"},
		{"no boundary", []drawing{redline, farmland}, "not_evaluated", "not_evaluated"},
		{"a boundary that leaves out half of E", []drawing{zone("z", box(-100, -100, 600, 1000), "urban_boundary"), redline, farmland}, "pass", "fail"},
		{"farmland that touches W by 1 m²", []drawing{boundary, redline, zone("z", box(-9, -9, 1, 1), "basic_farmland")}, "pass", "pass"},
		{"a zone of unknown kind in W", []drawing{{"z", box(0, 0, 100, 100), nil}, boundary, redline, farmland}, "not_evaluated", "pass"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := drawn(t, twoUnits(t))
			if c.zones != nil {
				p.layers[study.PolicyZones] = layerOf(t, study.PolicyZones, c.zones...)
			}
			r := running(t, p)
			for atom, want := range map[string]string{"W": c.w, "E": c.e} {
				if d := cmp.Diff(slices.Concat([]string{"N1 " + want}, open), negatives(r.unit(atom))); d != "" {
					t.Errorf("%s (-want +got):\n%s", atom, d)
				}
				for _, n := range r.unit(atom).Guide.Negative {
					if n.Why == "" || n.Zh == "" || n.En == "" || len(n.Tests) == 0 {
						t.Errorf("%s of %s says too little: %+v", n.ID, atom, n)
					}
				}
			}
		})
	}
}

// Objects come by their land; the dominant kind is the one that most land goes
// by, each place under its first kind.
func TestObjects(t *testing.T) {
	sure := func(more attrs) attrs {
		a := attrs{"landuse": "070102", "planned_landuse": "070102", "build_year": 2015, "danger_grade": "A", "vacancy": 0, "idle": 0, "idle_years": 0, "heritage": 0, "character": 0}
		for k, v := range more {
			a[k] = v
		}
		return a
	}
	r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels,
		drawing{"estate", box(0, 0, 25, 10), sure(attrs{"build_year": 1980})},
		drawing{"dangerous estate", box(25, 0, 35, 10), sure(attrs{"build_year": 1980, "danger_grade": "D"})},
		drawing{"village, half in W", box(390, 100, 410, 130), sure(attrs{"landuse": "0703", "planned_landuse": "0703"})},
		drawing{"new", box(100, 0, 200, 100), sure(nil)},
		drawing{"of unknown age", box(200, 0, 300, 100), sure(attrs{"build_year": nil})})))
	for atom, want := range map[string]string{
		"W": "old_residential 1 2 350, urban_village 1 1 300, dangerous_house 1 1 100; urban_village",
		"E": "urban_village 1 1 300; urban_village",
	} {
		g := r.unit(atom).Guide
		got := ""
		for i, o := range g.Objects {
			if i > 0 {
				got += ", "
			}
			got += fmt.Sprintf("%s %d %d %g", o.Kind, o.Category, o.Features, o.AreaM2)
		}
		if got += "; " + g.Dominant; got != want {
			t.Errorf("%s has %s\nwant %s", atom, got, want)
		}
	}
	if none := running(t, drawn(t, twoUnits(t))).unit("W").Guide; none.Dominant != "" || none.Objects == nil || len(none.Objects) > 0 {
		t.Errorf("without resources: %+v", none)
	}
}

// Two surveys of one village are no more land than one of them.
func TestDominantCountsLandOnce(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Resources,
		drawing{"village", box(0, 0, 60, 100), attrs{"kind": "urban_village"}},
		drawing{"village again", box(0, 0, 60, 100), attrs{"kind": "urban_village"}},
		drawing{"block", box(200, 0, 300, 100), attrs{"kind": "old_block"}})))
	if got := r.unit("W").Guide.Dominant; got != "old_block" {
		t.Errorf("1 ha of an old block and 0.6 ha of a village make a unit of %s", got)
	}
}
