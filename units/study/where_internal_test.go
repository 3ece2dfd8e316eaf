package study

import (
	"testing"

	"renewal/geo/vector"
)

func TestConditions(t *testing.T) {
	s := Source{Where: []vector.Condition{
		{Field: "BZ", Op: vector.IsNull}, {Field: "LX", Op: vector.In, Values: []string{"a"}}, {Field: "ZT", Op: vector.In, Values: []string{"b", "c"}},
	}}
	if got, want := s.Conditions(), "BZ is null and LX = a and ZT in b, c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
