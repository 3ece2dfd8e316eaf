package coverage

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// Noding lines into a noded net comes to the same as noding all anew.
func TestNodingWithLinesIsNodingAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		side := rapid.SampledFrom([]int32{3, 9, 40, 1000, 1 << 20}).Draw(t, "side")
		draw := func(name string) (lines [][2]pt, strands []strand) {
			for range rapid.IntRange(0, 10).Draw(t, name) {
				s := drawSegment(t, side)
				lines = append(lines, [2]pt{s.a, s.b})
				strands = append(strands, strand{[]pt{s.a, s.b}, -1})
			}
			return lines, strands
		}
		_, known := draw("known")
		lines, fresh := draw("fresh")
		n := netOf(known)
		if err := n.noded(context.Background()); err != nil {
			t.Fatal(err)
		}
		var all []strand
		for _, s := range n.segments() {
			all = append(all, strand{[]pt{s.a, s.b}, -1})
		}
		whole := netOf(append(all, fresh...))
		if err := whole.noded(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := n.nodedWith(context.Background(), lines); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(whole.segments(), n.segments(), cmp.AllowUnexported(segment{}, pt{})); diff != "" {
			t.Fatal(diff)
		}
	})
}

// What dissolving leaves is the arrangement of the rings that it would trace.
func TestDissolvingIsTracing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var strands []strand
		for k := range rapid.Int32Range(1, 5).Draw(t, "cells") {
			p, q := drawPoint(t, 12), drawPoint(t, 12)
			low, high := pt{min(p.x, q.x), min(p.y, q.y)}, pt{max(p.x, q.x) + 1, max(p.y, q.y) + 1}
			strands = append(strands, strand{[]pt{low, {high.x, low.y}, high, {low.x, high.y}, low}, k})
		}
		a, err := arrange(context.Background(), grid{perMetre: 1000}, strands)
		if err != nil {
			t.Fatal(err)
		}
		owner := make([]int32, a.faces)
		for f, label := range a.label {
			owner[f] = -1
			if len(label) > 0 {
				owner[f] = label[len(label)-1]
			}
		}
		var rings []strand
		ringsOf := a.rings(owner, 5)
		for k := range 5 {
			for _, r := range ringsOf(k) {
				rings = append(rings, strand{append(r, r[0]), int32(k)})
			}
		}
		want, err := arrangeNoded(context.Background(), a.grid, rings)
		if err != nil {
			t.Fatal(err)
		}
		got := a.dissolved(owner)
		if !slices.Equal(got.vertices, want.vertices) || !slices.Equal(got.ends, want.ends) || got.faces != want.faces {
			t.Fatalf("got %v %v %d, want %v %v %d", got.vertices, got.ends, got.faces, want.vertices, want.ends, want.faces)
		}
		for h, f := range got.face { // faces may be numbered otherwise
			g := want.face[h]
			if got.twice[f] != want.twice[g] || !slices.Equal(got.label[f], want.label[g]) {
				t.Fatalf("half-edge %d: %v of %d, want %v of %d", h, got.label[f], got.twice[f], want.label[g], want.twice[g])
			}
		}
	})
}
