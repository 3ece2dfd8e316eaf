package coverage

import (
	"cmp"
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// Bridges found where little has changed are those found anew, and most are taken over.
func TestSpansTakenOver(t *testing.T) {
	kept, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		cells := drawWinding(t)
		drawFaults(t, cells, rapid.IntRange(1, 6).Draw(t, "faults"))
		arranged := func() *arrangement {
			a, err := arrangeCells(context.Background(), cells, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			return a
		}
		spans := func(a *arrangement, before *spans) *spans {
			found, err := a.spans(context.Background(), 2, before)
			if err != nil {
				t.Fatal(err)
			}
			slices.SortFunc(found.bridges, func(p, q bridge) int {
				return cmp.Or(compare(p.ends[0], q.ends[0]), compare(p.ends[1], q.ends[1]), compare(p.from.a, q.from.a), compare(p.from.b, q.from.b))
			})
			return found
		}
		before := spans(arranged(), nil)
		drawFaults(t, cells, rapid.IntRange(0, 2).Draw(t, "more faults"))
		now := arranged()
		want, got := spans(now, nil), spans(now, before)
		if !slices.Equal(got.bridges, want.bridges) {
			t.Fatalf("bridges %v, anew %v", got.bridges, want.bridges)
		}
		as := got.rims.asBefore(before.rims, 2000)
		for _, b := range got.bridges {
			if all++; as(b.from) {
				kept++
			}
		}
	})
	if kept == 0 || kept == all {
		t.Errorf("%d of %d bridges were taken over", kept, all)
	}
}
