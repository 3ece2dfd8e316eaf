package coverage_test

import (
	"context"
	"math"
	"reflect"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

func simplify(t interface{ Fatal(...any) }, cells []orb.MultiPolygon, tolerance float64) []orb.MultiPolygon {
	got, err := coverage.Simplify(context.Background(), cells, tolerance, 0)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// points counts the vertices of cells.
func points(cells []orb.MultiPolygon) int {
	n := 0
	for _, c := range cells {
		for _, p := range c {
			for _, r := range p {
				n += len(r) - 1
			}
		}
	}
	return n
}

func TestSimplifySharedBorderOnce(t *testing.T) {
	//   2 +-----------+
	//     |     0     |
	//   1 +--^--v--^--+    ^ and v: 0.1 up and down
	//     |     1     |
	//   0 +-----------+
	cells := areas(t,
		"POLYGON((0 1, 1 1.1, 2 0.9, 3 1.1, 4 1, 4 2, 0 2, 0 1))",
		"POLYGON((0 0, 4 0, 4 1, 3 1.1, 2 0.9, 1 1.1, 0 1, 0 0))")
	want := areas(t,
		"POLYGON((0 1, 4 1, 4 2, 0 2, 0 1))",
		"POLYGON((0 0, 4 0, 4 1, 0 1, 0 0))")
	if got := simplify(t, cells, 0.2); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if got := simplify(t, cells, 0.05); points(got) != points(cells) {
		t.Errorf("within 0.05 m %d of %d vertices are left", points(got), points(cells))
	}
}

func TestSimplifyKeepsWhatTouchesNothing(t *testing.T) {
	// A small triangle is an island in the lake of a large cell; its border may not
	// vanish, whatever the tolerance.
	cells := areas(t,
		"POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 4 6, 6 6, 6 4, 4 4))",
		"POLYGON((4.5 4.5, 5 4.5, 5 5, 4.5 4.5))")
	got := simplify(t, cells, 100)
	mustBeCoverage(t, got)
	if len(got[1]) != 1 || geo.Area(got[1]) <= 0 || len(got[0]) != 1 || len(got[0][0]) != 2 {
		t.Errorf("got %v", got)
	}
}

func TestSimplifyJumpsOverNoIsland(t *testing.T) {
	// A bay of 1 m holds an island: thinning by 2 m would leave it in the wrong land.
	cells := areas(t,
		"POLYGON((0 0, 20 0, 20 10, 12 10, 11.5 9, 8.5 9, 8 10, 0 10, 0 0))",
		"POLYGON((9.5 9.3, 10.5 9.3, 10.5 9.7, 9.5 9.7, 9.5 9.3))")
	got := simplify(t, cells, 2)
	mustBeCoverage(t, got)
	if b := coverage.Borders(got); len(b) != 2 {
		t.Errorf("the cells meet: %v", b)
	}
}

// meets says who meets whom, the outside included.
func meets(cells []orb.MultiPolygon) map[[2]int]bool {
	m := map[[2]int]bool{}
	for _, b := range coverage.Borders(cells) {
		m[[2]int{b.A, b.B}] = true
	}
	return m
}

// What Simplify promises holds for whatever coverage and tolerance: a coverage, of
// the same cells with the same neighbours, parts and holes; no vertex is new; no
// land moved but near the borders.
func TestSimplifyKeepsItsPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		got, ok := cleaned(t, drawDirty(t), drawOptions(t))
		if !ok {
			return
		}
		cells := got.Cells
		tolerance := rapid.SampledFrom([]float64{0.01, 0.5, 2, 10, 1000}).Draw(t, "tolerance")
		thin := simplify(t, cells, tolerance)
		mustBeCoverage(t, thin)
		if !reflect.DeepEqual(meets(thin), meets(cells)) {
			t.Fatalf("neighbours %v, were %v", meets(thin), meets(cells))
		}
		for k := range cells {
			if len(thin[k]) != len(cells[k]) {
				t.Fatalf("cell %d has %d parts, had %d", k, len(thin[k]), len(cells[k]))
			}
			known, holes := map[orb.Point]bool{}, 0
			for _, p := range cells[k] {
				holes += len(p) - 1
				for _, r := range p {
					for _, at := range r {
						known[at] = true
					}
				}
			}
			for _, p := range thin[k] {
				holes -= len(p) - 1
				for _, r := range p {
					for _, at := range r {
						if !known[at] {
							t.Fatalf("cell %d has a new vertex %v", k, at)
						}
					}
				}
			}
			if holes != 0 {
				t.Fatalf("cell %d lost %d holes", k, holes)
			}
			if moved := math.Abs(geo.Area(thin[k]) - geo.Area(cells[k])); moved > tolerance*geo.Length(cells[k]) {
				t.Fatalf("cell %d changed by %g m²", k, moved)
			}
		}
		if again := simplify(t, cells, tolerance); !reflect.DeepEqual(again, thin) {
			t.Fatal("another time, another result")
		}
	})
}

func TestSimplifyNothing(t *testing.T) {
	if got := simplify(t, nil, 5); len(got) != 0 {
		t.Errorf("got %v", got)
	}
	if got := simplify(t, []orb.MultiPolygon{nil}, 5); len(got) != 1 || len(got[0]) != 0 {
		t.Errorf("got %v", got)
	}
	if _, err := coverage.Simplify(context.Background(), areas(t, "POLYGON((0 0, 1e9 0, 1e9 1e9, 0 0))"), 5, 0); err == nil {
		t.Error("a shape that the grid cannot hold is simplified")
	}
}
