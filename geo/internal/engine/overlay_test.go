package engine_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/planar"

	"renewal/geo/internal/engine"
)

func TestOverlay(t *testing.T) {
	const (
		left  = "POLYGON((0 0,2 0,2 2,0 2,0 0))"
		right = "POLYGON((1 0,3 0,3 2,1 2,1 0))"
		next  = "POLYGON((2 0,3 0,3 2,2 2,2 0))"
		hole  = "POLYGON((0.5 0.5,1.5 0.5,1.5 1.5,0.5 1.5,0.5 0.5))"
	)
	union := func(a, b orb.MultiPolygon, grid float64) (orb.MultiPolygon, error) {
		return engine.Union([]orb.MultiPolygon{a, b}, grid)
	}
	for _, c := range []struct {
		name string
		op   func(a, b orb.MultiPolygon, grid float64) (orb.MultiPolygon, error)
		a, b string
		want string
	}{
		{"union of neighbours", union, left, next, "MULTIPOLYGON(((0 0,2 0,3 0,3 2,2 2,0 2,0 0)))"},
		{"union with itself", union, left, left, "MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
		{"union with nothing", union, left, "MULTIPOLYGON EMPTY", "MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
		{"intersection", engine.Intersection, left, right, "MULTIPOLYGON(((1 0,2 0,2 2,1 2,1 0)))"},
		{"intersection along an edge", engine.Intersection, left, next, "MULTIPOLYGON EMPTY"},
		{"intersection with nothing", engine.Intersection, left, "MULTIPOLYGON EMPTY", "MULTIPOLYGON EMPTY"},
		{"difference", engine.Difference, left, right, "MULTIPOLYGON(((0 0,1 0,1 2,0 2,0 0)))"},
		{"difference that leaves a hole", engine.Difference, left, hole,
			"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0),(0.5 0.5,0.5 1.5,1.5 1.5,1.5 0.5,0.5 0.5)))"},
		{"difference with itself", engine.Difference, left, left, "MULTIPOLYGON EMPTY"},
		{"difference with nothing", engine.Difference, left, "MULTIPOLYGON EMPTY", "MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
	} {
		for _, grid := range []float64{0, 0.001} {
			got, err := c.op(areas(t, c.a), areas(t, c.b), grid)
			if err != nil {
				t.Fatalf("%s: %v", c.name, err)
			}
			if s := wkt.MarshalString(got); s != c.want {
				t.Errorf("%s on grid %g: %s, want %s", c.name, grid, s, c.want)
			}
		}
	}
}

func TestGrid(t *testing.T) {
	a := areas(t, "POLYGON((0 0,1 0,1 1,0 1,0 0))")
	b := areas(t, "POLYGON((-1 -1,0.3333 -1,0.6667 2,-1 2,-1 -1))")
	got, err := engine.Intersection(a, b, 0.25)
	if err != nil {
		t.Fatal(err)
	}
	if want := "MULTIPOLYGON(((0 0,0.5 0,0.5 1,0 1,0 0)))"; wkt.MarshalString(got) != want {
		t.Errorf("%s, want %s", wkt.MarshalString(got), want)
	}
	for _, grid := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := engine.Union([]orb.MultiPolygon{a, b}, grid); err == nil {
			t.Errorf("grid %g is accepted", grid)
		}
	}
}

func TestBuffer(t *testing.T) {
	square := areas(t, "POLYGON((0 0,4 0,4 4,0 4,0 0))")
	near := func(got orb.MultiPolygon, want float64) bool {
		return math.Abs(planar.Area(got)-want) < 0.005*want
	}
	for _, c := range []struct {
		name  string
		shape orb.Geometry
		d     float64
		want  float64
	}{
		{"point", orb.Point{4e6, 4e6}, 2, 4 * math.Pi},
		{"points", orb.MultiPoint{{0, 0}, {0, 0}, {10, 0}}, 1, 2 * math.Pi},
		{"line", orb.LineString{{0, 0}, {10, 0}}, 1, 20 + math.Pi},
		{"lines", orb.MultiLineString{{{0, 0}, {10, 0}}, {{0, 10}, {10, 10}}}, 1, 40 + 2*math.Pi},
		{"area", square, 1, 32 + math.Pi},
		{"area shrunk", square, -1, 4},
		{"area shrunk away", square, -3, 0},
		{"ring", orb.Ring(square[0][0]), 1, 32 + math.Pi},
		{"box", square.Bound(), 1, 32 + math.Pi},
		{"collection", orb.Collection{orb.Point{0, 0}, nil, orb.LineString{{0, 0}, {10, 0}}}, 1, 20 + math.Pi},
		{"line shrunk", orb.LineString{{0, 0}, {10, 0}}, -1, 0},
	} {
		got, err := engine.Buffer(c.shape, c.d)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		} else if checkSound(t, got); !near(got, c.want) && !(c.want == 0 && len(got) == 0) {
			t.Errorf("%s: area %v, want %v", c.name, planar.Area(got), c.want)
		}
	}
	if _, err := engine.Buffer(square, math.NaN()); !errors.Is(err, engine.ErrNotFinite) {
		t.Errorf("distance NaN: %v", err)
	}
}

// GEOS refuses some shapes; that is an error of ours, not a panic of its.
func TestRefused(t *testing.T) {
	open := orb.MultiPolygon{{{{0, 0}, {1, 0}, {1, 1}}}}
	short := orb.MultiPolygon{{{{0, 0}, {0, 0}}}}
	square := areas(t, "POLYGON((0 0,4 0,4 4,0 4,0 0))")
	for name, shape := range map[string]orb.MultiPolygon{"open": open, "short": short} {
		_, err1 := engine.Union([]orb.MultiPolygon{shape}, 0)
		_, err2 := engine.Intersection(square, shape, 0.001)
		_, err3 := engine.Difference(shape, square, 0)
		_, err4 := engine.Buffer(shape, 1)
		for _, err := range []error{err1, err2, err3, err4} {
			if !errors.Is(err, engine.ErrTopology) {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if s := err.Error(); strings.Contains(s, "\n") || s != strings.ToLower(s) {
				t.Errorf("%s: %q is not one line in lower case", name, s)
			}
		}
	}
}

func TestEveryShape(t *testing.T) {
	for _, g := range slices.Concat(orb.AllGeometries, []orb.Geometry{
		orb.MultiPolygon{{}, {{}}, {nil, nil}}, orb.MultiPolygon{{nil, {{0, 0}, {1, 0}, {1, 1}, {0, 0}}}},
		orb.Collection{nil, orb.MultiPolygon{{}}, orb.Bound{Min: orb.Point{1, 1}}},
		orb.LineString{{1, 1}}, orb.MultiLineString{{}, {{1, 1}}, {{1, 1}, {1, 1}}},
	}) {
		engine.Buffer(g, 1)
		engine.Buffer(g, -1)
		engine.Buffer(g, 0)
		m, _ := g.(orb.MultiPolygon)
		if p, ok := g.(orb.Polygon); ok {
			m = orb.MultiPolygon{p}
		}
		engine.Valid(m)
		if got, _, _, err := engine.Repair(m); err != nil || len(got) != 0 {
			t.Errorf("%v: repaired to %v, %v", m, got, err)
		}
		engine.Union([]orb.MultiPolygon{m, nil, m}, 0)
		engine.Intersection(m, m, 0)
		engine.Difference(m, m, 0)
	}
}

// Areas add up, on any grid, and results are sound.
func TestOverlayAddsUp(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	repaired := func() orb.MultiPolygon {
		g, _, _, err := engine.Repair(scribble(rng, 500000))
		if err != nil {
			t.Fatal(err)
		}
		return g
	}
	for i := range 500 {
		a, b, grid := repaired(), repaired(), []float64{0, 0.001}[i%2]
		union, err1 := engine.Union([]orb.MultiPolygon{a, b}, grid)
		both, err2 := engine.Intersection(a, b, grid)
		rest, err3 := engine.Difference(a, b, grid)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatalf("%v %v: %v", a, b, err)
		}
		for _, g := range []orb.MultiPolygon{union, both, rest} {
			checkSound(t, g)
		}
		off := 1e-6 + 200*grid
		if d := planar.Area(both) + planar.Area(rest) - planar.Area(a); math.Abs(d) > off {
			t.Fatalf("%v %v: intersection and difference are off by %v", a, b, d)
		}
		if d := planar.Area(union) - planar.Area(b) - planar.Area(rest); math.Abs(d) > off {
			t.Fatalf("%v %v: union is off by %v", a, b, d)
		}
		turned, err := engine.Union([]orb.MultiPolygon{b, a}, grid)
		if err != nil || math.Abs(planar.Area(turned)-planar.Area(union)) > off {
			t.Fatalf("%v %v: union depends on the order: %v, %v", a, b, turned, err)
		}
	}
}

func TestManyCallersAtOnce(t *testing.T) {
	ask := func(seed uint64) (orb.MultiPolygon, string) {
		g, reason, _, err := engine.Repair(scribble(rand.New(rand.NewPCG(seed, 7)), 0))
		if err != nil {
			t.Error(err)
		}
		return g, reason
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for seed := range uint64(50) {
				g, reason := ask(seed)
				again, same := ask(seed)
				if reason != same || !cmp.Equal(g, again) {
					t.Errorf("seed %d: results differ", seed)
				}
			}
		})
	}
	wg.Wait()
}
