package inspect

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

// circle is a ring of n points, closed.
func circle(n int, radius float64) orb.Ring {
	var r orb.Ring
	for i := range n {
		a := 2 * math.Pi * float64(i) / float64(n)
		r = append(r, orb.Point{math.Round(radius * math.Cos(a) * 1000), math.Round(radius * math.Sin(a) * 1000)})
	}
	for i := range r {
		r[i][0], r[i][1] = r[i][0]/1000, r[i][1]/1000
	}
	return append(r, r[0])
}

func kindsOf(flaws []flaw) string {
	var kinds []string
	for _, f := range flaws {
		kinds = append(kinds, fmt.Sprintf("%s %d", f.kind, f.count))
	}
	slices.Sort(kinds)
	return fmt.Sprint(kinds)
}

func TestRingFlaws(t *testing.T) {
	swap := func(r orb.Ring, i, j int) orb.Ring { r[i], r[j] = r[j], r[i]; return r }
	reverse := func(r orb.Ring, i, j int) orb.Ring { slices.Reverse(r[i:j]); return r }
	for _, c := range []struct {
		name string
		ring orb.Ring
		want string
	}{
		{"a circle", circle(60, 100), "[]"},
		{"a square", orb.Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}, "[]"},
		{"two corners swapped", orb.Ring{{0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}}, "[bow_tie 2]"},
		{"neighbours swapped", swap(circle(60, 100), 7, 8), "[bow_tie 2]"},
		{"neighbours but one swapped", swap(circle(60, 100), 7, 9), "[bow_tie 3]"},
		{"the same across the first point", swap(circle(60, 100), 58, 59), "[bow_tie 2]"},
		{"swapped along a straight line", orb.Ring{{0, 0}, {30, 0}, {20, 0}, {10, 0}, {40, 0}, {40, 40}, {0, 40}, {0, 0}}, "[bow_tie 3]"},
		{"a stretch backwards", reverse(circle(60, 100), 10, 25), "[self_crossing 15]"},
		{"two bow-ties", swap(swap(circle(60, 100), 7, 9), 40, 42), "[bow_tie 3 bow_tie 3]"},
		{"a spike", orb.Ring{{0, 0}, {10, 0}, {10, 5}, {16, 5}, {10, 5}, {10, 10}, {0, 10}, {0, 0}}, "[spike 0]"},
		{"a needle", orb.Ring{{0, 0}, {10, 0}, {10, 5}, {16, 5}, {10, 5.001}, {10, 10}, {0, 10}, {0, 0}}, "[spike 0]"},
		{"a thin wedge", orb.Ring{{0, 0}, {10, 0}, {10, 5}, {16, 5}, {10, 5.5}, {10, 10}, {0, 10}, {0, 0}}, "[]"},
		{"repeated points", orb.Ring{{0, 0}, {0, 0}, {10, 0}, {10, 10}, {10, 10}, {0, 10}, {0, 0}}, "[repeated_points 2]"},
		{"not closed", orb.Ring{{0, 0}, {10, 0}, {10, 10}, {0, 10}}, "[not_closed 0]"},
		{"two points", orb.Ring{{0, 0}, {10, 0}, {0, 0}}, "[too_few_points 2]"},
		{"one point", orb.Ring{{0, 0}, {0, 0}, {0, 0}, {0, 0}}, "[too_few_points 1]"},
		{"no points", orb.Ring{}, "[]"},
	} {
		if got := kindsOf(ringFlaws(c.ring, true)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestShapeFaults(t *testing.T) {
	square := func(x, y, side float64) orb.Ring {
		return orb.Ring{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}
	}
	for _, c := range []struct {
		name  string
		shape orb.MultiPolygon
		want  string
	}{
		{"a hole", orb.MultiPolygon{{square(0, 0, 10), square(2, 2, 3)}}, "[]"},
		{"a hole that pokes out", orb.MultiPolygon{{square(0, 0, 10), square(8, 8, 4)}}, "[hole_across]"},
		{"a hole outside", orb.MultiPolygon{{square(0, 0, 10), square(20, 0, 4)}}, "[hole_outside]"},
		{"a hole in a hole", orb.MultiPolygon{{square(0, 0, 10), square(2, 2, 6), square(4, 4, 1)}}, "[nested_holes]"},
		{"parts that overlap", orb.MultiPolygon{{square(0, 0, 10)}, {square(8, 8, 10)}}, "[parts_overlap]"},
		{"a part in a part", orb.MultiPolygon{{square(0, 0, 10)}, {square(2, 2, 2)}}, "[parts_overlap]"},
		{"parts apart", orb.MultiPolygon{{square(0, 0, 10)}, {square(20, 2, 2)}}, "[]"},
		{"an outline that meets itself", orb.MultiPolygon{{{{0, 0}, {10, 0}, {10, 10}, {5, 0}, {0, 10}, {0, 0}}}}, "[self_touching]"},
	} {
		var kinds []Kind
		for _, f := range shapeFaults(c.shape) {
			kinds = append(kinds, f.kind)
		}
		if got := fmt.Sprint(kinds); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	if f := shapeFaults(orb.MultiPolygon{{square(0, 0, 10)}, {square(8, 8, 10)}}); *f[0].area != 4 {
		t.Errorf("parts overlap by %v, want 4", *f[0].area)
	}
}

// The index misses no pair of edges that cross.
func TestEdgeCrossings(t *testing.T) {
	coordinate := rapid.IntRange(0, 20)
	rapid.Check(t, func(t *rapid.T) {
		var points []orb.Point
		for range rapid.IntRange(3, 30).Draw(t, "points") {
			points = append(points, orb.Point{float64(coordinate.Draw(t, "x")), float64(coordinate.Draw(t, "y"))})
		}
		n := len(points)
		var want []crossing
		for i := range n {
			for j := i + 1; j < n; j++ {
				if at, ok := crossAt(points[i], points[(i+1)%n], points[j], points[(j+1)%n]); ok {
					want = append(want, crossing{i, j, at})
				}
			}
		}
		if got := edgeCrossings(points); !slices.Equal(got, want) {
			t.Fatalf("found %v, want %v", got, want)
		}
	})
}

// Something is wrong with a shape, repeated points aside, exactly if GEOS says
// that it is not valid; and nothing panics.
func TestFaultsAgreeWithGEOS(t *testing.T) {
	coordinate := rapid.IntRange(0, 6)
	rapid.Check(t, func(t *rapid.T) {
		var shape orb.MultiPolygon
		for range rapid.IntRange(1, 2).Draw(t, "polygons") {
			var polygon orb.Polygon
			for range rapid.IntRange(1, 2).Draw(t, "rings") {
				var ring orb.Ring
				for range rapid.IntRange(1, 7).Draw(t, "points") {
					ring = append(ring, orb.Point{float64(coordinate.Draw(t, "x")), float64(coordinate.Draw(t, "y"))})
				}
				polygon = append(polygon, append(ring, ring[0]))
			}
			shape = append(shape, polygon)
		}
		wrong := false
		for _, f := range shapeFaults(shape) {
			wrong = wrong || f.kind != Repeated
			if specs[f.kind].zh == "" || f.message == "" {
				t.Fatalf("%s says nothing", f.kind)
			}
		}
		if reason, _ := geo.Check(shape); wrong != (reason != "") {
			t.Fatalf("wrong: %v, GEOS: %q", wrong, reason)
		}
	})
}
