package coverage_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

// drawOptions draws how to clean.
func drawOptions(t *rapid.T) coverage.CleanOptions {
	return coverage.CleanOptions{
		Gap:         rapid.SampledFrom([]float64{0, 2, 2, 5}).Draw(t, "gap"),
		Match:       rapid.SampledFrom([]float64{0, 0.1, 0.2, 1}).Draw(t, "match"),
		Sliver:      rapid.SampledFrom([]float64{0, 10}).Draw(t, "sliver"),
		SliverWidth: rapid.SampledFrom([]float64{0, 1}).Draw(t, "sliver width"),
		MinKept:     rapid.SampledFrom([]float64{0, 0.5}).Draw(t, "kept"),
		Overlap:     rapid.SampledFrom([]coverage.Priority{coverage.Longest, coverage.Smaller, coverage.Larger}).Draw(t, "overlap"),
	}
}

// cleaned cleans; false says that a cell would have lost too much.
func cleaned(t *rapid.T, cells []orb.MultiPolygon, opt coverage.CleanOptions) (*coverage.Cleaned, bool) {
	got, err := coverage.Clean(context.Background(), cells, opt)
	var loss *coverage.LossError
	if errors.As(err, &loss) {
		return nil, false
	}
	if err != nil {
		t.Fatal(err)
	}
	return got, true
}

// balanced is the area of each cell by what cleaning recorded.
func balanced(cells []orb.MultiPolygon, got *coverage.Cleaned) []float64 {
	want := make([]float64, len(cells))
	for k := range cells {
		want[k] = geo.Area(cells[k]) + got.Snapped[k]
	}
	for _, c := range got.Changes {
		switch c.Kind {
		case coverage.Overlap:
			for _, k := range c.Claims {
				if k != c.To {
					want[k] -= c.Area
				}
			}
		case coverage.Sliver:
			want[c.Claims[0]] -= c.Area
			want[c.To] += c.Area
		default:
			want[c.To] += c.Area
		}
	}
	return want
}

// The cells are a coverage without narrow gaps, the books of each balance, and cleaning them again changes no byte.
func TestCleanDirtyCoverages(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells, opt := drawDirty(t), drawOptions(t)
		got, ok := cleaned(t, cells, opt)
		if !ok {
			return
		}
		findings, err := coverage.Check(context.Background(), got.Cells, coverage.CheckOptions{Gap: opt.Gap})
		if err != nil || len(findings) > 0 {
			t.Fatalf("%d findings, %v; the first %+v", len(findings), err, findings[:min(1, len(findings))])
		}
		for k, want := range balanced(cells, got) {
			if a := geo.Area(got.Cells[k]); !near(a, want) {
				t.Fatalf("cell %d has %.9f m², by the books %.9f", k, a, want)
			}
			if most := 0.003 * (geo.Length(cells[k]) + geo.Length(got.Cells[k])); math.Abs(got.Snapped[k]) > most+1e-6 {
				t.Fatalf("cell %d: rounding changed %.6f m², at most %.6f can be", k, got.Snapped[k], most)
			}
		}
		again, ok := cleaned(t, got.Cells, opt)
		if !ok {
			t.Fatal("cleaning twice loses a cell")
		}
		if len(again.Changes) > 0 {
			t.Fatalf("cleaning twice changes more: %+v", again.Changes[0])
		}
		if diff := cmp.Diff(got.Cells, again.Cells); diff != "" {
			t.Fatal(diff)
		}
	})
}

// The same cells in another order, shifted by whole metres, with rings that
// start elsewhere, are cleaned the same way.
func TestCleanWhereverAndInWhateverOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells, opt := drawDirty(t), drawOptions(t)
		got, ok := cleaned(t, cells, opt)
		if !ok {
			return
		}
		order := rapid.Permutation(positionsOf(cells)).Draw(t, "order")
		by := orb.Point{float64(rapid.IntRange(-5000, 500_000).Draw(t, "east")), float64(rapid.IntRange(-5000, 4_000_000).Draw(t, "north"))}
		moved := make([]orb.MultiPolygon, len(cells))
		for i, k := range order {
			moved[i] = shifted(cells[k], by)
		}
		there, ok := cleaned(t, moved, opt)
		if !ok {
			t.Fatal("loses a cell elsewhere")
		}
		if len(got.Changes) != len(there.Changes) || len(got.Holes) != len(there.Holes) {
			t.Fatalf("%d changes and %d holes, elsewhere %d and %d", len(got.Changes), len(got.Holes), len(there.Changes), len(there.Holes))
		}
		for i, k := range order {
			if diff := cmp.Diff(shifted(got.Cells[k], by), shifted(there.Cells[i], orb.Point{})); diff != "" {
				t.Fatalf("cell %d: %s", k, diff)
			}
		}
	})
}

func positionsOf(cells []orb.MultiPolygon) []int {
	all := make([]int, len(cells))
	for k := range all {
		all[k] = k
	}
	return all
}

// shifted shifts a shape on the grid.
func shifted(shape orb.MultiPolygon, by orb.Point) orb.MultiPolygon {
	var moved orb.MultiPolygon
	for _, p := range shape {
		var polygon orb.Polygon
		for _, r := range p {
			var ring orb.Ring
			for _, q := range r {
				ring = append(ring, onGrid(orb.Point{q[0] + by[0], q[1] + by[1]}))
			}
			polygon = append(polygon, ring)
		}
		moved = append(moved, polygon)
	}
	return moved
}

// A coverage that did not come out of Clean keeps its points as they are.
func TestCleanKeepsACoverageByteForByte(t *testing.T) {
	cells := areas(t,
		"POLYGON((9 9, 0 9, 0 0, 9 0, 9 9), (6 6, 6 3, 3 3, 3 6, 6 6))",
		"MULTIPOLYGON(((6 3, 6 6, 3 6, 3 3, 6 3)), ((18 9, 9 9, 9 0, 18 0, 18 9)))",
	)
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{Gap: 2, Match: 0.2})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(cells, got.Cells); diff != "" {
		t.Error(diff)
	}
}
