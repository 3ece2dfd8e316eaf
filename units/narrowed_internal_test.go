package units

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/units/study"
)

// An overlay of parts of features is that of the parts laid over the atoms anew.
func TestNarrowed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var homes []drawing
		for i := range rapid.IntRange(1, 5).Draw(t, "homes") {
			x, y := float64(rapid.IntRange(0, 700).Draw(t, "x")), float64(rapid.IntRange(0, 350).Draw(t, "y"))
			homes = append(homes, drawing{fmt.Sprint(i), box(x, y, x+100, y+50), nil})
		}
		r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Parcels, homes...)))
		m, err := newMeasurer(t.Context(), r.p, r.f)
		if err != nil {
			t.Fatal(err)
		}
		o, err := m.overlayOf(study.Parcels)
		if err != nil {
			t.Fatal(err)
		}
		shapes, whole := make([]orb.MultiPolygon, len(homes)), make([]bool, len(homes))
		for i := range homes {
			switch b := geo.Bound(o.shapes[i]); rapid.IntRange(0, 2).Draw(t, "part") {
			case 0:
				shapes[i], whole[i] = o.shapes[i], true
			case 1:
				shapes[i] = read(t, box(b.Min[0], b.Min[1], b.Min[0]+70, b.Max[1])).(orb.MultiPolygon)
			}
		}
		k, err := m.narrowed(o, study.Parcels, shapes, whole)
		if err != nil {
			t.Fatal(err)
		}
		anew, err := m.lay(study.Parcels, shapes)
		if err != nil {
			t.Fatal(err)
		}
		for a := range m.atoms {
			if fmt.Sprint(k.parts[a]) != fmt.Sprint(anew.parts[a]) {
				t.Fatalf("atom %d has %v, want %v", a, k.parts[a], anew.parts[a])
			}
		}
		if fmt.Sprint(k.over, k.sizes) != fmt.Sprint(anew.over, anew.sizes) {
			t.Fatalf("overlaps are %v, want %v", k.over, anew.over)
		}
	})
}
