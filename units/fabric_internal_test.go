package units

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
	"renewal/units/study"
)

// What weave promises, on random cities.
func TestFabricLaws(t *testing.T) {
	rs := zhengzhou(t)
	rapid.Check(t, func(t *rapid.T) {
		p := randomCity(t).p
		f := woven(t, p, rs)
		control := p.layers[study.ControlUnits]

		shapes := make([]orb.MultiPolygon, len(f.atoms))
		ids := map[string]bool{}
		sums := make([]float64, control.Len())
		for i, a := range f.atoms {
			shapes[i] = a.Shape
			sums[a.ControlUnit] += a.Area
			if a.Area != geo.Area(a.Shape) || a.Area <= 0 {
				t.Errorf("area of %s is %g, its shape has %g", a.ID, a.Area, geo.Area(a.Shape))
			}
			if ids[a.ID] || !strings.HasPrefix(a.ID, control.IDs[a.ControlUnit]) {
				t.Errorf("atom %s of %s", a.ID, control.IDs[a.ControlUnit])
			}
			ids[a.ID] = true
			if a.District < 0 || a.District > 1 {
				t.Errorf("%s is in district %d", a.ID, a.District)
			}
		}
		mustTile(t, shapes)
		mustTile(t, f.cells)
		// Cutting moves borders by less than a step of the grid.
		cleaned := &fabric{}
		if err := cleaned.clean(context.Background(), p, settingsFor(t, p, rs)); err != nil {
			t.Fatalf("%v", err)
		}
		for k, cell := range cleaned.cells {
			if a, b := geo.Area(cell), geo.Area(f.cells[k]); math.Abs(a-b) > 0.001*geo.Length(cell) {
				t.Errorf("%s has %.6f m² cleaned and %.6f cut", control.IDs[k], a, b)
			}
		}
		for k, cell := range f.cells {
			if whole := geo.Area(cell); math.Abs(sums[k]-whole) > 1e-9*whole {
				t.Errorf("atoms of %s have %.9f m², the cell %.9f", control.IDs[k], sums[k], whole)
			}
		}

		perimeters, alongControl, inner := 0.0, 0.0, 0.0
		for _, b := range f.borders {
			length, lines := 0.0, 0.0
			for _, s := range b.Segments {
				length += s.Length
				lines += geo.Length(s.Lines)
				if len(s.Basis) == 0 || slices.Contains(s.Basis, BasisNone) && len(s.Basis) > 1 {
					t.Errorf("border %d-%d has a segment with basis %v", b.A, b.B, s.Basis)
				}
				if b.A != coverage.Outside && f.atoms[b.A].ControlUnit != f.atoms[b.B].ControlUnit {
					inner += s.Length
					if slices.Contains(s.Basis, BasisControlUnit) {
						alongControl += s.Length
					}
				}
			}
			if !same(length, b.Length) || !same(lines, b.Length) {
				t.Errorf("border %d-%d is %.9f m long, its segments %.9f, their lines %.9f", b.A, b.B, b.Length, length, lines)
			}
			if b.A >= b.B {
				t.Errorf("border %d-%d", b.A, b.B)
			}
			perimeters += b.Length
			if b.A != coverage.Outside {
				perimeters += b.Length
			}
		}
		want := 0.0
		for _, s := range shapes {
			want += geo.Length(s)
		}
		if !same(perimeters, want) {
			t.Errorf("borders have %.9f m, the perimeters %.9f", perimeters, want)
		}
		// A corner that noise drew apart may be closed by a short new edge.
		if inner > 0 && alongControl < inner-6*float64(control.Len()) {
			t.Errorf("of %.1f m between control units only %.1f follow them", inner, alongControl)
		}
	})
}

// Two districts meet 3 m beside the control units, which means the same line; a
// third cuts U2.
//
//	400 +-----------+|----------+---:------+
//	    |    U1     ||    U2        :      |
//	  0 +-----------+|----------+---:------+
//	    0         400 403      500  800
func TestCutByDistricts(t *testing.T) {
	p := drawn(t,
		layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}, drawing{"U2", box(400, 0, 800, 400), nil}),
		layerOf(t, study.Districts, drawing{"A", box(-9, -9, 403, 409), nil}, drawing{"B", box(403, -9, 600, 409), nil}, drawing{"C", box(600, -9, 809, 409), nil}))
	f := woven(t, p, zhengzhou(t))
	var got []string
	for _, a := range f.atoms {
		got = append(got, fmt.Sprintf("%s %s %g", a.ID, p.layers[study.Districts].IDs[a.District], a.Area))
	}
	if d := cmp.Diff([]string{"U1 A 160000", "U2-1 B 80000", "U2-2 C 80000"}, got); d != "" {
		t.Errorf("atoms (-want +got):\n%s", d)
	}
	var strips []string
	for _, r := range f.repairs {
		strips = append(strips, fmt.Sprintf("%s %s %s %g", r.Kind, r.Ref, r.To, *r.Area))
	}
	if d := cmp.Diff([]string{"district control_units/U2 districts/B 1200"}, strips); d != "" {
		t.Errorf("repairs (-want +got):\n%s", d)
	}
	want := map[string]string{
		"U1|U2-1":   "control_unit,district 400",
		"U2-1|U2-2": "district 400",
	}
	if d := cmp.Diff(want, f.inner()); d != "" {
		t.Errorf("borders (-want +got):\n%s", d)
	}
}

// inner lists the borders between atoms, with the basis of each.
func (f *fabric) inner() map[string]string {
	all := map[string]string{}
	for _, b := range f.borders {
		if b.A == coverage.Outside {
			continue
		}
		var parts []string
		for _, s := range b.Segments {
			parts = append(parts, fmt.Sprintf("%s %g", strings.Join(s.Basis, ","), s.Length))
		}
		if b.Hard {
			parts = append(parts, "hard")
		}
		all[f.atoms[b.A].ID+"|"+f.atoms[b.B].ID] = strings.Join(parts, "; ")
	}
	return all
}

// A railway 30 m beside a border is that border; one across the middle cuts; one
// 60 m from the far edge would cut off a strip of 2.4 ha, which is thicker than
// 40 m and so an atom; an arterial road cuts nothing.
//
//	400 +----------+----:-----+----:-----:-+
//	    |    U1    |    : U2  |    :  U3 : |
//	  0 +----------+----:-----+----:-----:-+
//	    0        400   600   800  1000  1140 1200
func TestCutByBarriers(t *testing.T) {
	p := drawn(t,
		layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}, drawing{"U2", box(400, 0, 800, 400), nil}, drawing{"U3", box(800, 0, 1200, 400), nil}),
		layerOf(t, study.Barriers,
			drawing{"follows", "LINESTRING(430 -50, 430 450)", attrs{"kind": "railway"}},
			drawing{"cuts", "LINESTRING(600 -50, 600 450)", attrs{"kind": "expressway"}},
			drawing{"road", "LINESTRING(1000 -50, 1000 450)", attrs{"kind": "arterial"}},
			drawing{"strip", "LINESTRING(1140 -50, 1140 450)", attrs{"kind": "railway"}},
			drawing{"ends inside", "LINESTRING(100 -50, 100 200)", attrs{"kind": "railway"}},
			drawing{"other", "LINESTRING(200 -50, 200 450)", attrs{"kind": "other"}}))
	f := woven(t, p, zhengzhou(t))
	if d := cmp.Diff([]string{"U1", "U2-1", "U2-2", "U3-1", "U3-2"}, f.atomIDs()); d != "" {
		t.Errorf("atoms (-want +got):\n%s", d)
	}
	want := map[string]string{
		"U1|U2-1":   "control_unit,railway 400; hard",
		"U2-1|U2-2": "expressway 400; hard",
		"U2-2|U3-1": "control_unit 400",
		"U3-1|U3-2": "railway 400; hard",
	}
	if d := cmp.Diff(want, f.inner()); d != "" {
		t.Errorf("borders (-want +got):\n%s", d)
	}
}

// What a barrier would cut off too small stays, and the report says so.
func TestBarrierCutsOffNoCrumbs(t *testing.T) {
	p := drawn(t, layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}),
		layerOf(t, study.Barriers, drawing{"R", "LINESTRING(300 -10, 410 100)", attrs{"kind": "railway"}}))
	f := woven(t, p, zhengzhou(t))
	if len(f.atoms) != 1 || f.atoms[0].Area != 160000 {
		t.Fatalf("atoms %v", f.atomIDs())
	}
	// A triangle with legs of 90 m, 4050 m².
	if len(f.repairs) != 1 || f.repairs[0].Kind != RepairKept || f.repairs[0].Ref != "control_units/U1" || math.Abs(*f.repairs[0].Area-4050) > 1 {
		t.Errorf("repairs %+v", f.repairs)
	}
}

// Narrow rivers are soft, wide ones hard; one of unknown width counts as wide.
func TestStrengthOfBarriers(t *testing.T) {
	l := layerOf(t, study.Barriers,
		drawing{"a", "LINESTRING(0 0, 1 1)", attrs{"kind": "river", "width": 12}},
		drawing{"b", "LINESTRING(0 0, 1 1)", attrs{"kind": "river", "width": 30}},
		drawing{"c", "LINESTRING(0 0, 1 1)", attrs{"kind": "river"}},
		drawing{"d", "LINESTRING(0 0, 1 1)", attrs{"kind": "arterial"}},
		drawing{"e", "LINESTRING(0 0, 1 1)", attrs{"kind": "other"}},
		drawing{"f", "LINESTRING(0 0, 1 1)", nil})
	strength := strengthOf(l, zhengzhou(t))
	var got []string
	for i := range l.IDs {
		if b := strength(i); b == nil {
			got = append(got, "none")
		} else {
			got = append(got, fmt.Sprint(b.ID, " ", b.Hard))
		}
	}
	if d := cmp.Diff([]string{"river false", "wide_river true", "wide_river true", "arterial false", "none", "none"}, got); d != "" {
		t.Error(d)
	}
}

// Land that no district covers.
func TestNoDistrict(t *testing.T) {
	for _, c := range []struct{ option, want string }{
		{"", "control_units/U2 (control_units.geojson): cut by districts: lies in no district"},
		{"nearest", "U1 A, U2 B"},
		{"exclude", "U1 A, U2 -"},
	} {
		p := drawn(t,
			layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}, drawing{"U2", box(400, 0, 800, 400), nil}),
			layerOf(t, study.Districts, drawing{"A", box(0, 0, 400, 400), nil}, drawing{"B", box(700, 420, 800, 500), nil}, drawing{"C", box(850, 0, 900, 100), nil}))
		// A touches U2 and is nearest; so B is to be nearer.
		p.layers[study.Districts] = layerOf(t, study.Districts, drawing{"A", box(-100, 0, 390, 400), nil}, drawing{"B", box(700, 405, 800, 500), nil}, drawing{"C", box(850, 0, 900, 100), nil})
		p.study.Options.NoDistrict = c.option
		rs := zhengzhou(t)
		f, err := weave(context.Background(), p, rs, settingsFor(t, p, rs), nobody{})
		if err != nil {
			if c.option != "" || !strings.HasPrefix(err.Error(), c.want) {
				t.Errorf("%q: %v", c.option, err)
			}
			continue
		}
		var got []string
		for _, a := range f.atoms {
			district := "-"
			if a.District >= 0 {
				district = p.layers[study.Districts].IDs[a.District]
			}
			got = append(got, a.ID+" "+district)
		}
		if s := strings.Join(got, ", "); s != c.want || kindsOfRepairs(f.repairs)[RepairNoDistrict] != 1 {
			t.Errorf("%q: %s, want %s; repairs %v", c.option, s, c.want, kindsOfRepairs(f.repairs))
		}
	}
}

// Where most of a piece lies decides: a strip in a district does not take the rest
// of a control unit there.
func TestStripInDistrict(t *testing.T) {
	for _, c := range []struct {
		option   string
		district int
	}{{"nearest", 0}, {"exclude", -1}} {
		p := drawn(t,
			layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}, drawing{"U2", box(400, 0, 800, 400), nil}),
			layerOf(t, study.Districts, drawing{"A", box(0, 0, 403, 400), nil}))
		p.study.Options.NoDistrict = c.option
		f := woven(t, p, zhengzhou(t))
		if got := f.atoms[1].District; len(f.atoms) != 2 || got != c.district || kindsOfRepairs(f.repairs)[RepairNoDistrict] != 1 {
			t.Errorf("%q: district %d, want %d; repairs %v", c.option, got, c.district, kindsOfRepairs(f.repairs))
		}
	}
}

// Atoms are named after their control units, by numbers where there are several,
// and never as another control unit is.
func TestNamesOfAtoms(t *testing.T) {
	p := drawn(t,
		layerOf(t, study.ControlUnits, drawing{"U", box(0, 0, 800, 400), nil}, drawing{"U-1", box(800, 0, 1200, 400), nil}),
		layerOf(t, study.Barriers, drawing{"R", "LINESTRING(400 -50, 400 450)", attrs{"kind": "railway"}}))
	f := woven(t, p, zhengzhou(t))
	ids := f.atomIDs()
	if len(ids) != 3 || len(slices.Compact(slices.Sorted(slices.Values(ids)))) != 3 || ids[2] != "U-1" {
		t.Errorf("atoms are %v", ids)
	}
}

// A control unit drawn twice is an error that says so.
func TestControlUnitDrawnTwice(t *testing.T) {
	p := drawn(t, layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}, drawing{"U2", box(0, 0, 400, 400), nil}))
	rs := zhengzhou(t)
	_, err := weave(context.Background(), p, rs, settingsFor(t, p, rs), nobody{})
	if err == nil || !strings.Contains(err.Error(), "is it drawn twice?") {
		t.Errorf("error %v", err)
	}
}

// A study that lets cleaning take nothing gets an error for the least overlap;
// without such a word the overlap is a repair.
func TestNoLossAllowed(t *testing.T) {
	p := drawn(t, layerOf(t, study.ControlUnits, drawing{"U1", box(0, 0, 400, 400), nil}, drawing{"U2", box(399, 0, 800, 400), nil}))
	rs := zhengzhou(t)
	set := settingsFor(t, p, rs)
	if _, err := weave(context.Background(), p, rs, set, nobody{}); err != nil {
		t.Fatal(err)
	}
	set.MaxLoss = 0
	if _, err := weave(context.Background(), p, rs, set, nobody{}); err == nil || !strings.Contains(err.Error(), "more than max_loss 0 allows") {
		t.Errorf("error %v", err)
	}
}

// Repairs of cleaning tell the land that moved: the shape of each has its area,
// and lies in the cell that got it, unless it was moved on as a sliver.
func TestRepairsOfCleaning(t *testing.T) {
	rs := zhengzhou(t)
	rapid.Check(t, func(t *rapid.T) {
		p := randomCity(t).p
		f := woven(t, p, rs)
		control := p.layers[study.ControlUnits]
		for _, r := range f.repairs {
			if r.Kind != RepairOverlap && r.Kind != RepairGap {
				continue
			}
			if slices.ContainsFunc(f.repairs, func(s Repair) bool { return s.Kind == RepairSliver && area.Of(s.shape, r.shape) > 0 }) {
				continue
			}
			to := slices.Index(control.IDs, strings.TrimPrefix(r.To, study.ControlUnits+"/"))
			inside := area.Of(f.cells[to], r.shape)
			if math.Abs(geo.Area(r.shape)-*r.Area) > 1e-3 || math.Abs(inside-*r.Area) > 1e-4+1e-3*geo.Length(r.shape) || r.Place == nil {
				t.Errorf("%+v: its shape has %g m², of which %g lie in %s", r, geo.Area(r.shape), inside, r.To)
			}
		}
	})
}

// What a control unit has after cleaning is what was drawn, with what the grid
// and each repair says that it gained or lost.
func TestBooksOfCleaning(t *testing.T) {
	rs := zhengzhou(t)
	kinds := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		p := randomCity(t).p
		f, control := &fabric{}, p.layers[study.ControlUnits]
		if err := f.clean(context.Background(), p, settingsFor(t, p, rs)); err != nil {
			t.Fatalf("%v", err)
		}
		books := map[string]float64{}
		for _, r := range f.repairs {
			kinds[r.Kind]++
			switch r.Kind {
			case RepairMatched, RepairGap:
				books[r.Ref] += *r.Area
			case RepairSliver:
				books[r.Ref] -= *r.Area
				books[r.To] += *r.Area
			case RepairOverlap:
				for _, claim := range append(r.With, r.Ref) {
					if claim != r.To {
						books[claim] -= *r.Area
					}
				}
			}
		}
		for k, cell := range f.cells {
			want := geo.Area(control.Shapes[k]) + f.snapped[k] + books[control.Ref(k).String()]
			if got := geo.Area(cell); math.Abs(got-want) > 1e-3 { // each repair is rounded to 1e-4 m²
				t.Errorf("%s has %.4f m², by the books %.4f", control.IDs[k], got, want)
			}
		}
	})
	if kinds[RepairMatched] == 0 || kinds[RepairGap] == 0 || kinds[RepairOverlap] == 0 {
		t.Errorf("too little was drawn to tell: %v", kinds)
	}
}
