package rules_test

import (
	"fmt"
	"os"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"renewal/rules"
)

type example struct {
	Name     string            `yaml:"name"`
	Facts    map[string]any    `yaml:"facts"`
	Class    string            `yaml:"class"`
	Possible []string          `yaml:"possible"`
	Review   bool              `yaml:"review"`
	Missing  []string          `yaml:"missing"`
	Criteria map[string]string `yaml:"criteria"`
	Checks   map[string]string `yaml:"checks"`
}

type exampleFile struct {
	Ordinary map[string]float64 `yaml:"ordinary"`
	Examples []example          `yaml:"examples"`
}

func zhengzhou(t testing.TB) *rules.Ruleset {
	t.Helper()
	rs, err := rules.Load("zhengzhou")
	if err != nil {
		t.Fatal(err)
	}
	return rs
}

func examples(t testing.TB) exampleFile {
	t.Helper()
	data, err := os.ReadFile("testdata/examples.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var f exampleFile
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return f
}

// ordinary gives every statistic a value.
func (f *exampleFile) ordinary(rs *rules.Ruleset) rules.Facts {
	facts := rules.Facts{}
	for _, s := range rs.Statistics {
		facts[s.ID] = rules.Exactly(f.Ordinary[s.ID])
	}
	return facts
}

func (f *exampleFile) facts(t testing.TB, rs *rules.Ruleset, e *example) rules.Facts {
	t.Helper()
	facts := f.ordinary(rs)
	for id, v := range e.Facts {
		if _, ok := rs.Statistic(id); !ok {
			t.Fatalf("%s: there is no statistic %s", e.Name, id)
		}
		switch v := v.(type) {
		case nil:
			facts[id] = rules.Missing(id)
		case []any:
			facts[id] = rules.Between(number(t, v[0]), number(t, v[1]), id)
		default:
			facts[id] = rules.Exactly(number(t, v))
		}
	}
	return facts
}

func number(t testing.TB, v any) float64 {
	t.Helper()
	switch v := v.(type) {
	case uint64:
		return float64(v)
	case float64:
		return v
	}
	t.Fatalf("%v is no number", v)
	return 0
}

// city is nine units of rising vitality.
func (f *exampleFile) city(rs *rules.Ruleset) []rules.Facts {
	var city []rules.Facts
	for i := 1; i <= 9; i++ {
		u := f.ordinary(rs)
		u["vitality_points"] = rules.Exactly(float64(10 * i))
		u["landuse_mix"] = rules.Exactly(float64(i) / 10)
		u["residents"] = rules.Exactly(float64(2000 * i))
		u["jobs"] = rules.Exactly(0)
		u["vacant_gfa"] = rules.Exactly(float64(10000 * (11 - i)))
		city = append(city, u)
	}
	return city
}

func TestExamples(t *testing.T) {
	rs, f := zhengzhou(t), examples(t)
	shown := map[string]bool{} // "criterion outcome" that an example asserts
	for i := range f.Examples {
		e := &f.Examples[i]
		t.Run(e.Name, func(t *testing.T) {
			v := rs.Judge(append(f.city(rs), f.facts(t, rs, e)))[9]
			if v.Class != e.Class || v.Review != e.Review {
				t.Errorf("class is %s (review %v), want %s (%v)", v.Class, v.Review, e.Class, e.Review)
			}
			if want := append(e.Possible, []string{e.Class}[min(len(e.Possible), 1):]...); !cmp.Equal(v.Possible, want) {
				t.Errorf("possible is %v, want %v", v.Possible, want)
			}
			if e.Missing != nil && !cmp.Equal(v.Missing, e.Missing) {
				t.Errorf("missing is %v, want %v", v.Missing, e.Missing)
			}
			if (len(v.Missing) > 0) != (v.Class == rules.Undetermined) {
				t.Errorf("class is %s and %v are missing", v.Class, v.Missing)
			}
			got := map[string]string{}
			for _, c := range v.Criteria {
				got[c.ID] = c.Outcome.String()
			}
			for id, want := range e.Criteria {
				shown[id+" "+want] = true
				if got[id] != want {
					t.Errorf("%s is %q, want %s", id, got[id], want)
				}
			}
			got = map[string]string{}
			for _, c := range v.Checks {
				got[c.ID] = c.Outcome.String()
			}
			for id, want := range e.Checks {
				if got[id] != want {
					t.Errorf("%s is %q, want %s", id, got[id], want)
				}
			}
		})
	}
	for _, c := range rs.Criteria {
		for _, o := range []rules.Outcome{rules.Pass, rules.Fail, rules.Unknown} {
			if !shown[fmt.Sprint(c.ID, " ", o)] {
				t.Errorf("no example has %s %v", c.ID, o)
			}
		}
	}
	for _, c := range rs.Classes {
		found := false
		for i := range f.Examples {
			found = found || f.Examples[i].Class == c.ID
		}
		if !found {
			t.Errorf("no example is %s", c.ID)
		}
	}
}
