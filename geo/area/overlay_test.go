package area_test

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/area"
)

func overlay(t testing.TB, a, b []orb.MultiPolygon, workers int) []area.Pair {
	t.Helper()
	pairs, err := area.Overlay(context.Background(), a, b, area.OverlayOptions{Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return pairs
}

func TestOverlay(t *testing.T) {
	//   2 +---+---+
	//     | 0 | 1 |     a: two squares and one far away
	//   0 +---+---+     b: a square over the middle, one that touches, none, a hole
	//     0   2   4
	a := []orb.MultiPolygon{
		areas(t, "POLYGON((0 0,2 0,2 2,0 2,0 0))"),
		areas(t, "POLYGON((2 0,4 0,4 2,2 2,2 0))"),
		areas(t, "POLYGON((90 0,92 0,92 2,90 2,90 0))"),
	}
	b := []orb.MultiPolygon{
		areas(t, "POLYGON((1 0,3 0,3 1,1 1,1 0))"),
		areas(t, "POLYGON((4 0,6 0,6 2,4 2,4 0))"),
		nil,
		areas(t, "POLYGON((-2 -2,3 -2,3 4,-2 4,-2 -2),(0 0,0 2,2 2,2 0,0 0))"),
	}
	want := []area.Pair{{0, 0, 1}, {1, 0, 1}, {1, 3, 2}}
	if got := overlay(t, a, b, 0); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	outlines := make([]*area.Outline, len(a), len(a)+1)
	for i := range a {
		outlines[i] = area.Prepare(a[i])
	}
	got, err := area.OverlayOutlines(context.Background(), append(outlines, nil), b, area.OverlayOptions{})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("prepared: %v, want %v; %v", got, want, err)
	}
	got, err = area.Overlaps(context.Background(), b, area.OverlayOptions{})
	if want := []area.Pair{{0, 3, 1}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("in one layer: %v, want %v; %v", got, want, err)
	}
	if got := overlay(t, a, nil, 0); len(got) != 0 {
		t.Errorf("with nothing: %v", got)
	}
}

func TestOverlayRefuses(t *testing.T) {
	good := []orb.MultiPolygon{areas(t, "POLYGON((0 0,2 0,2 2,0 2,0 0))")}
	bad := append(slices.Clone(good), orb.MultiPolygon{{{{0, 0}, {math.NaN(), 0}, {1, 1}}}})
	if _, err := area.Overlay(context.Background(), good, bad, area.OverlayOptions{}); !errors.Is(err, geo.ErrNotFinite) ||
		err.Error() != "second layer: area 1: coordinate is not finite" {
		t.Errorf("not finite: %v", err)
	}
	if _, err := area.OverlayOutlines(context.Background(), []*area.Outline{area.Prepare(bad[1])}, good, area.OverlayOptions{}); !errors.Is(err, geo.ErrNotFinite) {
		t.Errorf("prepared, not finite: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := area.Overlay(ctx, good, good, area.OverlayOptions{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// Every pair that Of gives an area is there, with what exact arithmetic gives it
// to twelve digits; and nothing depends on the order of areas or on workers.
func TestOverlayLaws(t *testing.T) {
	rng := rand.New(rand.NewPCG(41, 42))
	var a, b []orb.MultiPolygon
	for i := range 300 {
		by := orb.Point{500000 + float64(6*rng.IntN(30)), 4e6 + float64(6*rng.IntN(30))}
		a = append(a, moved(blocks(t, rng, 1+i%20), 1, by))
		if i%7 == 0 {
			b = append(b, moved(scribble(t, rng, 3+i%30), 4, by))
		}
	}
	got := overlay(t, a, b, 1)
	for i := range a {
		for k := range b {
			at, found := slices.BinarySearchFunc(got, area.Pair{A: i, B: k}, byPosition)
			want := area.Of(a[i], b[k])
			switch {
			case found && math.Abs(got[at].Area-want) <= 1e-12*geo.Area(b[k]):
			case !found && want == 0:
			default:
				t.Fatalf("%v\n%v: %v, want %v", a[i], b[k], got[at], want)
			}
		}
	}
	for _, workers := range []int{0, 2, 7} {
		if d := cmp.Diff(got, overlay(t, a, b, workers)); d != "" {
			t.Errorf("%d workers: %s", workers, d)
		}
	}
	orderA, orderB := rng.Perm(len(a)), rng.Perm(len(b))
	turned := overlay(t, pick(a, orderA), pick(b, orderB), 2)
	for i, p := range turned {
		turned[i] = area.Pair{A: orderA[p.A], B: orderB[p.B], Area: p.Area}
	}
	slices.SortFunc(turned, byPosition)
	if d := cmp.Diff(got, turned); d != "" {
		t.Errorf("in another order: %s", d)
	}
	both, err := area.Overlaps(context.Background(), a, area.OverlayOptions{})
	if err != nil {
		t.Fatal(err)
	}
	all := slices.DeleteFunc(overlay(t, a, a, 0), func(p area.Pair) bool { return p.A >= p.B })
	if d := cmp.Diff(all, both); d != "" {
		t.Errorf("overlaps in one layer: %s", d)
	}
}

func byPosition(p, q area.Pair) int {
	if p.A != q.A {
		return p.A - q.A
	}
	return p.B - q.B
}

func pick(g []orb.MultiPolygon, order []int) []orb.MultiPolygon {
	picked := make([]orb.MultiPolygon, len(g))
	for i, k := range order {
		picked[i] = g[k]
	}
	return picked
}
