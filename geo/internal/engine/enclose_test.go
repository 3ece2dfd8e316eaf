package engine_test

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/twpayne/go-geos"

	"renewal/geo"
	"renewal/geo/coverage"
)

// GEOS nodes and polygonizes lines too: the same areas, and as many metres of
// dangles and cut edges.
func TestEncloseTwoWays(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	gc := geos.NewContext()
	for i := range 300 {
		off := []float64{0, 500_000.5}[i%2]
		// Lines in general position, and lines on a small grid that meet, overlap
		// and pass through each other's ends.
		at := func() orb.Point { return orb.Point{off + 1000*rng.Float64(), off + 1000*rng.Float64()} }
		if i%3 == 0 {
			at = func() orb.Point { return orb.Point{off + float64(rng.IntN(9)), off + float64(rng.IntN(9))} }
		}
		lines := make(orb.MultiLineString, 1+rng.IntN(40))
		for k := range lines {
			for range 2 + rng.IntN(4) {
				lines[k] = append(lines[k], at())
			}
			if p := lines[k]; rng.IntN(5) == 0 {
				lines[k] = append(p, p[0])
			}
		}
		got, err := coverage.Enclose(context.Background(), lines, coverage.EncloseOptions{})
		if err != nil {
			t.Fatal(err)
		}
		geom, err := gc.NewGeomFromWKB(wkb.MustMarshal(lines))
		if err != nil {
			t.Fatal(err)
		}
		areas, cuts, dangles, invalid := geom.UnaryUnion().PolygonizeFull()
		if n := invalid.NumGeometries(); n > 0 {
			t.Fatalf("%v: GEOS finds %d invalid rings", lines, n)
		}
		// Where three lines meet in a point, GEOS may leave a triangle of 1e-20 m².
		const sliver = 1e-9
		sum, count := 0.0, 0
		for _, a := range got.Areas {
			sum += geo.Area(a)
			if geo.Area(a) < sliver {
				t.Fatalf("%v: an area of %g m²", lines, geo.Area(a))
			}
		}
		for k := range areas.NumGeometries() {
			if areas.Geometry(k).Area() >= sliver {
				count++
			}
		}
		if len(got.Areas) != count {
			t.Fatalf("%v: %d areas, GEOS has %d", lines, len(got.Areas), count)
		}
		same := func(what string, a, b float64) {
			if math.Abs(a-b) > 1e-6+1e-9*b {
				t.Fatalf("%v: %s of %.9f, GEOS has %.9f", lines, what, a, b)
			}
		}
		same("areas", sum, areas.Area())
		same("dangles", lengthOf(got.Dangles), dangles.Length())
		same("cut edges", lengthOf(got.CutEdges), cuts.Length())
	}
}

func lengthOf(loose []coverage.Loose) float64 {
	sum := 0.0
	for _, l := range loose {
		sum += geo.Length(l.Path)
	}
	return sum
}
