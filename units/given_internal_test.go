package units

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"renewal/rules"
	"renewal/units/study"
)

// given are the facts of each unit by the least of its atoms.
func (r *run) given() map[string]rules.Facts {
	g := newGivens(r.p, r.f, r.m, r.rs, r.set, r.us)
	all := map[string]rules.Facts{}
	for i := range r.us {
		facts := rules.Facts{}
		g.add(facts, i, &r.us[i])
		all[r.f.atoms[r.us[i].Atoms[0]].ID] = facts
	}
	return all
}

func (r *run) mustGive(t *testing.T, unit, id string, want float64) {
	t.Helper()
	q, ok := r.given()[unit][id]
	if !ok || !q.Exact() || !same(q.Low, want) {
		t.Errorf("%s of %s is %v, want %g", id, unit, q, want)
	}
}

// A square of 400 m, and a frame of it with a square hole of 100 m that no
// control unit has.
//
//	400 +------+------+
//	    |      | +--+ |
//	    |  W   | +--+ |
//	  0 +------+------+
//	    0     400    800
func TestGivenShapes(t *testing.T) {
	frame := "POLYGON((400 0, 800 0, 800 400, 400 400, 400 0), (500 100, 500 200, 600 200, 600 100, 500 100))"
	r := running(t, drawn(t, layerOf(t, study.ControlUnits, drawing{"W", box(0, 0, 400, 400), nil}, drawing{"F", frame, nil})))
	for _, c := range []struct {
		unit, id string
		want     float64
	}{
		{"W", "perimeter", 1600}, {"F", "perimeter", 2000}, {"W", "holes", 0}, {"F", "holes", 1}, {"W", "parts", 1}, {"F", "parts", 1},
		{"W", "alignment", 1}, {"F", "alignment", 1}, {"F", "split_control_units", 0}, {"W", "corridor_unit", 0}, {"W", "cut_parcels", 0},
	} {
		r.mustGive(t, c.unit, c.id, c.want)
	}
	if q := r.given()["W"]["hard_inside"]; q.Known() || !slices.Equal(q.Why, []string{study.Barriers}) {
		t.Errorf("without barriers, those inside are %v because of %v", q, q.Why)
	}
}

// A district cuts U at a fifth: neither piece is all of its control unit. The
// piece of 32,000 m² fits it by a fifth, that of 128,000 m² by four fifths.
func TestGivenAlignmentOfPieces(t *testing.T) {
	r := running(t, drawn(t, layerOf(t, study.ControlUnits, drawing{"U", box(0, 0, 400, 400), nil}),
		layerOf(t, study.Districts, drawing{"A", box(-9, -9, 80, 409), nil}, drawing{"B", box(80, -9, 409, 409), nil})))
	r.mustGive(t, "U-1", "alignment", 0.2)
	r.mustGive(t, "U-2", "alignment", 0.8)
	r.mustGive(t, "U-1", "split_control_units", 1)
	for i := range r.us {
		if s := r.us[i].Shares; len(s) != 1 || s[0].ID != "U" || s[0].Share != []float64{0.2, 0.8}[i] {
			t.Errorf("%s has shares %v", r.us[i].ID, s)
		}
	}
}

// The alignment is the best over all unions of control units.
func TestAlignmentIsTheBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "control units")
		g := &givens{share: []map[int]float64{{}}, whole: map[int]float64{}}
		u := &Unit{}
		for k := range n {
			g.whole[k] = float64(rapid.IntRange(1, 100).Draw(t, "area"))
			g.share[0][k] = float64(rapid.IntRange(1, 10).Draw(t, "tenths")) / 10
			u.ControlUnits = append(u.ControlUnits, k)
			u.Area += g.share[0][k] * g.whole[k]
		}
		best := 0.0
		for set := 1; set < 1<<n; set++ {
			shared, all := 0.0, u.Area
			for k := range n {
				if set>>k&1 == 1 {
					shared += g.share[0][k] * g.whole[k]
					all += (1 - g.share[0][k]) * g.whole[k]
				}
			}
			best = max(best, shared/all)
		}
		if got := g.alignment(0, u); !same(got, best) {
			t.Fatalf("got %.12f, the best is %.12f", got, best)
		}
	})
}

// Parcels across the border of W and E, by what lies on the smaller side.
func TestGivenCutParcels(t *testing.T) {
	for _, c := range []struct {
		name    string
		parcels []string
		w, e    float64
	}{
		{"half and half", []string{box(350, 0, 450, 100)}, 1, 1},
		{"4 in 100 of it", []string{box(304, 0, 404, 100)}, 0, 0},
		{"150 m² of it", []string{box(380, 0, 415, 10)}, 0, 0},
		{"a strip of 6 in 100, 600 m²", []string{box(306, 0, 406, 100)}, 1, 1},
		{"along the border", []string{box(300, 0, 400, 100), box(400, 0, 500, 100)}, 0, 0},
		{"out of the study", []string{box(-50, 0, 50, 100)}, 1, 0},
		{"two of them", []string{box(350, 0, 450, 100), box(350, 200, 450, 300)}, 2, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			var parcels []drawing
			for i, p := range c.parcels {
				parcels = append(parcels, drawing{fmt.Sprint(i), p, nil})
			}
			r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels, parcels...)))
			r.mustGive(t, "W", "cut_parcels", c.w)
			r.mustGive(t, "E", "cut_parcels", c.e)
		})
	}
}

// A parcel across atoms of one unit is not cut.
func TestParcelsInsideAUnitAreNotCut(t *testing.T) {
	p := fourUnits(t)
	p.layers[study.Parcels] = layerOf(t, study.Parcels, drawing{"a", box(300, 100, 500, 200), attrs{"landuse": "0703", "character": 0}})
	r := running(t, p)
	if r.divided() != "NE NW SE+SW" {
		t.Fatalf("units are %s", r.divided())
	}
	r.mustGive(t, "SE", "cut_parcels", 0)
	r.mustGive(t, "SE", "alignment", 1)
}

// Barriers within 40 m of the outline run along it; those further in are inside.
func TestGivenHardInside(t *testing.T) {
	for _, c := range []struct {
		name, line, kind string
		want             float64
	}{
		{"along the edge", "LINESTRING(30 0, 30 400)", "railway", 0},
		{"a stub of 100 m, of which 40 are at the edge", "LINESTRING(200 0, 200 100)", "railway", 60},
		{"soft", "LINESTRING(200 0, 200 100)", "arterial", 0},
		{"outside", "LINESTRING(900 0, 900 400)", "railway", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Barriers, drawing{"B", c.line, attrs{"kind": c.kind}})))
			r.mustGive(t, "W", "hard_inside", c.want)
		})
	}
}
