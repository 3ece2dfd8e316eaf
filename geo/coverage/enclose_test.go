package coverage_test

import (
	"context"
	"errors"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"renewal/geo"
	"renewal/geo/coverage"
)

// drawnLines reads drawn lines.
func drawnLines(t testing.TB, texts ...string) []orb.LineString {
	t.Helper()
	lines := make([]orb.LineString, len(texts))
	for i, text := range texts {
		l, err := wkt.UnmarshalLineString(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		lines[i] = l
	}
	return lines
}

// written are drawn results as text.
func written[G orb.Geometry](shapes []G) []string {
	var texts []string
	for _, s := range shapes {
		texts = append(texts, wkt.MarshalString(s))
	}
	return texts
}

func paths(loose []coverage.Loose) []orb.LineString {
	var lines []orb.LineString
	for _, l := range loose {
		lines = append(lines, l.Path)
	}
	return lines
}

func TestEncloseDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		lines    []string
		opt      coverage.EncloseOptions
		areas    []string
		dangles  []string
		cutEdges []string
	}{
		"nothing": {},
		"a point, an empty line and one that stays where it is": {
			lines: []string{"LINESTRING EMPTY", "LINESTRING(1 1)", "LINESTRING(2 2, 2 2)"},
		},
		// Four lines like a hash: each runs beyond the corners.
		"a hash": {
			lines: []string{"LINESTRING(0 1, 3 1)", "LINESTRING(0 2, 3 2)", "LINESTRING(1 0, 1 3)", "LINESTRING(2 0, 2 3)"},
			areas: []string{"MULTIPOLYGON(((1 1,2 1,2 2,1 2,1 1)))"},
			dangles: []string{
				"LINESTRING(0 1,1 1)", "LINESTRING(0 2,1 2)", "LINESTRING(1 0,1 1)", "LINESTRING(1 2,1 3)",
				"LINESTRING(2 0,2 1)", "LINESTRING(2 1,3 1)", "LINESTRING(2 2,2 3)", "LINESTRING(2 2,3 2)",
			},
		},
		// A line that ends within another one, and one drawn twice.
		"a square halved": {
			lines: []string{"LINESTRING(0 0, 4 0, 4 4, 0 4, 0 0)", "LINESTRING(2 0, 2 4)", "LINESTRING(2 4, 2 0)"},
			areas: []string{"MULTIPOLYGON(((0 0,2 0,2 4,0 4,0 0)))", "MULTIPOLYGON(((2 0,4 0,4 4,2 4,2 0)))"},
		},
		// Two squares joined by a line of two parts with a side line at its bend.
		"a bridge": {
			lines: []string{
				"LINESTRING(0 0, 1 0, 1 1, 0 1, 0 0)", "LINESTRING(3 0, 4 0, 4 1, 3 1, 3 0)",
				"LINESTRING(1 0, 2 0, 3 0)", "LINESTRING(2 0, 2 1)",
			},
			areas:    []string{"MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))", "MULTIPOLYGON(((3 0,4 0,4 1,3 1,3 0)))"},
			dangles:  []string{"LINESTRING(2 0,2 1)"},
			cutEdges: []string{"LINESTRING(1 0,2 0)", "LINESTRING(2 0,3 0)"},
		},
		// A block within a block, free, held by one line, and held in a corner.
		"a free island": {
			lines: []string{"LINESTRING(0 0, 9 0, 9 9, 0 9, 0 0)", "LINESTRING(3 3, 6 3, 6 6, 3 6, 3 3)"},
			areas: []string{
				"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(3 3,3 6,6 6,6 3,3 3)))", "MULTIPOLYGON(((3 3,6 3,6 6,3 6,3 3)))",
			},
		},
		"an island on a line": {
			lines: []string{"LINESTRING(0 0, 9 0, 9 9, 0 9, 0 0)", "LINESTRING(0 3, 6 3, 6 6, 3 6, 3 3)"},
			areas: []string{
				"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 3,0 0),(3 3,3 6,6 6,6 3,3 3)))", "MULTIPOLYGON(((3 3,6 3,6 6,3 6,3 3)))",
			},
			cutEdges: []string{"LINESTRING(0 3,3 3)"},
		},
		"an island in a corner": {
			lines: []string{"LINESTRING(0 0, 9 0, 9 9, 0 9, 0 0)", "LINESTRING(0 0, 3 1, 1 3, 0 0)"},
			areas: []string{
				"MULTIPOLYGON(((0 0,3 1,1 3,0 0)))", "MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(0 0,1 3,3 1,0 0)))",
			},
		},
		"an island in an island": {
			lines: []string{
				"LINESTRING(0 0, 9 0, 9 9, 0 9, 0 0)", "LINESTRING(1 1, 8 1, 8 8, 1 8, 1 1)",
				"LINESTRING(2 2, 7 2, 7 7, 2 7, 2 2)", "LINESTRING(4 4, 5 5)",
			},
			areas: []string{
				"MULTIPOLYGON(((0 0,9 0,9 9,0 9,0 0),(1 1,1 8,8 8,8 1,1 1)))",
				"MULTIPOLYGON(((1 1,8 1,8 8,1 8,1 1),(2 2,2 7,7 7,7 2,2 2)))", "MULTIPOLYGON(((2 2,7 2,7 7,2 7,2 2)))",
			},
			dangles: []string{"LINESTRING(4 4,5 5)"},
		},
		"a ring that crosses itself": {
			lines: []string{"LINESTRING(0 0, 2 2, 2 0, 0 2, 0 0)"},
			areas: []string{"MULTIPOLYGON(((0 0,1 1,0 2,0 0)))", "MULTIPOLYGON(((1 1,2 0,2 2,1 1)))"},
		},
		"an end 2 mm short": {
			lines:   []string{"LINESTRING(0 0, 4 0, 4 4, 0 4, 0 0)", "LINESTRING(2 0.002, 2 4)"},
			areas:   []string{"MULTIPOLYGON(((0 0,4 0,4 4,2 4,0 4,0 0)))"},
			dangles: []string{"LINESTRING(2 0.002,2 4)"},
		},
		"an end 2 mm short of a grid of 1 cm": {
			lines: []string{"LINESTRING(0 0, 4 0, 4 4, 0 4, 0 0)", "LINESTRING(2 0.002, 2 4)"},
			opt:   coverage.EncloseOptions{Grid: 0.01},
			areas: []string{"MULTIPOLYGON(((0 0,2 0,2 4,0 4,0 0)))", "MULTIPOLYGON(((2 0,4 0,4 4,2 4,2 0)))"},
		},
		// Two lines across a limit; one ends in it.
		"a limit": {
			lines:   []string{"LINESTRING(-2 2, 6 2)", "LINESTRING(1 2, 1 6)", "LINESTRING(3 1, 3 3)"},
			opt:     coverage.EncloseOptions{Limit: orb.MultiPolygon{{{{0, 0}, {0, 4}, {4, 4}, {4, 0}, {0, 0}}}}},
			areas:   []string{"MULTIPOLYGON(((0 0,4 0,4 2,3 2,1 2,0 2,0 0)))", "MULTIPOLYGON(((0 2,1 2,1 4,0 4,0 2)))", "MULTIPOLYGON(((1 2,3 2,4 2,4 4,1 4,1 2)))"},
			dangles: []string{"LINESTRING(-2 2,0 2)", "LINESTRING(1 4,1 6)", "LINESTRING(3 1,3 2)", "LINESTRING(3 2,3 3)", "LINESTRING(4 2,6 2)"},
		},
		"a limit that clips": {
			lines: []string{"LINESTRING(-2 2, 6 2)", "LINESTRING(-2 2, -1 1, 0 2)", "LINESTRING(1 2, 1 6)", "LINESTRING(3 1, 3 3)"},
			opt: coverage.EncloseOptions{Clip: true, Limit: orb.MultiPolygon{{
				{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}}, {{1, 2}, {1, 3}, {2, 3}, {2, 2}, {1, 2}},
			}}},
			areas:   []string{"MULTIPOLYGON(((0 0,4 0,4 2,3 2,2 2,1 2,0 2,0 0)))", "MULTIPOLYGON(((0 2,1 2,1 3,1 4,0 4,0 2)))", "MULTIPOLYGON(((1 3,2 3,2 2,3 2,4 2,4 4,1 4,1 3)))"},
			dangles: []string{"LINESTRING(3 1,3 2)", "LINESTRING(3 2,3 3)"},
		},
		// The cut meets both edges at points that no float64 hits; GEOS says that
		// the right part shares nothing with the limit.
		"a limit cut where edges have no exact points": {
			lines: []string{"LINESTRING(734.567 -500, 734.567 734.567)"},
			opt:   coverage.EncloseOptions{Clip: true, Limit: orb.MultiPolygon{{{{200, 0}, {600, 0}, {1100, 1200}, {200, 0}}}}},
			areas: []string{"MULTIPOLYGON(((200 0,600 0,734.567 322.9608,734.567 712.756,200 0)))", "MULTIPOLYGON(((734.567 322.9608,1100 1200,734.567 712.756,734.567 322.9608)))"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := enclose(t, drawnLines(t, c.lines...), c.opt)
			if diff := cmp.Diff(c.areas, written(got.Areas)); diff != "" {
				t.Errorf("areas: %s", diff)
			}
			if diff := cmp.Diff(c.dangles, written(paths(got.Dangles))); diff != "" {
				t.Errorf("dangles: %s", diff)
			}
			if diff := cmp.Diff(c.cutEdges, written(paths(got.CutEdges))); diff != "" {
				t.Errorf("cut edges: %s", diff)
			}
		})
	}
}

// A street runs past two squares of 2 m and on; another one lies on part of it.
func TestEncloseSaysWhichLinesBound(t *testing.T) {
	lines := drawnLines(t,
		"LINESTRING(0 0, 9 0)", "LINESTRING(1 0, 1 2, 5 2, 5 0)", "LINESTRING(3 2, 3 0)", "LINESTRING(4 0, 2 0)", "LINESTRING(7 7, 7 7)")
	got := enclose(t, lines, coverage.EncloseOptions{})
	if diff := cmp.Diff([][]coverage.Side{{{0, 2}, {1, 4}, {2, 2}, {3, 1}}, {{0, 2}, {1, 4}, {2, 2}, {3, 1}}}, got.Sides); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]coverage.Loose{
		{orb.LineString{{0, 0}, {1, 0}}, []int{0}}, {orb.LineString{{5, 0}, {9, 0}}, []int{0}},
	}, got.Dangles); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]coverage.Use{{Border: 4, Dangle: 5}, {Border: 8}, {Border: 2}, {Border: 2}, {}}, got.Uses); diff != "" {
		t.Error(diff)
	}
	limited := enclose(t, lines, coverage.EncloseOptions{Clip: true, Limit: orb.MultiPolygon{{{{1, 0}, {3, 0}, {3, 2}, {1, 2}, {1, 0}}}}})
	if diff := cmp.Diff([][]coverage.Side{{{coverage.OfLimit, 8}, {0, 2}, {1, 4}, {2, 2}, {3, 1}}}, limited.Sides); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]coverage.Use{{Border: 2, Outside: 7}, {Border: 4, Outside: 4}, {Border: 2}, {Border: 1, Outside: 1}, {}}, limited.Uses); diff != "" {
		t.Error(diff)
	}
}

// Rings of a limit may run either way and need not be closed.
func TestEncloseLimitsOfAnyDirection(t *testing.T) {
	shell, hole := orb.Ring{{0, 0}, {9, 0}, {9, 9}, {0, 9}, {0, 0}}, orb.Ring{{3, 3}, {6, 3}, {6, 6}, {3, 6}, {3, 3}}
	turned := func(r orb.Ring) orb.Ring {
		r = r.Clone()
		r.Reverse()
		return r
	}
	opt := func(rings ...orb.Ring) coverage.EncloseOptions {
		return coverage.EncloseOptions{Limit: orb.MultiPolygon{rings}, Clip: true}
	}
	lines := drawnLines(t, "LINESTRING(0 5, 9 5)")
	want := enclose(t, lines, opt(shell, turned(hole)))
	if len(want.Areas) != 2 || total(want.Areas) != 72 || want.Uses[0] != (coverage.Use{Border: 6, Outside: 3}) {
		t.Fatalf("%v, %+v", written(want.Areas), want.Uses)
	}
	for name, other := range map[string]coverage.EncloseOptions{
		"holes like shells": opt(shell, hole),
		"both turned":       opt(turned(shell), hole),
		"shells like holes": opt(turned(shell), turned(hole)),
		"not closed":        opt(shell[:4], hole[:4]),
	} {
		if diff := cmp.Diff(want, enclose(t, lines, other)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestEncloseErrors(t *testing.T) {
	fine := orb.LineString{{0, 0}, {1e6, 1}}
	for name, c := range map[string]struct {
		lines []orb.LineString
		opt   coverage.EncloseOptions
		is    error
		text  string
	}{
		"not a number":        {[]orb.LineString{fine, {{0, 0}, {math.NaN(), 1}}}, coverage.EncloseOptions{}, geo.ErrNotFinite, "line 1: coordinate is not finite: point 1"},
		"infinite":            {[]orb.LineString{{{0, math.Inf(-1)}}}, coverage.EncloseOptions{}, geo.ErrNotFinite, "line 0: coordinate is not finite: point 0"},
		"a limit, not finite": {nil, coverage.EncloseOptions{Limit: orb.MultiPolygon{{{{0, math.NaN()}}}}}, geo.ErrNotFinite, "limit: coordinate is not finite: point 0"},
		"too fine":            {[]orb.LineString{fine}, coverage.EncloseOptions{Grid: 1e-12}, coverage.ErrGrid, "unusable grid step: 1e-12 is too fine for a coordinate of 1e+06"},
		"backwards":           {[]orb.LineString{fine}, coverage.EncloseOptions{Grid: -1}, coverage.ErrGrid, "unusable grid step: -1"},
		"no number":           {[]orb.LineString{fine}, coverage.EncloseOptions{Grid: math.NaN()}, coverage.ErrGrid, "unusable grid step: NaN"},
		"too far":             {[]orb.LineString{{{0, 1e200}}}, coverage.EncloseOptions{}, coverage.ErrExtent, "shapes lie too far apart for the grid: a coordinate of 1e+200"},
	} {
		_, err := coverage.Enclose(context.Background(), c.lines, c.opt)
		if !errors.Is(err, c.is) || err.Error() != c.text {
			t.Errorf("%s: got %v, want %s", name, err, c.text)
		}
	}
	stopped, stop := context.WithCancel(context.Background())
	stop()
	if _, err := coverage.Enclose(stopped, []orb.LineString{fine}, coverage.EncloseOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: got %v", err)
	}
}
