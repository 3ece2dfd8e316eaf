package coverage_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
	"renewal/geo/coverage"
)

// The answers of the Java Topology Suite hold for ours in substance; where Clean
// does not do as that expects, jtsBetter says why.
func TestJTSCases(t *testing.T) {
	text, err := os.ReadFile(shared + "coverage/jts_coverage_cases.json")
	if err != nil {
		t.Skip("shared data is not here")
	}
	var file struct{ Cases []jtsCase }
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != 103 {
		t.Errorf("%d cases, want 103", len(file.Cases))
	}
	for _, c := range file.Cases {
		t.Run(c.Suite+"/"+c.Test, func(t *testing.T) { jtsRun(t, c) })
	}
}

func jtsRun(t *testing.T, c jtsCase) {
	switch c.Suite + " " + c.Call {
	case "CoverageValidatorTest checkValid":
		jtsFindings(t, c.shapes(0), 0, nil)
	case "CoverageValidatorTest checkInvalid":
		jtsFindings(t, c.shapes(0), 0, c.lines(1))
	case "CoverageValidatorTest checkInvalidWithGaps":
		jtsFindings(t, c.shapes(0), c.number(1), c.lines(2))
	case "CoveragePolygonValidatorTest checkValid":
		jtsFindings(t, append(c.shapes(0), c.shapes(1)...), 0, nil)
	case "CoveragePolygonValidatorTest checkInvalid":
		jtsFindings(t, append(c.shapes(0), c.shapes(1)...), 0, c.lines(2))
	case "CoveragePolygonValidatorTest checkInvalidGap":
		jtsFindings(t, append(c.shapes(0), c.shapes(1)...), c.number(2), c.lines(3))
	case "CoverageGapFinderTest checkGaps":
		jtsGap(t, c)
	case "CoverageCleanerTest checkClean":
		jtsClean(t, c, c.shapes(1), coverage.CleanOptions{})
	case "CoverageCleanerTest checkCleanGapWidth":
		jtsClean(t, c, c.shapes(2), coverage.CleanOptions{Gap: c.number(1)})
	case "CoverageCleanerTest checkCleanOverlapMerge":
		jtsClean(t, c, c.shapes(2), coverage.CleanOptions{Overlap: jtsPriority[c.Args[1].(string)]})
	case "CoverageCleanerTest checkCleanSnap":
		var want []orb.MultiPolygon
		if len(c.Args) > 2 {
			want = c.shapes(2)
		}
		jtsClean(t, c, want, coverage.CleanOptions{Match: c.number(1), Gap: c.number(1)})
	case "CoverageUnionTest checkUnion", "CoverageUnionTest checkError":
		jtsUnion(t, c)
	case "CoverageRingEdgesTest checkEdges":
		jtsEdges(t, c)
	case "CoverageSimplifierTest checkNoop", "CoverageSimplifierTest checkResult", "CoverageSimplifierTest checkResultInner", "CoverageSimplifierTest checkResultRemovalSize":
		// Simplifying is no part of the subject: what it takes and gives are
		// coverages, in some cases of the polygons of one shape.
		jtsUnchanged(t, parted(c.shapes(0)))
		if len(c.Args) > 1 {
			jtsUnchanged(t, parted(c.shapes(len(c.Args)-1)))
		}
	case "TPVWSimplifierTest checkNoop", "TPVWSimplifierTest checkSimplify":
		for _, l := range jtsLines(c.Args[0].(string)) {
			if r := orb.Ring(l); r.Closed() { // a free ring is a cell
				jtsUnchanged(t, []orb.MultiPolygon{{{r}}})
			}
		}
	default:
		t.Errorf("no check for %s %s", c.Suite, c.Call)
	}
}

var jtsPriority = map[string]coverage.Priority{
	"CoverageCleaner.MERGE_LONGEST_BORDER": coverage.Longest,
	"CoverageCleaner.MERGE_MIN_AREA":       coverage.Smaller,
	"CoverageCleaner.MERGE_MAX_AREA":       coverage.Larger,
	"CoverageCleaner.MERGE_MIN_INDEX":      coverage.First,
}

// jtsFindings checks that each cell with invalid edges, and no other, has
// findings, and one of them beside these edges. Cells after the last of the
// lines may or may not.
func jtsFindings(t *testing.T, cells []orb.MultiPolygon, gap float64, want []orb.MultiLineString) {
	findings, err := coverage.Check(context.Background(), cells, coverage.CheckOptions{Gap: gap})
	if err != nil {
		t.Fatal(err)
	}
	if want == nil && len(findings) > 0 {
		t.Errorf("%d findings, the first %+v", len(findings), findings[0])
	}
	for k, lines := range want {
		found := slices.ContainsFunc(findings, func(f coverage.Finding) bool { return slices.Contains(f.Cells, k) })
		beside := slices.ContainsFunc(findings, func(f coverage.Finding) bool {
			return slices.Contains(f.Cells, k) && jtsBeside(f, lines)
		})
		if expected := len(lines) > 0; found != expected || beside != expected {
			t.Errorf("cell %d: found %t, beside the edges %t, want edges %v; %+v", k, found, beside, lines, findings)
		}
	}
}

// jtsBeside reports whether a finding is no further from one of the lines than
// it is wide.
func jtsBeside(f coverage.Finding, lines orb.MultiLineString) bool {
	for _, l := range lines {
		for i := 1; i < len(l); i++ {
			if geo.DistanceTo(f.Place, l[i-1], l[i]) <= max(f.Width, 0.001) {
				return true
			}
		}
	}
	return false
}

// parted makes a cell of every polygon.
func parted(shapes []orb.MultiPolygon) []orb.MultiPolygon {
	var cells []orb.MultiPolygon
	for _, s := range shapes {
		for _, p := range s {
			cells = append(cells, orb.MultiPolygon{p})
		}
	}
	return cells
}

func jtsGap(t *testing.T, c jtsCase) {
	findings, err := coverage.Check(context.Background(), parted(c.shapes(0)), coverage.CheckOptions{Gap: c.number(1)})
	want := c.shapes(2)[0]
	if err != nil || len(findings) != 1 || findings[0].Kind != coverage.NarrowGap || !near(findings[0].Size, geo.Area(want)) {
		t.Errorf("got %+v, %v; want one gap of %g m²", findings, err, geo.Area(want))
	}
}

func jtsClean(t *testing.T, c jtsCase, want []orb.MultiPolygon, opt coverage.CleanOptions) {
	got, err := coverage.Clean(context.Background(), c.shapes(0), opt)
	var differs []string
	var loss *coverage.LossError
	switch {
	case errors.As(err, &loss):
		differs = append(differs, fmt.Sprintf("cell %d would vanish", loss.Cell))
	case err != nil:
		t.Fatal(err)
	default:
		mustBeCoverage(t, got.Cells)
		for k := range want {
			if apart(t, got.Cells[k], want[k]) > 0.02 { // m², of 16 and more
				differs = append(differs, fmt.Sprintf("cell %d has %.4g m², not %.4g", k, geo.Area(got.Cells[k]), geo.Area(want[k])))
			}
		}
	}
	if known := jtsBetter[c.Test]; known.how != strings.Join(differs, "; ") {
		t.Errorf("differs: %q; known: %q", differs, known.how)
	}
}

func jtsUnion(t *testing.T, c jtsCase) {
	cells := c.shapes(0)
	if c.Call == "checkError" {
		if findings, err := coverage.Check(context.Background(), cells, coverage.CheckOptions{}); err != nil || len(findings) == 0 {
			t.Errorf("no finding, %v", err)
		}
		return
	}
	var all []int
	for k := range cells {
		all = append(all, k)
	}
	got, err := coverage.Merge(context.Background(), cells, [][]int{all}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var want orb.MultiPolygon
	if len(c.Args) > 1 {
		want = c.shapes(1)[0]
	}
	if apart(t, got[0], want) > 0 || geo.Length(got[0]) != geo.Length(want) {
		t.Errorf("got %v, want %v", got[0], want)
	}
}

// jtsEdges compares the lines of the borders with the edges of the rings.
func jtsEdges(t *testing.T, c jtsCase) {
	var got, want []string
	for _, b := range coverage.Borders(c.shapes(0)) {
		for _, l := range b.Lines {
			got = append(got, undirected(l))
		}
	}
	for _, l := range jtsLines(c.Args[1].(string)) {
		want = append(want, undirected(l))
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// jtsUnchanged checks that cells are a coverage which Clean leaves as it is.
func jtsUnchanged(t *testing.T, cells []orb.MultiPolygon) {
	mustBeCoverage(t, cells)
	got, err := coverage.Clean(context.Background(), cells, coverage.CleanOptions{})
	if err != nil || len(got.Changes) > 0 {
		t.Fatalf("got %+v, %v", got, err)
	}
	for k := range cells {
		if apart(t, got.Cells[k], cells[k]) > 0 {
			t.Errorf("cell %d is %v, was %v", k, got.Cells[k], cells[k])
		}
	}
}

// apart is the area that one of two shapes has and the other has not.
func apart(t *testing.T, a, b orb.MultiPolygon) float64 {
	both, err := geo.Intersection(a, b)
	if err != nil {
		t.Fatal(err)
	}
	return geo.Area(a) + geo.Area(b) - 2*geo.Area(both)
}
