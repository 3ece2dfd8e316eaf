package rules_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"renewal/rules"
)

var outcomes = []rules.Outcome{rules.Unknown, rules.Fail, rules.Pass}

func TestKleeneTables(t *testing.T) {
	const u, f, p = rules.Unknown, rules.Fail, rules.Pass
	for _, c := range []struct{ a, b, and, or rules.Outcome }{
		{f, f, f, f}, {f, u, f, u}, {f, p, f, p},
		{u, f, f, u}, {u, u, u, u}, {u, p, u, p},
		{p, f, f, p}, {p, u, u, p}, {p, p, p, p},
	} {
		if got := rules.And(c.a, c.b); got != c.and {
			t.Errorf("%v and %v = %v, want %v", c.a, c.b, got, c.and)
		}
		if got := rules.Or(c.a, c.b); got != c.or {
			t.Errorf("%v or %v = %v, want %v", c.a, c.b, got, c.or)
		}
	}
	if rules.And() != p || rules.Or() != f || rules.AtLeast(0) != p || rules.AtLeast(1) != f {
		t.Error("none at all: and must pass, or must fail")
	}
}

func TestKleeneLaws(t *testing.T) {
	one := rapid.SampledFrom(outcomes)
	some := rapid.SliceOfN(one, 0, 6)
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := one.Draw(t, "a"), one.Draw(t, "b"), one.Draw(t, "c")
		list, n := some.Draw(t, "list"), rapid.IntRange(0, 7).Draw(t, "n")
		inverted := make([]rules.Outcome, len(list))
		for i := range list {
			inverted[i] = list[i].Not()
		}
		for law, holds := range map[string]bool{
			"not not":      a.Not().Not() == a,
			"commutative":  rules.And(a, b) == rules.And(b, a) && rules.Or(a, b) == rules.Or(b, a),
			"associative":  rules.And(a, rules.And(b, c)) == rules.And(a, b, c) && rules.Or(a, rules.Or(b, c)) == rules.Or(a, b, c),
			"distributive": rules.And(a, rules.Or(b, c)) == rules.Or(rules.And(a, b), rules.And(a, c)),
			"de morgan":    rules.And(list...).Not() == rules.Or(inverted...),
			"any is one":   rules.Or(list...) == rules.AtLeast(1, list...),
			"all is every": rules.And(list...) == rules.AtLeast(len(list), list...),
			// Fewer than n pass exactly if more than the rest fail.
			"counting": rules.AtLeast(n, list...).Not() == rules.AtLeast(len(list)-n+1, inverted...),
		} {
			if !holds {
				t.Fatalf("%s does not hold for %v %v %v, %d of %v", law, a, b, c, n, list)
			}
		}
	})
}

// What passes or fails with something unknown does so with all it can turn out.
func TestKleeneIsMonotone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(rapid.SampledFrom(outcomes), 0, 6).Draw(t, "list")
		n := rapid.IntRange(0, 7).Draw(t, "n")
		settled := make([]rules.Outcome, len(list))
		for i, o := range list {
			settled[i] = o
			if o == rules.Unknown {
				settled[i] = rapid.SampledFrom(outcomes).Draw(t, "settled")
			}
		}
		if before, after := rules.AtLeast(n, list...), rules.AtLeast(n, settled...); before != rules.Unknown && before != after {
			t.Fatalf("%d of %v is %v, but of %v %v", n, list, before, settled, after)
		}
	})
}

func TestOutcomeJSON(t *testing.T) {
	for _, o := range outcomes {
		data, err := json.Marshal(o)
		if err != nil {
			t.Fatal(err)
		}
		var back rules.Outcome
		if err := json.Unmarshal(data, &back); err != nil || back != o {
			t.Errorf("%v is written as %s and read as %v (%v)", o, data, back, err)
		}
	}
	if err := new(rules.Outcome).UnmarshalText([]byte("maybe")); err == nil {
		t.Error("maybe is an outcome")
	}
}

func TestQuantityJSON(t *testing.T) {
	for _, c := range []struct {
		q    rules.Quantity
		want string
	}{
		{rules.Exactly(0.25), "0.25"},
		{rules.Exactly(0), "0"},
		{rules.Between(1, 2, "parcels.gfa"), `{"low":1,"high":2}`},
		{rules.Quantity{Low: 1, High: rules.Missing().High}, `{"low":1,"high":null}`},
		{rules.Missing("stations"), "null"},
	} {
		data, err := json.Marshal(c.q)
		if err != nil || string(data) != c.want {
			t.Errorf("%v is written as %s (%v), want %s", c.q, data, err, c.want)
		}
		var back rules.Quantity
		if err := json.Unmarshal(data, &back); err != nil || back.Low != c.q.Low || back.High != c.q.High {
			t.Errorf("%s is read as %v (%v)", data, back, err)
		}
	}
	for _, bad := range []string{`"x"`, `{"low":2,"high":1}`, `[1]`} {
		if err := json.Unmarshal([]byte(bad), new(rules.Quantity)); err == nil {
			t.Errorf("%s is a quantity", bad)
		}
	}
}

func TestQuantityReasons(t *testing.T) {
	q := rules.Between(0, 1, "b", "a", "b")
	if got := q.String(); got != "0…1" || len(q.Why) != 2 || q.Why[0] != "a" {
		t.Errorf("reasons are %v of %s", q.Why, got)
	}
	if !rules.Exactly(1).Exact() || rules.Missing().Known() || rules.Missing().String() != "unknown" {
		t.Error("exact and unknown are mixed up")
	}
}
