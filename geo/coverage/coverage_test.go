package coverage_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

// areas reads drawn cells.
func areas(t testing.TB, texts ...string) []orb.MultiPolygon {
	t.Helper()
	cells := make([]orb.MultiPolygon, len(texts))
	for i, text := range texts {
		g, err := wkt.Unmarshal(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		mp, ok := geo.Polygons(g)
		if !ok {
			t.Fatalf("%s: not an area", text)
		}
		cells[i] = mp
	}
	return cells
}

func total(cells []orb.MultiPolygon) float64 {
	sum := 0.0
	for _, c := range cells {
		sum += geo.Area(c)
	}
	return sum
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*(1+math.Abs(b)) }

// mustBeCoverage fails unless the cells tile.
func mustBeCoverage(t interface{ Fatalf(string, ...any) }, cells []orb.MultiPolygon) {
	findings, err := coverage.Check(context.Background(), cells, coverage.CheckOptions{})
	if err != nil {
		t.Fatalf("check: %v", err)
	}
	if len(findings) > 0 {
		t.Fatalf("not a coverage: %d findings, the first is %s of %v at %v (%s)", len(findings), findings[0].Kind, findings[0].Cells, findings[0].Place, findings[0].Why)
	}
}

// 2 +---+---+
//
//	| 1 | 2 |
//
// 1 +---+---+
//
//	|   0   |
//
// 0 +-------+
//
//	0   1   2
func threeCells(t testing.TB) []orb.MultiPolygon {
	return areas(t,
		"POLYGON((0 0, 2 0, 2 1, 1 1, 0 1, 0 0))",
		"POLYGON((0 1, 1 1, 1 2, 0 2, 0 1))",
		"POLYGON((1 1, 2 1, 2 2, 1 2, 1 1))",
	)
}

// Two squares, 1 m of overlap between x = 10 and x = 11, and a gap of 1 m
// between x = 20 and x = 21 that squares above and below close.
func TestCleanSettlesOverlapAndGap(t *testing.T) {
	cells := areas(t,
		"POLYGON((0 0, 11 0, 11 10, 0 10, 0 0))",
		"POLYGON((10 0, 20 0, 20 10, 10 10, 10 0))",
		"POLYGON((21 0, 30 0, 30 10, 21 10, 21 0))",
		"POLYGON((0 10, 30 10, 30 20, 0 20, 0 10))",
		"POLYGON((0 -10, 30 -10, 30 0, 0 0, 0 -10))",
	)
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2})
	if err != nil {
		t.Fatal(err)
	}
	mustBeCoverage(t, got.Cells)
	if a := total(got.Cells); a != 900 {
		t.Errorf("the cells cover %g m², want 900", a)
	}
	kinds := map[coverage.ChangeKind]float64{}
	for _, c := range got.Changes {
		kinds[c.Kind] += c.Area
		if c.Width != 1 {
			t.Errorf("%s of width %g, want 1", c.Kind, c.Width)
		}
	}
	if diff := cmp.Diff(map[coverage.ChangeKind]float64{coverage.Overlap: 10, coverage.Gap: 10}, kinds); diff != "" {
		t.Error(diff)
	}
}

// A slot of 1 m between two squares, open to the outside at both ends; and one
// that opens from 1 m to 5 m in a step.
func TestCleanClosesOpenSlots(t *testing.T) {
	for name, c := range map[string]struct {
		cells []orb.MultiPolygon
		want  float64
	}{
		"open at both ends": {areas(t, "POLYGON((0 0, 50 0, 50 100, 0 100, 0 0))", "POLYGON((51 0, 100 0, 100 100, 51 100, 51 0))"), 100},
		"widens in a step":  {areas(t, "POLYGON((0 0, 50 0, 50 100, 0 100, 0 0))", "POLYGON((51 0, 100 0, 100 100, 55 100, 55 40, 51 40, 51 0))"), 40},
		"too wide":          {areas(t, "POLYGON((0 0, 50 0, 50 100, 0 100, 0 0))", "POLYGON((53 0, 100 0, 100 100, 53 100, 53 0))"), 0},
		"a notch":           {areas(t, "POLYGON((0 0, 50 0, 50 90, 51 90, 51 0, 100 0, 100 100, 0 100, 0 0))"), 0},
	} {
		got, err := coverage.Clean(context.Background(), c.cells, coverage.CleanOptions{Gap: 2})
		if err != nil {
			t.Fatal(err)
		}
		mustBeCoverage(t, got.Cells)
		filled := 0.0
		for _, ch := range got.Changes {
			filled += ch.Area
		}
		if math.Abs(filled-c.want) > 1 {
			t.Errorf("%s: filled %g m², want %g", name, filled, c.want)
		}
	}
}

func TestCleanKeepsACellDrawnInsideAnother(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 90 0, 90 90, 0 90, 0 0))", "POLYGON((30 30, 60 30, 60 60, 30 60, 30 30))")
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := geo.Area(got.Cells[0]), geo.Area(got.Cells[1]); a != 7200 || b != 900 {
		t.Errorf("got %g and %g m², want 7200 and 900", a, b)
	}
}

func TestCleanLetsNothingVanish(t *testing.T) {
	same := "POLYGON((0 0, 90 0, 90 90, 0 90, 0 0))"
	_, err := coverage.Clean(context.Background(), areas(t, same, same), coverage.CleanOptions{})
	loss, ok := err.(*coverage.LossError)
	if !ok || loss.Cell != 1 || loss.To != 0 || loss.After != 0 {
		t.Errorf("got %v, want cell 1 lost to cell 0", err)
	}
}

// drawCells draws rectangles and triangles on a small grid: touching, crossing,
// nested, equal.
func drawCells(t *rapid.T, scale float64) []orb.MultiPolygon {
	n := rapid.IntRange(1, 8).Draw(t, "cells")
	at := func(name string) orb.Point {
		return orb.Point{
			float64(rapid.IntRange(0, 12).Draw(t, name+".x")) * scale,
			float64(rapid.IntRange(0, 12).Draw(t, name+".y")) * scale,
		}
	}
	var cells []orb.MultiPolygon
	for range n {
		a, b, c := at("a"), at("b"), at("c")
		ring := orb.Ring{a, b, c, a}
		if rapid.Bool().Draw(t, "box") {
			ring = orb.Bound{Min: orb.Point{min(a[0], b[0]), min(a[1], b[1])}, Max: orb.Point{max(a[0], b[0]), max(a[1], b[1])}}.ToRing()
		}
		if geo.RingArea(ring) < 0 {
			ring.Reverse()
		}
		if geo.RingArea(ring) > 0 {
			cells = append(cells, orb.MultiPolygon{{ring}})
		}
	}
	return cells
}

func TestCleanAlwaysMakesACoverageOfTheUnion(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		scale := rapid.SampledFrom([]float64{0.001, 0.37, 100, 1234.567}).Draw(t, "scale")
		cells := drawCells(t, scale)
		if len(cells) == 0 {
			return
		}
		got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Overlap: coverage.First})
		if _, vanished := err.(*coverage.LossError); vanished {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		mustBeCoverage(t, got.Cells)
		union, err := geo.Union(cells)
		if err != nil {
			t.Fatal(err)
		}
		// Snap rounding moves each edge by less than a step of 1 mm.
		slack := 0.002*geo.Length(union) + 1e-5
		if a, b := total(got.Cells), geo.Area(union); math.Abs(a-b) > slack {
			t.Fatalf("the cells cover %.6f m², their union %.6f", a, b)
		}
		again, err := coverage.Clean(context.Background(), got.Cells, coverage.CleanOptions{Overlap: coverage.First})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(got.Cells, again.Cells); diff != "" || len(again.Changes) > 0 {
			t.Fatalf("cleaning twice changes more: %v %s", again.Changes, diff)
		}
	})
}
