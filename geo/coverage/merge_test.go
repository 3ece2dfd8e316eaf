package coverage_test

import (
	"context"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

func merge(t *testing.T, cells []orb.MultiPolygon, groups ...[]int) []orb.MultiPolygon {
	t.Helper()
	got, err := coverage.Merge(context.Background(), cells, groups, 0)
	if err != nil {
		t.Fatal(err)
	}
	mustBeCoverage(t, got)
	return got
}

func TestMergeDropsSharedEdges(t *testing.T) {
	got, err := coverage.Merge(context.Background(), threeCells(t), [][]int{{0, 2}, {1}}, 0)
	if err != nil {
		t.Fatal(err)
	}
	mustBeCoverage(t, got)
	if a := geo.Area(got[0]); a != 3 {
		t.Errorf("the union has %g m², want 3", a)
	}
	if n := len(got[0][0][0]); n != 8 {
		t.Errorf("the union has %d points, want all 7 of the border and the first again", n)
	}
}

// 3 +---+---+---+
//
//	| 6 | 7 | 8 |
//
// 2 +---+---+---+
//
//	| 3 | 4 | 5 |
//
// 1 +---+---+---+
//
//	| 0 | 1 | 2 |
//
// 0 +---+---+---+
func nineCells() []orb.MultiPolygon {
	var cells []orb.MultiPolygon
	for y := range 3 {
		for x := range 3 {
			low := orb.Point{float64(x), float64(y)}
			ring := orb.Bound{Min: low, Max: orb.Point{low[0] + 1, low[1] + 1}}.ToRing()
			cells = append(cells, orb.MultiPolygon{{ring}})
		}
	}
	return cells
}

func TestMergeHolesAndCorners(t *testing.T) {
	for _, c := range []struct {
		name         string
		group        []int
		parts, holes int
	}{
		{"all", []int{0, 1, 2, 3, 4, 5, 6, 7, 8}, 1, 0},
		{"a ring around a cell", []int{0, 1, 2, 3, 5, 6, 7, 8}, 1, 1},
		{"cells that touch in a corner", []int{0, 4}, 2, 0},
		{"cells apart", []int{0, 8}, 2, 0},
		{"a hole that touches the outside in a corner", []int{1, 2, 3, 5, 6, 7, 8}, 1, 1},
		{"four corners around a cell", []int{1, 3, 5, 7}, 4, 0},
		{"none", nil, 0, 0},
	} {
		got := merge(t, nineCells(), c.group)[0]
		holes := 0
		for _, polygon := range got {
			holes += len(polygon) - 1
			for i, ring := range polygon {
				if (geo.RingArea(ring) > 0) != (i == 0) {
					t.Errorf("%s: ring %d runs the wrong way", c.name, i)
				}
			}
		}
		if len(got) != c.parts || holes != c.holes || geo.Area(got) != float64(len(c.group)) {
			t.Errorf("%s: %d parts, %d holes, %g m²; want %d, %d, %d", c.name, len(got), holes, geo.Area(got), c.parts, c.holes, len(c.group))
		}
	}
}

// An island lies in the lake of a ring: the merged outer land is one shape with
// the ring's shell, its hole, and the island as a part of its own.
func TestMergeNestedRings(t *testing.T) {
	cells := areas(t,
		"POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (2 2, 2 7, 7 7, 7 2, 2 2))",
		"POLYGON((2 2, 7 2, 7 7, 2 7, 2 2), (4 4, 4 5, 5 5, 5 4, 4 4))",
		"POLYGON((4 4, 5 4, 5 5, 4 5, 4 4))",
	)
	got := merge(t, cells, []int{0, 2}, []int{1})
	if len(got[0]) != 2 || len(got[0][0]) != 2 || len(got[0][1]) != 1 || geo.Area(got[0]) != 57 || geo.Area(got[1]) != 24 {
		t.Errorf("got %v and %v", got[0], got[1])
	}
}

// Whatever the groups, unions have the area of their cells, and the perimeter
// less twice what the cells share.
func TestMergeAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clean, err := coverage.Clean(context.Background(), drawCells(t, 10), coverage.CleanOptions{})
		if err != nil {
			return
		}
		groups := make([][]int, 3)
		of := make([]int, len(clean.Cells))
		for k := range clean.Cells {
			of[k] = rapid.IntRange(-1, 2).Draw(t, "group")
			if of[k] >= 0 {
				groups[of[k]] = append(groups[of[k]], k)
			}
		}
		got, err := coverage.Merge(context.Background(), clean.Cells, groups, 0)
		if err != nil {
			t.Fatal(err)
		}
		mustBeCoverage(t, got)
		for i, members := range groups {
			area, perimeter := 0.0, 0.0
			for _, k := range members {
				area += geo.Area(clean.Cells[k])
				perimeter += geo.Length(clean.Cells[k])
			}
			for _, b := range coverage.Borders(clean.Cells) {
				if b.A != coverage.Outside && of[b.A] == i && of[b.B] == i {
					perimeter -= 2 * b.Length
				}
			}
			if !near(geo.Area(got[i]), area) || !near(geo.Length(got[i]), perimeter) {
				t.Fatalf("group %v: %g m² and %g m, want %g and %g", members, geo.Area(got[i]), geo.Length(got[i]), area, perimeter)
			}
		}
	})
}
