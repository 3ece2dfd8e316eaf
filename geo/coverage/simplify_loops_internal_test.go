package coverage

import (
	"slices"
	"testing"

	"github.com/paulmach/orb"
	"pgregory.net/rapid"
)

// A vertex is a node unless its edges, whatever rings they are of, are two.
func TestNodesByCountingEdges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		corner := rapid.Custom(func(t *rapid.T) orb.Point {
			at := rapid.IntRange(0, 3)
			return orb.Point{float64(at.Draw(t, "x")), float64(at.Draw(t, "y"))}
		})
		ring := rapid.Custom(func(t *rapid.T) orb.Ring {
			open := rapid.SliceOfN(corner, 1, 8).Draw(t, "ring")
			return append(open, open[0])
		})
		cell := rapid.Custom(func(t *rapid.T) orb.MultiPolygon {
			return orb.MultiPolygon{rapid.SliceOfN(ring, 1, 2).Draw(t, "polygon")}
		})
		l := loopsOf(grid{perMetre: 1}, rapid.SliceOfN(cell, 0, 4).Draw(t, "cells"))
		edges := map[pt]map[pt]bool{}
		for _, o := range l.all {
			path := l.points[o.first:o.end]
			if len(path) < 3 {
				t.Fatalf("a ring of %d points", len(path))
			}
			for i, p := range path {
				if edges[p] == nil {
					edges[p] = map[pt]bool{}
				}
				edges[p][path[(i+1)%len(path)]], edges[p][path[(i+len(path)-1)%len(path)]] = true, true
			}
		}
		var want []pt
		for p, to := range edges {
			if len(to) != 2 {
				want = append(want, p)
			}
		}
		slices.SortFunc(want, compare)
		is, got := l.nodes()
		if !slices.Equal(got, want) {
			t.Fatalf("nodes %v, want %v", got, want)
		}
		for _, o := range l.all {
			for at := o.first; at < o.end; at++ {
				if p := l.points[at]; is[at] != slices.Contains(want, p) {
					t.Fatalf("%v is a node: %v", p, is[at])
				}
			}
		}
	})
}
