package coverage

import (
	"math"
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// edgesAmong draws edges between few points, so that many meet; those with minus zero
// are the same points.
func edgesAmong(t *rapid.T) []cellEdge {
	value := rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, 2})
	point := rapid.Custom(func(t *rapid.T) orb.Point { return orb.Point{value.Draw(t, "x"), value.Draw(t, "y")} })
	return rapid.SliceOf(rapid.Custom(func(t *rapid.T) cellEdge {
		return cellEdge{point.Draw(t, "from"), point.Draw(t, "to"), rapid.Int32Range(0, 5).Draw(t, "cell")}
	}).Filter(func(e cellEdge) bool { return e.from != e.to })).Draw(t, "edges")
}

func TestTwinsJoinTheSamePoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		edges := edgesAmong(t)
		twin := twins(edges)
		same := func(e, f cellEdge) bool {
			return e.from == f.to && e.to == f.from || e.from == f.from && e.to == f.to
		}
		for i, j := range twin {
			if j >= 0 && (int(twin[j]) != i || !same(edges[i], edges[j])) {
				t.Fatalf("edge %d %v has twin %d %v, whose twin is %d", i, edges[i], j, edges[j], twin[j])
			}
			for k := range edges[:i] {
				if j < 0 && twin[k] < 0 && same(edges[i], edges[k]) {
					t.Fatalf("edges %d and %d join the same points and have no twins", i, k)
				}
			}
		}
	})
}

func TestChainTakesEachEdgeOnceAndEndsAtForks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var edges, walked [][2]orb.Point
		for _, e := range edgesAmong(t) {
			edges = append(edges, [2]orb.Point{e.from, e.to})
		}
		leaving, reaching := map[orb.Point]int{}, map[orb.Point]int{}
		for _, e := range edges {
			leaving[e[0]]++
			reaching[e[1]]++
		}
		plain := func(p orb.Point) bool { return leaving[p] == 1 && reaching[p] == 1 }
		for _, line := range chain(slices.Clone(edges)) {
			for i := 1; i < len(line); i++ {
				walked = append(walked, [2]orb.Point{line[i-1], line[i]})
				if i+1 < len(line) && !plain(line[i]) {
					t.Fatalf("line %v goes through the fork %v", line, line[i])
				}
			}
			if ring := line[0] == line[len(line)-1]; !ring && (plain(line[0]) || plain(line[len(line)-1])) {
				t.Fatalf("line %v ends where it could go on", line)
			}
		}
		order := func(e, f [2]orb.Point) int {
			if c := comparePlaces(e[0], f[0]); c != 0 {
				return c
			}
			return comparePlaces(e[1], f[1])
		}
		slices.SortFunc(edges, order)
		slices.SortFunc(walked, order)
		if !slices.Equal(edges, walked) {
			t.Fatalf("lines have the edges %v of %v", walked, edges)
		}
	})
}
