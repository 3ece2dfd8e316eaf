package units

import (
	"fmt"
	"math"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
)

// randomAround is something that land may lie near: a point, a line or an area.
func randomAround(t *rapid.T) orb.Geometry {
	at := func() float64 { return float64(rapid.IntRange(-400, 400).Draw(t, "at")) }
	x, y := at(), at()
	side := float64(rapid.IntRange(1, 150).Draw(t, "side"))
	switch rapid.IntRange(0, 3).Draw(t, "kind") {
	case 0:
		return orb.Point{x, y}
	case 1:
		return orb.LineString{{x, y}, {at(), at()}}
	case 2:
		return read(t, fmt.Sprintf("POLYGON((%g %g, %g %g, %g %g, %g %g))", x, y, x+side, y, x, y+side, x, y))
	default:
		return read(t, box(x, y, x+side, y+side))
	}
}

// What of a shape lies in reach is what it shares with the union of all zones,
// however few of them are drawn.
func TestClipIsTheCutWithAllZones(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		distances := []float64{0, 60, 300}
		var zones []*zone
		var drawn []orb.MultiPolygon
		for range rapid.IntRange(0, 6).Draw(t, "zones") {
			z := &zone{around: randomAround(t), distance: rapid.SampledFrom(distances).Draw(t, "distance")}
			again := &zone{around: z.around, distance: z.distance}
			if err := again.draw(); err != nil {
				t.Fatal(err)
			}
			zones, drawn = append(zones, z), append(drawn, again.shape)
		}
		x, y := float64(rapid.IntRange(-400, 400).Draw(t, "x")), float64(rapid.IntRange(-400, 400).Draw(t, "y"))
		w, h := float64(rapid.IntRange(1, 200).Draw(t, "w")), float64(rapid.IntRange(1, 200).Draw(t, "h"))
		home := read(t, fmt.Sprintf("POLYGON((%g %g, %g %g, %g %g, %g %g))", x, y, x+w, y, x+w/2, y+h, x, y)).(orb.MultiPolygon)

		clipped, whole, err := newReach(zones).clip(home)
		if err != nil {
			t.Fatal(err)
		}
		all, err := geo.Union(drawn)
		if err != nil {
			t.Fatal(err)
		}
		within, err := geo.Intersection(home, all)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := geo.Area(clipped), geo.Area(within); math.Abs(got-want) > 1e-6 {
			t.Fatalf("%g m² in reach of %d zones, want %g", got, len(zones), want)
		}
		if whole && geo.Area(clipped) != geo.Area(home) {
			t.Fatalf("said to be whole, but %g of %g m²", geo.Area(clipped), geo.Area(home))
		}
	})
}

// A home close to a school is settled without drawing the zones; one at the edge of
// the reach of the only school is cut; far homes draw nothing either.
func TestZonesAreDrawnOnlyAtTheirEdge(t *testing.T) {
	school := read(t, box(0, 0, 100, 100))
	for _, c := range []struct {
		name  string
		x     float64 // of a home of 40 m by 40 m
		drawn bool
		area  float64
	}{
		{"beside it", 150, false, 1600},
		{"within the distance of one corner", 1000, false, 1600},
		{"across the edge", 1080, true, 800},
		{"beyond", 1200, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			z := &zone{around: school, distance: 1000}
			clipped, _, err := newReach([]*zone{z}).clip(read(t, box(c.x, 40, c.x+40, 80)).(orb.MultiPolygon))
			if err != nil {
				t.Fatal(err)
			}
			if got := geo.Area(clipped); math.Abs(got-c.area) > 1e-6 {
				t.Errorf("%g m² in reach, want %g", got, c.area)
			}
			if drawn := z.outline != nil; drawn != c.drawn {
				t.Errorf("the zone is drawn: %t", drawn)
			}
		})
	}
}
