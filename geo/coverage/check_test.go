package coverage_test

import (
	"context"
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo/coverage"
)

func TestCheckFindsWhatIsWrong(t *testing.T) {
	for name, c := range map[string]struct {
		cells []orb.MultiPolygon
		want  coverage.FindingKind
	}{
		"bow-tie":     {areas(t, "POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))"), coverage.Invalid},
		"overlap":     {areas(t, "POLYGON((0 0, 2 0, 2 1, 0 1, 0 0))", "POLYGON((1 0, 3 0, 3 1, 1 1, 1 0))"), coverage.Overlaps},
		"same shape":  {areas(t, "POLYGON((0 0, 2 0, 2 1, 0 1, 0 0))", "POLYGON((0 0, 2 0, 2 1, 0 1, 0 0))"), coverage.Overlaps},
		"T-junction":  {areas(t, "POLYGON((0 0, 2 0, 2 1, 0 1, 0 0))", "POLYGON((0 1, 1 1, 1 2, 0 2, 0 1))"), coverage.Unmatched},
		"narrow hole": {areas(t, "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (4 4, 4 5, 5 5, 5 4, 4 4))"), coverage.NarrowGap},
	} {
		findings, err := coverage.Check(context.Background(), c.cells, coverage.CheckOptions{Gap: 2})
		if err != nil || len(findings) == 0 || findings[0].Kind != c.want {
			t.Errorf("%s: got %v, %v; want %s first", name, findings, err, c.want)
		}
	}
}

// A square with a hole of 4 by 2, in which another square leaves 2 by 2.
func TestCheckMeasuresAGap(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 9 0, 9 9, 0 9, 0 0), (3 3, 3 5, 5 5, 7 5, 7 3, 5 3, 3 3))", "POLYGON((3 3, 5 3, 5 5, 3 5, 3 3))")
	for gap, want := range map[float64]int{0: 0, 1.9: 0, 2.1: 1} {
		findings, err := coverage.Check(context.Background(), cells, coverage.CheckOptions{Gap: gap})
		if err != nil || len(findings) != want {
			t.Fatalf("gap %g: %v, %v; want %d findings", gap, findings, err, want)
		}
		if want == 0 {
			continue
		}
		f := findings[0]
		if f.Kind != coverage.NarrowGap || f.Size != 4 || math.Abs(f.Width-2) > 0.1 || !cmp.Equal(f.Cells, []int{0, 1}) ||
			!(orb.Bound{Min: orb.Point{5, 3}, Max: orb.Point{7, 5}}).Contains(f.Place) {
			t.Errorf("got %+v", f)
		}
	}
}

func TestCheckMeasuresAnOverlap(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))", "POLYGON((8 0, 20 0, 20 10, 8 10, 8 0))", "POLYGON((9 0, 20 0, 20 10, 9 10, 9 0))")
	findings, err := coverage.Check(context.Background(), cells, coverage.CheckOptions{})
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]float64{}
	for _, f := range findings {
		if f.Kind == coverage.Overlaps {
			sizes[fmt.Sprint(f.Cells)] = f.Size
		}
	}
	want := map[string]float64{"[0 1]": 10, "[0 1 2]": 10, "[1 2]": 100}
	if diff := cmp.Diff(want, sizes); diff != "" {
		t.Error(diff)
	}
}
