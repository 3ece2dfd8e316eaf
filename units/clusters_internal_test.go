package units

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/units/study"
)

func TestClusters(t *testing.T) {
	const frame = "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0), (10 10, 90 10, 90 90, 10 90, 10 10))"
	for _, c := range []struct {
		name   string
		shapes []string
		want   []int
	}{
		{"10 m apart", []string{box(0, 0, 10, 10), box(20, 0, 30, 10)}, []int{0, 0}},
		{"10.001 m apart", []string{box(0, 0, 10, 10), box(20.001, 0, 30, 10)}, []int{0, 1}},
		{"corners 10 m apart: 6 by 8", []string{box(0, 0, 10, 10), box(16, 18, 30, 30)}, []int{0, 0}},
		{"corners more than 10 m apart: 8 by 8", []string{box(0, 0, 10, 10), box(18, 18, 30, 30)}, []int{0, 1}},
		{"a chain", []string{box(0, 0, 10, 10), box(40, 0, 50, 10), box(20, 0, 30, 10)}, []int{0, 0, 0}},
		{"a cross: no vertex near another", []string{box(0, 40, 100, 60), box(40, 0, 60, 100)}, []int{0, 0}},
		{"one deep inside the other", []string{box(0, 0, 100, 100), box(45, 45, 55, 55)}, []int{0, 0}},
		{"in the hole of the other", []string{frame, box(45, 45, 55, 55)}, []int{0, 1}},
		{"a later part deep inside the other", []string{"MULTIPOLYGON(((900 0, 901 0, 901 1, 900 0)), ((45 45, 55 45, 55 55, 45 45)))", box(0, 0, 100, 100)}, []int{0, 0}},
		{"only boxes are near", []string{"POLYGON((0 0, 100 0, 0 100, 0 0))", box(80, 80, 90, 90)}, []int{0, 1}},
		{"the second does not count", []string{box(0, 0, 10, 10), box(12, 0, 18, 10), box(20.001, 0, 30, 10)}, []int{0, -1, 1}},
		{"none", nil, []int{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var shapes []orb.MultiPolygon
			for _, s := range c.shapes {
				area, _ := geo.Polygons(read(t, s))
				shapes = append(shapes, area)
			}
			got, err := clusters(context.Background(), shapes, func(i int) bool { return c.want[i] >= 0 }, 10, 0)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("got %v, %v, want %v", got, err, c.want)
			}
		})
	}
}

// Clusters are those of the relation "within the distance", worked out one pair
// at a time.
func TestClustersAreConnected(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var shapes []orb.MultiPolygon
		for range rapid.IntRange(1, 7).Draw(t, "areas") {
			x, y := rapid.IntRange(0, 60).Draw(t, "x"), rapid.IntRange(0, 60).Draw(t, "y")
			w, h := rapid.IntRange(1, 30).Draw(t, "width"), rapid.IntRange(1, 30).Draw(t, "height")
			area, _ := geo.Polygons(read(t, box(float64(x), float64(y), float64(x+w), float64(y+h))))
			shapes = append(shapes, area)
		}
		distance := float64(rapid.IntRange(0, 12).Draw(t, "distance"))
		of, err := clusters(context.Background(), shapes, func(int) bool { return true }, distance, 1)
		if err != nil {
			t.Fatal(err)
		}
		// Rectangles along the axes are apart by their gaps in x and y.
		want := make([]int, len(shapes))
		for i := range want {
			want[i] = i
		}
		for range shapes {
			for i, a := range shapes {
				for j, b := range shapes {
					p, q := a.Bound(), b.Bound()
					dx, dy := max(0, p.Min[0]-q.Max[0], q.Min[0]-p.Max[0]), max(0, p.Min[1]-q.Max[1], q.Min[1]-p.Max[1])
					if dx*dx+dy*dy <= distance*distance {
						want[i], want[j] = min(want[i], want[j]), min(want[i], want[j])
					}
				}
			}
		}
		for i := range of {
			for j := range of {
				if (of[i] == of[j]) != (want[i] == want[j]) {
					t.Fatalf("clusters are %v, want %v", of, want)
				}
			}
		}
		if of[0] != 0 {
			t.Fatalf("the first cluster is %d", of[0])
		}
	})
}

// What a border would cut apart of a cluster is the smaller side of its land, and
// land of a cluster counts once however many of its features cover it.
func TestClustersCutByABorder(t *testing.T) {
	village := func(id string, x0, x1 float64) drawing {
		return drawing{id, box(x0, 0, x1, 100), attrs{"kind": "urban_village"}}
	}
	for _, c := range []struct {
		name     string
		features []drawing
		want     float64 // ha
	}{
		{"one across the border", []drawing{village("a", 200, 500)}, 1},
		{"the same twice", []drawing{village("a", 200, 500), village("b", 200, 500)}, 1},
		{"one that overlaps another in part", []drawing{village("a", 300, 450), village("b", 350, 500)}, 1},
		{"near each other, one on either side", []drawing{village("a", 200, 395), village("b", 405, 505)}, 1},
		{"far from each other", []drawing{village("a", 0, 200), village("b", 600, 700)}, 0},
		{"of two kinds", []drawing{village("a", 300, 450), {"b", box(300, 200, 450, 300), attrs{"kind": "old_block"}}}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := running(t, drawn(t, twoUnits(t), layerOf(t, study.Resources, c.features...)))
			if len(r.j.between) != 1 || math.Abs(r.j.between[0]-c.want) > 1e-9 {
				t.Errorf("the border would cut %v ha, want %g", r.j.between, c.want)
			}
		})
	}
}
