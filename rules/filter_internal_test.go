package rules

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// column is a column of texts and numbers; nil is null.
type column []any

func (c column) Text(i int) (string, bool) {
	t, ok := c[i].(string)
	return t, ok
}

func (c column) Real(i int) (float64, bool) {
	switch v := c[i].(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

type sheet map[string]column

func (s sheet) columns(attribute string) (Column, bool) {
	c, ok := s[attribute]
	return c, ok
}

func scalarOf(t testing.TB, text string) (*builder, scalar) {
	t.Helper()
	return &builder{problems: &problems{file: "test"}, lines: []string{text}, rs: &Ruleset{}},
		scalar{text: text, kind: aText, at: place{1, 1}}
}

func filterOf(t testing.TB, text, role string) *Filter {
	t.Helper()
	b, s := scalarOf(t, text)
	f := b.filter(s, role)
	if err := b.err(); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFilterOutcomes(t *testing.T) {
	for _, c := range []struct {
		where string
		row   map[string]any // no entry: no column; nil: null
		want  Outcome
	}{
		// A parcel of another use fails whatever its year.
		{`landuse startsWith "0701" and build_year <= 2000`, map[string]any{"landuse": "0901", "build_year": nil}, Fail},
		{`landuse startsWith "0701" and build_year <= 2000`, map[string]any{"landuse": "070102", "build_year": nil}, Unknown},
		{`landuse startsWith "0701" and build_year <= 2000`, map[string]any{"landuse": "070102"}, Unknown},
		{`landuse startsWith "0701" and build_year <= 2000`, map[string]any{"landuse": "0701", "build_year": 2000}, Pass},
		{`landuse startsWith "0701" and build_year <= 2000`, map[string]any{"landuse": "0701", "build_year": 2001}, Fail},
		{`landuse startsWith "0701" and build_year <= 2000`, map[string]any{"landuse": nil, "build_year": 2001}, Fail},
		{`build_year <= 2000`, map[string]any{"build_year": 0}, Unknown},     // 0 stands for not known
		{`build_year <= 2000`, map[string]any{"build_year": 19980}, Unknown}, // no such year
		{`build_year >= 1800`, map[string]any{"build_year": nil}, Pass},      // any year there is

		// Codes: a class that is too coarse does not tell.
		{`landuse startsWith "0701"`, map[string]any{"landuse": "07"}, Unknown},
		{`landuse startsWith "0701"`, map[string]any{"landuse": "08"}, Fail},
		{`landuse startsWith "0701"`, map[string]any{"landuse": ""}, Unknown},
		{`landuse == "090102"`, map[string]any{"landuse": "0901"}, Fail}, // just this code
		{`landuse[:2] in ["07", "08"]`, map[string]any{"landuse": "0804"}, Pass},
		{`landuse[:2] != planned_landuse[:2]`, map[string]any{"landuse": "0804", "planned_landuse": "0901"}, Pass},
		{`landuse[:2] != planned_landuse[:2]`, map[string]any{"landuse": "0804", "planned_landuse": nil}, Unknown},
		{`landuse[:4] == "0804"`, map[string]any{"landuse": "08"}, Unknown},
		{`landuse matches "^0[78]"`, map[string]any{"landuse": "0804"}, Pass},
		{`landuse contains "04"`, map[string]any{"landuse": "0804"}, Pass},
		{`landuse endsWith "04"`, map[string]any{"landuse": "0803"}, Fail},

		// Flags, lists, numbers.
		{`idle`, map[string]any{"idle": 1}, Pass},
		{`idle`, map[string]any{"idle": 0}, Fail},
		{`idle`, map[string]any{"idle": nil}, Unknown},
		{`idle`, map[string]any{"idle": 7}, Unknown},
		{`not character`, map[string]any{"character": 0}, Pass},
		{`idle == true`, map[string]any{"idle": 1}, Pass},
		{`idle != character`, map[string]any{"idle": 1, "character": 0}, Pass},
		{`danger_grade in ["C", "D"]`, map[string]any{"danger_grade": "D"}, Pass},
		{`danger_grade in ["C", "D"]`, map[string]any{"danger_grade": nil}, Unknown},
		{`households in [1, 2]`, map[string]any{"households": 2}, Pass},
		{`households in [1, 2]`, map[string]any{"households": 3}, Fail},
		{`households not in [1, 2]`, map[string]any{"households": 3}, Pass},
		{`vacancy >= 0.3`, map[string]any{"vacancy": 30}, Unknown}, // percent where a share should be
		{`vacancy <= 1`, map[string]any{"vacancy": nil}, Pass},
		{`far < 0.5 * planned_far`, map[string]any{"far": 0.4, "planned_far": 1}, Pass},
		{`far < 0.5 * planned_far`, map[string]any{"far": 0.4, "planned_far": nil}, Unknown},
		{`far * area > 100`, map[string]any{"far": 2, "area": 51}, Pass},
		{`gfa / area > 2`, map[string]any{"gfa": 5, "area": 0}, Unknown},
		{`-far < 0 and max(far, 1) >= 1 and abs(far) == far`, map[string]any{"far": 2}, Pass},
	} {
		s := sheet{}
		for name, v := range c.row {
			s[name] = column{v}
		}
		if got := filterOf(t, c.where, "parcels").Bind(s.columns)(0); got != c.want {
			t.Errorf("%s of %v is %v, want %v", c.where, c.row, got, c.want)
		}
	}
}

func TestNoFilterMeansAll(t *testing.T) {
	var f *Filter
	var v *Value
	var by *TextOf
	if f.Bind(noColumns)(7) != Pass || f.Text() != "" || f.Attributes() != nil || f.Values("kind") != nil {
		t.Error("no filter does not let everything pass")
	}
	if lo, hi := v.Bind(noColumns)(7); lo != 1 || hi != 1 || v.Text() != "" || v.Attributes() != nil {
		t.Error("no value is not 1")
	}
	if text, ok := by.Bind(noColumns)(7); text != "" || !ok || by.Text() != "" || by.Attributes() != nil {
		t.Error("no text is not empty")
	}
}

// What is not known of a feature lies within what its attributes can be.
func TestValuesOfFeatures(t *testing.T) {
	b, s := scalarOf(t, "vacancy * gfa")
	v := b.value(s, "parcels")
	for _, c := range []struct{ vacancy, gfa, low, high any }{
		{0.5, 100, 50.0, 50.0},
		{nil, 100, 0.0, 100.0},
		{0.5, nil, 0.0, unbounded},
		{0.0, nil, 0.0, 0.0},
	} {
		low, high := v.Bind(sheet{"vacancy": {c.vacancy}, "gfa": {c.gfa}}.columns)(0)
		if low != c.low || high != c.high {
			t.Errorf("vacancy %v of %v m2 is %v to %v, want %v to %v", c.vacancy, c.gfa, low, high, c.low, c.high)
		}
	}
	if got := v.Attributes(); fmt.Sprint(got) != "[gfa vacancy]" {
		t.Errorf("attributes are %v", got)
	}
}

func TestFilterTellsWhatItAsksFor(t *testing.T) {
	f := filterOf(t, `kind in ["belt", "axis"] or kind == "centre" and established > 2005`, "policy_zones")
	if got := fmt.Sprint(f.Values("kind"), f.Attributes()); got != "[axis belt centre] [established kind]" {
		t.Errorf("values and attributes are %s", got)
	}
}

func TestFilterFaults(t *testing.T) {
	for _, c := range []struct{ where, want string }{
		{`landus startsWith "07"`, "test:1:1: unknown name landus"},
		{`idle and landuse == 7`, "test:1:18: invalid operation: == (mismatched types string and int)"},
		{`far`, "test:1:1: far is not true or false"},
		{`far + 1`, "test:1:5: + gives no true or false"},
		{`danger_grade == "E"`, `test:1:17: danger_grade is never "E"`},
		{`danger_grade in ["C", "E"]`, `test:1:23: danger_grade is never "E"`},
		{`landuse startsWith planned_landuse`, "startsWith needs a text in quotes"},
		{`landuse[2:] == "01"`, "only the start of a text"},
		{`landuse matches "("`, "error parsing regexp"},
		{`len(landuse) == 4`, "there is no function len"},
		{`far > 1 ? idle : character`, "must be true or false"},
		{`far ** 2 > 1`, "** gives no number"},
		{`far in 1..2`, `"in" needs a list`},
		{`(far > 1`, "unexpected token"},
		{strings.Repeat("(", 5000), "too long"},
		{`sqrt(far, far) > 1`, "too many arguments"},
		{`landuse == nil`, "expression must be a text"},
	} {
		b, s := scalarOf(t, c.where)
		if f := b.filter(s, "parcels"); f != nil {
			t.Errorf("%s is a filter", c.where)
			continue
		}
		if got := b.err().Error(); !strings.Contains(got, c.want) {
			t.Errorf("%.40s: %s\nwant %s", c.where, got, c.want)
		}
	}
}

// Filters are monotone: a null that gets a value turns unknown into pass or
// fail, and nothing else.
func TestFiltersAreSound(t *testing.T) {
	var filters []*Filter
	rs, err := Load("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rs.Resources {
		for _, from := range r.Recognise {
			if from.From == "parcels" {
				filters = append(filters, from.Where)
			}
		}
	}
	for _, s := range rs.Statistics {
		if s.Of == "parcels" {
			filters = append(filters, s.Where)
		}
	}
	codes := rapid.SampledFrom([]string{"07", "0701", "070102", "0703", "09", "0901", "090102", "1001", "1101", "1401", "2301", "06"})
	number := rapid.SampledFrom([]any{0, 1, 0.3, 0.5, 2, 1990, 2000, 2010})
	rapid.Check(t, func(t *rapid.T) {
		before, after := sheet{}, sheet{}
		for _, a := range parcelAttributes {
			var v any
			switch {
			case a.Type == Code:
				v = codes.Draw(t, a.Name)
			case a.Name == "danger_grade":
				v = rapid.SampledFrom([]string{"A", "C"}).Draw(t, a.Name)
			default:
				v = number.Draw(t, a.Name)
			}
			after[a.Name] = column{v}
			before[a.Name] = column{v}
			if rapid.Bool().Draw(t, a.Name+" is null") {
				before[a.Name] = column{nil}
			}
		}
		for _, f := range filters {
			if b, a := f.Bind(before.columns)(0), f.Bind(after.columns)(0); b != Unknown && a != b {
				t.Fatalf("%s is %v of %v and %v of %v", f.Text(), b, before, a, after)
			}
		}
	})
}

func BenchmarkFilter(b *testing.B) {
	rs, err := Load("zhengzhou")
	if err != nil {
		b.Fatal(err)
	}
	s := sheet{"landuse": {"070102", "0901", "1001"}, "build_year": {1990, nil, 2010}, "idle": {0, 1, nil}, "area": {10.0, 20.0, 30.0}, "coverage": {.2, .3, .4}, "far": {1.0, nil, 2.0}}
	for _, r := range rs.Resources {
		for _, from := range r.Recognise {
			if from.From != "parcels" {
				continue
			}
			b.Run(r.ID, func(b *testing.B) {
				f := from.Where.Bind(s.columns)
				for i := 0; b.Loop(); i++ {
					f(i % 3)
				}
			})
		}
	}
}
