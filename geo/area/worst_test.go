package area_test

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/area"
)

// offsets are those of local coordinates, of Gauss-Krüger zones, and beyond.
var offsets = []orb.Point{{0, 0}, {500000, 4e6}, {4e6, 4e6}, {1e7, 1e7}, {-1e7, 1e7}}

// agree fails unless all ways to measure are right to 10⁻⁹ of the smaller area or
// 10⁻⁶ m², whichever is more.
func agree(t *rapid.T, a, b orb.MultiPolygon) {
	t.Helper()
	want, _ := exactShared(a, b).Float64()
	least := math.Min(geo.Area(a), geo.Area(b))
	for way, got := range []float64{area.Of(a, b), area.Of(b, a), area.Prepare(a).Of(b), area.Prepare(b).Of(a)} {
		if !(math.Abs(got-want) <= max(1e-9*least, 1e-6)) || got < 0 || got > least*(1+1e-12) {
			t.Fatalf("%v\n%v\nway %d: %v, want %v", a, b, way, got, want)
		}
	}
}

// Strips a kilometre long whose sides are all but parallel: they differ by a few
// millimetres at most from end to end, and cross somewhere, or run on one line.
func TestNearParallelEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		by, turn := rapid.SampledFrom(offsets).Draw(t, "offset"), float64(rapid.IntRange(-400, 400).Draw(t, "turn"))
		tiny := func(name string) float64 {
			return rapid.SampledFrom([]float64{0, 0, 1, -1, 3, -2}).Draw(t, name) * math.Pow(10, float64(rapid.IntRange(-9, -3).Draw(t, "digits")))
		}
		strip := func(low, high float64) orb.MultiPolygon {
			return moved(closed(orb.Ring{{0, low + tiny("a")}, {1000, turn + low + tiny("b")}, {1000, turn + high + tiny("c")}, {0, high + tiny("d")}}), 1, by)
		}
		a := strip(0, 10)
		for _, b := range []orb.MultiPolygon{strip(0, 10), strip(10, 20), strip(5, 15), strip(9.99, 10.01)} {
			agree(t, a, b)
		}
	})
}

// Rings that touch themselves in a point, with bays that end in it, and holes that
// touch their shell and each other.
func TestSelfTouchingRings(t *testing.T) {
	touching := []orb.MultiPolygon{
		closed(orb.Ring{{0, 0}, {10, 0}, {10, 10}, {5, 5}, {0, 10}, {5, 5}}),                                                // two lobes in (5, 5)
		closed(orb.Ring{{0, 0}, {5, 0}, {3, 3}, {7, 3}, {5, 0}, {10, 0}, {10, 10}, {0, 10}}),                                // a bay closed by its mouth
		closed(rectangle(0, 0, 10, 10), orb.Ring{{0, 5}, {5, 8}, {5, 2}}, orb.Ring{{5, 5}, {8, 7}, {8, 3}}),                 // holes from the shell inwards
		closed(rectangle(0, 0, 10, 10), orb.Ring{{2, 2}, {2, 5}, {5, 5}, {5, 2}}, orb.Ring{{5, 5}, {5, 8}, {8, 8}, {8, 5}}), // holes in a chain
	}
	rapid.Check(t, func(t *rapid.T) {
		by := rapid.SampledFrom(offsets).Draw(t, "offset")
		a := moved(rapid.SampledFrom(touching).Draw(t, "first"), 100, by)
		b := moved(rapid.SampledFrom(touching).Draw(t, "second"), float64(rapid.SampledFrom([]int{50, 100, 130}).Draw(t, "scale")),
			orb.Point{by[0] + float64(rapid.IntRange(-8, 8).Draw(t, "x"))*50, by[1] + float64(rapid.IntRange(-8, 8).Draw(t, "y"))*50})
		agree(t, a, b)
	})
}

// A square with 90 by 90 holes of 2 m by 3 m, 10 m apart, in every window.
func TestThousandsOfHoles(t *testing.T) {
	const n, pitch = 90, 10.0
	for _, by := range offsets {
		rings := []orb.Ring{rectangle(0, 0, n*pitch, n*pitch)}
		for x := range n {
			for y := range n {
				r := rectangle(float64(x)*pitch+4, float64(y)*pitch+4, float64(x)*pitch+6, float64(y)*pitch+7)
				slices.Reverse(r)
				rings = append(rings, r)
			}
		}
		sieve := moved(closed(rings...), 1, by)
		outline := area.Prepare(sieve)
		// covered is what of the stretch from 0 to v the holes take.
		covered := func(v, from, to float64) float64 {
			whole := math.Floor(v / pitch)
			return whole*(to-from) + min(max(v-whole*pitch-from, 0), to-from)
		}
		for _, w := range [][4]float64{{0, 0, 900, 900}, {0, 0, 5, 5}, {4, 4, 6, 7}, {17, 3, 881, 895}, {14.5, 14.5, 25.25, 205.75}, {-50, 300, 950, 301}} {
			x0, x1 := max(w[0], 0), min(w[2], n*pitch)
			holes := (covered(x1, 4, 6) - covered(x0, 4, 6)) * (covered(w[3], 4, 7) - covered(w[1], 4, 7))
			want := (x1-x0)*(w[3]-w[1]) - holes
			window := moved(closed(rectangle(w[0], w[1], w[2], w[3])), 1, by)
			for way, got := range []float64{outline.Of(window), area.Prepare(window).Of(sieve), area.Of(sieve, window)} {
				if math.Abs(got-want) > 1e-6 {
					t.Errorf("at %v, window %v, way %d: %v, want %v", by, w, way, got, want)
				}
			}
		}
	}
}

// One parcel over 1,600 atoms, some of them twice: what lies in each is exact, and
// they add up to it.
func TestOneOverManyAreas(t *testing.T) {
	for _, by := range offsets {
		var atoms []orb.MultiPolygon
		for x := range 40 {
			for y := range 40 {
				atoms = append(atoms, moved(closed(rectangle(float64(x)*8, float64(y)*8, float64(x)*8+8, float64(y)*8+8)), 1, by))
			}
		}
		atoms = append(atoms, nil, orb.MultiPolygon{}, atoms[41])
		parcel := moved(closed(orb.Ring{{4, 4}, {316, 4}, {316, 316}, {4, 160}}), 1, by)
		pairs, err := area.Overlay(t.Context(), atoms, []orb.MultiPolygon{parcel}, area.OverlayOptions{})
		if err != nil {
			t.Fatal(err)
		}
		sum := 0.0
		for _, p := range pairs {
			if want, _ := exactShared(atoms[p.A], parcel).Float64(); math.Abs(p.Area-want) > 1e-9*want {
				t.Fatalf("at %v, atom %d has %v, want %v", by, p.A, p.Area, want)
			}
			if p.A < 1600 {
				sum += p.Area
			}
		}
		if want := geo.Area(parcel); len(pairs) < 1000 || math.Abs(sum-want) > 1e-12*want {
			t.Errorf("at %v: %d parts add up to %v, want %v", by, len(pairs), sum, want)
		}
		if last := pairs[len(pairs)-1]; last.A != 1602 || last.Area != 64 {
			t.Errorf("at %v the repeated atom has %v, want 64", by, last)
		}
	}
}

// Layers that are empty, or hold nothing but empty areas, have no pairs.
func TestEmptyLayers(t *testing.T) {
	square := []orb.MultiPolygon{closed(rectangle(0, 0, 1, 1))}
	for _, none := range [][]orb.MultiPolygon{nil, {}, {nil}, {{}, nil, {{}}, {{{}}}}} {
		for _, k := range [][2][]orb.MultiPolygon{{none, square}, {square, none}, {none, none}} {
			if pairs, err := area.Overlay(t.Context(), k[0], k[1], area.OverlayOptions{}); err != nil || len(pairs) > 0 {
				t.Errorf("%v and %v: %v, %v", k[0], k[1], pairs, err)
			}
		}
		if pairs, err := area.Overlaps(t.Context(), none, area.OverlayOptions{}); err != nil || len(pairs) > 0 {
			t.Errorf("%v: %v, %v", none, pairs, err)
		}
	}
}
