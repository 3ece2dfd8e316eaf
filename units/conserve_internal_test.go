package units

import (
	"math"
	"testing"

	"renewal/units/study"
)

// Parcels inside, across the border of two units, over the rim, round a hole between
// units and far outside.
func TestConserve(t *testing.T) {
	units := layerOf(t, study.ControlUnits,
		drawing{"W", "POLYGON((0 0, 400 0, 400 100, 300 100, 300 300, 400 300, 400 400, 0 400, 0 0))", nil},
		drawing{"E", "POLYGON((400 0, 800 0, 800 400, 400 400, 400 300, 500 300, 500 100, 400 100, 400 0))", nil})
	r := running(t, drawn(t, units, layerOf(t, study.Parcels,
		drawing{"inside", box(10, 10, 20, 20), nil},
		drawing{"on the border", box(390, 0, 410, 100), nil},
		drawing{"over the rim", "POLYGON((-10 0, 33.3 7.1, 20 50, -10 50, -10 0))", nil},
		drawing{"round the hole", box(250, 50, 550, 350), nil},
		drawing{"in the hole", box(310, 110, 320, 120), nil},
		drawing{"outside", box(-500, -500, -400, -400), nil},
		drawing{"all", box(-100, -100, 900, 500), nil},
		drawing{"all again", box(-100, -100, 900, 500), nil})))
	c := r.m.conserved
	if c.WorstRelative > mostMissing || c.Features != 8 {
		t.Errorf("%+v", c)
	}
	const hole, land = 200 * 200, 800*400 - 200*200
	const rim = 10*50 - 10*(7.1/43.3*10)/2 // the lower edge of the parcel over the rim climbs
	if want := rim + hole + 100 + 10_000 + 2*(1000*600-land); math.Abs(c.OutsideM2-want) > 0.001 {
		t.Errorf("%g m² outside, want %g", c.OutsideM2, want)
	}
}

// Parts that are missing are told.
func TestConserveTells(t *testing.T) {
	r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels, drawing{"a", box(390, 0, 410, 10), nil}, drawing{"b", box(0, 0, 10, 10), nil})))
	for a := range r.m.parcels.parts {
		for k := range r.m.parcels.parts[a] {
			if p := &r.m.parcels.parts[a][k]; p.feature == 0 {
				p.area -= 1e-6
			}
		}
	}
	c, err := conserve(t.Context(), r.p, r.f, r.m.parcels, r.set)
	if err != nil || c.WorstFeature != "parcels/a" || math.Abs(c.WorstRelative-1e-8) > 1e-9 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestUpTo(t *testing.T) {
	for _, c := range []struct {
		v      float64
		digits int
		want   float64
	}{{0, 2, 0}, {1.21e-12, 2, 1.3e-12}, {9.91, 2, 10}, {100, 1, 100}, {3.01, 1, 4}} {
		if got := upTo(c.v, c.digits); math.Abs(got-c.want) > 1e-12*c.want {
			t.Errorf("%g: %g, want %g", c.v, got, c.want)
		}
	}
}
