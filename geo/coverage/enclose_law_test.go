package coverage_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/paulmach/orb"
	"pgregory.net/rapid"

	"renewal/geo"
	"renewal/geo/area"
	"renewal/geo/coverage"
)

// drawLines draws lines on a small grid: crossing, touching, overlapping,
// closed, equal. At these scales two nodes stay further apart than a step.
func drawLines(t *rapid.T) []orb.LineString {
	scale := rapid.SampledFrom([]float64{100, 1234.567}).Draw(t, "scale")
	offset := rapid.SampledFrom([]float64{0, -500, 3_850_000.1}).Draw(t, "offset")
	lines := make([]orb.LineString, rapid.IntRange(1, 12).Draw(t, "lines"))
	for i := range lines {
		for range rapid.IntRange(2, 5).Draw(t, "points") {
			lines[i] = append(lines[i], orb.Point{
				offset + float64(rapid.IntRange(0, 12).Draw(t, "x"))*scale,
				offset + float64(rapid.IntRange(0, 12).Draw(t, "y"))*scale,
			})
		}
		if rapid.Bool().Draw(t, "closed") {
			lines[i] = append(lines[i], lines[i][0])
		}
	}
	return lines
}

func encloseDrawn(t *rapid.T, lines []orb.LineString, opt coverage.EncloseOptions) *coverage.Enclosed {
	got, err := coverage.Enclose(t.Context(), lines, opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// What is enclosed is a coverage of one polygon each; it has no holes but where
// no area is, so it adds up to its union.
func TestEnclosedAreasAreACoverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		opt := coverage.EncloseOptions{Grid: rapid.SampledFrom([]float64{0, 0.001, 70}).Draw(t, "grid")}
		got := encloseDrawn(t, drawLines(t), opt)
		mustBeCoverage(t, got.Areas)
		union, err := geo.Union(got.Areas)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := total(got.Areas), geo.Area(union); !near(a, b) {
			t.Fatalf("the areas add up to %.9f, their union covers %.9f", a, b)
		}
		for i, a := range got.Areas {
			if len(a) != 1 || i > 0 && comparePoints(got.Areas[i-1][0][0][0], a[0][0][0]) > 0 {
				t.Fatalf("area %d is out of order or of several parts: %v", i, a)
			}
		}
	})
}

func comparePoints(p, q orb.Point) int { return slices.Compare(p[:], q[:]) }

// Every metre of a line is on a border, a dangle or a cut edge. Segments are
// taken one by one, since a line that runs over itself counts once there.
func TestEncloseAccountsForEveryMetre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []orb.LineString
		for _, l := range drawLines(t) {
			for i := 1; i < len(l); i++ {
				lines = append(lines, l[i-1:i+1])
			}
		}
		got := encloseDrawn(t, lines, coverage.EncloseOptions{})
		for i, u := range got.Uses {
			if sum := u.Border + u.Dangle + u.CutEdge; !near(sum, geo.Length(lines[i])) || u.Outside != 0 {
				t.Fatalf("line %d of %.9f m: %+v", i, geo.Length(lines[i]), u)
			}
		}
		along := make([]coverage.Use, len(lines))
		for _, l := range got.Dangles {
			for _, i := range l.Lines {
				along[i].Dangle += geo.Length(l.Path)
			}
		}
		for _, l := range got.CutEdges {
			for _, i := range l.Lines {
				along[i].CutEdge += geo.Length(l.Path)
			}
		}
		// A rim borders on one area, any other border on two.
		for _, sides := range got.Sides {
			for _, s := range sides {
				along[s.Line].Border += s.Length / 2
			}
		}
		for _, b := range coverage.Borders(got.Areas) {
			if b.A != coverage.Outside {
				continue
			}
			for _, rim := range b.Lines {
				for i := range lines {
					along[i].Border += overlap(lines[i], rim) / 2
				}
			}
		}
		for i, u := range got.Uses {
			if v := along[i]; !near(u.Border, v.Border) || !near(u.Dangle, v.Dangle) || !near(u.CutEdge, v.CutEdge) {
				t.Fatalf("line %d: %+v, but its parts add up to %+v", i, u, v)
			}
		}
	})
}

// overlap is the length along which edges of a noded line run on a segment: of
// those with both ends on it.
func overlap(segment, noded orb.LineString) float64 {
	on := func(p orb.Point) bool {
		a, b := segment[0], segment[1]
		dx, dy := b[0]-a[0], b[1]-a[1]
		size := math.Hypot(dx, dy)
		if size == 0 {
			return false
		}
		along, off := ((p[0]-a[0])*dx+(p[1]-a[1])*dy)/size, ((p[0]-a[0])*dy-(p[1]-a[1])*dx)/size
		return math.Abs(off) < 1e-6 && along > -1e-6 && along < size+1e-6
	}
	sum := 0.0
	for i := 1; i < len(noded); i++ {
		if on(noded[i-1]) && on(noded[i]) {
			sum += geo.Length(noded[i-1 : i+1])
		}
	}
	return sum
}

// Neither the order nor the direction of lines matters, nor how many parts there
// are and who works on them.
func TestEncloseDependsOnNothingElse(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines := drawLines(t)
		var opt coverage.EncloseOptions
		if rapid.Bool().Draw(t, "limit") {
			for _, cell := range drawCells(t, 100) {
				opt.Limit = append(opt.Limit, cell...)
			}
			opt.Clip = rapid.Bool().Draw(t, "clip")
		}
		whole := opt
		whole.Workers, whole.Part = 1, 1<<20
		want := encloseDrawn(t, lines, whole)
		parted := opt
		parted.Workers, parted.Part = rapid.IntRange(1, 4).Draw(t, "workers"), rapid.IntRange(1, 9).Draw(t, "part")
		if diff := cmp.Diff(want, encloseDrawn(t, lines, parted)); diff != "" {
			t.Fatalf("in parts of %d: %s", parted.Part, diff)
		}

		order := rapid.Permutation(positions(len(lines))).Draw(t, "order")
		turned := make([]orb.LineString, len(lines))
		for to, from := range order {
			turned[to] = slices.Clone(lines[from])
			if rapid.Bool().Draw(t, "back") {
				turned[to].Reverse()
			}
		}
		got := encloseDrawn(t, turned, opt)
		for i, sides := range got.Sides {
			for k := range sides {
				if sides[k].Line >= 0 {
					sides[k].Line = order[sides[k].Line]
				}
			}
			slices.SortFunc(got.Sides[i], func(a, b coverage.Side) int { return a.Line - b.Line })
		}
		for _, loose := range [][]coverage.Loose{got.Dangles, got.CutEdges} {
			for _, l := range loose {
				for k, i := range l.Lines {
					if i >= 0 {
						l.Lines[k] = order[i]
					}
				}
				slices.Sort(l.Lines)
			}
		}
		uses := make([]coverage.Use, len(lines))
		for to, from := range order {
			uses[from] = got.Uses[to]
		}
		got.Uses = uses
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("in the order %v: %s", order, diff)
		}
	})
}

func positions(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i
	}
	return all
}

// A limit that clips is covered by what is inside, whatever lines there are; what
// it leaves out is outside, and nothing else changes.
func TestEncloseWithinALimit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		lines, cells := drawLines(t), drawCells(t, 100)
		var limit orb.MultiPolygon
		for _, c := range cells {
			limit = append(limit, c...)
		}
		all := encloseDrawn(t, lines, coverage.EncloseOptions{Limit: limit})
		inside := encloseDrawn(t, lines, coverage.EncloseOptions{Limit: limit, Clip: true})
		land, err := geo.Union(cells)
		if err != nil {
			t.Fatal(err)
		}
		if a, b := total(inside.Areas), geo.Area(land); !near(a, b) {
			t.Fatalf("%.9f m² inside a limit of %.9f", a, b)
		}
		kept := []orb.MultiPolygon{}
		for _, a := range all.Areas {
			if area.Of(a, land) > geo.Area(a)/2 {
				kept = append(kept, a)
			}
		}
		if diff := cmp.Diff(kept, inside.Areas); diff != "" {
			t.Fatal(diff)
		}
		for i, u := range inside.Uses {
			v := all.Uses[i]
			if !near(u.Border+u.Dangle+u.CutEdge+u.Outside, v.Border+v.Dangle+v.CutEdge) {
				t.Fatalf("line %d: %+v inside, %+v in all", i, u, v)
			}
		}
	})
}

// Long lines and heaps of short ones, in parts from 1 segment to all.
func TestEncloseInManyParts(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var lines []orb.LineString
	for i := range 1200 {
		p := orb.Point{500_000 + 1e4*rng.Float64(), 3_850_000 + 1e4*rng.Float64()}
		reach := []float64{1e4, 600, 600, 600}[i%4]
		lines = append(lines, orb.LineString{p, {p[0] + reach*(rng.Float64()-0.5), p[1] + reach*(rng.Float64()-0.5)}})
	}
	want := enclose(t, lines, coverage.EncloseOptions{Part: len(lines), Workers: 1})
	if len(want.Areas) < 1000 {
		t.Fatalf("only %d areas", len(want.Areas))
	}
	for _, part := range []int{1, 7, 50, 300} {
		if diff := cmp.Diff(want, enclose(t, lines, coverage.EncloseOptions{Part: part})); diff != "" {
			t.Errorf("in parts of %d: %s", part, diff)
		}
	}
}
