package units

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo/coverage"
)

// Unions are those of coverage.Merge, point for point, whatever the rings begin with.
func TestUnions(t *testing.T) {
	cells := []orb.MultiPolygon{
		{{{{10, 10}, {0, 10}, {0, 0}, {10, 0}, {10, 10}}, {{4, 4}, {2, 4}, {4, 6}, {4, 4}}}},
		{{{{20, 0}, {20, 10}, {10, 10}, {10, 0}, {20, 0}}}},
		{{{{30, 10}, {20, 10}, {20, 0}, {30, 0}, {30, 10}}}, {{{50, 0}, {50, 10}, {40, 10}, {40, 0}, {50, 0}}}},
	}
	before := orb.Clone(orb.Collection{cells[0], cells[1], cells[2]})
	for _, groups := range [][][]int{{{0}, {1}, {2}}, {{0, 1}, {2}}, {{1, 2}}, {{0, 1, 2}}, {{2}, {0}}} {
		want, err := coverage.Merge(t.Context(), cells, groups, 0.001)
		if err != nil {
			t.Fatal(err)
		}
		got, err := unions(t.Context(), cells, groups, 0.001)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%v (-merge +unions):\n%s", groups, d)
		}
	}
	if d := cmp.Diff(before, orb.Clone(orb.Collection{cells[0], cells[1], cells[2]})); d != "" {
		t.Errorf("the cells have changed:\n%s", d)
	}
}
