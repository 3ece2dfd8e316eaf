package coverage_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
)

// Three bars in a row, each overlapping the next by 2 m.
func TestCleanByRank(t *testing.T) {
	cells := areas(t,
		"POLYGON((0 0, 12 0, 12 10, 0 10, 0 0))",
		"POLYGON((10 0, 22 0, 22 10, 10 10, 10 0))",
		"POLYGON((20 0, 30 0, 30 10, 20 10, 20 0))",
	)
	for _, c := range []struct {
		rank []int
		want [3]float64
	}{
		{nil, [3]float64{120, 100, 80}},
		{[]int{2, 1, 3}, [3]float64{100, 120, 80}},
		{[]int{1, 3, 2}, [3]float64{120, 80, 100}},
		{[]int{1, 1, 1}, [3]float64{120, 80, 100}}, // of equal ranks the smallest, then the one further west
	} {
		got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Overlap: coverage.First, Rank: c.rank})
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range c.want {
			if a := geo.Area(got.Cells[k]); a != want {
				t.Errorf("rank %v: cell %d has %g m², want %g", c.rank, k, a, want)
			}
		}
	}
}

// A slot of 1 m between a pond and a field.
func TestCleanDoesNotGrowWhatIsFixed(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 10 0, 10 30, 0 30, 0 0))", "POLYGON((11 0, 40 0, 40 20, 11 20, 11 0))")
	for _, c := range []struct {
		fixed [2]bool
		want  [2]float64
	}{
		{[2]bool{true, false}, [2]float64{300, 600}},
		{[2]bool{false, true}, [2]float64{320, 580}},
		{[2]bool{true, true}, [2]float64{300, 580}},
	} {
		got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2, Fixed: func(k int) bool { return c.fixed[k] }})
		if err != nil {
			t.Fatal(err)
		}
		for k, want := range c.want {
			if a := geo.Area(got.Cells[k]); a != want {
				t.Errorf("fixed %v: cell %d has %g m², want %g", c.fixed, k, a, want)
			}
		}
	}
}

// Matching moves the vertices of the other cell to those of a fixed one.
func TestMatchingMovesNothingFixed(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 10 0, 10 5, 10 10, 0 10, 0 0))", "POLYGON((10 0, 20 0, 20 10, 10 10, 10.05 5, 10 0))")
	for fixed, x := range map[int]float64{0: 10, 1: 10.05, 2: 10.025} {
		got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 1, Match: 0.1, Fixed: func(k int) bool { return k == fixed }})
		if err != nil {
			t.Fatal(err)
		}
		if b := got.Cells[0].Bound(); b.Max[0] != x || len(coverage.Borders(got.Cells)) != 3 {
			t.Errorf("cell %d fixed: the border is at %g, want %g", fixed, b.Max[0], x)
		}
	}
}

// An overlap 5 cm wide ends at an outer edge of 200 m. To match the corners there
// would swing that edge, and take 5 m² that only one cell claims.
func TestMatchingSwingsNoUndisputedEdge(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 200 0, 200 10, 0 10, 0 0))", "POLYGON((199.95 0.05, 220 0, 220 10, 199.95 10, 199.95 0.05))")
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2, Match: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Changes) != 1 || got.Changes[0].Kind != coverage.Overlap || math.Abs(total(cells)-total(got.Cells)-0.5) > 0.01 {
		t.Errorf("%.3f m² of %.3f are left: %+v", total(got.Cells), total(cells), got.Changes)
	}
}

// A slot of 1 m that opens into a reserve of 30 m, drawn with few vertices: two
// edges that draw apart, so that it is 2 m wide a third of the way along.
func TestCleanFillsTheNarrowStretchOfAWedge(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 300 0, 300 -50, 0 -50, 0 0))", "POLYGON((0 1, 300 4, 300 50, 0 50, 0 1))")
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2})
	if err != nil {
		t.Fatal(err)
	}
	filled := 0.0
	for _, c := range got.Changes {
		filled += c.Area
	}
	if math.Abs(filled-150) > 1 { // 1 to 2 m wide, 100 m long
		t.Errorf("filled %g m², want 150", filled)
	}
}

func TestCoordinatesThatAreNoNumbers(t *testing.T) {
	for _, v := range []float64{math.Inf(1), math.Inf(-1), math.NaN()} {
		cells := []orb.MultiPolygon{{{{{0, 0}, {10, 0}, {10, v}, {0, 10}, {0, 0}}}}}
		if _, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{}); !errors.Is(err, geo.ErrNotFinite) {
			t.Errorf("%g: got %v, want %v", v, err, geo.ErrNotFinite)
		}
	}
}
