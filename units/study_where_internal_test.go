package units

import (
	"testing"

	"renewal/geo/vector"
)

func TestWhereWords(t *testing.T) {
	got := whereWords([]vector.Condition{
		{Field: "BZ", Op: vector.IsNull}, {Field: "LX", Op: vector.In, Values: []string{"a"}}, {Field: "ZT", Op: vector.In, Values: []string{"b", "c"}},
	})
	if want := "BZ is null and LX = a and ZT in b, c"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
