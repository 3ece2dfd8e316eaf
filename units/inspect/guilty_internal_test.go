package inspect

import (
	"maps"
	"slices"
	"testing"
)

// Cells 0 to 3 in a row; what is off is told from both sides.
func TestGuiltyCells(t *testing.T) {
	both := func(a, b int32, metres float64) []contact {
		return []contact{{cell: a, other: b, offset: -1, length: metres}, {cell: b, other: a, offset: 1, length: metres}}
	}
	for _, c := range []struct {
		name     string
		shared   []float64
		contacts []contact
		want     []int32
	}{
		{"nothing off", []float64{100, 100}, nil, nil},
		{"two that only meet each other: the first", []float64{0, 0}, both(0, 1, 50), []int32{0}},
		{"one off against two that share with others", []float64{60, 0, 60}, slices.Concat(both(0, 1, 50), both(1, 2, 50)), []int32{1}},
		{"less than half of the border", []float64{60, 60}, both(0, 1, 50), nil},
		{"too short a border", []float64{0, 0}, both(0, 1, 19), nil},
		{"what coincides is not off", []float64{0, 0}, []contact{{cell: 0, other: 1, offset: coincide, length: 50}}, nil},
		{"two worst with one between them that they explain", []float64{0, 10, 0, 90}, slices.Concat(both(0, 1, 50), both(1, 2, 50), both(2, 3, 80)), []int32{0, 2}},
	} {
		got := slices.Sorted(maps.Keys(guiltyCells(c.shared, c.contacts)))
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}
