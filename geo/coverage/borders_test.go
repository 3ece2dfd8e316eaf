package coverage_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

func TestBordersOfThreeCells(t *testing.T) {
	var inner []coverage.Border
	for _, b := range coverage.Borders(threeCells(t)) {
		if b.A != coverage.Outside {
			b.Lines = nil
			inner = append(inner, b)
		}
	}
	want := []coverage.Border{{A: 0, B: 1, Length: 1}, {A: 0, B: 2, Length: 1}, {A: 1, B: 2, Length: 1}}
	if diff := cmp.Diff(want, inner); diff != "" {
		t.Error(diff)
	}
}

// A rim has the cell on its right; a ring starts at its least point, and a line
// ends where borders fork.
func TestBordersHaveLinesAndSides(t *testing.T) {
	got := coverage.Borders(areas(t,
		"POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 3 6, 6 6, 6 3, 3 3))",
		"POLYGON((3 3, 6 3, 6 6, 3 6, 3 3))",
		"POLYGON((9 0, 12 0, 12 9, 9 9, 9 0))",
	))
	want := []coverage.Border{
		{A: coverage.Outside, B: 0, Length: 27, Lines: orb.MultiLineString{{{9, 0}, {0, 0}, {0, 9}, {9, 9}}}},
		{A: coverage.Outside, B: 2, Length: 15, Lines: orb.MultiLineString{{{9, 9}, {12, 9}, {12, 0}, {9, 0}}}},
		{A: 0, B: 1, Length: 12, Lines: orb.MultiLineString{{{3, 3}, {3, 6}, {6, 6}, {6, 3}, {3, 3}}}},
		{A: 0, B: 2, Length: 9, Lines: orb.MultiLineString{{{9, 0}, {9, 9}}}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestPointContactIsNoBorder(t *testing.T) {
	for _, b := range coverage.Borders(areas(t, "POLYGON((0 0, 1 0, 1 1, 0 1, 0 0))", "POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))")) {
		if b.A != coverage.Outside || b.Length != 4 {
			t.Errorf("got %+v, want two rims of 4 m", b)
		}
	}
}

func TestBordersAccountForEveryEdge(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := drawCells(t, 10)
		got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 5})
		if err != nil {
			return
		}
		perimeter, borders := 0.0, 0.0
		for _, c := range got.Cells {
			perimeter += geo.Length(c)
		}
		for _, b := range coverage.Borders(got.Cells) {
			if b.A == coverage.Outside {
				borders += b.Length
			} else {
				borders += 2 * b.Length
			}
			if l := geo.Length(b.Lines); math.Abs(l-b.Length) > 1e-9*l {
				t.Fatalf("border %d–%d has %g m of lines, says %g", b.A, b.B, l, b.Length)
			}
		}
		if math.Abs(perimeter-borders) > 1e-9*(1+perimeter) {
			t.Fatalf("perimeters add up to %g m, borders to %g", perimeter, borders)
		}
	})
}
