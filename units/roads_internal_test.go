package units

import (
	"math"
	"testing"

	"renewal/units/study"
)

// Four control units that stop at the red lines of two roads, 30 m wide, which
// cross in the middle.
func crossing(t fataler) *prepared {
	return drawn(t, layerOf(t, study.ControlUnits,
		drawing{"SW", box(0, 0, 385, 385), nil}, drawing{"SE", box(415, 0, 800, 385), nil},
		drawing{"NW", box(0, 415, 385, 800), nil}, drawing{"NE", box(415, 415, 800, 800), nil}))
}

func TestRoads(t *testing.T) {
	for _, c := range []struct {
		roads       string
		width       float64
		each, moved float64 // m² of each control unit afterwards, NaN if they differ; m² that changed hands
	}{
		{study.RoadsKeep, 80, 385 * 385, 0},
		{study.RoadsSplit, 80, 400 * 400, 800*800 - 4*385*385},
		{study.RoadsSplit, 20, 385 * 385, 0}, // the roads are wider
		{study.RoadsAssign, 80, math.NaN(), 800*800 - 4*385*385},
	} {
		t.Run(c.roads, func(t *testing.T) {
			p := crossing(t)
			p.study.Options.Roads, p.study.Options.RoadWidth = c.roads, &c.width
			f := woven(t, p, zhengzhou(t))
			mustTile(t, f.cells)
			moved := 0.0
			for _, r := range f.repairs {
				if r.Kind == RepairRoad {
					moved += *r.Area
				}
			}
			if math.Abs(moved-c.moved) > 1 {
				t.Errorf("%.1f m² went to control units, want %.1f", moved, c.moved)
			}
			total := 0.0
			for i := range f.atoms {
				if a := f.atoms[i].Area; !math.IsNaN(c.each) && math.Abs(a-c.each) > 1 {
					t.Errorf("%s has %.1f m², want %.1f", f.atoms[i].ID, a, c.each)
				}
				total += f.atoms[i].Area
			}
			if want := 4*385*385 + moved; math.Abs(total-want) > 1e-3 {
				t.Errorf("%.4f m² in all, want %.4f", total, want)
			}
			met := 0
			for _, b := range f.borders {
				if b.A >= 0 && b.Length > 300 {
					met++
				}
			}
			if want := map[bool]int{true: 4, false: 0}[c.moved > 0]; met != want {
				t.Errorf("%d pairs of neighbours, want %d", met, want)
			}
		})
	}
}
