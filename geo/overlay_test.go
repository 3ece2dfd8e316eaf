package geo_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkt"
	"github.com/paulmach/orb/planar"

	"renewal/geo"
)

func TestDoors(t *testing.T) {
	bowTie := areas(t, "POLYGON((0 0,2 2,2 0,0 2,0 0))")
	if reason, at := geo.Check(bowTie); reason != "self-intersection" || at != (orb.Point{1, 1}) {
		t.Errorf("check: %q at %v", reason, at)
	}
	mended, reason, at, err := geo.Repair(bowTie)
	if err != nil || reason != "self-intersection" || at != (orb.Point{1, 1}) || geo.Area(mended) != 2 {
		t.Errorf("repair: %v, %q at %v, %v", mended, reason, at, err)
	}
	if _, _, _, err := geo.Repair(orb.MultiPolygon{{{{0, 0}, {math.NaN(), 0}, {1, 1}}}}); !errors.Is(err, geo.ErrNotFinite) {
		t.Errorf("repair of NaN: %v", err)
	}
	// 3.1 is on no grid of quarters, so there it moves to 3.
	a, b := areas(t, "POLYGON((0 0,2 0,2 2,0 2,0 0))"), areas(t, "POLYGON((1 1,3.1 1,3.1 3,1 3,1 1))")
	for _, c := range []struct {
		name string
		got  func() (orb.MultiPolygon, error)
		want string
	}{
		{"union", func() (orb.MultiPolygon, error) { return geo.Union([]orb.MultiPolygon{a, b}) },
			"MULTIPOLYGON(((0 0,2 0,2 1,3.1 1,3.1 3,1 3,1 2,0 2,0 0)))"},
		{"union on a grid", func() (orb.MultiPolygon, error) { return geo.Grid(0.25).Union([]orb.MultiPolygon{a, b}) },
			"MULTIPOLYGON(((0 0,2 0,2 1,3 1,3 3,1 3,1 2,0 2,0 0)))"},
		{"intersection", func() (orb.MultiPolygon, error) { return geo.Intersection(a, b) },
			"MULTIPOLYGON(((1 1,2 1,2 2,1 2,1 1)))"},
		{"difference", func() (orb.MultiPolygon, error) { return geo.Difference(a, b) },
			"MULTIPOLYGON(((0 0,2 0,2 1,1 1,1 2,0 2,0 0)))"},
		{"buffer", func() (orb.MultiPolygon, error) { return geo.Buffer(a, -0.5) },
			"MULTIPOLYGON(((0.5 0.5,1.5 0.5,1.5 1.5,0.5 1.5,0.5 0.5)))"},
	} {
		got, err := c.got()
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if s := wkt.MarshalString(got); s != c.want {
			t.Errorf("%s: %s, want %s", c.name, s, c.want)
		}
	}
}

func TestInteriorPoint(t *testing.T) {
	for _, c := range []struct {
		name, shape string
		want        orb.Point
	}{
		{"square", "POLYGON((0 0,4 0,4 4,0 4,0 0))", orb.Point{2, 2}},
		{"hole in the middle", "POLYGON((0 0,9 0,9 9,0 9,0 0),(3 3,3 6,6 6,6 3,3 3))", orb.Point{1.5, 4.5}},
		{"the largest part", "MULTIPOLYGON(((0 0,1 0,1 1,0 1,0 0)),((10 0,14 0,14 4,10 4,10 0)))", orb.Point{12, 2}},
		{"a U", "POLYGON((0 0,9 0,9 9,7 9,7 1,3 1,3 9,0 9,0 0))", orb.Point{1.5, 5}},
		{"nothing", "MULTIPOLYGON EMPTY", orb.Point{}},
	} {
		if got := geo.InteriorPoint(areas(t, c.shape)); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range 2000 {
		off := []float64{0, 4e6}[i%2]
		var r orb.Ring
		for range 3 + rng.IntN(9) {
			r = append(r, orb.Point{off + float64(rng.IntN(12)), off + float64(rng.IntN(12))})
		}
		g, _, _, err := geo.Repair(orb.MultiPolygon{{r}})
		if err != nil {
			t.Fatal(err)
		}
		if p := geo.InteriorPoint(g); len(g) > 0 && !planar.MultiPolygonContains(g, p) {
			t.Fatalf("%v is not inside %v", p, g)
		}
	}
}
