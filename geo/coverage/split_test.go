package coverage_test

import (
	"context"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

// split splits, and checks that every cell has grown by its changes.
func split(t *testing.T, cells []orb.MultiPolygon, opt coverage.SplitOptions) *coverage.Cleaned {
	t.Helper()
	got, err := coverage.Split(context.Background(), cells, opt)
	if err != nil {
		t.Fatal(err)
	}
	mustBeCoverage(t, got.Cells)
	grown := make([]float64, len(cells))
	for _, c := range got.Changes {
		grown[c.To] += c.Area
	}
	for k, c := range cells {
		if a := geo.Area(got.Cells[k]) - geo.Area(c); math.Abs(a-grown[k]) > 0.002*(1+geo.Length(c)) {
			t.Errorf("cell %d has grown by %g m², its changes say %g", k, a, grown[k])
		}
	}
	return got
}

func TestSplitAlongTheCentreline(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []orb.MultiPolygon
		want  []float64 // m² of each cell
		slack float64
	}{
		{"a road between two", areas(t, "POLYGON((0 0, 100 0, 100 200, 0 200, 0 0))", "POLYGON((120 0, 220 0, 220 200, 120 200, 120 0))"), []float64{22_000, 22_000}, 1},
		{"a crossing of four", areas(t, "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))", "POLYGON((120 0, 220 0, 220 100, 120 100, 120 0))",
			"POLYGON((0 120, 100 120, 100 220, 0 220, 0 120))", "POLYGON((120 120, 220 120, 220 220, 120 220, 120 120))"), []float64{12_100, 12_100, 12_100, 12_100}, 2},
		{"a T", areas(t, "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))", "POLYGON((120 0, 220 0, 220 100, 120 100, 120 0))",
			"POLYGON((0 120, 220 120, 220 220, 0 220, 0 120))"), []float64{12_083, 12_083, 24_234}, 40},
		{"a wedge from a point", areas(t, "POLYGON((0 0, 200 0, 200 -50, 0 -50, 0 0))", "POLYGON((0 0, 200 20, 200 70, 0 50, 0 0))"), []float64{11_000, 11_000}, 15},
		{"enclosed", areas(t, "POLYGON((0 0, 90 0, 90 90, 0 90, 0 0), (30 30, 30 60, 60 60, 60 30, 30 30))", "POLYGON((40 40, 50 40, 50 50, 40 50, 40 40))"), []float64{7650, 347}, 60},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := split(t, c.cells, coverage.SplitOptions{MaxWidth: 30})
			for k, want := range c.want {
				if a := geo.Area(got.Cells[k]); math.Abs(a-want) > c.slack {
					t.Errorf("cell %d has %g m², want %g", k, a, want)
				}
			}
		})
	}
}

func TestSplitLeavesWhatIsWider(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 100 0, 100 200, 0 200, 0 0))", "POLYGON((120 0, 220 0, 220 200, 120 200, 120 0))")
	for _, c := range []struct {
		opt  coverage.SplitOptions
		want [2]float64
	}{
		{coverage.SplitOptions{MaxWidth: 15}, [2]float64{20_000, 20_000}},
		{coverage.SplitOptions{MaxWidth: 25, Assign: true}, [2]float64{24_000, 20_000}},
		{coverage.SplitOptions{MaxWidth: 25, Assign: true, Fixed: func(k int) bool { return k == 0 }}, [2]float64{20_000, 24_000}},
	} {
		got := split(t, cells, c.opt)
		if a, b := geo.Area(got.Cells[0]), geo.Area(got.Cells[1]); a != c.want[0] || b != c.want[1] {
			t.Errorf("%+v: got %g and %g m², want %v", c.opt, a, b, c.want)
		}
	}
}

// Four arms of a crossing, and its middle: each goes to one of the cells around.
func TestSplitAssignsStretches(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))", "POLYGON((120 0, 220 0, 220 100, 120 100, 120 0))",
		"POLYGON((0 120, 100 120, 100 220, 0 220, 0 120))", "POLYGON((120 120, 220 120, 220 220, 120 220, 120 120))")
	got := split(t, cells, coverage.SplitOptions{MaxWidth: 30, Assign: true})
	sum := 0.0
	for _, c := range got.Cells {
		sum += geo.Area(c)
		if extra := math.Mod(geo.Area(c), 400); extra != 0 {
			t.Errorf("a cell has %g m²: not of whole stretches", geo.Area(c))
		}
	}
	if sum != 220*220 || len(got.Holes) > 0 {
		t.Errorf("cells have %g m², %d holes, want all of %d m²", sum, len(got.Holes), 220*220)
	}
}

// However wide the reserves, cells take what is narrow once and do not creep on.
func TestSplitAssignEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := drawCells(t, 10)
		got, err := coverage.Split(context.Background(), cells, coverage.SplitOptions{MaxWidth: 60, Assign: true})
		if err != nil {
			t.Fatal(err)
		}
		if found, err := coverage.Check(context.Background(), got.Cells, coverage.CheckOptions{}); err != nil || len(found) > 0 {
			t.Fatalf("%v %v", found, err)
		}
	})
}

// A ring road 20 m wide around a disc of radius 100 m.
func TestSplitACurve(t *testing.T) {
	circle := func(r float64) orb.Ring {
		var ring orb.Ring
		for i := range 180 {
			s, c := math.Sincos(float64(i) * math.Pi / 90)
			ring = append(ring, orb.Point{r * c, r * s})
		}
		return append(ring, ring[0])
	}
	outer := orb.MultiPolygon{{orb.Bound{Min: orb.Point{-200, -200}, Max: orb.Point{200, 200}}.ToRing(), reversed(circle(120))}}
	got := split(t, []orb.MultiPolygon{outer, {{circle(100)}}}, coverage.SplitOptions{MaxWidth: 25})
	for _, p := range got.Cells[1][0][0] {
		if r := math.Hypot(p[0], p[1]); math.Abs(r-110) > 0.5 {
			t.Errorf("%v is %g m from the centre, want 110", p, r)
		}
	}
}
