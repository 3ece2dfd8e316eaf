package study_test

import (
	"testing"

	"renewal/units/study"
)

func TestFieldMapping(t *testing.T) {
	year := study.FieldMapping{Field: "JCNF", Null: []string{"0", ""}}
	percent := study.FieldMapping{Field: "KZL", Scale: 0.01}
	codes := study.FieldMapping{Field: "use", Values: map[string]string{"R2": "0701", "?": "unclear"}}
	kinds := study.FieldMapping{Field: "class", Values: map[string]string{"rail": "railway", "*": "other"}, Null: []string{"none"}}
	fixed := study.FieldMapping{Const: "1.5", Null: []string{"1.5"}, Scale: 2}
	for _, c := range []struct {
		name string
		f    study.FieldMapping
		held string
		want string // "-" where nothing is known
	}{
		{"as it is", year, "1998", "1998"},
		{"null", year, "0", "-"},
		{"null by value", year, "0.00", "-"},
		{"empty null", year, "", "-"},
		{"listed", codes, "R2", "0701"},
		{"not listed", codes, "R3", "-"},
		{"case counts", codes, "r2", "-"},
		{"all others", kinds, "path", "other"},
		{"null before all others", kinds, "none", "-"},
		{"no mapping", percent, "07", "07"},
		{"constant", fixed, "anything", "1.5"},
	} {
		got, ok := c.f.Text(c.held)
		if !ok {
			got = "-"
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	for _, c := range []struct {
		f    study.FieldMapping
		held string
		want float64 // -1 where nothing is known
	}{
		{percent, "30", 0.3}, {percent, "x", -1}, {percent, "NaN", -1}, {percent, "Inf", -1}, {percent, "1e999", -1},
		{year, "1998", 1998}, {year, "0", -1}, {codes, "?", -1}, {codes, "R2", 701}, {fixed, "", 1.5},
	} {
		got, ok := c.f.Number(c.held)
		if !ok {
			got = -1
		}
		if got != c.want {
			t.Errorf("number of %q: %v, want %v", c.held, got, c.want)
		}
	}
	if !kinds.Listed("rail") || kinds.Listed("path") {
		t.Error("only what is written is listed")
	}
}
