package coverage_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/coverage"
)

func TestCutByALine(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 1000 0, 1000 1000, 0 1000, 0 0))")
	for _, c := range []struct {
		name   string
		line   orb.LineString
		pieces int
		kept   int
	}{
		{"through the middle", orb.LineString{{500, -50}, {500, 1050}}, 2, 0},
		{"stops short of the edge, but near it", orb.LineString{{500, -50}, {500, 995}}, 2, 0},
		{"ends inside", orb.LineString{{500, -50}, {500, 600}}, 1, 0},
		{"follows the edge", orb.LineString{{5, -50}, {5, 1050}}, 1, 0},
		{"cuts off too little", orb.LineString{{60, -50}, {60, 1050}}, 1, 1},
		{"outside", orb.LineString{{2000, -50}, {2000, 1050}}, 1, 0},
	} {
		pieces, kept, err := coverage.Cut(context.Background(), cells, []orb.LineString{c.line}, coverage.CutOptions{Follow: 10, MinPiece: 100_000})
		if err != nil || len(pieces) != c.pieces || len(kept) != c.kept {
			t.Errorf("%s: %d pieces, %d kept, %v; want %d and %d", c.name, len(pieces), len(kept), err, c.pieces, c.kept)
		}
	}
}

// cut cuts and fails on errors and on pieces that are no coverage.
func cut(t *testing.T, cells []orb.MultiPolygon, opt coverage.CutOptions, lines ...orb.LineString) ([]coverage.Piece, []coverage.Kept) {
	t.Helper()
	pieces, kept, err := coverage.Cut(context.Background(), cells, lines, opt)
	if err != nil {
		t.Fatal(err)
	}
	shapes := make([]orb.MultiPolygon, len(pieces))
	for i, p := range pieces {
		shapes[i] = p.Shape
	}
	mustBeCoverage(t, shapes)
	return pieces, kept
}

// sizes are the cell and the area of each piece.
func sizes(pieces []coverage.Piece) [][2]float64 {
	var all [][2]float64
	for _, p := range pieces {
		all = append(all, [2]float64{float64(p.Cell), geo.Area(p.Shape)})
	}
	return all
}

func TestCutOnlySomeCells(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))", "POLYGON((100 0, 200 0, 200 100, 100 100, 100 0))")
	opt := coverage.CutOptions{Only: func(cell int) bool { return cell == 1 }}
	pieces, kept := cut(t, cells, opt, orb.LineString{{-10, 40}, {210, 40}})
	if want := [][2]float64{{0, 10_000}, {1, 4000}, {1, 6000}}; !slices.Equal(sizes(pieces), want) || len(kept) != 0 {
		t.Errorf("got %v and %d kept, want %v and none", sizes(pieces), len(kept), want)
	}
}

// A square of 100 m, of which a line cuts off a strip of 10 m.
func TestCutKeepsWhatIsTooLittle(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))")
	for _, c := range []struct {
		name string
		opt  coverage.CutOptions
		kept bool
	}{
		{"nothing asked", coverage.CutOptions{}, false},
		{"as large as it must be", coverage.CutOptions{MinPiece: 1000}, false},
		{"smaller", coverage.CutOptions{MinPiece: 1001}, true},
		{"as large a share as it must be", coverage.CutOptions{MinShare: 0.1}, false},
		{"a smaller share", coverage.CutOptions{MinShare: 0.11}, true},
		{"wider", coverage.CutOptions{MinWidth: 9.9}, false},
		{"narrower", coverage.CutOptions{MinWidth: 10.5}, true},
		{"a detached part it is not", coverage.CutOptions{MinPart: 5000}, false},
	} {
		pieces, kept := cut(t, cells, c.opt, orb.LineString{{10, -10}, {10, 110}})
		if len(pieces) != 1 && c.kept || len(pieces) != 2 && !c.kept {
			t.Errorf("%s: %d pieces", c.name, len(pieces))
		}
		if !c.kept {
			continue
		}
		if len(kept) != 1 || kept[0].Cell != 0 || kept[0].Area != 1000 || math.Abs(kept[0].Width-10) > 0.5 || kept[0].Place[0] > 10 {
			t.Errorf("%s: kept %+v, want the strip of 1000 m²", c.name, kept)
		}
	}
}

// Two lines cut off a strip of 10 m and one of 20 m beside it: the small one
// joins its neighbour, and both together are enough.
func TestCutJoinsTheSmallestFirst(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 100 0, 100 100, 0 100, 0 0))")
	pieces, kept := cut(t, cells, coverage.CutOptions{MinPiece: 2500}, orb.LineString{{10, -10}, {10, 110}}, orb.LineString{{30, -10}, {30, 110}})
	if want := [][2]float64{{0, 3000}, {0, 7000}}; !slices.Equal(sizes(pieces), want) || len(kept) != 1 {
		t.Errorf("got %v and %d kept, want %v and 1", sizes(pieces), len(kept), want)
	}
}

func TestCutDetachedParts(t *testing.T) {
	cells := areas(t, "MULTIPOLYGON(((0 0, 100 0, 100 100, 0 100, 0 0)), ((200 0, 220 0, 220 20, 200 20, 200 0)))")
	for least, want := range map[float64][][2]float64{
		0:   {{0, 10_000}, {0, 400}},
		400: {{0, 10_000}, {0, 400}},
		401: {{0, 10_400}},
	} {
		// It is no piece that a line cut off, so the other limits do not speak of it.
		pieces, kept := cut(t, cells, coverage.CutOptions{MinPart: least, MinPiece: 1000, MinWidth: 30, MinShare: 0.3})
		if !slices.Equal(sizes(pieces), want) || len(kept) != 0 {
			t.Errorf("MinPart %g: got %v and %d kept, want %v", least, sizes(pieces), len(kept), want)
		}
	}
}

func TestCutRefusesWhatIsTooLargeForTheGrid(t *testing.T) {
	cells := areas(t, "POLYGON((0 0, 600000 0, 600000 1, 0 1, 0 0))")
	if _, _, err := coverage.Cut(context.Background(), cells, nil, coverage.CutOptions{Follow: 1}); !errors.Is(err, coverage.ErrExtent) {
		t.Errorf("got %v, want %v", err, coverage.ErrExtent)
	}
	// A line may reach as far as it likes.
	cells = areas(t, "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0))")
	pieces, _ := cut(t, cells, coverage.CutOptions{}, orb.LineString{{5, -90}, {5, 20}, {5e6, 5e6}})
	if len(pieces) != 2 {
		t.Errorf("%d pieces, want 2", len(pieces))
	}
}

func TestCutPiecesAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cells := drawCells(t, 100)
		clean, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{})
		if err != nil {
			return
		}
		var lines []orb.LineString
		for range rapid.IntRange(0, 4).Draw(t, "lines") {
			var l orb.LineString
			for range rapid.IntRange(2, 5).Draw(t, "points") {
				l = append(l, orb.Point{rapid.Float64Range(-100, 1300).Draw(t, "x"), rapid.Float64Range(-100, 1300).Draw(t, "y")})
			}
			lines = append(lines, l)
		}
		follow := rapid.SampledFrom([]float64{0, 10, 40}).Draw(t, "follow")
		pieces, _, err := coverage.Cut(context.Background(), clean.Cells, lines, coverage.CutOptions{Follow: follow, MinPiece: 2000, MinWidth: follow, MinPart: 2000})
		if err != nil {
			t.Fatal(err)
		}
		shapes := make([]orb.MultiPolygon, len(pieces))
		sums := make([]float64, len(cells))
		for i, p := range pieces {
			shapes[i] = p.Shape
			sums[p.Cell] += geo.Area(p.Shape)
		}
		mustBeCoverage(t, shapes)
		for k, c := range clean.Cells {
			// Snapping to the cut's ends may move an edge by a step.
			if a := geo.Area(c); math.Abs(sums[k]-a) > 0.002*geo.Length(c) {
				t.Fatalf("the pieces of cell %d add up to %g m², it has %g", k, sums[k], a)
			}
		}
	})
}
