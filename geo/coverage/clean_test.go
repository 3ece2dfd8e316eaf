package coverage_test

import (
	"context"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

// A square of 100 m² and a bar of 40 m² both claim 8 m², 2 m wide.
func TestCleanByPriority(t *testing.T) {
	cells := areas(t,
		"POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))",
		"POLYGON((8 0, 18 0, 18 4, 8 4, 8 0))",
	)
	for _, c := range []struct {
		name    string
		overlap coverage.Priority
		gap     float64
		to      int
	}{
		{"longest, sides of 4 and 2 m against one of 4", coverage.Longest, 0, 0},
		{"smaller", coverage.Smaller, 0, 1},
		{"larger", coverage.Larger, 0, 0},
		{"first", coverage.First, 0, 0},
		{"smaller, but it is narrower than a gap", coverage.Smaller, 3, 0},
		{"larger, however narrow", coverage.Larger, 3, 0},
	} {
		got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Overlap: c.overlap, Gap: c.gap})
		if err != nil {
			t.Fatal(err)
		}
		mustBeCoverage(t, got.Cells)
		if len(got.Changes) != 1 || got.Changes[0].To != c.to || got.Changes[0].Area != 8 || !near(geo.Area(got.Changes[0].Shape), 8) {
			t.Errorf("%s: got %+v, want 8 m² for cell %d", c.name, got.Changes, c.to)
		}
	}
}

// A crumb of 1 m² of cell 0 lies beyond cell 1; another beyond nothing.
func TestCleanMovesSlivers(t *testing.T) {
	cells := areas(t,
		"MULTIPOLYGON(((0 0, 10 0, 10 10, 0 10, 0 0)), ((20 0, 21 0, 21 1, 20 1, 20 0)), ((50 0, 51 0, 51 1, 50 1, 50 0)))",
		"POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))",
	)
	for _, c := range []struct {
		name string
		opt  coverage.CleanOptions
		want float64
	}{
		{"none asked for", coverage.CleanOptions{}, 0},
		{"as large as it must be", coverage.CleanOptions{Sliver: 1}, 0},
		{"smaller", coverage.CleanOptions{Sliver: 1.5}, 1},
		{"as thick as it must be", coverage.CleanOptions{SliverWidth: 0.5}, 0},
		{"thinner", coverage.CleanOptions{SliverWidth: 0.6}, 1},
	} {
		got, err := coverage.Clean(context.Background(), cells, c.opt)
		if err != nil {
			t.Fatal(err)
		}
		mustBeCoverage(t, got.Cells)
		if a := geo.Area(got.Cells[1]); a != 100+c.want || total(got.Cells) != 202 || len(got.Changes) != int(c.want) {
			t.Errorf("%s: cell 1 has %g m², changes %+v", c.name, a, got.Changes)
		}
	}
}

func TestCleanListsWideHoles(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 90 0, 90 90, 0 90, 0 0), (30 30, 30 60, 60 60, 60 30, 30 30), (5 5, 5 6, 6 6, 6 5, 5 5))")
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Holes) != 1 || got.Holes[0].Area != 900 || got.Holes[0].Width < 2 || len(got.Changes) != 1 || got.Changes[0].Area != 1 {
		t.Errorf("got holes %+v and changes %+v, want a hole of 900 m² and a gap of 1", got.Holes, got.Changes)
	}
}

func TestCleanStopsAtALoss(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON((0 0, 10 0, 10 8, 0 8, 0 0))")
	for least, wrong := range map[float64]bool{1: true, 0.3: true, 0.1: false, 0: false} {
		_, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{MinKept: least, Overlap: coverage.Smaller})
		var loss *coverage.LossError
		if errors.As(err, &loss) != wrong {
			t.Errorf("MinKept %g: got %v", least, err)
		}
		if wrong && (loss.Cell != 0 || loss.To != 1 || loss.Before != 100 || loss.After != 20) {
			t.Errorf("MinKept %g: got %+v", least, loss)
		}
	}
}

// Whatever the options: a coverage, no larger than the union and the gaps
// filled, and changes that account for every difference.
func TestCleanAccountsForWhatItMoves(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := drawCells(t, 10)
		opt := coverage.CleanOptions{
			Overlap:     rapid.SampledFrom([]coverage.Priority{coverage.Longest, coverage.Smaller, coverage.Larger, coverage.First}).Draw(t, "overlap"),
			Gap:         rapid.SampledFrom([]float64{0, 3, 12}).Draw(t, "gap"),
			Sliver:      rapid.SampledFrom([]float64{0, 100}).Draw(t, "sliver"),
			SliverWidth: rapid.SampledFrom([]float64{0, 5}).Draw(t, "sliver width"),
			MinKept:     rapid.SampledFrom([]float64{0, 0.5}).Draw(t, "kept"),
		}
		got, err := coverage.Clean(context.Background(), cells, opt)
		var loss *coverage.LossError
		if errors.As(err, &loss) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		mustBeCoverage(t, got.Cells)
		claimed, filled := 0.0, 0.0
		for _, c := range cells {
			claimed += geo.Area(c)
		}
		for _, c := range got.Changes {
			if c.Area <= 0 || !nearly(geo.Area(c.Shape), c.Area) {
				t.Fatalf("%s of %g m² has a shape of %g", c.Kind, c.Area, geo.Area(c.Shape))
			}
			switch c.Kind {
			case coverage.Overlap:
				claimed -= float64(len(c.Claims)-1) * c.Area
			case coverage.Gap:
				filled += c.Area
			}
		}
		if a := total(got.Cells); !nearly(a, claimed+filled) {
			t.Fatalf("the cells cover %g m²; claimed were %g, filled %g", a, claimed, filled)
		}
	})
}

// nearly allows for what rounding to the grid does to oblique edges.
func nearly(a, b float64) bool { return a-b < 0.5 && b-a < 0.5 }

// A hair of 45 cm beside its own cell, with nothing else around.
func TestCleanJoinsAHairToItsCell(t *testing.T) {
	for _, c := range []struct {
		text  string
		parts int
		area  float64
	}{
		{"MULTIPOLYGON(((0 0, 100 0, 100 100, 0 100, 0 0)), ((100.05 0, 100.5 0, 100.5 100, 100.05 100, 100.05 0)))", 1, 10050},
		{"MULTIPOLYGON(((0 0, 100 0, 100 100, 0 100, 0 0)), ((103 0, 103.5 0, 103.5 100, 103 100, 103 0)))", 2, 10050},      // further than the gap
		{"MULTIPOLYGON(((0 0, 100 0, 100 100, 0 100, 0 0)), ((100.05 0, 150 0, 150 100, 100.05 100, 100.05 0)))", 2, 14995}, // no hair
	} {
		got, err := coverage.Clean(context.Background(), areas(t, c.text), coverage.CleanOptions{Gap: 2, Sliver: 10, SliverWidth: 1})
		if err != nil {
			t.Fatal(err)
		}
		if hair := c.area == 10050 && c.parts == 2; hair != (len(got.Kept) == 1) {
			t.Errorf("%s: %v kept", c.text, got.Kept)
		}
		if a := geo.Area(got.Cells[0]); len(got.Cells[0]) != c.parts || !near(a, c.area) {
			t.Errorf("%s: %d parts of %g m², want %d of %g", c.text, len(got.Cells[0]), a, c.parts, c.area)
		}
	}
}
