package coverage_test

import (
	"cmp"
	"context"
	"encoding/json"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
	"renewal/geo/internal/engine"
	"renewal/geo/vector"
)

// shared is the folder of real data that stands beside the repository on some
// machines.
const shared = "../../../shared/data/"

func sharedLayer(t testing.TB, file, layer string) *geo.Layer {
	t.Helper()
	if _, err := os.Stat(shared + file); err != nil {
		t.Skip("shared data is not here")
	}
	l, err := vector.Read(context.Background(), vector.Source{File: shared + file, Layer: layer})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func linesOf(t testing.TB, shapes []orb.Geometry) []orb.LineString {
	t.Helper()
	var lines []orb.LineString
	for i, g := range shapes {
		parts, ok := geo.Lines(g)
		if !ok {
			t.Fatalf("feature %d is no line", i)
		}
		lines = append(lines, parts...)
	}
	return lines
}

// known is what expected.json says of one network.
type known struct {
	File     string
	Lines    int
	Faces    int
	Area     float64
	Limited  int `json:"with_limit_buffer50"`
	Diagonal int `json:"plus_diagonal"`
	Clipped  int `json:"clip_convex_hull_minus_100"`
}

func knownEnclosures(t testing.TB) []known {
	t.Helper()
	text, err := os.ReadFile(shared + "expected.json")
	if err != nil {
		t.Skip("shared data is not here")
	}
	var all struct{ Enclosures []known }
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	if len(all.Enclosures) != 3 {
		t.Fatalf("%d known enclosures, want 3", len(all.Enclosures))
	}
	return all.Enclosures
}

func enclose(t testing.TB, lines []orb.LineString, opt coverage.EncloseOptions) *coverage.Enclosed {
	t.Helper()
	got, err := coverage.Enclose(context.Background(), lines, opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// The counts are those of momepy's test of enclosures: with the land around the
// buildings as a limit, with a diagonal through its box, and with the hull of
// the streets, 100 m narrower, as a limit outside of which nothing counts.
func TestEncloseBubenec(t *testing.T) {
	want := knownEnclosures(t)[0]
	lines := linesOf(t, sharedLayer(t, want.File, "streets").Shapes)
	if len(lines) != want.Lines {
		t.Fatalf("%d lines, want %d", len(lines), want.Lines)
	}
	got := enclose(t, lines, coverage.EncloseOptions{})
	if len(got.Areas) != want.Faces || math.Abs(total(got.Areas)/want.Area-1) > 1e-9 {
		t.Errorf("%d areas of %.9f m², want %d of %.9f", len(got.Areas), total(got.Areas), want.Faces, want.Area)
	}
	if len(got.Dangles) != 14 || len(got.CutEdges) != 0 {
		t.Errorf("%d dangles and %d cut edges, want 14 and 0", len(got.Dangles), len(got.CutEdges))
	}

	var around []orb.MultiPolygon
	for _, building := range sharedLayer(t, want.File, "buildings").Shapes {
		buffer, err := engine.Buffer(building, 50)
		if err != nil {
			t.Fatal(err)
		}
		around = append(around, buffer)
	}
	limit, err := engine.Union(around, 0)
	if err != nil {
		t.Fatal(err)
	}
	if got := enclose(t, lines, coverage.EncloseOptions{Limit: limit}); len(got.Areas) != want.Limited {
		t.Errorf("%d areas with the limit, want %d", len(got.Areas), want.Limited)
	}
	b := limit.Bound()
	with := append(slices.Clone(lines), orb.LineString{b.Min, b.Max})
	if got := enclose(t, with, coverage.EncloseOptions{Limit: limit}); len(got.Areas) != want.Diagonal {
		t.Errorf("%d areas with the diagonal, want %d", len(got.Areas), want.Diagonal)
	}

	// A hull, 100 m narrower: what its border, 100 m wide, leaves of it.
	hull := hullOf(lines)
	rim, err := engine.Buffer(orb.LineString(hull), 100)
	if err != nil {
		t.Fatal(err)
	}
	inner, err := engine.Difference(orb.MultiPolygon{{hull}}, rim, 0)
	if err != nil {
		t.Fatal(err)
	}
	clipped := enclose(t, lines, coverage.EncloseOptions{Limit: inner, Clip: true})
	if len(clipped.Areas) != want.Clipped {
		t.Errorf("%d areas inside the narrow hull, want %d", len(clipped.Areas), want.Clipped)
	}
	if a, b := total(clipped.Areas), geo.Area(inner); math.Abs(a/b-1) > 1e-9 {
		t.Errorf("they cover %.9f m² of %.9f", a, b)
	}
}

// hullOf is the convex hull of all points, as a closed ring.
func hullOf(lines []orb.LineString) orb.Ring {
	points := slices.Concat(lines...)
	slices.SortFunc(points, func(p, q orb.Point) int { return cmp.Or(cmp.Compare(p[0], q[0]), cmp.Compare(p[1], q[1])) })
	var hull orb.Ring
	for range 2 {
		start := len(hull)
		for _, p := range points {
			for len(hull) >= start+2 && geo.RingArea(orb.Ring{hull[len(hull)-2], hull[len(hull)-1], p}) <= 0 {
				hull = hull[:len(hull)-1]
			}
			hull = append(hull, p)
		}
		hull = hull[:len(hull)-1]
		slices.Reverse(points)
	}
	return append(hull, hull[0])
}

func TestEncloseWuhan(t *testing.T) {
	want := knownEnclosures(t)
	l := sharedLayer(t, want[1].File, "streets_original")
	highway := l.Column("highway")
	var main []orb.Geometry
	for i, g := range l.Shapes {
		kind, _ := highway.Text(i)
		for _, part := range []string{"motorway", "trunk", "primary", "secondary"} {
			if strings.Contains(kind, part) {
				main = append(main, g)
				break
			}
		}
	}
	for i, c := range []struct {
		shapes        []orb.Geometry
		dangles, cuts int // as GEOS 3.11 counts the pieces
	}{{l.Shapes, 9443, 434}, {main, 3664, 20}} {
		want := want[i+1]
		lines := linesOf(t, c.shapes)
		if len(lines) != want.Lines {
			t.Fatalf("%d lines, want %d", len(lines), want.Lines)
		}
		got := enclose(t, lines, coverage.EncloseOptions{})
		if len(got.Areas) != want.Faces || math.Abs(total(got.Areas)/want.Area-1) > 1e-9 {
			t.Errorf("%d areas of %.3f m², want %d of %.3f", len(got.Areas), total(got.Areas), want.Faces, want.Area)
		}
		if len(got.Dangles) != c.dangles || len(got.CutEdges) != c.cuts {
			t.Errorf("%d dangles and %d cut edges, want %d and %d", len(got.Dangles), len(got.CutEdges), c.dangles, c.cuts)
		}
	}
}

func BenchmarkEncloseWuhan(b *testing.B) {
	lines := linesOf(b, sharedLayer(b, "wuhan/wuhan_streets.gpkg", "streets_original").Shapes)
	b.ReportAllocs()
	for b.Loop() {
		enclose(b, lines, coverage.EncloseOptions{})
	}
}
