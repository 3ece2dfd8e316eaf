package engine_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"

	"renewal/geo/internal/engine"
)

func areas(t testing.TB, text string) orb.MultiPolygon {
	t.Helper()
	g, err := wkt.Unmarshal(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	switch g := g.(type) {
	case orb.Polygon:
		return orb.MultiPolygon{g}
	case orb.MultiPolygon:
		return g
	default:
		t.Fatalf("%s is no area", text)
		return nil
	}
}

func TestRepair(t *testing.T) {
	for _, c := range []struct {
		name, shape, reason string
		place               orb.Point
		want                string
	}{
		{"sound", "POLYGON((0 0,2 0,2 2,0 2,0 0))", "", orb.Point{},
			"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
		{"clockwise shell, counter-clockwise hole, repeated points",
			"POLYGON((0 0,0 0,0 4,4 4,4 4,4 0,0 0),(1 1,2 1,2 1,2 2,1 2,1 1))", "", orb.Point{},
			"MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1)))"},
		{"bow-tie", "POLYGON((0 0,2 2,2 0,0 2,0 0))", "self-intersection", orb.Point{1, 1},
			"MULTIPOLYGON(((1 1,2 0,2 2,1 1)),((0 0,1 1,0 2,0 0)))"},
		{"unclosed", "POLYGON((0 0,2 0,2 2,0 2))", "unclosed ring", orb.Point{0, 0},
			"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
		{"unclosed bow-tie", "POLYGON((0 0,2 2,2 0,0 2))", "unclosed ring; self-intersection", orb.Point{0, 0},
			"MULTIPOLYGON(((1 1,2 0,2 2,1 1)),((0 0,1 1,0 2,0 0)))"},
		{"hole of two points", "POLYGON((0 0,2 0,2 2,0 2,0 0),(1 1,1 2,1 1))",
			"ring with fewer than three distinct points", orb.Point{1, 1},
			"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
		{"shell of two points takes its hole along", "POLYGON((0 0,2 0,0 0),(5 5,6 5,6 6,5 5))",
			"ring with fewer than three distinct points", orb.Point{0, 0}, "MULTIPOLYGON EMPTY"},
		{"collinear", "POLYGON((0 0,1 1,2 2,0 0))", "self-intersection", orb.Point{1, 1},
			"MULTIPOLYGON EMPTY"},
		{"spike", "POLYGON((0 0,2 0,2 2,2 3,2 2,0 2,0 0))", "ring self-intersection", orb.Point{2, 2},
			"MULTIPOLYGON(((0 0,2 0,2 2,0 2,0 0)))"},
		{"hole outside", "POLYGON((0 0,1 0,1 1,0 1,0 0),(2 0,3 0,3 1,2 1,2 0))", "hole lies outside shell", orb.Point{2, 0},
			"MULTIPOLYGON(((2 0,3 0,3 1,2 1,2 0)),((0 0,1 0,1 1,0 1,0 0)))"},
		{"the same part twice", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((0 0,1 0,1 1,0 1,0 0)))", "self-intersection", orb.Point{1, 0},
			"MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)))"},
		{"parts that overlap", "MULTIPOLYGON(((0 0,2 0,2 1,0 1,0 0)),((1 0,3 0,3 1,1 1,1 0)))", "self-intersection", orb.Point{2, 0},
			"MULTIPOLYGON(((0 0,1 0,2 0,3 0,3 1,2 1,1 1,0 1,0 0)))"},
		{"one part inside another", "MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)),((1 1,2 1,2 2,1 2,1 1)))", "nested shells", orb.Point{1, 1},
			"MULTIPOLYGON(((0 0,4 0,4 4,0 4,0 0)))"},
		{"nothing", "MULTIPOLYGON EMPTY", "", orb.Point{}, "MULTIPOLYGON EMPTY"},
	} {
		t.Run(c.name, func(t *testing.T) {
			shape := areas(t, c.shape)
			got, reason, place, err := engine.Repair(shape)
			if err != nil {
				t.Fatal(err)
			}
			if reason != c.reason || place != c.place {
				t.Errorf("reason %q at %v, want %q at %v", reason, place, c.reason, c.place)
			}
			if s := wkt.MarshalString(got); s != c.want {
				t.Errorf("repaired to %s, want %s", s, c.want)
			}
			if diff := cmp.Diff(areas(t, c.shape), shape); diff != "" {
				t.Errorf("the shape given was changed: %s", diff)
			}
		})
	}
}

func TestNotFinite(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		shape := orb.MultiPolygon{{{{0, 0}, {2, 0}, {2, v}, {0, 0}}}}
		reason, _ := engine.Valid(shape)
		if reason != "coordinate is not finite" {
			t.Errorf("reason %q", reason)
		}
		_, _, _, err := engine.Repair(shape)
		if !errors.Is(err, engine.ErrNotFinite) {
			t.Errorf("repair: %v", err)
		}
		if want := "coordinate is not finite: polygon 0, ring 0, point 2"; err.Error() != want {
			t.Errorf("repair: %v, want %s", err, want)
		}
		if _, err := engine.Union([]orb.MultiPolygon{shape}, 0); !errors.Is(err, engine.ErrNotFinite) {
			t.Errorf("union: %v", err)
		}
		if _, err := engine.Intersection(shape, shape, 0); !errors.Is(err, engine.ErrNotFinite) {
			t.Errorf("intersection: %v", err)
		}
		if _, err := engine.Buffer(shape, 1); !errors.Is(err, engine.ErrNotFinite) {
			t.Errorf("buffer: %v", err)
		}
	}
}

// scribble is a few rings of random points on a small grid: they cross, touch,
// repeat and lie in each other.
func scribble(rng *rand.Rand, offset float64) orb.MultiPolygon {
	var g orb.MultiPolygon
	for range 1 + rng.IntN(3) {
		var p orb.Polygon
		for range 1 + rng.IntN(2) {
			var r orb.Ring
			for range rng.IntN(9) {
				r = append(r, orb.Point{offset + float64(rng.IntN(9)), offset + float64(rng.IntN(9))})
			}
			if len(r) > 0 && rng.IntN(4) > 0 {
				r = append(r, r[0])
			}
			p = append(p, r)
		}
		g = append(g, p)
	}
	return g
}

// What is repaired is valid, sound ring by ring, and stays as it is.
func TestRepairTwice(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 1000 {
		shape := scribble(rng, []float64{0, 4e6 + 1./3}[i%2])
		once, reason, _, err := engine.Repair(shape)
		if err != nil {
			t.Fatalf("%v: %v", shape, err)
		}
		if said, _ := engine.Valid(shape); (said == "") != (reason == "") {
			t.Fatalf("%v: Valid says %q, Repair %q", shape, said, reason)
		}
		checkSound(t, once)
		twice, reason, place, err := engine.Repair(once)
		if err != nil || reason != "" {
			t.Fatalf("%v: repaired to %v, which has %q at %v, %v", shape, once, reason, place, err)
		}
		if diff := cmp.Diff(once, twice); diff != "" {
			t.Fatalf("%v: repairing twice changes it: %s", shape, diff)
		}
		again, _, _, _ := engine.Repair(shape)
		if diff := cmp.Diff(once, again); diff != "" {
			t.Fatalf("%v: repairs differ: %s", shape, diff)
		}
	}
}

// checkSound fails if g does not keep what the package promises of results.
func checkSound(t *testing.T, g orb.MultiPolygon) {
	t.Helper()
	if reason, place := engine.Valid(g); reason != "" {
		t.Fatalf("%s at %v: %v", reason, place, g)
	}
	for _, p := range g {
		for i, r := range p {
			if len(r) < 4 || !r.Closed() {
				t.Fatalf("ring %v", r)
			}
			if want := map[bool]orb.Orientation{true: orb.CCW, false: orb.CW}[i == 0]; r.Orientation() != want {
				t.Fatalf("ring %d runs the wrong way: %v", i, r)
			}
			for k := 1; k < len(r); k++ {
				if r[k] == r[k-1] {
					t.Fatalf("point %d repeats: %v", k, r)
				}
			}
		}
	}
}
