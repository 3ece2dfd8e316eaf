package geo_test

import (
	"errors"
	"testing"

	"github.com/paulmach/orb"

	"renewal/geo"
)

// Edges to and fro between two sides cross each other, as they should not; those
// of a star do so as often as a person draws.
func TestRepairTangled(t *testing.T) {
	zigzag := func(n int) orb.MultiPolygon {
		r := orb.Ring{{0, 0}}
		for i := range n {
			r = append(r, orb.Point{1000 * float64(1-i%2), float64((i * 7919) % n)})
		}
		return orb.MultiPolygon{{append(r, r[0])}}
	}
	if _, reason, _, err := geo.Repair(zigzag(3000)); !errors.Is(err, geo.ErrInvalid) || reason == "" {
		t.Errorf("%q, %v", reason, err)
	}
	if g, reason, _, err := geo.Repair(zigzag(40)); err != nil || reason == "" || len(g) == 0 {
		t.Errorf("%d parts, %q, %v", len(g), reason, err)
	}
	twice := orb.Ring{}
	for i := range 2000 {
		twice = append(twice, orb.Point{float64(i % 1000), float64(i/1000) * 0.1 * float64(i%2)})
	}
	twice = append(twice, orb.Point{999, -50}, orb.Point{0, -50}, twice[0])
	if _, _, _, err := geo.Repair(orb.MultiPolygon{{twice}}); err != nil {
		t.Error(err)
	}
}
