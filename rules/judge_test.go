package rules_test

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"renewal/rules"
)

// drawFacts draws a unit near the thresholds of the rules, part of it missing.
func drawFacts(t *rapid.T, rs *rules.Ruleset) rules.Facts {
	area := float64(rapid.SampledFrom([]int{0, 9000, 1000000, 3000000}).Draw(t, "area"))
	share := rapid.SampledFrom([]float64{0, 0.02, 0.04, 0.1, 0.2, 0.25, 0.3, 0.45, 0.5, 1})
	missing := rapid.IntRange(0, 5)
	facts := rules.Facts{rules.UnitArea: rules.Exactly(area)}
	for _, s := range rs.Statistics[1:] {
		v := share.Draw(t, s.ID)
		switch {
		case s.Unit == "m2":
			v *= area
		case s.Unit == "m":
			v *= 4 * math.Sqrt(area)
		case s.ID == "built_years":
			v = (1980 + 50*v) * min(facts["built_land"].High, area)
		case s.Unit != "share":
			v = math.Round(v * 10)
		}
		switch missing.Draw(t, s.ID+" missing") {
		case 0:
			facts[s.ID] = rules.Missing(s.ID)
		case 1:
			facts[s.ID] = rules.Between(v*share.Draw(t, s.ID+" low"), v, s.ID)
		default:
			facts[s.ID] = rules.Exactly(v)
		}
	}
	return facts
}

// settle makes some of what is missing known, in keeping with what was known.
func settle(t *rapid.T, rs *rules.Ruleset, facts rules.Facts) rules.Facts {
	settled := rules.Facts{}
	for _, s := range rs.Statistics {
		q := facts[s.ID]
		low, high := max(q.Low, 0), q.High
		if math.IsInf(high, 1) {
			high = max(facts[rules.UnitArea].Low, 10)
			switch s.Unit {
			case "share":
				high = 1
			case "number":
				high = 2020 * 1e6
			}
		}
		if !q.Exact() && rapid.Bool().Draw(t, s.ID+" comes in") {
			q = rules.Exactly(rapid.Float64Range(low, max(low, high)).Draw(t, s.ID))
		}
		settled[s.ID] = q
	}
	return settled
}

// The law of the package: missing data that comes in turns unknown into pass or
// fail and narrows the classes, and nothing else.
func TestMissingDataOnlySettles(t *testing.T) {
	rs := zhengzhou(t)
	city := examples(t).City
	rapid.Check(t, func(t *rapid.T) {
		facts := drawFacts(t, rs)
		after := settle(t, rs, facts)
		// The city's units stay; ranks are among them and the unit itself.
		a, b := rs.Judge(append(city[:9:9], facts))[9], rs.Judge(append(city[:9:9], after))[9]
		for i := range a.Criteria {
			if o := a.Criteria[i].Outcome; o != rules.Unknown && o != b.Criteria[i].Outcome {
				t.Fatalf("criterion %s was %v and is %v", a.Criteria[i].ID, o, b.Criteria[i].Outcome)
			}
		}
		for i := range a.Checks {
			if o := a.Checks[i].Outcome; o != rules.Unknown && o != b.Checks[i].Outcome {
				t.Fatalf("check %s was %v and is %v", a.Checks[i].ID, o, b.Checks[i].Outcome)
			}
		}
		for i := range a.Measures {
			if p, q := a.Measures[i].Value, b.Measures[i].Value; p.Low > q.Low || p.High < q.High {
				t.Fatalf("measure %s was %v and is %v", a.Measures[i].ID, p, q)
			}
		}
		for _, class := range b.Possible {
			if !slices.Contains(a.Possible, class) {
				t.Fatalf("class was one of %v and can be %s", a.Possible, class)
			}
		}
	})
}

// A verdict says what it rests on.
func TestVerdictsAreSound(t *testing.T) {
	rs := zhengzhou(t)
	rapid.Check(t, func(t *rapid.T) {
		v := rs.Judge([]rules.Facts{drawFacts(t, rs)})[0]
		if open := len(v.Possible) > 1; open != (v.Class == rules.Undetermined) || open != (len(v.Missing) > 0) || open && v.Nearest != nil {
			t.Fatalf("class %s, possible %v, missing %v, nearest %v", v.Class, v.Possible, v.Missing, v.Nearest)
		}
		for _, r := range v.Tests {
			if r.Margin != nil && (*r.Margin > 0 && r.Outcome != rules.Pass || *r.Margin < 0 && r.Outcome != rules.Fail) {
				t.Fatalf("%s %v %s %v is %v with margin %v", r.Measure, r.Value, r.Op, r.Threshold, r.Outcome, *r.Margin)
			}
			if r.Value.Exact() == (len(r.Why) > 0) {
				t.Fatalf("%s is %v because %v", r.Measure, r.Value, r.Why)
			}
		}
		if _, err := json.Marshal(v); err != nil {
			t.Fatal(err)
		}
	})
}

// Nothing depends on the order of the units, ranks and totals included.
func TestOrderOfUnitsDoesNotMatter(t *testing.T) {
	rs := zhengzhou(t)
	rapid.Check(t, func(t *rapid.T) {
		var units []rules.Facts
		for range rapid.IntRange(1, 5).Draw(t, "units") {
			units = append(units, drawFacts(t, rs))
		}
		order := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0)).Perm(len(units))
		shuffled := make([]rules.Facts, len(units))
		for i, from := range order {
			shuffled[i] = units[from]
		}
		want, got := rs.Judge(units), rs.Judge(shuffled)
		for i, from := range order {
			if diff := cmp.Diff(want[from], got[i]); diff != "" {
				t.Fatalf("unit %d at place %d is judged differently:\n%s", from, i, diff)
			}
		}
	})
}

// judged judges the ordinary unit with some facts changed, alone.
func judged(t *testing.T, changed map[string]float64) rules.Verdict {
	t.Helper()
	rs, f := zhengzhou(t), examples(t)
	facts := ordinary(f)
	for id, v := range changed {
		facts[id] = rules.Exactly(v)
	}
	return rs.Judge([]rules.Facts{facts})[0]
}

func TestNearestFlip(t *testing.T) {
	for _, c := range []struct {
		name  string
		facts map[string]float64
		class string
		want  rules.Flip
	}{
		{"a little more structure makes it key", map[string]float64{"resource": 400000, "structure": 450000}, "general",
			rules.Flip{Criterion: "K0.S", Measure: "structure_share", Value: 0.45, Threshold: 0.5, Margin: 0.05, Relative: 0.1, Classes: []string{"key"}}},
		{"a little less resource unmakes it", map[string]float64{"resource": 200000}, "general",
			rules.Flip{Criterion: "G6", Measure: "resource_share", Value: 0.25, Threshold: 0.25, Margin: 0, Relative: 0, Classes: []string{"not_delineated"}}},
		{"just short of concentrated", map[string]float64{"resource": 190000}, "not_delineated",
			rules.Flip{Criterion: "G6", Measure: "resource_share", Value: 0.2375, Threshold: 0.25, Margin: 0.0125, Relative: 0.05, Classes: []string{"general"}}},
		{"past a threshold that does not matter", map[string]float64{"resource": 160000, "structure": 299000}, "not_delineated",
			rules.Flip{Criterion: "G6", Measure: "resource_share", Value: 0.2, Threshold: 0.25, Margin: 0.05, Relative: 0.2, Classes: []string{"general"}}},
	} {
		v := judged(t, c.facts)
		if v.Class != c.class || v.Nearest == nil {
			t.Errorf("%s: class %s, nearest %v", c.name, v.Class, v.Nearest)
			continue
		}
		got := *v.Nearest
		for _, x := range []*float64{&got.Margin, &got.Relative} {
			*x = math.Round(*x*1e9) / 1e9
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s:\n%s", c.name, diff)
		}
	}
}

func TestMargins(t *testing.T) {
	v := judged(t, map[string]float64{"structure": 400000, "heritage_whole": 2, "parts": 3, "hard_inside": 0})
	got := map[string]float64{}
	for _, r := range v.Tests {
		if r.Margin != nil {
			got[r.Criterion+" "+r.Measure] = *r.Margin
		}
	}
	for _, c := range v.Checks {
		for _, r := range c.Tests {
			if r.Margin != nil {
				got[c.ID+" "+r.Measure] = *r.Margin
			}
		}
	}
	for id, want := range map[string]float64{
		"K0.M structure_share": 0.1, "K0.S structure_share": -0.1, "K5.S heritage_districts": 1,
		"D18 part_count": -2, "D18 hole_count": 0, "D11 hard_m": 0, "O1 mean_build_year": -15,
	} {
		if math.Abs(got[id]-want) > 1e-9 || math.Signbit(got[id]) != (want < 0) {
			t.Errorf("margin of %s is %v, want %v", id, got[id], want)
		}
	}
}

func TestDivisionByNothingIsUnknown(t *testing.T) {
	v := judged(t, map[string]float64{"construction": 0, "gfa": 0, "vacant_gfa": 0})
	for _, m := range v.Measures {
		switch m.ID {
		case "resource_share", "industrial_share", "activity_density":
			if m.Value.Known() || !slices.Equal(m.Why, []string{"no construction land"}) {
				t.Errorf("%s is %v because %v", m.ID, m.Value, m.Why)
			}
		case "vacancy_rate", "occupancy":
			if m.Value.Known() || !slices.Equal(m.Why, []string{"no floor area"}) {
				t.Errorf("%s is %v because %v", m.ID, m.Value, m.Why)
			}
		}
	}
}

// The four terms of the vitality index bound it as long as one is missing.
func TestIntervalOfTheVitalityIndex(t *testing.T) {
	rs, f := zhengzhou(t), examples(t)
	unit := ordinary(f)
	unit["vitality_points"] = rules.Missing("vitality")
	for _, m := range rs.Judge(append(slices.Clone(f.City), unit))[9].Measures {
		switch m.ID {
		case "activity_rank":
			if m.Value.Known() {
				t.Errorf("rank of what is unknown is %v", m.Value)
			}
		case "vitality_index":
			if m.Value.High-m.Value.Low != 0.25 || !slices.Equal(m.Why, []string{"vitality"}) {
				t.Errorf("index is %v because %v", m.Value, m.Why)
			}
		}
	}
}

func TestFactsThatAreNoNumbers(t *testing.T) {
	rs, f := zhengzhou(t), examples(t)
	for _, q := range []rules.Quantity{{Low: math.NaN(), High: 1}, {Low: 2, High: 1}, {Low: math.Inf(1), High: math.Inf(1)}} {
		unit := ordinary(f)
		unit["resource"] = q
		v := rs.Judge([]rules.Facts{unit})[0]
		if v.Class != rules.Undetermined || !strings.Contains(strings.Join(v.Missing, ";"), "resource is no number") {
			t.Errorf("resource of %v gives %s, missing %v", q, v.Class, v.Missing)
		}
	}
	unit := ordinary(f)
	delete(unit, "resource")
	if v := rs.Judge([]rules.Facts{unit})[0]; v.Class != rules.Undetermined || !slices.Equal(v.Missing, []string{"resource is not measured"}) {
		t.Errorf("no fact gives %s, missing %v", v.Class, v.Missing)
	}
	if got := rs.Judge(nil); len(got) != 0 {
		t.Errorf("no units give %v", got)
	}
}

func TestVocabulary(t *testing.T) {
	for _, role := range rules.Roles() {
		seen := map[string]string{} // by synonym
		for _, a := range rules.Vocabulary(role) {
			if a.Zh == "" || a.En == "" {
				t.Errorf("%s.%s has no name", role, a.Name)
			}
			for _, s := range append(a.Synonyms, a.Name) {
				s = strings.ToLower(s)
				if other, twice := seen[s]; twice && other != a.Name {
					t.Errorf("%s: %s stands for %s and %s", role, s, other, a.Name)
				}
				seen[s] = a.Name
			}
		}
	}
	changed := rules.Vocabulary("parcels")
	changed[0].Name = "changed"
	if rules.Vocabulary("parcels")[0].Name == "changed" || rules.Vocabulary("clouds") != nil {
		t.Error("the vocabulary can be changed, or has roles that there are not")
	}
}

func BenchmarkJudge(b *testing.B) {
	rs, f := zhengzhou(b), examples(b)
	for _, n := range []int{100, 1000, 10000} {
		units := make([]rules.Facts, n)
		for i := range units {
			units[i] = ordinary(f)
			units[i]["resource"] = rules.Exactly(float64(i % 20 * 40000))
			units[i]["residents"] = rules.Exactly(float64(i))
		}
		b.Run("", func(b *testing.B) {
			for b.Loop() {
				rs.Judge(units)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/unit")
		})
	}
}
