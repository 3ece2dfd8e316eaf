package distance_test

import (
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/distance"
)

func TestBeyond(t *testing.T) {
	floor := shape(t, "LINESTRING(-100 0,100 0)")
	for _, c := range []struct {
		name, line string
		want       []distance.Run
	}{
		{"near all along", "LINESTRING(0 1,5 1)", nil},
		{"far all along", "LINESTRING(0 3,5 3,5 7)", []distance.Run{{Line: orb.LineString{{0, 3}, {5, 3}, {5, 7}}, Length: 9, Max: 7, Mean: (15 + 20) / 9.0}}},
		{"leaving", "LINESTRING(0 0,0 1,0 5)", []distance.Run{{Line: orb.LineString{{0, 2}, {0, 5}}, Length: 3, Max: 5, Mean: 3.5}}},
		{"through", "LINESTRING(0 -4,0 4)", []distance.Run{
			{Line: orb.LineString{{0, -4}, {0, -2}}, Length: 2, Max: 4, Mean: 3},
			{Line: orb.LineString{{0, 2}, {0, 4}}, Length: 2, Max: 4, Mean: 3},
		}},
		{"a hill", "LINESTRING(0 0,0 3,2 3,2 0)", []distance.Run{{Line: orb.LineString{{0, 2}, {0, 3}, {2, 3}, {2, 2}}, Length: 4, Max: 3, Mean: 11 / 4.0}}},
		{"two lines", "MULTILINESTRING((0 3,1 3),(1 3,2 3))", []distance.Run{
			{Line: orb.LineString{{0, 3}, {1, 3}}, Length: 1, Max: 3, Mean: 3},
			{Line: orb.LineString{{1, 3}, {2, 3}}, Length: 1, Max: 3, Mean: 3},
		}},
		{"a ring that begins far off", "POLYGON((0 4,-4 4,-4 0,4 0,4 4,0 4))", []distance.Run{
			{Line: orb.LineString{{4, 2}, {4, 4}, {0, 4}, {-4, 4}, {-4, 2}}, Length: 12, Max: 4, Mean: (32 + 12) / 12.0},
		}},
		{"a ring that is far all round", "POLYGON((0 4,1 4,1 5,0 4))", []distance.Run{
			{Line: orb.LineString{{0, 4}, {1, 4}, {1, 5}, {0, 4}}, Length: 2 + 1.4142135623730951, Max: 5, Mean: (4 + 4.5 + 4.5*1.4142135623730951) / (2 + 1.4142135623730951)},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := distance.From(shape(t, c.line), distance.Prepare(floor)).Beyond(2)
			if d := cmp.Diff(c.want, got, cmp.Comparer(near)); d != "" {
				t.Error(d)
			}
		})
	}
}

// What is beyond and what is within make up the lines, whatever they meet.
func TestBeyondIsTheRest(t *testing.T) {
	rng := rand.New(rand.NewPCG(seed, 6))
	for n := range 500 {
		a := orb.Polygon{orb.Ring(wander(rng, 9, 40))}
		a[0] = append(a[0], a[0][0])
		p := distance.From(a, distance.Prepare(wander(rng, 40, 40)))
		most, _ := p.Max()
		r := rng.Float64() * most
		length, furthest := 0.0, 0.0
		for _, run := range p.Beyond(r) {
			length += run.Length
			furthest = max(furthest, run.Max)
			if !near(geo.Length(run.Line), run.Length) || run.Mean < r || run.Mean > run.Max+1e-9 {
				t.Errorf("case %d: beyond %v: %v", n, r, run)
			}
		}
		if !near(length+p.Within(r), p.Length()) || r < most && furthest != most {
			t.Errorf("case %d: %v m beyond %v and %v within, of %v; up to %v of %v", n, length, r, p.Within(r), p.Length(), furthest, most)
		}
	}
}
