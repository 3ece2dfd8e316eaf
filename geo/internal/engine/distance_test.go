package engine_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/wkb"
	"github.com/twpayne/go-geos"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/distance"
)

// GEOS and we agree on Hausdorff distances between outlines, and on intersection
// over union, of 1,000 random pairs.
//
// GEOS measures from vertices, and from as many places between as it is told to put
// in. So its answer is at most ours, less by no more than half of the longest step;
// and once the place that we call the furthest is a vertex, it is ours to the last
// digits but few.
func TestHausdorffAndIoUTwoWays(t *testing.T) {
	const densify = 0.02
	rng := rand.New(rand.NewPCG(91, 92))
	between := 0 // cases whose furthest place is no vertex
	for i := range 1000 {
		centre := orb.Point{500_000 + 1000*rng.Float64(), 4e6}
		a := blob(rng, centre, 3+rng.IntN(40), 100)
		b := blob(rng, orb.Point{centre[0] + 150*rng.Float64()*rng.Float64(), centre[1]}, 3+rng.IntN(40), 20+100*rng.Float64())
		there, at := distance.From(a, distance.Prepare(b)).Max()
		back, backAt := distance.From(b, distance.Prepare(a)).Max()
		ours := max(there, back)

		theirs := inGEOS(t, a).HausdorffDistanceDensify(inGEOS(t, b), densify)
		step := densify * max(longest(a), longest(b))
		if ours < theirs-1e-9*theirs || ours > theirs+step/2 {
			t.Errorf("pair %d: Hausdorff distance %v, GEOS %v within %v", i, ours, theirs, step/2)
		}
		if plain := inGEOS(t, a).HausdorffDistance(inGEOS(t, b)); ours > plain+1e-6 {
			between++
		}
		witnessed := inGEOS(t, withVertex(a, at)).HausdorffDistance(inGEOS(t, withVertex(b, backAt)))
		if math.Abs(ours-witnessed) > 1e-9*ours {
			t.Errorf("pair %d: Hausdorff distance %v, GEOS %v with the place as a vertex", i, ours, witnessed)
		}

		shared := area.Of(a, b)
		iou := shared / (geo.Area(a) + geo.Area(b) - shared)
		ga, gb := inGEOS(t, a), inGEOS(t, b)
		if want := ga.Intersection(gb).Area() / ga.Union(gb).Area(); math.Abs(iou-want) > 1e-9 {
			t.Errorf("pair %d: intersection over union %v, GEOS %v", i, iou, want)
		}
	}
	if between < 10 {
		t.Errorf("only %d pairs are furthest apart between vertices", between)
	}
}

func inGEOS(t *testing.T, g orb.MultiPolygon) *geos.Geom {
	t.Helper()
	data, err := wkb.Marshal(g)
	if err != nil {
		t.Fatal(err)
	}
	shape, err := geos.NewGeomFromWKB(data)
	if err != nil {
		t.Fatal(err)
	}
	return shape
}

func longest(g orb.MultiPolygon) float64 {
	most := 0.0
	for r := range geo.Paths(g) {
		for i := 1; i < len(r); i++ {
			most = max(most, math.Hypot(r[i][0]-r[i-1][0], r[i][1]-r[i-1][1]))
		}
	}
	return most
}

// withVertex has one more vertex, at a place on the ring of a shape of one ring.
func withVertex(g orb.MultiPolygon, p orb.Point) orb.MultiPolygon {
	r := g[0][0]
	best := 1
	for i := range r[1:] {
		if geo.DistanceTo(p, r[i], r[i+1]) < geo.DistanceTo(p, r[best-1], r[best]) {
			best = i + 1
		}
	}
	ring := append(orb.Ring{}, r[:best]...)
	ring = append(ring, p)
	return orb.MultiPolygon{{append(ring, r[best:]...)}}
}
