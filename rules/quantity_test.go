package rules_test

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"

	"renewal/rules"
)

// A quantity is written as its bounds would be by encoding/json, and read again.
func TestQuantityAsJSON(t *testing.T) {
	number := func(v float64) *float64 {
		if math.IsInf(v, 0) {
			return nil
		}
		return &v
	}
	check := func(t interface{ Fatalf(string, ...any) }, q rules.Quantity) {
		var as any = struct {
			Low  *float64 `json:"low"`
			High *float64 `json:"high"`
		}{number(q.Low), number(q.High)}
		if q.Exact() {
			as = q.Low
		}
		if !q.Known() {
			as = nil
		}
		want, err := json.Marshal(as)
		if err != nil {
			t.Fatalf("%v", err)
		}
		got, err := json.Marshal(q)
		if err != nil || string(got) != string(want) {
			t.Fatalf("%v is written %s, want %s (%v)", q, got, want, err)
		}
		var back rules.Quantity
		if err := json.Unmarshal(got, &back); err != nil || back.Low != q.Low || back.High != q.High {
			t.Fatalf("%s is read as %v (%v), was %v", got, back, err, q)
		}
	}
	for _, v := range []float64{0, math.Copysign(0, -1), 1, -1, 0.1, 1e-6, 9.99e-7, 1e-7, 1e-10, 1e-100, -2.5e-9, 1e20, 1e21, 1.5e21, 1e100, math.MaxFloat64, math.SmallestNonzeroFloat64, 123456789.125} {
		check(t, rules.Exactly(v))
		check(t, rules.Between(v, math.Inf(1), "a"))
		check(t, rules.Between(math.Inf(-1), v, "a"))
	}
	check(t, rules.Missing("a"))
	rapid.Check(t, func(t *rapid.T) {
		bits := func(label string) float64 {
			v := math.Float64frombits(rapid.Uint64().Draw(t, label))
			if v-v != 0 {
				return rapid.Float64Range(-1e3, 1e3).Draw(t, label)
			}
			return v
		}
		a, b := bits("a"), bits("b")
		check(t, rules.Between(min(a, b), max(a, b), "a"))
		check(t, rules.Exactly(a))
	})
}
