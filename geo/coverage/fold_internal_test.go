package coverage

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// drawWinding draws cells of 100 m that tile, with winding borders of many vertices,
// and at times an enclave in one.
func drawWinding(t *rapid.T) []orb.MultiPolygon {
	columns, rows := rapid.IntRange(1, 3).Draw(t, "columns"), rapid.IntRange(1, 3).Draw(t, "rows")
	pieces := rapid.IntRange(1, 20).Draw(t, "pieces")
	off := func() float64 { return float64(rapid.IntRange(-1500, 1500).Draw(t, "off")) / 1000 }
	type side struct{ x, y, dx, dy int }
	ways := map[side][]orb.Point{}
	way := func(x, y, dx, dy int) []orb.Point { // without its last point
		s := side{x, y, dx, dy}
		if ways[s] == nil {
			for i := range pieces {
				part, aside := float64(i)/float64(pieces), 0.0
				if i > 0 {
					aside = off()
				}
				ways[s] = append(ways[s], orb.Point{100 * (float64(x) + part*float64(dx)), 100 * (float64(y) + part*float64(dy))})
				ways[s][i][dy] += aside * float64(dx+dy)
			}
		}
		return ways[s]
	}
	back := func(x, y, dx, dy int) []orb.Point {
		there := append(slices.Clone(way(x, y, dx, dy)), orb.Point{100 * float64(x+dx), 100 * float64(y+dy)})
		slices.Reverse(there)
		return there[:len(there)-1]
	}
	var cells []orb.MultiPolygon
	for x := range columns {
		for y := range rows {
			ring := orb.Ring(slices.Concat(way(x, y, 1, 0), way(x+1, y, 0, 1), back(x, y+1, 1, 0), back(x, y, 0, 1)))
			cells = append(cells, orb.MultiPolygon{{append(ring, ring[0])}})
		}
	}
	if rapid.Bool().Draw(t, "enclave") {
		var ring orb.Ring
		for i := range 40 {
			sin, cos := math.Sincos(2 * math.Pi * float64(i) / 40)
			ring = append(ring, orb.Point{50 + math.Round(20*cos+off()), 50 + math.Round(20*sin+off())})
		}
		ring = append(ring, ring[0])
		hole := slices.Clone(ring)
		hole.Reverse()
		cells[0][0] = append(cells[0][0], hole)
		cells = append(cells, orb.MultiPolygon{{ring}})
	}
	return cells
}

// drawFaults draws stretches of borders again, beside themselves.
func drawFaults(t *rapid.T, cells []orb.MultiPolygon, n int) {
	for range n {
		ring := cells[rapid.IntRange(0, len(cells)-1).Draw(t, "cell")][0][0]
		from := rapid.IntRange(1, len(ring)-2).Draw(t, "from")
		by := orb.Point{float64(rapid.IntRange(-900, 900).Draw(t, "dx")) / 1000, float64(rapid.IntRange(-900, 900).Draw(t, "dy")) / 1000}
		for i := from; i < min(from+rapid.IntRange(1, 5).Draw(t, "points"), len(ring)-1); i++ {
			ring[i] = orb.Point{ring[i][0] + by[0], ring[i][1] + by[1]}
		}
	}
}

// Folded, an arrangement has the same faces by the same numbers, with the same areas,
// owners and outlines.
func TestFoldingKeepsFaces(t *testing.T) {
	joints := 0
	rapid.Check(t, func(t *rapid.T) {
		cells := drawWinding(t)
		a, err := arrangeCells(context.Background(), cells, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		stays := make([]bool, len(a.ends))
		for e := range stays {
			stays[e] = rapid.IntRange(0, 15).Draw(t, "stays") > 0
		}
		f := a.fold(stays)
		joints += len(f.joints)
		b, err := subdivide(context.Background(), a.grid, f.net())
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(b.twice, a.twice) || !cmp.Equal(b.label, a.label) {
			t.Fatalf("areas and owners %v %v, not folded %v %v", b.twice, b.label, a.twice, a.label)
		}
		owner := make([]int32, a.faces)
		for f, label := range a.label {
			if owner[f] = -1; len(label) > 0 {
				owner[f] = label[0]
			}
		}
		if d := cmp.Diff(a.trace(owner, len(cells)), b.trace(owner, len(cells))); d != "" {
			t.Fatalf("outlines (-not folded +folded):\n%s", d)
		}
		into := make([]int32, a.faces) // all faces to one owner
		for f := range into {
			into[f] = min(owner[f], 0)
		}
		if d := cmp.Diff(a.dissolved(into).trace([]int32{-1, 0}, 1), b.dissolved(into).trace([]int32{-1, 0}, 1)); d != "" {
			t.Fatalf("outline of all (-not folded +folded):\n%s", d)
		}
		for f := range int32(a.faces) {
			length := func(a *arrangement) (sum float64) {
				for _, h := range a.halvesOf(f) {
					sum += a.edgeLength(h >> 1)
				}
				return sum
			}
			if math.Abs(length(a)-length(b)) > tie {
				t.Fatalf("face %d: perimeter %v, not folded %v", f, length(b), length(a))
			}
		}
	})
	if joints == 0 {
		t.Error("nothing was folded")
	}
}

// Cleaning comes to the same whether it folds what lies far from gaps or not.
func TestCleaningFolded(t *testing.T) {
	folded, filled := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		cells := drawWinding(t)
		drawFaults(t, cells, rapid.IntRange(0, 4).Draw(t, "faults"))
		opt := CleanOptions{Gap: 2, Match: rapid.SampledFrom([]float64{0, 0.2}).Draw(t, "match"), Sliver: 10, SliverWidth: 1}
		got, err := Clean(context.Background(), cells, opt)
		opt.anew = true
		want, fault := Clean(context.Background(), cells, opt)
		if (err == nil) != (fault == nil) {
			t.Fatalf("error %v, not folded %v", err, fault)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("-not folded +folded:\n%s", d)
		}
		if want == nil {
			return
		}
		filled += len(want.Changes)
		a, err := arrangeCells(context.Background(), want.Cells, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		if f, err := a.foldedFarFrom(context.Background(), 2); err != nil {
			t.Fatal(err)
		} else if len(f.bends) > 0 {
			folded++
		}
	})
	if folded == 0 || filled == 0 {
		t.Errorf("%d coverages could be folded, %d faults were mended", folded, filled)
	}
}
