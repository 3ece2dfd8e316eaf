package units

import (
	"testing"

	"renewal/units/study"
)

// A railway between two control units and a river through one of them part the
// land, unless a corridor declares that they run through the middle of a unit.
func TestCorridors(t *testing.T) {
	barriers := layerOf(t, study.Barriers,
		drawing{"rail", "LINESTRING(405 -9, 405 809)", attrs{"kind": "railway"}},
		drawing{"river", "LINESTRING(600 -9, 600 809)", attrs{"kind": "river", "width": 60}})
	corridor := func(group, shape string) *layer {
		return layerOf(t, study.Overrides, drawing{"x", shape, attrs{"kind": "corridor", "group": group}})
	}
	for _, c := range []struct {
		name string
		more []*layer
		want string
	}{
		{"none declared", nil, "NE-1 NE-2 NW SE-1 SE-2 SW"},
		{"both banks", []*layer{corridor("rail belt", box(0, 0, 800, 400))}, "NE-1 NE-2 NW SE+SW"},
		{"one control unit", []*layer{corridor("river", box(390, 0, 810, 410))}, "NE-1 NE-2 NW SE SW"},
		{"less than half of each", []*layer{corridor("river", box(450, 0, 750, 250))}, ""},
		{"a district edge through it", []*layer{corridor("river", box(0, 0, 800, 800)),
			layerOf(t, study.Districts, drawing{"S", box(-9, -9, 809, 400), nil}, drawing{"N", box(-9, 400, 809, 809), nil})}, "NE+NW SE+SW"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := fourUnits(t, append([]*layer{barriers}, c.more...)...)
			if c.want == "" {
				mustNotGroup(t, p, `corridor "river" covers no atom`)
				return
			}
			r := running(t, p)
			if got := r.divided(); got != c.want {
				t.Errorf("units are %s, want %s", got, c.want)
			}
			r.mustBeUnits(t)
			r.mustCost(t)
		})
	}
}

// A declared corridor may have hard barriers inside: the checks are told of it.
func TestCorridorUnitsAreTold(t *testing.T) {
	r := running(t, fourUnits(t,
		layerOf(t, study.Barriers, drawing{"rail", "LINESTRING(405 -9, 405 809)", attrs{"kind": "railway"}}),
		layerOf(t, study.Overrides, drawing{"x", box(0, 0, 800, 400), attrs{"kind": "corridor", "group": "rail belt"}})))
	r.mustGive(t, "SE", "corridor_unit", 1)
	r.mustGive(t, "NW", "corridor_unit", 0)
	if q := r.given()["SE"]["hard_inside"]; !q.Exact() || q.Low <= 0 {
		t.Errorf("the railway inside is %v", q)
	}
}

// Of two corridors that both cover a control unit, the name decides.
func TestCorridorsThatCross(t *testing.T) {
	for _, ids := range [][2]string{{"x", "y"}, {"y", "x"}} {
		overrides := layerOf(t, study.Overrides,
			drawing{ids[0], box(0, 0, 800, 400), attrs{"kind": "corridor", "group": "along"}},
			drawing{ids[1], box(0, 0, 400, 800), attrs{"kind": "corridor", "group": "across"}})
		// "across" has SW and NW; the village draws SE to them.
		if got := running(t, fourUnits(t, overrides)).divided(); got != "NE NW+SE+SW" {
			t.Errorf("units are %s", got)
		}
	}
}
