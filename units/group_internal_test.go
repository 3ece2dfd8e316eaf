package units

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/units/partition"
	"renewal/units/study"
)

// divided prints the units as their atoms, "SE+SW NE", in the order of atoms.
func (r *run) divided() string {
	var all []string
	for _, g := range r.g.groups {
		var ids []string
		for _, a := range g {
			ids = append(ids, r.f.atoms[a].ID)
		}
		slices.Sort(ids)
		all = append(all, strings.Join(ids, "+"))
	}
	slices.Sort(all)
	return strings.Join(all, " ")
}

// mustBeUnits fails unless the units keep every rule.
func (r *run) mustBeUnits(t fataler, excluded ...string) {
	t.Helper()
	met := make([]int, len(r.f.atoms))
	for i := range r.us {
		for _, a := range r.us[i].Atoms {
			met[a]++
			if r.f.atoms[a].District != r.us[i].District {
				t.Fatalf("%s is in district %d, its unit %s in %d", r.f.atoms[a].ID, r.f.atoms[a].District, r.us[i].ID, r.us[i].District)
			}
		}
	}
	for a, n := range met {
		want := 1
		if slices.Contains(excluded, r.f.atoms[a].ID) {
			want = 0
		}
		if n != want || (r.g.of[a] >= 0) != (want == 1) {
			t.Fatalf("%s is in %d units, want %d", r.f.atoms[a].ID, n, want)
		}
	}
	// Connected through borders that are long enough and not hard.
	reached := make([]int, len(r.f.atoms))
	for a := range reached {
		reached[a] = a
	}
	for range r.f.atoms {
		for _, b := range r.f.borders {
			if b.A == coverage.Outside || r.g.of[b.A] != r.g.of[b.B] || r.g.of[b.A] < 0 || b.Length < r.set.ShareEdge {
				continue
			}
			if b.Hard {
				t.Fatalf("a hard barrier inside of %v", r.g.groups[r.g.of[b.A]])
			}
			reached[b.A], reached[b.B] = min(reached[b.A], reached[b.B]), min(reached[b.A], reached[b.B])
		}
	}
	for _, g := range r.g.groups {
		for _, a := range g {
			if reached[a] != g[0] {
				t.Fatalf("%s is cut off from %s", r.f.atoms[a].ID, r.f.atoms[g[0]].ID)
			}
		}
	}
}

// The report works the cost out anew; it must be the solver's.
func (r *run) mustCost(t fataler) {
	t.Helper()
	problem, err := r.j.problem(r.p)
	if err != nil {
		t.Fatalf("%v", err)
	}
	solved, err := partition.Solve(context.Background(), *problem, partition.Options{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	c, terms := r.g.cost, 0.0
	for _, term := range c.Terms {
		terms += term.Cost
	}
	if d := c.Total - solved.Cost; d > 1e-6 || d < -1e-6 {
		t.Fatalf("the report says %.9f, the solver %.9f", c.Total, solved.Cost)
	}
	if d := c.Total - terms; d > 1e-5 || d < -1e-5 {
		t.Fatalf("the terms add up to %.9f, not %.9f", terms, c.Total)
	}
	if c.Bound != nil && *c.Bound > c.Total+1e-6 || solved.StartError == nil && c.Total > c.Start+1e-6 {
		t.Fatalf("cost %.9f, bound %v, start %.9f", c.Total, c.Bound, c.Start)
	}
}

// What group and shape promise, on random cities.
func TestUnitLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := running(t, randomCity(t).withParcels(t).p)
		r.mustBeUnits(t)
		r.mustCost(t)

		vertices := map[orb.Point]bool{}
		for i := range r.f.atoms {
			for _, q := range pointsOf(r.f.atoms[i].Shape) {
				vertices[q] = true
			}
		}
		shapes := make([]orb.MultiPolygon, len(r.us))
		ids := map[string]bool{}
		for i := range r.us {
			u := &r.us[i]
			shapes[i] = u.Shape
			sum := 0.0
			for _, a := range u.Atoms {
				sum += r.f.atoms[a].Area
			}
			if sum != u.Area || !same(geo.Area(u.Shape), sum) {
				t.Errorf("%s has %g m², its atoms %g, its shape %g", u.ID, u.Area, sum, geo.Area(u.Shape))
			}
			for _, q := range pointsOf(u.Shape) {
				if !vertices[q] {
					t.Errorf("%s has a vertex %v that no atom has", u.ID, q)
				}
			}
			if ids[u.ID] {
				t.Errorf("two units are called %s", u.ID)
			}
			ids[u.ID] = true
			outline := 0.0
			for _, b := range u.Basis {
				outline = max(outline, b.Length)
			}
			if perimeter := geo.Length(u.Shape); outline > perimeter+0.001 {
				t.Errorf("%s has an outline of %g m, of which %v", u.ID, perimeter, u.Basis)
			}
		}
		mustTile(t, shapes)
	})
}

// Without resources and uses there is nothing to gain, and each unit is its
// control unit.
func TestNothingToGain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := randomCity(t)
		delete(c.p.layers, study.Barriers)
		c.p.layers[study.Districts] = drawn(t).layers[study.Districts]
		r := running(t, c.p)
		if len(r.us) != len(r.f.cells) {
			t.Fatalf("%d units of %d control units", len(r.us), len(r.f.cells))
		}
		for i := range r.us {
			u := &r.us[i]
			if len(u.ControlUnits) != 1 || u.ID != "D-GX-"+c.p.layers[study.ControlUnits].IDs[u.ControlUnits[0]] {
				t.Fatalf("%s has control units %v", u.ID, u.ControlUnits)
			}
			if d := cmp.Diff(r.f.cells[u.ControlUnits[0]], u.Shape); d != "" {
				t.Fatalf("%s is another shape than its control unit:\n%s", u.ID, d)
			}
		}
	})
}

// fourUnits are control units of 400 m by 400 m, and villages of 60 m by 100 m
// on either side of the border between SW and SE: 0.6 ha that a border of 400 m
// would cut, at 1 a ha against 1 a km.
//
//	800 +------+------+
//	    |  NW  |  NE  |
//	400 +------+------+
//	    |  SW ▒|▒ SE  |
//	  0 +------+------+
//	    0     400    800
func fourUnits(t fataler, more ...*layer) *prepared {
	village := attrs{"landuse": "0703", "character": 0}
	return drawn(t, append([]*layer{
		layerOf(t, study.ControlUnits, drawing{"SW", box(0, 0, 400, 400), nil}, drawing{"SE", box(400, 0, 800, 400), nil},
			drawing{"NW", box(0, 400, 400, 800), nil}, drawing{"NE", box(400, 400, 800, 800), nil}),
		layerOf(t, study.Parcels, drawing{"a", box(340, 100, 400, 200), village}, drawing{"b", box(400, 100, 460, 200), village}),
	}, more...)...)
}

func TestResourcesDrawUnitsTogether(t *testing.T) {
	r := running(t, fourUnits(t))
	if got := r.divided(); got != "NE NW SE+SW" {
		t.Errorf("units are %s", got)
	}
	amounts := map[string]float64{}
	for _, term := range r.g.cost.Terms {
		amounts[term.ID] = term.Amount
	}
	if amounts["plan"] != 0.4 || amounts["resource"] != 0 {
		t.Errorf("amounts %v", amounts)
	}
	// A district edge on the border between them keeps them apart.
	r = running(t, fourUnits(t, layerOf(t, study.Districts, drawing{"W", box(-9, -9, 400, 809), nil}, drawing{"E", box(400, -9, 809, 809), nil})))
	if got := r.divided(); got != "NE NW SE SW" {
		t.Errorf("across a district edge: %s", got)
	}
	r = running(t, fourUnits(t, layerOf(t, study.Barriers, drawing{"R", "LINESTRING(405 -9, 405 809)", attrs{"kind": "railway"}})))
	if got := r.divided(); got != "NE NW SE SW" {
		t.Errorf("across a railway: %s", got)
	}
}

// An arterial road along the border costs 3 a km, so 0.4 km cost 1.2 more.
func TestSoftBarriersCost(t *testing.T) {
	road := func(kind string) *layer {
		return layerOf(t, study.Barriers, drawing{"R", "LINESTRING(405 0, 405 800)", attrs{"kind": kind}})
	}
	if got := running(t, fourUnits(t, road("arterial"))).divided(); got != "NE NW SE SW" {
		t.Errorf("across an arterial road: %s", got)
	}
	if got := running(t, fourUnits(t, road("other"))).divided(); got != "NE NW SE+SW" {
		t.Errorf("across any line: %s", got)
	}
}

func TestOverrides(t *testing.T) {
	at := func(id, kind, group, shape string) drawing {
		return drawing{id, shape, attrs{"kind": kind, "group": group}}
	}
	for _, c := range []struct {
		name      string
		overrides []drawing
		want      string
		excluded  []string
	}{
		{"together, by points", []drawing{at("1", "together", "g", "POINT(200 600)"), at("2", "together", "g", "POINT(600 600)")}, "NE+NW SE+SW", nil},
		{"together, by an area that covers most of two", []drawing{at("1", "together", "g", box(150, 401, 650, 799))}, "NE+NW SE+SW", nil},
		{"an area that covers little of its neighbours", []drawing{at("1", "fixed", "g", box(-50, -50, 560, 560))}, "NE NW SE SW", nil},
		{"apart", []drawing{at("1", "apart", "g", "MULTIPOINT((200 200), (600 200))")}, "NE NW SE SW", nil},
		{"fixed", []drawing{at("1", "fixed", "g", box(0, 0, 400, 800))}, "NE NW+SW SE", nil},
		{"excluded", []drawing{at("1", "excluded", "g", "POINT(600 600)")}, "NW SE+SW", []string{"NE"}},
		{"two excluded side by side", []drawing{at("1", "excluded", "g", box(0, 0, 800, 400))}, "NE NW", []string{"SW", "SE"}},
		{"two groups of one kind", []drawing{at("1", "together", "g", box(0, 0, 400, 800)), at("2", "together", "h", box(400, 0, 800, 800))}, "NE+SE NW+SW", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := running(t, fourUnits(t, layerOf(t, study.Overrides, c.overrides...)))
			if got := r.divided(); got != c.want {
				t.Errorf("units are %s, want %s", got, c.want)
			}
			r.mustBeUnits(t, c.excluded...)
			r.mustCost(t)
		})
	}
}

// Two excluded pieces of one control unit cost nothing, as the solver has it.
func TestExcludedLandCostsNothing(t *testing.T) {
	p := fourUnits(t, layerOf(t, study.Barriers, drawing{"R", "LINESTRING(600 -9, 600 409)", attrs{"kind": "railway"}}),
		layerOf(t, study.Overrides, drawing{"x", box(0, 0, 800, 400), attrs{"kind": "excluded"}}))
	r := running(t, p)
	r.mustBeUnits(t, "SW", "SE-1", "SE-2")
	r.mustCost(t)
	if r.g.cost.Total != r.g.cost.Start {
		t.Errorf("cost %g, from %g", r.g.cost.Total, r.g.cost.Start)
	}
}

func TestOverridesThatCannotBe(t *testing.T) {
	for _, c := range []struct {
		overrides []drawing
		want      string
	}{
		{[]drawing{{"x", "POINT(5000 5000)", attrs{"kind": "excluded", "group": "沟"}}}, `excluded "沟" covers no atom`},
		{[]drawing{{"x", "POINT(5000 5000)", attrs{"kind": "fixed"}}}, `fixed "x" covers no atom`},
		{[]drawing{{"x", "MULTIPOINT((200 200), (600 600))", attrs{"kind": "fixed"}}}, "no partition possible"},
		{[]drawing{{"x", box(0, 0, 800, 400), attrs{"kind": "together"}}, {"y", box(0, 0, 800, 400), attrs{"kind": "apart"}}}, "no partition possible"},
	} {
		mustNotGroup(t, fourUnits(t, layerOf(t, study.Overrides, c.overrides...)), c.want)
	}
}

// mustNotGroup fails unless the study has no units, for that reason.
func mustNotGroup(t *testing.T, p *prepared, want string) {
	t.Helper()
	rs := zhengzhou(t)
	f := woven(t, p, rs)
	m, err := measure(context.Background(), p, f, rs, settingsFor(t, p, rs), nobody{})
	if err != nil {
		t.Fatal(err)
	}
	_, err = group(context.Background(), p, f, m, rs, settingsFor(t, p, rs), nobody{})
	if err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v, want %s", err, want)
	}
}

// A control unit far away changes no ID and no shape.
func TestIDsStay(t *testing.T) {
	more := fourUnits(t)
	more.layers[study.ControlUnits] = layerOf(t, study.ControlUnits, drawing{"SW", box(0, 0, 400, 400), nil}, drawing{"SE", box(400, 0, 800, 400), nil},
		drawing{"NW", box(0, 400, 400, 800), nil}, drawing{"NE", box(400, 400, 800, 800), nil}, drawing{"A0", box(5000, 5000, 5400, 5400), nil})
	before, after := running(t, fourUnits(t)), running(t, more)
	if len(after.us) != len(before.us)+1 {
		t.Fatalf("%d units, and %d after", len(before.us), len(after.us))
	}
	for i := range before.us {
		u := &before.us[i]
		k := slices.IndexFunc(after.us, func(v Unit) bool { return v.ID == u.ID })
		if k < 0 {
			t.Errorf("%s is gone", u.ID)
		} else if d := cmp.Diff(u.Shape, after.us[k].Shape); d != "" {
			t.Errorf("%s changed:\n%s", u.ID, d)
		}
	}
}
