package report_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"renewal/units"
	"renewal/units/compare"
	"renewal/units/report"
	"renewal/units/study"
)

// hostile would be markup, or end a script, if any text were taken for one.
const hostile = `</script><img src=x onerror="window.broken=1"><!--${broken}&amp;'`

// result delineates a study of testdata, after change has had its way with the text.
func result(t testing.TB, name string, change func(text string) string) *units.Result {
	t.Helper()
	folder := filepath.Join("..", "..", "testdata", "studies", name)
	path := filepath.Join(folder, "study.yaml")
	if change != nil {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		moved := t.TempDir()
		if err := os.CopyFS(moved, os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
		path = filepath.Join(moved, "study.yaml")
		if err := os.WriteFile(path, []byte(change(string(text))), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	s, err := study.Read(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := units.Delineate(context.Background(), s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// renamed gives a study a hostile name, and the first unit too.
func renamed(t testing.TB, name string) *units.Result {
	r := result(t, name, nil)
	r.Report.Study.Name, r.Report.Summary.Study = hostile, hostile
	r.Report.Units[0].Name, r.Report.Units[0].DistrictName = hostile, hostile
	return r
}

func page(t testing.TB, r *units.Result) string { return pageAgainst(t, r, nil) }

func pageAgainst(t testing.TB, r *units.Result, against *compare.Report) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.html")
	if err := report.Page(against).Write(context.Background(), r, path); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestPageHasTheSameBytes(t *testing.T) {
	one, two := page(t, result(t, "drawn", nil)), page(t, result(t, "drawn", nil))
	if one != two {
		t.Error("another run, another page")
	}
}

// The page asks for nothing from anywhere.
func TestPageIsSelfContained(t *testing.T) {
	text := page(t, result(t, "drawn", nil))
	if !strings.Contains(text, `content="default-src 'none';`) {
		t.Error("the page may load what it likes")
	}
	for _, outside := range regexp.MustCompile(`(?:src|href)="[^"]*"|@import[^;]*|url\([^)]*\)`).FindAllString(text, -1) {
		switch {
		case strings.HasPrefix(outside, `href="#`), outside == `href="data:,"`:
		case strings.HasPrefix(outside, "url(#"), strings.HasPrefix(outside, "url(images/"): // Leaflet's, for controls that are not there
		case strings.Contains(outside, "leafletjs.com"): // an attribution that is off
		default:
			t.Errorf("the page asks for %s", outside)
		}
	}
}

// A unit of which nothing is known but its shape has lists still, all empty.
func TestPageOfLittle(t *testing.T) {
	r := result(t, "drawn", nil)
	u := &r.Report.Units[0]
	*u = units.UnitReport{ID: u.ID, Class: u.Class}
	r.Report.Checkup, r.Report.Summary.Warnings, r.Report.Cost.Terms = nil, nil, nil
	_, rest, _ := strings.Cut(page(t, r), `<script type="application/json" id="data">`)
	raw, _, _ := strings.Cut(rest, "</script>")
	var data map[string]any
	if err := json.Unmarshal([]byte(raw), &data); err != nil {
		t.Fatal(err)
	}
	for name, v := range data["units"].([]any)[0].(map[string]any) {
		if v == nil {
			t.Errorf("%s of a unit is null", name)
		}
	}
	for _, path := range []string{"checkup", "study.sources", "summary.warnings", "cost.terms", "map.borders", "map.barriers", "repairs"} {
		at := any(data)
		for part := range strings.SplitSeq(path, ".") {
			at = at.(map[string]any)[part]
		}
		if at == nil {
			t.Errorf("%s is null", path)
		}
	}
}

// What it holds can be read back, whatever the study calls things.
func TestPageHoldsAnyName(t *testing.T) {
	r := renamed(t, "drawn")
	text := page(t, r)
	if strings.Contains(text, "<img") || strings.Count(text, "</script>") != strings.Count(text, "<script") {
		t.Error("a name has become markup")
	}
	_, rest, _ := strings.Cut(text, `<script type="application/json" id="data">`)
	raw, _, _ := strings.Cut(rest, "</script>")
	var data struct {
		Study struct{ Name string }
		Units []struct {
			Name                    string
			Tests, Criteria, Checks string
			Measures                []any
		}
		Tests, Criteria, Checks, Measures []any
		Map                               struct{ Units [][][]string }
	}
	if err := json.Unmarshal([]byte(raw), &data); err != nil {
		t.Fatal(err)
	}
	if data.Study.Name != hostile || len(data.Units) != len(r.Report.Units) || len(data.Map.Units) != len(data.Units) || data.Units[0].Name != hostile {
		t.Errorf("study %q with %d units, %d shapes", data.Study.Name, len(data.Units), len(data.Map.Units))
	}
	for i, u := range data.Units {
		if len(u.Tests) != len(data.Tests) || len(u.Criteria) != len(data.Criteria) || len(u.Checks) != len(data.Checks) || len(u.Measures) != len(data.Measures) || len(data.Map.Units[i]) == 0 {
			t.Errorf("unit %d: %d tests, %d criteria, %d checks, %d measures, %d parts", i, len(u.Tests), len(u.Criteria), len(u.Checks), len(u.Measures), len(data.Map.Units[i]))
		}
	}
}

// What differs from a reference is in the page if there is one, as data.
func TestPageHoldsTheComparison(t *testing.T) {
	r := result(t, "drawn", nil)
	if text := page(t, r); strings.Contains(text, `"compare":`) {
		t.Error("a comparison with nothing")
	}
	text := pageAgainst(t, r, &compare.Report{Reference: compare.LayerReport{File: hostile}, Units: []compare.Unit{{ID: hostile}}})
	if !strings.Contains(text, `"compare":{"format":`) || strings.Contains(text, hostile) {
		t.Error("the comparison is missing, or is markup")
	}
}

// What hangs on the weights is in the page if they were moved, and what changed since
// an earlier result if there is one, but for what stayed as it was.
func TestPageHoldsWeightsAndChanges(t *testing.T) {
	r := result(t, "drawn", nil)
	if text := page(t, r); strings.Contains(text, `"weights":`) || strings.Contains(text, `"changes":`) {
		t.Error("weights or changes that nobody asked for")
	}
	if err := r.Tune(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	r.Report.Changes = []units.Change{{Change: "kept", Unit: "still"}, {Change: "gone", Unit: hostile}}
	text := page(t, r)
	if !strings.Contains(text, `"weights":[{"id":"plan"`) || !strings.Contains(text, `"changes":[{"change":"gone"`) || strings.Contains(text, hostile) || strings.Contains(text, "still") {
		t.Error("weights or changes are missing, too many, or markup")
	}
}
