package coverage

import (
	"context"
	"testing"

	"github.com/paulmach/orb"
)

func square(x, y, w, h float64) orb.MultiPolygon {
	return orb.MultiPolygon{{orb.Bound{Min: orb.Point{x, y}, Max: orb.Point{x + w, y + h}}.ToRing()}}
}

// Bridges join vertices with the nearest point of another cell across land that
// nobody claims, and only where that is near enough.
func TestBridges(t *testing.T) {
	for _, c := range []struct {
		name  string
		cells []orb.MultiPolygon
		gap   float64
		want  [][2]orb.Point
	}{
		{"a slot", []orb.MultiPolygon{square(0, 0, 10, 10), square(11, 0, 10, 10)}, 2,
			[][2]orb.Point{{{11, 0}, {10, 0}}, {{10, 0}, {11, 0}}, {{10, 10}, {11, 10}}, {{11, 10}, {10, 10}}}},
		{"a slot of the width asked for", []orb.MultiPolygon{square(0, 0, 10, 10), square(12, 0, 10, 10)}, 2, nil},
		{"no gap asked for", []orb.MultiPolygon{square(0, 0, 10, 10), square(11, 0, 10, 10)}, 0, nil},
		{"a corner before a side", []orb.MultiPolygon{square(0, 0, 10, 30), square(11, 10, 10, 10)}, 2,
			[][2]orb.Point{{{11, 10}, {10, 10}}, {{11, 20}, {10, 20}}}},
		{"cells that touch", []orb.MultiPolygon{square(0, 0, 10, 10), square(10, 0, 10, 10)}, 2, nil},
		{"a notch of one cell", []orb.MultiPolygon{{{{{0, 0}, {10, 0}, {10, 9}, {11, 9}, {11, 0}, {20, 0}, {20, 10}, {0, 10}, {0, 0}}}}}, 2, nil},
		{"a cell in between", []orb.MultiPolygon{square(0, 0, 10, 10), square(10, -5, 1, 20), square(11, 0, 10, 10)}, 2, nil},
	} {
		a, err := arrangeCells(context.Background(), c.cells, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		got := map[[2]orb.Point]bool{}
		found, err := a.spans(context.Background(), c.gap, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range found.bridges {
			got[[2]orb.Point{a.grid.point(b.ends[0]), a.grid.point(b.ends[1])}] = true
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: got %v, want %v", c.name, got, c.want)
		}
		for _, w := range c.want {
			if !got[w] {
				t.Errorf("%s: no bridge %v among %v", c.name, w, got)
			}
		}
	}
}
