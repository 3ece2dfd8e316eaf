package units

import (
	"context"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"renewal/units/partition"
	"renewal/units/study"
)

// What units cost adds up to J, and what an alternative is said to change is what
// the solver says of the whole city.
func TestExplanationsAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := running(t, randomCity(t).withParcels(t).p)
		costs, alternatives, err := explain(context.Background(), r.us, r.p, r.g)
		if err != nil {
			t.Fatal(err)
		}
		total := 0.0
		for i := range costs {
			total += costs[i].Total
		}
		if d := total - r.g.cost.Total; d > 1e-5 || d < -1e-5 {
			t.Fatalf("units cost %.9f together, J is %.9f", total, r.g.cost.Total)
		}
		problem, err := r.g.j.problem(r.p)
		if err != nil {
			t.Fatal(err)
		}
		before, err := partition.Cost(*problem, r.g.of)
		if err != nil {
			t.Fatal(err)
		}
		for i := range alternatives {
			for _, alt := range alternatives[i] {
				of := r.alternative(i, &alt)
				err := partition.Check(*problem, of)
				if (err == nil) != (alt.Cost != nil) {
					t.Fatalf("%s of %s with %v: cost %v, the rules say %v", alt.Kind, r.us[i].ID, alt.With, alt.Cost, err)
				}
				if err != nil {
					continue
				}
				after, err := partition.Cost(*problem, of)
				if err != nil {
					t.Fatal(err)
				}
				if d := after.Total() - before.Total() - *alt.Cost; d > 1e-5 || d < -1e-5 {
					t.Fatalf("%s of %s with %v: %.9f, the solver says %.9f", alt.Kind, r.us[i].ID, alt.With, *alt.Cost, after.Total()-before.Total())
				}
				if alt.Zh == "" || alt.En == "" || r.g.cost.Gap != nil && *r.g.cost.Gap == 0 && *alt.Cost < -1e-6 {
					t.Fatalf("%+v", alt)
				}
			}
		}
	})
}

// alternative is the group of each atom if unit i were as an alternative has it.
func (r *run) alternative(i int, alt *Alternative) []int {
	of := slices.Clone(r.g.of)
	fresh := len(r.us) + len(of)
	for n, a := range r.us[i].Atoms {
		switch alt.Kind {
		case KeepWhole:
			of[a] = fresh + n
		case Split:
			if slices.Contains(alt.With, r.f.atoms[a].ID) {
				of[a] = fresh
			}
		}
	}
	if alt.Kind == Merge {
		k := slices.IndexFunc(r.us, func(u Unit) bool { return u.ID == alt.With[0] })
		for _, a := range r.us[k].Atoms {
			of[a] = r.g.of[r.us[i].Atoms[0]]
		}
	}
	return of
}

func TestAlternativesSayWhy(t *testing.T) {
	for _, c := range []struct {
		name string
		more []*layer
		of   string // the unit asked about
		want string // the alternative, and why
	}{
		{"a cluster would be cut", nil, "SE", "keep_whole: costs 0.194 more: cutting a cluster of resources +0.6"},
		{"nothing to gain", nil, "NE", "merge NW: costs 0.4"},
		{"a railway", []*layer{layerOf(t, study.Barriers, drawing{"R", "LINESTRING(405 -9, 405 809)", attrs{"kind": "railway"}})}, "SE",
			"merge SW: a hard barrier lies between SE and SW"},
		{"another district", []*layer{layerOf(t, study.Districts, drawing{"W", box(-9, -9, 400, 809), nil}, drawing{"E", box(400, -9, 809, 809), nil})}, "SE",
			"merge SW: lies in another district"},
		{"kept together", []*layer{layerOf(t, study.Overrides, drawing{"x", box(0, 0, 800, 400), attrs{"kind": "together"}})}, "SE",
			"keep_whole: an override keeps the atoms together"},
		{"kept apart", []*layer{layerOf(t, study.Overrides, drawing{"x", "MULTIPOINT((200 200), (600 200))", attrs{"kind": "apart"}})}, "SE",
			"merge SW: an override keeps the atoms apart"},
		{"fixed", []*layer{layerOf(t, study.Overrides, drawing{"x", box(0, 0, 400, 400), attrs{"kind": "fixed"}})}, "SE",
			"merge SW: an override fixes the unit as it is"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := running(t, fourUnits(t, c.more...))
			_, alternatives, err := explain(context.Background(), r.us, r.p, r.g)
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for i := range r.us {
				if !slices.ContainsFunc(r.us[i].Atoms, func(a int) bool { return r.f.atoms[a].ID == c.of }) {
					continue
				}
				for _, alt := range alternatives[i] {
					line := alt.Kind
					for _, id := range alt.With {
						line += " " + id[strings.LastIndex(id, "-")+1:]
					}
					told = append(told, line+": "+alt.En)
				}
			}
			if !slices.ContainsFunc(told, func(line string) bool { return strings.HasPrefix(line, c.want) }) {
				t.Errorf("told\n%s\nwant %s", strings.Join(told, "\n"), c.want)
			}
		})
	}
}

// Of a unit too large to try every split, the best is found where a border of a tree
// cuts it: homes in the west, factories in the east.
func TestLargeUnitsSplitInTheMiddle(t *testing.T) {
	var controls, parcels []drawing
	for i := range 14 {
		x, name := float64(400*i), string(rune('a'+i))
		code := "0701"
		if i >= 6 {
			code = "1001"
		}
		controls = append(controls, drawing{name, box(x, 0, x+400, 400), nil})
		parcels = append(parcels, drawing{name, box(x, 0, x+400, 400), attrs{"landuse": code}})
	}
	r := running(t, drawn(t, layerOf(t, study.ControlUnits, controls...), layerOf(t, study.Parcels, parcels...),
		layerOf(t, study.Overrides, drawing{"x", box(0, 0, 5600, 400), attrs{"kind": "together"}})))
	x, err := newExplainer(context.Background(), r.us, r.p, r.g)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.us) != 1 || len(r.us[0].Atoms) <= wholeSplits {
		t.Fatalf("%d units, the first of %d atoms", len(r.us), len(r.us[0].Atoms))
	}
	halves, err := x.halves(r.us[0].Atoms)
	if err != nil || len(halves) != 2 || len(halves[0]) != 6 || len(halves[1]) != 8 {
		t.Errorf("%v, %v", halves, err)
	}
}
