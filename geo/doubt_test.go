package geo_test

import (
	"math"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"pgregory.net/rapid"

	"renewal/geo"
)

func TestDoubt(t *testing.T) {
	for _, c := range []struct {
		name, shape string
		all, doubt  float64
	}{
		{"sound", "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))", 15, 0},
		{"hole that runs like its shell", "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1))", 15, 0},
		{"two parts that touch", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((1 1,2 1,2 2,1 2,1 1)))", 2, 0},
		{"unclosed", "POLYGON((0 0,2 0,2 2,0 2))", 4, 0},
		{"spike", "POLYGON((0 0,2 0,2 2,2 3,2 2,0 2,0 0))", 4, 0},
		{"bow-tie of equal lobes", "POLYGON((0 0,2 2,2 0,0 2,0 0))", 2, 1},
		{"small lobe", "POLYGON((0 0,4 0,4 2,5 1,5 2,4 1,4 4,0 4,0 0))", 16.25 + 0.25, 0.25},
		{"hole outside its shell", "POLYGON((0 0,2 0,2 2,0 2,0 0),(3 0,4 0,4 1,3 1,3 0))", 5, 1},
		{"hole across its shell", "POLYGON((0 0,2 0,2 2,0 2,0 0),(1 0,3 0,3 1,1 1,1 0))", 5, 2},
		{"hole twice", "POLYGON((0 0,4 0,4 4,0 4,0 0),(1 1,2 1,2 2,1 2,1 1),(1 1,2 1,2 2,1 2,1 1))", 16, 1},
		{"parts that overlap", "MULTIPOLYGON(((0 0,2 0,2 1,0 1,0 0)),((1 0,3 0,3 1,1 1,1 0)))", 3, 1},
		{"part in another", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)),((1 1,2 1,2 2,1 2,1 1)))", 16, 1},
		{"the same part twice", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((0 0,1 0,1 1,0 1,0 0)))", 1, 0},
		{"curl", "POLYGON((0 0,3 0,3 3,1 3,1 1,2 1,2 2,0 2,0 0))", 8, 1},
		{"all in a line", "POLYGON((0 0,1 1,2 2,0 0))", 0, 0},
		{"one point", "POLYGON((1 1))", 0, 0},
		{"nothing", "MULTIPOLYGON EMPTY", 0, 0},
	} {
		drawn, err := wkt.Unmarshal(c.shape)
		if err != nil {
			t.Fatal(err)
		}
		shape, _ := geo.Polygons(drawn)
		fixed, _, _, err := geo.Repair(shape)
		if err != nil {
			t.Fatal(err)
		}
		all, doubt := geo.Doubt(shape, fixed)
		if math.Abs(all-c.all) > 1e-12 || math.Abs(doubt-c.doubt) > 1e-12 {
			t.Errorf("%s: %g of %g m² in doubt, want %g of %g", c.name, doubt, all, c.doubt, c.all)
		}
	}
}

// Of what a mend keeps, no more than the land in doubt is missing from what any
// reading takes, and readings agree on what is valid.
func TestDoubtLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		corner := rapid.SampledFrom([]float64{0, 450_000.1, 3_800_000.7}).Draw(t, "corner")
		var shape orb.MultiPolygon
		for range rapid.IntRange(1, 3).Draw(t, "parts") {
			var p orb.Polygon
			for range rapid.IntRange(1, 2).Draw(t, "rings") {
				r := orb.Ring{}
				for range rapid.IntRange(3, 8).Draw(t, "points") {
					r = append(r, orb.Point{corner + float64(rapid.IntRange(0, 8).Draw(t, "x")), corner + float64(rapid.IntRange(0, 8).Draw(t, "y"))})
				}
				p = append(p, append(r, r[0]))
			}
			shape = append(shape, p)
		}
		fixed, reason, _, err := geo.Repair(shape)
		if err != nil {
			t.Fatal(err)
		}
		all, doubt := geo.Doubt(shape, fixed)
		const rounding = 1e-6 // m²
		after := geo.Area(fixed)
		if doubt < 0 || doubt > all+rounding {
			t.Fatalf("%g of %g m² in doubt", doubt, all)
		}
		if after > all+rounding {
			t.Fatalf("%g m² are left of %g", after, all)
		}
		if reason == "" && (math.Abs(all-after) > rounding || doubt > rounding) {
			t.Fatalf("valid, %g m², but %g of %g m² in doubt", after, doubt, all)
		}
		again, left := geo.Doubt(fixed, fixed)
		if math.Abs(again-after) > rounding || left > rounding {
			t.Fatalf("mended to %g m², of which %g of %g are in doubt", after, left, again)
		}
		if all-after > doubt+rounding {
			t.Fatalf("%g of %g m² are left, but only %g in doubt", after, all, doubt)
		}
	})
}
