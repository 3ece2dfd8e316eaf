package units

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"renewal/geo"
)

// Land that features of one key cover counts once in every atom, land of two keys
// for both, whatever overlaps, touches or repeats what. Features lie on a grid of
// 50 m, so land is counted by its cells.
func TestCoveredCountsLandOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		atoms, shapes := twoAtoms(t), randomLands(t, "features")
		keys := make([]int, len(shapes))
		for i := range keys {
			keys[i] = rapid.IntRange(-1, 2).Draw(t, "key")
		}
		o, err := layOver(t.Context(), ground{}, atoms, shapes, 1)
		if err != nil {
			t.Fatal(err)
		}
		got, err := o.coveredBy(t.Context(), atoms, func(i int) int { return keys[i] }, 1)
		if err != nil {
			t.Fatal(err)
		}
		for a := range atoms {
			want := map[int]float64{}
			for x := 200*float64(a) + 25; x < 200*float64(a+1); x += 50 {
				for y := 25.0; y < 400; y += 50 {
					has := map[int]bool{}
					for i, s := range shapes {
						b := geo.Bound(s)
						if keys[i] >= 0 && b.Min[0] < x && x < b.Max[0] && b.Min[1] < y && y < b.Max[1] {
							has[keys[i]] = true
						}
					}
					for key := range has {
						want[key] += 50 * 50
					}
				}
			}
			if len(got[a]) != len(want) {
				t.Fatalf("atom %d has %v, want %v", a, got[a], want)
			}
			for k, of := range got[a] {
				if math.Abs(of.area-want[of.key]) > 1e-6 || k > 0 && got[a][k-1].key >= of.key {
					t.Fatalf("atom %d has %v, want %v", a, got[a], want)
				}
			}
		}
	})
}
