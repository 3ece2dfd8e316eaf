package units

import (
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo/area"
)

// randomLands are a few boxes on a coarse grid, so that many overlap, touch or are
// the same.
func randomLands(t *rapid.T, name string) []orb.MultiPolygon {
	var shapes []orb.MultiPolygon
	for range rapid.IntRange(0, 5).Draw(t, name) {
		x, y := 50*float64(rapid.IntRange(0, 7).Draw(t, "x")), 50*float64(rapid.IntRange(0, 4).Draw(t, "y"))
		w, h := 50*float64(rapid.IntRange(1, 5).Draw(t, "w")), 50*float64(rapid.IntRange(1, 5).Draw(t, "h"))
		shapes = append(shapes, read(t, box(x, y, x+w, y+h)).(orb.MultiPolygon))
	}
	return shapes
}

func twoAtoms(t *rapid.T) []*area.Outline {
	return []*area.Outline{
		area.Prepare(read(t, box(0, 0, 200, 400)).(orb.MultiPolygon)),
		area.Prepare(read(t, box(200, 0, 400, 400)).(orb.MultiPolygon)),
	}
}

// samePlaces fails unless two overlays have the same features in the same places.
func samePlaces(t *rapid.T, got, want *overlay) {
	t.Helper()
	if fmt.Sprint(got.shapes, got.sizes, got.over) != fmt.Sprint(want.shapes, want.sizes, want.over) {
		t.Fatalf("features are %v, overlapping %v; want %v, %v", got.sizes, got.over, want.sizes, want.over)
	}
	for a := range want.parts {
		if len(got.parts[a]) != len(want.parts[a]) {
			t.Fatalf("atom %d has %v, want %v", a, got.parts[a], want.parts[a])
		}
		for k, p := range want.parts[a] {
			if q := got.parts[a][k]; q.feature != p.feature || math.Abs(q.area-p.area) > 1e-9 {
				t.Fatalf("atom %d has %v, want %v", a, got.parts[a], want.parts[a])
			}
		}
	}
}

// Overlays put together, and parts of one, are what laying the same features over
// the atoms gives.
func TestOverlaysOfOverlays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		atoms := twoAtoms(t)
		lay := func(shapes []orb.MultiPolygon) *overlay {
			o, err := layOver(t.Context(), ground{}, atoms, shapes, 1)
			if err != nil {
				t.Fatal(err)
			}
			return o
		}
		var all []orb.MultiPolygon
		var of []*overlay
		for range rapid.IntRange(1, 3).Draw(t, "layers") {
			shapes := randomLands(t, "features")
			all, of = append(all, shapes...), append(of, lay(shapes))
		}
		got, err := joined(t.Context(), ground{}, of, len(atoms), 1)
		if err != nil {
			t.Fatal(err)
		}
		samePlaces(t, got, lay(all))

		var some []int32
		var those []orb.MultiPolygon
		for i, s := range all {
			if rapid.Bool().Draw(t, "taken") {
				some, those = append(some, int32(i)), append(those, s)
			}
		}
		samePlaces(t, got.only(some), lay(those))
	})
}
